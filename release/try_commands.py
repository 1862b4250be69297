"""Uses the command of each platform where no other file is, and runs the vectors that a command can judge."""

from __future__ import annotations

import json
import platform as machine
import shutil
import tempfile
from pathlib import Path

import commands
import interpreters
from platforms import PLATFORMS, Platform
from project import ROOT, VERSION, Missing, run
from results import Result, keep

RUN = ROOT / "release/run_command_vectors.py"


def main(dist: Path) -> None:
    """Tries the command of each platform, and keeps the results."""
    with tempfile.TemporaryDirectory() as folder:
        # The vectors are read with the package.
        python = interpreters.with_package(Path(folder, "environment"), dist)
        results = [_tried(platform, dist, python) for platform in PLATFORMS if platform.command]
    keep("commands", results)


def _tried(platform: Platform, dist: Path, python: Path) -> Result:
    assert platform.command
    file = dist / commands.file_name(platform.command)
    if not file.exists():
        return Result(f"command for {platform.name}", "", problem="was not built: see the output of `release`")
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "aicc.exe" if file.suffix == ".exe" else "aicc")
        shutil.copy(file, program)
        program.chmod(0o755)
        try:
            place, words, variables = _start(platform.command, program)
        except Missing as reason:
            return Result(file.name, "", problem=f"was not run: {reason}")
        assert run(*words, "--version", folder=Path(folder), **variables).strip() == f"aicc {VERSION}"
        judged = json.loads(run(python, "-I", RUN, folder, *words, folder=Path(folder), **variables))
    notes = "a command has no replies, no forms and no whole messages"
    return Result(file.name, place, judged["passed"], notes)


def _start(target: str, program: Path) -> tuple[str, list[str], dict[str, str]]:
    """Returns where a command runs, how it starts, and with which variables."""
    if "windows" in target:
        wine = interpreters.program("wine", "wine wine64")
        interpreters.add_random(program.parent)
        return "Wine", [wine, str(program)], dict(interpreters.wine_variables())
    if not target.startswith(machine.machine()):
        qemu = interpreters.program("qemu-aarch64-static", "qemu-user-static")
        return "qemu-user, alone in a folder", [qemu, str(program)], {}
    # Nothing else is there: no C library, no /proc, no certificates.
    root = ["unshare", "--map-root-user", "chroot", str(program.parent), f"/{program.name}"]
    return "an empty root (chroot)", root, {}
