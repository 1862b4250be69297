#!/usr/bin/env python3
"""The crates in each file that is shipped compiled: the texts of their licences, and a bill of materials.

python .ci/components.py licences            writes licences/<package>.txt for each package of PACKAGES
python .ci/components.py licences --check    fails if one of these files is out of date
python .ci/components.py sbom aicc-cli x86_64-unknown-linux-musl FILE      writes CycloneDX 1.6 for one platform
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LICENCES = ROOT / "licences"
DESKTOPS = [
    "aarch64-apple-darwin",
    "aarch64-unknown-linux-gnu",
    "aarch64-unknown-linux-musl",
    "x86_64-apple-darwin",
    "x86_64-pc-windows-gnu",
    "x86_64-pc-windows-msvc",
    "x86_64-unknown-linux-gnu",
    "x86_64-unknown-linux-musl",
]
PHONES = ["aarch64-apple-ios", "aarch64-linux-android", "armv7-linux-androideabi", "x86_64-linux-android"]
# What is shipped compiled: what it is, and the platforms that its file of licences covers.
PACKAGES = {
    "aicc-cli": ("the command aicc", DESKTOPS),
    "aicc-ffi": ("the library of the Kotlin and Swift packages", [*DESKTOPS, *PHONES]),
    "aicc-python": ("the Python package aicc", DESKTOPS),
    "aicc-wasm": ("the npm package aicc", ["wasm32-unknown-unknown"]),
}
FEATURES = {"aicc-wasm": ["batch"]}
"""The features that a shipped file has beside the default ones."""
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)[\w.-]*$", re.IGNORECASE)
NOT_TEXTS = {".html", ".json", ".py", ".rs", ".toml"}
RULE = "=" * 100


@dataclass(frozen=True, order=True)
class Crate:
    """A crate in a compiled file."""

    name: str
    version: str

    @property
    def purl(self) -> str:
        """The name of the crate in bills of materials."""
        return f"pkg:cargo/{self.name}@{self.version}"


Tree = dict[Crate, set[Crate]]


def output(*command: str) -> str:
    """Returns what a command prints."""
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def tree(package: str, targets: list[str]) -> Tree:
    """Returns the crates that are compiled into a package, each with those that it uses: no macros."""
    options = ["--locked", "--package", package, "--edges", "normal,no-proc-macro", "--prefix", "depth"]
    for target in targets:
        options += ["--target", target]
    for feature in FEATURES.get(package, []):
        options += ["--features", feature]
    found: Tree = {}
    path: list[Crate] = []
    # There is an empty line between two targets.
    for line in filter(None, output("cargo", "tree", *options, "--format", " {p}").splitlines()):
        depth, name, version, *_ = line.split()
        crate = Crate(name, version.removeprefix("v"))
        found.setdefault(crate, set())
        del path[int(depth) :]
        if path:
            found[path[-1]].add(crate)
        path.append(crate)
    return found


@cache
def manifests() -> dict[Crate, dict[str, Any]]:
    """Returns what cargo knows of each crate."""
    listed = output("cargo", "metadata", "--locked", "--all-features", "--format-version", "1")
    packages = json.loads(listed)["packages"]
    return {Crate(package["name"], package["version"]): package for package in packages}


def expression(manifest: dict[str, Any]) -> str:
    """Returns the licence of a crate in the syntax of SPDX: old manifests write a slash for OR."""
    return manifest["license"].replace("/", " OR ")


def texts(manifest: dict[str, Any]) -> list[str]:
    """Returns the licences of a crate and of the code in it. Of a choice, MIT is taken where the crate has its text."""
    folder = Path(manifest["manifest_path"]).parent
    found = [path for path in folder.rglob("*") if LICENCE_FILE.match(path.name) and path.suffix not in NOT_TEXTS]
    files = sorted(path.relative_to(folder) for path in found if path.is_file())
    if " AND " not in expression(manifest):
        chosen = [file for file in files if "MIT" in file.name.upper()]
        refused = re.compile(r"APACHE|BOOST|LGPL|UNLICENSE|ZLIB|0BSD|BSL", re.IGNORECASE)
        files = [file for file in files if not chosen or not refused.search(file.name)]
    # Zstandard is offered under a BSD licence or the GPL, and self_cell under Apache-2.0 or the GPL.
    files = [file for file in files if file not in (Path("zstd/COPYING"), Path("LICENSE-GPLv2"))]
    read = [(folder / file).read_text(encoding="utf-8", errors="replace") for file in files]
    return [tidy(text) for text in read] or [standard_text(manifest)]


def standard_text(manifest: dict[str, Any]) -> str:
    """Returns the text of the licence of a crate that has no file with it."""
    authors = ", ".join(manifest["authors"]) or f"the authors of {manifest['name']}"
    if "MPL-2.0" in expression(manifest):
        return tidy((LICENCES / "MPL-2.0.txt").read_text(encoding="utf-8"))
    if "MIT" in expression(manifest):
        text = (ROOT / "LICENSE-MIT").read_text(encoding="utf-8")
        return tidy(re.sub(r"^Copyright .*", f"Copyright (c) {authors}", text, count=1, flags=re.MULTILINE))
    if "Apache-2.0" in expression(manifest):
        return tidy((ROOT / "LICENSE-APACHE").read_text(encoding="utf-8"))
    sys.exit(f"{manifest['name']} has no file with its licence, {expression(manifest)}: add the text to licences/")


def tidy(text: str) -> str:
    """Returns a text without a byte order mark, form feeds and spaces at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.replace("\f", "").lstrip("\ufeff").strip().splitlines())


def licences(package: str) -> str:
    """Returns the file with the licences of all crates in a package, each text once."""
    what, targets = PACKAGES[package]
    known, compiled = manifests(), tree(package, targets)
    own = expression(known[next(iter(compiled))])
    crates = sorted(crate for crate in compiled if known[crate]["source"])
    users: dict[str, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    for crate in crates:
        for text in texts(known[crate]):
            # The same text with other line breaks.
            key = " ".join(text.split())
            written.setdefault(key, text)
            users[key].append(crate.name)
    rows = [
        f"{crate.name} {crate.version}, {expression(known[crate])}, https://crates.io/crates/{crate.name}/{crate.version}"
        for crate in crates
    ]
    heading = f"""Licences of the code in {what}, on all platforms. `cargo xtask licences` writes this file.

The code of aicc itself is under {own}: LICENSE-APACHE and LICENSE-MIT. It contains these crates, whose sources
are at the addresses. Their licences follow."""
    parts = [heading, "\n".join(rows), (LICENCES / "runtime.txt").read_text(encoding="utf-8").strip()]
    parts += [f"{RULE}\n{', '.join(dict.fromkeys(users[key]))}:\n\n{text}" for key, text in written.items()]
    return "\n\n".join(parts) + "\n"


def write_licences(*, check: bool) -> None:
    """Writes the file of each package, or fails if one is out of date."""
    for package in PACKAGES:
        file, text = LICENCES / f"{package}.txt", licences(package)
        if not check:
            file.write_text(text, encoding="utf-8", newline="\n")
        elif not file.is_file() or file.read_text(encoding="utf-8") != text:
            sys.exit(f"{file.relative_to(ROOT)} is out of date: run `cargo xtask licences`")


def checksums() -> dict[Crate, str]:
    """Returns the SHA-256 of each crate as crates.io has it."""
    locked = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))["package"]
    return {Crate(entry["name"], entry["version"]): entry["checksum"] for entry in locked if "checksum" in entry}


def sbom(package: str, target: str) -> dict[str, Any]:
    """Returns the bill of materials of a package on one platform. The same commit gives the same bytes."""
    crates, known, sums = tree(package, [target]), manifests(), checksums()

    def component(crate: Crate) -> dict[str, Any]:
        manifest = known[crate]
        listed: dict[str, Any] = {
            "type": "application" if crate.name == package else "library",
            "bom-ref": crate.purl,
            "name": crate.name,
            "version": crate.version,
            "licenses": [{"expression": expression(manifest)}],
            "purl": crate.purl,
        }
        if manifest["description"]:
            listed["description"] = " ".join(manifest["description"].split())
        if crate in sums:
            listed["hashes"] = [{"alg": "SHA-256", "content": sums[crate]}]
        return listed

    first = next(iter(crates))
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or output("git", "log", "-1", "--format=%ct"))
    document: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": component(first),
            "properties": [{"name": "cdx:rustc:sbom:target:triple", "value": target}],
        },
        "components": [component(crate) for crate in sorted(crates) if crate != first],
        "dependencies": [
            {"ref": crate.purl, "dependsOn": sorted(needed.purl for needed in crates[crate])}
            for crate in sorted(crates)
        ],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
    return {**document, "serialNumber": f"urn:uuid:{serial}"}


def main() -> None:
    """Writes what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    commands.add_parser("licences").add_argument("--check", action="store_true")
    bill = commands.add_parser("sbom")
    bill.add_argument("package", choices=PACKAGES)
    bill.add_argument("target")
    bill.add_argument("file", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "licences":
        write_licences(check=arguments.check)
        return
    text = json.dumps(sbom(arguments.package, arguments.target), indent=2, ensure_ascii=False) + "\n"
    arguments.file.parent.mkdir(parents=True, exist_ok=True)
    arguments.file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
