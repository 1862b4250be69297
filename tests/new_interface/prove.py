"""Proves that a new interface needs no code but its page.

The script adds the made-up interface of this folder to a copy of the repository, as CONTRIBUTING.md describes: its
page, its line in the list of interfaces, its vectors and its two transcriptions. Then it generates the derived files
and runs the tests of the copy, which must pass without any other change.

``python tests/new_interface/prove.py`` runs the tests of the core, ``--all`` compiles every crate, and runs the tests
in Python, Kotlin and Swift too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COPY = ROOT / "target" / "new-interface"

# Folders that stay in the copy from run to run. The copy has its own, because cargo does not distinguish its crates
# from those of the repository, and `.ci/venv` empties an environment that is out of date.
KEPT = ["target", ".venv"]

LINE = "    agent_rest AGENT_REST AgentRest AgentRestReply [RestCause] Gateway(agent_id);\n"

CORE = [
    "cargo xtask generate",
    "cargo xtask trace",
    "cargo test --locked --package conformance --package aicc-core --package aicc-export --quiet",
]
OTHERS = [
    "cargo check --locked --workspace --all-targets",
    "cargo xtask stubs",
    "cargo xtask python",
    "cargo xtask differential 2000",
    "cargo test --locked --package aicc-ffi --quiet",
    "cargo xtask bindings",
    "cargo xtask kotlin",
    "cargo xtask swift",
    "cargo check --locked --manifest-path fuzz/Cargo.toml --target-dir target/fuzz",
]

# The exit code of a recipe that needs a toolchain which this machine does not have.
NOT_INSTALLED = 69


def make_copy() -> None:
    """Copies every file of the repository that git does not ignore."""
    COPY.mkdir(parents=True, exist_ok=True)
    for entry in COPY.iterdir():
        if entry.is_dir() and not entry.is_symlink() and entry.name not in KEPT:
            shutil.rmtree(entry)
        elif entry.name not in KEPT:
            entry.unlink()
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        original = ROOT / name
        if original.is_file() or original.is_symlink():
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            # With its times, so that an equal file is not compiled again.
            shutil.copy2(original, COPY / name, follow_symlinks=False)
    # The cargo tools, and Swift.
    (ROOT / ".cache").mkdir(exist_ok=True)
    (COPY / ".cache").symlink_to(ROOT / ".cache")


def add_interface() -> None:
    """Does what a person does by hand."""
    interfaces = COPY / "crates/aicc-core/src/interfaces"
    shutil.copy(HERE / "agent_rest.rs", interfaces)
    listed = interfaces.with_suffix(".rs")
    before, end, after = listed.read_text("utf-8").partition("\n}\n\npub use pages::*;")
    assert end, f"{listed} has no list of interfaces"
    listed.write_text(before + "\n" + LINE.rstrip("\n") + end + after, "utf-8")

    for vectors in (HERE / "vectors").glob("*.json"):
        shutil.copy(vectors, COPY / "tests/vectors")
    shutil.copy(HERE / "transcription.json", COPY / "tests/transcription/agent_rest.json")
    with (COPY / "tests/reference/pages.py").open("a", encoding="utf-8") as pages:
        pages.write((HERE / "page.py.txt").read_text("utf-8"))


def run(command: str) -> bool:
    """Runs a command in the copy, and prints how long it took. Returns whether it passed."""
    started = time.monotonic()
    done = subprocess.run(
        command.split(), cwd=COPY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    code = done.returncode
    result = {0: "passed", NOT_INSTALLED: "skipped: not installed"}.get(code, "failed")
    print(f"{result:7} {time.monotonic() - started:4.0f} s  {command}", flush=True)
    if result == "failed":
        print(done.stdout)
    return code in (0, NOT_INSTALLED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="compile and test everything else too")
    commands = CORE + (OTHERS if parser.parse_args().all else [])
    make_copy()
    add_interface()
    failed = [command for command in commands if not run(command)]
    if failed:
        sys.exit(f"a new interface needs more than its page: failed in {COPY}:\n" + "\n".join(failed))
    print("\nA new interface needs its page, its line, its vectors and its transcriptions, and nothing else.")


if __name__ == "__main__":
    main()
