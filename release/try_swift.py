"""Checks the package for SwiftPM, of which nothing runs on Linux: manifest, checksum, and symbols of each library."""

from __future__ import annotations

import hashlib
import plistlib
import sys
import tempfile
import zipfile
from pathlib import Path

from project import ROOT, run
from results import Result, keep

sys.path.append(str(ROOT / "bindings"))

from library import called


def main(dist: Path) -> None:
    """Checks the layout in a folder of artifacts."""
    archive = dist / "swift/AICCFFI.xcframework.zip"
    manifest = Path(dist, "swift/package/Package.swift").read_text("utf-8")
    checksum = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert f'checksum: "{checksum}"' in manifest, "the manifest does not name the checksum of the archive"
    assert "unsafeFlags" not in manifest, "SwiftPM refuses a dependency with unsafe flags"
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
        slices = [_slice(path) for path in sorted(Path(folder, "AICCFFI.xcframework").glob("*/*.a"))]
        about = plistlib.loads(Path(folder, "AICCFFI.xcframework/Info.plist").read_bytes())
    assert len(about["AvailableLibraries"]) == len(slices), "Info.plist names other libraries"
    notes = f"for {', '.join(slices)}: each exports every function that the sources call"
    name = archive.relative_to(dist).as_posix()
    found = [Result(name, "checksum, Info.plist and symbols only", notes=notes)]
    found.append(
        Result("swift/package", "", problem="was not built by SwiftPM: the XCFramework is for Apple's systems")
    )
    keep("swift", found)


def _slice(library: Path) -> str:
    llvm = run(".ci/llvm").strip()
    for architecture in run(f"{llvm}/llvm-lipo", "-archs", library).split():
        symbols = run(f"{llvm}/llvm-nm", "--arch", architecture, "--defined-only", "--extern-only", "-j", library)
        missing = called() - {symbol.removeprefix("_") for symbol in symbols.split()}
        assert not missing, f"{library.parent.name}, {architecture}: {sorted(missing)[:3]} are missing"
    return library.parent.name
