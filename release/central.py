"""Makes the bundle that Maven Central takes from a Maven repository in a folder.

    python3 release/central.py dist/maven central.zip     signs each file with gpg's default key, and packs all of them

Each artifact needs a POM, a jar of sources and one of documentation. The archive for Android takes those of the jar.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MAVEN = {"": "http://maven.apache.org/POM/4.0.0"}
NEEDED = [
    "name",
    "description",
    "url",
    "licenses/license/name",
    "developers/developer/name",
    "scm/connection",
    "scm/url",
]
# What other tools write beside an artifact, and what is written here.
DERIVED = re.compile(r"maven-metadata.*|.*\.(asc|md5|sha1|sha256|sha512)")
KINDS = ["-sources.jar", "-javadoc.jar"]


def artifacts(repository: Path) -> list[Path]:
    """Returns the folders of the repository that hold an artifact in a version."""
    return sorted({pom.parent for pom in repository.rglob("*.pom")})


def stem(folder: Path) -> str:
    """Returns the start of the names of all files of an artifact: `aicc-0.1.0`."""
    return f"{folder.parent.name}-{folder.name}"


def complete(folder: Path) -> None:
    """Gives the archive for Android the sources and the documentation of the jar, whose classes it has."""
    jar = folder.parent.parent / folder.parent.name.removesuffix("-android") / folder.name
    for kind in KINDS:
        if (folder / f"{stem(folder)}.aar").is_file() and (jar / f"{stem(jar)}{kind}").is_file():
            shutil.copy(jar / f"{stem(jar)}{kind}", folder / f"{stem(folder)}{kind}")


def missing(folder: Path) -> list[str]:
    """Returns what Maven Central would refuse an artifact for."""
    name = stem(folder)
    absent = [f"{name}{kind}" for kind in KINDS if not (folder / f"{name}{kind}").is_file()]
    if not any((folder / f"{name}.{kind}").is_file() for kind in ("jar", "aar")):
        absent.append(f"{name}.jar or {name}.aar")
    pom = ElementTree.parse(folder / f"{name}.pom").getroot()
    absent += [f"<{element}> in {name}.pom" for element in NEEDED if not pom.findtext(element, "", MAVEN).strip()]
    if pom.findtext("version", "", MAVEN) != folder.name:
        absent.append(f"<version>{folder.name}</version> in {name}.pom")
    return absent


def sign(file: Path) -> None:
    """Writes the signature of a file, and the checksums that Maven Central asks for."""
    subprocess.run(["gpg", "--batch", "--yes", "--quiet", "--armor", "--detach-sign", str(file)], check=True)
    for algorithm in ("md5", "sha1"):
        digest = hashlib.new(algorithm, file.read_bytes(), usedforsecurity=False).hexdigest()
        file.with_name(f"{file.name}.{algorithm}").write_text(digest, encoding="ascii")


def bundle(repository: Path, archive: Path) -> list[str]:
    """Signs a copy of each artifact and packs it. Returns what is missing; then it writes nothing."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary, "maven")
        for file in sorted(repository.rglob("*")):
            if file.is_file() and not DERIVED.fullmatch(file.name):
                target = copy / file.relative_to(repository)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, target)
        folders = artifacts(copy)
        for folder in folders:
            complete(folder)
        absent = [what for folder in folders for what in missing(folder)]
        if absent or not folders:
            return absent or ["any artifact"]
        for file in [file for folder in folders for file in sorted(folder.iterdir())]:
            sign(file)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(file for file in copy.rglob("*") if file.is_file()):
                packed.write(file, file.relative_to(copy))
    return []


def main() -> None:
    """Packs a repository, or names what is missing in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("archive", type=Path)
    arguments = parser.parse_args()
    absent = bundle(arguments.repository, arguments.archive)
    if absent:
        sys.exit("\n".join([f"{arguments.repository} lacks:", *absent]))


if __name__ == "__main__":
    main()
