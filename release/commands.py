"""Builds the command `aicc` as one file for a platform.

python3 release/commands.py [--quick]     the static file for Linux on the processor of this machine, target/static/aicc

The licences of its code are written beside it.
"""

from __future__ import annotations

import platform as machine
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from platforms import MUSL
from project import ROOT, TARGET, VERSION, Missing, build_environment, build_std, run, zig_environment

LICENCES = "licences.txt"
"""The licences of the code in the command, where it is alone with them."""


def licences() -> Path:
    """Returns the file with the licences of all code in the command."""
    return ROOT / "licences/aicc-cli.txt"


def build(target: str, file: Path, *, quick: bool, symbols: bool = False) -> Path:
    """Builds the command for Rust's name of a platform, and writes it to a file. Returns what Cargo built.

    With `symbols`, that has its symbols. The file never has.
    """
    is_windows = "windows" in target
    if is_windows and shutil.which("x86_64-w64-mingw32-gcc") is None:
        raise Missing("x86_64-w64-mingw32-gcc is not installed (on Debian: apt-get install gcc-mingw-w64-x86-64-posix)")
    environment = build_environment(target, [] if is_windows else [MUSL])
    if not is_windows:
        environment |= zig_environment()
    cargo = ["cargo" if is_windows else "cargo-zigbuild", "rustc", "--locked", "--quiet"]
    cargo += ["--package", "aicc-cli", "--bin", "aicc", "--profile", "dev" if quick else "dist"]
    cargo += ["--target", target, "--target-dir", str(TARGET), *build_std(target)]
    run(*cargo, *(["--", "-Cstrip=none"] if symbols else []), **environment)
    built = TARGET / target / ("debug" if quick else "dist") / ("aicc.exe" if is_windows else "aicc")
    file.parent.mkdir(parents=True, exist_ok=True)
    # It strips files of every system.
    run(f"{run('.ci/llvm').strip()}/llvm-strip", "-o", file, built)
    return built


def builder(target: str) -> Callable[[Path, bool], None]:
    """Returns the build of a platform for `release/build.py`."""

    def build_one(dist: Path, quick: bool) -> None:
        build(target, dist / file_name(target), quick=quick)

    return build_one


def file_name(target: str) -> str:
    """Returns the name of the command of a platform in a release."""
    processor, *_, system = target.removesuffix("-gnu").removesuffix("-musl").split("-")
    return f"aicc-{VERSION}-{system}-{processor}{'.exe' if system == 'windows' else ''}"


if __name__ == "__main__":
    folder = ROOT / "target/static"
    build(f"{machine.machine()}-unknown-linux-musl", folder / "aicc", quick="--quick" in sys.argv[1:])
    shutil.copy(licences(), folder / LICENCES)
