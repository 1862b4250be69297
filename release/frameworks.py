"""Writes what a linker needs of Apple's frameworks, which zig does not bring: the names of their symbols.

The names come from the crates that declare them, so nothing of Apple's is copied.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from project import TARGET, run

FRAMEWORKS = {
    "CoreFoundation": "core-foundation-sys",
    "Security": "security-framework-sys",
    "SystemConfiguration": "system-configuration-sys",
}
"""The crate that declares the symbols of each framework."""
FOLDER = TARGET / "frameworks"
STUB = """--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos, arm64-macos ]
install-name: '/System/Library/Frameworks/{name}.framework/Versions/A/{name}'
exports:
  - targets: [ x86_64-macos, arm64-macos ]
    symbols: [ {symbols} ]
...
"""


def write() -> None:
    """Writes a folder of frameworks, which `-F` of a linker takes."""
    packages = json.loads(run("cargo", "metadata", "--locked", "--format-version", "1"))["packages"]
    folders = {package["name"]: Path(package["manifest_path"]).parent for package in packages}
    for name, crate in FRAMEWORKS.items():
        sources = [path.read_text("utf-8") for path in sorted(folders[crate].rglob("src/**/*.rs"))]
        folder = FOLDER / f"{name}.framework"
        folder.mkdir(parents=True, exist_ok=True)
        symbols = ", ".join(f"_{symbol}" for symbol in declared("\n".join(sources)))
        Path(folder, f"{name}.tbd").write_text(STUB.format(name=name, symbols=symbols), "utf-8")


def declared(source: str) -> list[str]:
    """Returns the functions and statics in the blocks `extern "C"` of a source, sorted."""
    blocks = re.findall(r'extern "C" \{(.*?)^\}', source, re.DOTALL | re.MULTILINE)
    return sorted({name for block in blocks for name in re.findall(r"\bpub (?:fn|static) (\w+)", block)})
