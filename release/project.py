"""What all files of this folder share: paths, the version, and programs that are run the same way each time."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
QUICK_DIST = ROOT / "target/quick-dist"
TARGET = ROOT / "target/release-builds"
"""Cargo's folder for releases: a build of a release and one of a developer do not replace each other."""
VERSION = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["workspace"]["package"]["version"]
ZIG = ROOT / ".cache/zig"


class Missing(Exception):
    """This machine cannot do a step: the text names what to install, or why it is impossible."""


def run(*command: object, folder: Path = ROOT, stdin: str | None = None, **environment: str) -> str:
    """Runs a program and returns its output. Raises an error with the whole output when the program fails."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=folder, env={**os.environ, **environment}, input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{shlex.join(words)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def commit_time() -> str:
    """Returns the time of the commit in seconds: the time of every file in an artifact."""
    return run("git", "log", "-1", "--format=%ct").strip()


def rustc(line: str) -> str:
    """Returns a line of `rustc -vV` without its name."""
    found = re.search(rf"^{line}: (.*)", run("rustc", "-vV"), re.MULTILINE)
    assert found, f"rustc -vV has no line {line}"
    return found[1]


def is_installed(target: str) -> bool:
    """Returns whether the compiled standard library of a target is installed."""
    return Path(run("rustc", "--print", "sysroot").strip(), "lib/rustlib", target).is_dir()


def zig_environment() -> dict[str, str]:
    """Installs zig where it is missing, and returns the variables by which Cargo and maturin find it."""
    run(".ci/venv", ".cache/zig", ".ci/zig.txt")
    (zig,) = ZIG.glob("lib/python*/site-packages/ziglang/zig")
    return {"CARGO_ZIGBUILD_ZIG_PATH": str(zig), "PATH": f"{os.environ['PATH']}{os.pathsep}{ZIG / 'bin'}"}


def build_environment(target: str, flags: list[str]) -> dict[str, str]:
    """Returns the variables of a build for a target: with them, two folders give the same bytes."""
    cargo = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo"))
    folders: Mapping[Path, str] = {ROOT: "/aicc", cargo: "/cargo"}
    variables = {"SOURCE_DATE_EPOCH": commit_time(), "RUSTUP_AUTO_INSTALL": "0"}
    if not is_installed(target):
        # `build-std` is not stable yet, and takes the sources from another folder only in cargo's own tests.
        sources = Path(run(".ci/rust-src", "--folder").strip())
        folders = {**folders, sources.resolve(): "/rustc/library", sources: "/rustc/library"}
        variables |= {"RUSTC_BOOTSTRAP": "1", "__CARGO_TESTS_ONLY_SRC_ROOT": str(sources)}
    # The last one that fits wins.
    names = [f"--remap-path-prefix={folder}={name}" for folder, name in folders.items()]
    for_c = " ".join(f"-ffile-prefix-map={folder}={name}" for folder, name in folders.items())
    return {**variables, "CARGO_ENCODED_RUSTFLAGS": "\x1f".join([*names, *flags]), "CFLAGS": for_c}


def build_std(target: str) -> list[str]:
    """Returns the options that compile the standard library where it is not installed."""
    return [] if is_installed(target) else ["-Z", "build-std=std,panic_abort"]


def say(text: str) -> None:
    """Prints a line at once."""
    print(text, flush=True)


def fail(text: str) -> None:
    """Ends the program with an error."""
    sys.exit(f"error: {text}")
