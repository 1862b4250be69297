"""Looks for the licences and the bill of materials of each file of a release, and compares its checksum."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import commands
import npm
import sums
from platforms import PLATFORMS
from project import VERSION
from results import Result, keep

OWN = ("LICENSE-APACHE", "LICENSE-MIT")


def main(dist: Path) -> None:
    """Fails where a file of the release lacks one of them."""
    listed = dict(reversed(line.split("  ", 1)) for line in Path(dist, sums.SUMS).read_text("utf-8").splitlines())
    found = [*sums.files(dist), dist / sums.PROVENANCE]
    wrong = [name for name, digest in listed.items() if sums.digest(dist / name) != digest]
    assert not wrong, f"{sums.SUMS} has other checksums of {wrong}"
    unlisted = {file.relative_to(dist).as_posix() for file in found} - {*listed}
    assert not unlisted, f"{sums.SUMS} does not have {unlisted}"
    absent = [f"{file.name}: {what}" for file in found for what in missing(file)]
    assert not absent, "\n".join(absent)
    notes = f"licences and bills of materials of {sum(kind_of(file) is not None for file in found)} files"
    keep("papers", [Result(sums.SUMS, f"compared with {len(listed)} files", notes=notes)])


def missing(file: Path) -> list[str]:
    """Returns which licences and bills a file lacks, inside or beside it."""
    kind = kind_of(file)
    if kind is None:
        return []
    names, wanted = kind
    there = names(file)
    return [name for name in wanted if not any(path == name or path.endswith(f"/{name}") for path in there)]


def kind_of(file: Path) -> tuple[Callable[[Path], list[str]], list[str]] | None:
    """Returns how to list what comes with a file, and what must be there. A file without code has nothing."""
    if file.suffix == ".whl":
        return inside, [*OWN, "licences/aicc-python.txt", "sboms/aicc-python.cyclonedx.json"]
    if file.name == f"aicc-{VERSION}.tar.gz" or file.suffix == ".crate":
        return inside, [*OWN]
    if file.name == npm.FILE:
        return inside, [*OWN, "licences/aicc-wasm.txt", "sboms/aicc-wasm.cdx.json"]
    if file.name in (f"aicc-{VERSION}.jar", f"aicc-android-{VERSION}.aar"):
        return inside, [*OWN, "licences/aicc-ffi.txt"]
    if re.fullmatch(rf"aicc-\w+-{VERSION}\.jar", file.name):
        return inside, [*OWN]
    if file.name in {commands.file_name(platform.command) for platform in PLATFORMS if platform.command}:
        return beside, ["licences-aicc-cli.txt", f"{file.name}.cdx.json"]
    return None


def inside(file: Path) -> list[str]:
    """Returns the names in an archive."""
    if tarfile.is_tarfile(file):
        with tarfile.open(file) as archive:
            return archive.getnames()
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def beside(file: Path) -> list[str]:
    """Returns the names of the files in the folder of a file."""
    return [path.name for path in file.parent.iterdir()]
