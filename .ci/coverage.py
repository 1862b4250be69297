"""Compares a coverage report of the core with the lines in `tests/unreached.json`, which no Rust test can run.

`python .ci/coverage.py REPORT` reads a report in the format of lcov. It fails when a line that no test runs has no
explanation, and when an explanation names a file that does not exist, or a line that a test runs. The counts are
written to `target/proof/coverage.json`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "crates/aicc-core/src"
UNREACHED = "tests/unreached.json"

counts = {"lines": 0, "unreached": 0, "branches": 0, "notTaken": 0}
missed: dict[tuple[str, str], int] = {}
"""The number of each line that no test runs, by its file and its text."""

file, source = "", []
for entry in Path(sys.argv[1]).read_text("utf-8").splitlines():
    kind, _, value = entry.partition(":")
    if kind == "SF":
        path = Path(value)
        file = path.relative_to(CORE).as_posix() if path.is_relative_to(CORE) else ""
        source = path.read_text("utf-8").splitlines() if file else []
    elif file and kind == "BRDA":
        counts["branches"] += 1
        counts["notTaken"] += value.endswith((",0", ",-"))
    elif file and kind == "DA":
        number, runs = value.split(",")[:2]
        counts["lines"] += 1
        if runs == "0":
            counts["unreached"] += 1
            missed[file, source[int(number) - 1].strip()] = int(number)

explained = {(known["file"], known["line"]) for known in json.loads((ROOT / UNREACHED).read_text("utf-8"))}
faults = [
    f"crates/aicc-core/src/{file}:{number}: no test runs this line: {line}"
    for (file, line), number in missed.items()
    if (file, line) not in explained
]
for file, line in sorted(explained - missed.keys()):
    fault = "names a line that a test runs, or that has changed" if (CORE / file).is_file() else "names a missing file"
    faults.append(f"{UNREACHED} {fault}: {file}: {line}")

(ROOT / "target/proof/coverage.json").write_text(json.dumps(counts), "utf-8")
print(f"{counts['lines']} lines of the core: no test runs {counts['unreached']}; {len(explained)} are explained")
print(f"{counts['branches']} branches: {counts['notTaken']} not taken")
if faults:
    sys.exit("\n".join(faults))
