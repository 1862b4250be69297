"""The version of the project: `Cargo.toml` has it, and every other file repeats it.

python .ci/version.py                 checks that every file has the version of Cargo.toml
python .ci/version.py 0.2.0           writes this version into every file
python .ci/version.py --tag v0.2.0    checks that the tag is this version, and that CHANGELOG.md has its date
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSION = r"(?P<version>\d+\.\d+\.\d+(?:-[\w.]+)?)"
SOURCE = re.compile(rf'^version = "{VERSION}"', re.MULTILINE)
# Where files repeat the version: patterns of git for the files, and a regular expression for the place.
PLACES = [
    (["Cargo.toml"], SOURCE),
    (["Cargo.toml"], re.compile(rf'path = "crates/[\w-]+", version = "={VERSION}"')),
    (["*pom.xml"], re.compile(rf"^  <version>{VERSION}</version>", re.MULTILINE)),
    (["bindings/javascript/package*.json"], re.compile(rf'"name": "aicc",\s+"version": "{VERSION}"')),
    (["*.md"], re.compile(rf"aicc-{VERSION}\.tgz")),
    (["*.md"], re.compile(rf"dev\.aicc:[\w-]+:{VERSION}")),
    (["*.md"], re.compile(rf'\.package\(url: .+, from: "{VERSION}"')),
]
LOCKS = ["Cargo.toml", "fuzz/Cargo.toml"]


def current(root: Path) -> str:
    """Returns the version in Cargo.toml."""
    found = SOURCE.search((root / "Cargo.toml").read_text(encoding="utf-8"))
    if found is None:
        sys.exit('Cargo.toml has no line `version = "…"`')
    return found["version"]


def places(root: Path) -> Iterator[tuple[Path, re.Pattern[str]]]:
    """Yields each file that may repeat the version, with the pattern of the place."""
    for patterns, place in PLACES:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--", *patterns], cwd=root, capture_output=True, encoding="utf-8", check=True
        )
        yield from ((root / name, place) for name in listed.stdout.split("\0") if name)


def others(root: Path, version: str) -> list[str]:
    """Returns each place with another version, as `file:line: version`."""
    wrong = []
    for path, place in places(root):
        text = path.read_text(encoding="utf-8")
        for found in place.finditer(text):
            if found["version"] != version:
                line = text.count("\n", 0, found.start("version")) + 1
                wrong.append(f"{path.relative_to(root)}:{line}: {found['version']}")
    return wrong


def write(root: Path, version: str) -> None:
    """Writes the version into every place."""
    for path, place in places(root):
        text = path.read_text(encoding="utf-8")
        changed = place.sub(lambda found: found[0].replace(found["version"], version), text)
        if changed != text:
            path.write_text(changed, encoding="utf-8", newline="\n")


def unready(changelog: str, version: str, tag: str) -> str | None:
    """Returns what is missing before the tag can be released, or nothing."""
    if tag != f"v{version}":
        return f"the tag {tag} is not v{version}, the version of Cargo.toml: run `cargo xtask version {tag[1:]}`"
    if not re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE):
        return f"CHANGELOG.md has no heading `## [{version}] - YYYY-MM-DD`: write the date of the release"
    return None


def main() -> None:
    """Prints the version, or the places that have another one."""
    parser = argparse.ArgumentParser(description="Checks or writes the version of the project.")
    parser.add_argument("version", nargs="?", help="the version to write, such as 0.2.0")
    parser.add_argument("--tag", help="the tag of the release, such as v0.2.0")
    arguments = parser.parse_args()
    if arguments.version:
        if not re.fullmatch(VERSION, arguments.version):
            parser.error(f"{arguments.version} is not a version: write three numbers, such as 0.2.0")
        write(ROOT, arguments.version)
        for manifest in LOCKS:
            subprocess.run(
                ["cargo", "update", "--workspace", "--quiet", "--manifest-path", manifest], cwd=ROOT, check=True
            )
    version = current(ROOT)
    wrong = others(ROOT, version)
    if arguments.tag:
        missing = unready((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version, arguments.tag)
        wrong += [missing] if missing else []
    if wrong:
        sys.exit("\n".join([f"The version is {version}, except at:", *wrong]))
    print(f"version {version}")


if __name__ == "__main__":
    main()
