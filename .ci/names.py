#!/usr/bin/env python3
"""Finds types with the same name: a name means one thing in the whole repository.

`python3 .ci/names.py` reads the crates and the Python package, without generated files and tests. The names that stand
for one concept in several packages are data: `.ci/names.toml`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = tomllib.loads((ROOT / ".ci/names.toml").read_text("utf-8"))
MIRRORS = {name for mirrors in RULES["mirrors"] for name in mirrors["names"]}
FILES = ["crates/*.rs", "python/aicc/*.py", ":(exclude)crates/*/tests/*", ":(exclude,attr:linguist-generated)"]

VISIBLE = r"(?:pub(?:\([^)]*\))? )?"
TYPES = re.compile(rf"^ *{VISIBLE}(?:struct|enum|union|trait|class) ([A-Z]\w*)|^{VISIBLE}type ([A-Z]\w*)", re.MULTILINE)


def definitions() -> dict[str, dict[str, str]]:
    """Each name, with the places that define it: one place for each file."""
    places: dict[str, dict[str, str]] = defaultdict(dict)
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *FILES]
    known = set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines())
    for path in sorted(known):
        if not (ROOT / path).is_file():
            continue
        text = (ROOT / path).read_text("utf-8").split("#[cfg(test)]\nmod ")[0]
        for found in TYPES.finditer(text):
            places[found[1] or found[2]].setdefault(path, f"{path}:{text.count(chr(10), 0, found.start()) + 1}")
    return places


def is_mirror(name: str, paths: dict[str, str]) -> bool:
    """Whether the name is listed, and no package defines it twice."""
    packages = ["/".join(path.split("/")[:2]) for path in paths]
    return name in MIRRORS and len(set(packages)) == len(packages)


def main() -> int:
    """Prints every homonym with its places; returns the exit code."""
    places = definitions()
    homonyms = {name: paths for name, paths in places.items() if len(paths) > 1 and not is_mirror(name, paths)}
    for name, paths in sorted(homonyms.items()):
        print(f"{name}: {', '.join(paths.values())}")
    unused = sorted(name for name in MIRRORS if len(places.get(name, {})) < 2)
    for name in unused:
        print(f"names.toml: {name} is defined once or never: remove it from the list")
    print(f"{len(places)} types, {len(homonyms)} names with several meanings")
    return 1 if homonyms or unused else 0


if __name__ == "__main__":
    sys.exit(main())
