"""Builds the package that SwiftPM takes by URL: its repository, and the XCFramework that it names by checksum.

On Linux, programs of LLVM and this file do the work of Apple's: `release/apple` has the programs. Nothing is signed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from project import ROOT, TARGET, VERSION, build_environment, run

PROGRAMS = ROOT / "release/apple"
URL = f"https://aicc.dev/releases/{VERSION}/AICCFFI.xcframework.zip"
"""Where a release has the file. A person who publishes elsewhere sets AICC_XCFRAMEWORK_URL."""


def build(dist: Path, quick: bool) -> None:
    """Builds the layout into `swift`."""
    del quick  # Apps get one kind of library.
    environment = build_environment("aarch64-apple-ios", [])
    # The variable would replace the flags of the script.
    environment.pop("CARGO_ENCODED_RUSTFLAGS")
    paths = [PROGRAMS, ROOT / ".ci", run(".ci/llvm").strip(), os.environ["PATH"]]
    environment |= {"PATH": os.pathsep.join(map(str, paths)), "CARGO_TARGET_DIR": str(TARGET), "REAL_CARGO": _cargo()}
    address = os.environ.get("AICC_XCFRAMEWORK_URL", URL)
    run(ROOT / "bindings/swift/build-xcframework.sh", address, **environment)
    folder = dist / "swift"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(TARGET / "aicc-swift/AICCFFI.xcframework.zip", folder)
    shutil.copytree(TARGET / "aicc-swift/package", folder / "package")


def _cargo() -> str:
    path = shutil.which("cargo")
    assert path, "cargo is not in the PATH"
    return path
