"""Prints the size of the command for this machine as one static file, and of the crates in it.

python3 release/sizes.py
"""

from __future__ import annotations

import platform as machine
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import commands
from project import ROOT, run, say

sys.path.append(str(ROOT / ".ci"))

import components

SHOWN = 25


def main() -> None:
    """Links the command once more with its symbols."""
    target = f"{machine.machine()}-unknown-linux-musl"
    crates = {crate.name.replace("-", "_") for crate in components.tree("aicc-cli", [target])}
    with tempfile.TemporaryDirectory() as folder:
        stripped = Path(folder, "aicc")
        built = commands.build(target, stripped, quick=False, symbols=True)
        say(f"{stripped.stat().st_size:,} bytes: {run('size', stripped).splitlines()[-1]}")
    counted: Counter[str] = Counter()
    for line in run(f"{run('.ci/llvm').strip()}/llvm-nm", "--demangle", "--print-size", built).splitlines():
        _, *found = re.match(r"\w+ (\w+) . (.*)", line) or (None, "0", "")
        counted[owner(found[1], crates)] += int(found[0], 16)
    for name, size in counted.most_common(SHOWN):
        say(f"{size:12,}  {name}")


def owner(symbol: str, crates: set[str]) -> str:
    """Returns the crate that a symbol is counted for: of a generic function, the first one in its name."""
    words = re.findall(r"\b(\w+)(?=::)", symbol)
    return next((word for word in words if word in crates), "the standard library and C")


if __name__ == "__main__":
    main()
