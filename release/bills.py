"""Writes what is inside the compiled files: a bill of materials beside each one, and the licences of their code.

Wheels have both inside: maturin writes the bill, and `pyproject.toml` names the licences.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import commands
import libraries
from platforms import PLATFORMS
from project import ROOT, VERSION

sys.path.append(str(ROOT / ".ci"))

import components


def build(dist: Path, quick: bool) -> None:
    """Writes the files. The bill of a library is named after the folder that JNA looks in."""
    del quick  # It needs no build.
    for platform in PLATFORMS:
        if platform.command:
            _write(dist / f"{commands.file_name(platform.command)}.cdx.json", "aicc-cli", platform.command)
    for library in libraries.LIBRARIES:
        _write(dist / f"aicc-ffi-{VERSION}-{library.folder}.cdx.json", "aicc-ffi", library.target)
    for package in components.PACKAGES:
        shutil.copy(components.LICENCES / f"{package}.txt", dist / f"licences-{package}.txt")


def put_inside(folder: Path, package: str, target: str) -> None:
    """Writes the licences and the bill of a package into the folder that is packed."""
    for licence in sorted(ROOT.glob("LICENSE-*")):
        shutil.copy(licence, folder)
    for name in ("licences", "sboms"):
        Path(folder, name).mkdir()
    shutil.copy(components.LICENCES / f"{package}.txt", folder / "licences")
    _write(folder / f"sboms/{package}.cdx.json", package, target)


def _write(file: Path, package: str, target: str) -> None:
    file.write_text(json.dumps(components.sbom(package, target), indent=2, ensure_ascii=False) + "\n", "utf-8")
