"""Prints what each check counted in its last run, beside the goal."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PROOF = ROOT / "target/proof"


def counted(path: Path, sentence: Callable[[Any], str]) -> str:
    """The counts that a check wrote as JSON, in words."""
    return sentence(json.loads(path.read_text("utf-8"))) if path.exists() else "not run"


def reported(reports: Iterable[Path]) -> str:
    """The number of tests in reports in the format of JUnit."""
    texts = [report.read_text("utf-8") for report in reports if report.exists()]
    return str(sum(text.count("<testcase ") for text in texts)) if texts else "not run"


def rust_tests() -> str:
    """The number of tests of the workspace."""
    command = "cargo test --workspace --locked --quiet -- --list --format=terse"
    listed = subprocess.run(command.split(), cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return str(len(re.findall(r": test$", listed, re.MULTILINE)))


def vectors() -> str:
    """The number of conformance vectors."""
    files = (ROOT / "tests/vectors").glob("*.json")
    return str(sum(len(json.loads(file.read_text("utf-8"))["vectors"]) for file in files))


def traced() -> str:
    """The sum at the beginning of docs/explanation/traceability.md."""
    (line,) = re.findall(
        r"^(\d+ rows, .*)\.$", (ROOT / "docs/explanation/traceability.md").read_text("utf-8"), re.MULTILINE
    )
    return line


ROWS = [
    ("tests in Rust", rust_tests(), "all pass"),
    ("tests in Python", reported([PROOF / "python.xml"]), "all pass"),
    ("tests on Spark", reported([PROOF / "spark.xml"]), "all pass"),
    ("tests in Kotlin", reported((ROOT / "bindings/kotlin/target/surefire-reports").glob("*.xml")), "all pass"),
    ("tests in Swift", reported([ROOT / "bindings/swift/.build/tests.xml"]), "all pass"),
    ("vectors", vectors(), "all hold, in Rust, Python, Kotlin and Swift"),
    ("rows of the pages", traced(), "each with code and vectors"),
    (
        "lines of the core",
        counted(
            PROOF / "coverage.json",
            lambda it: (
                f"{it['lines'] - it['unreached']} of {it['lines']} run; "
                f"{it['branches'] - it['notTaken']} of {it['branches']} branches"
            ),
        ),
        "all but those that tests/unreached.json explains",
    ),
    (
        "mutants of the core",
        counted(
            ROOT / "target/mutants/mutants.out/outcomes.json",
            lambda it: ", ".join(f"{it[count]} {count}" for count in ("caught", "timeout", "unviable", "missed")),
        ),
        "0 missed; the nightly run tests them",
    ),
    (
        "messages compared",
        counted(PROOF / "differential.json", lambda it: f"{it['messages']}, {it['disagreements']} disagreements"),
        "20000 or more, 0 disagreements",
    ),
    (
        "fuzz executions",
        counted(
            PROOF / "fuzz.json", lambda it: f"{it['executions']} of {it['targets']} targets, {it['faults']} faults"
        ),
        "0 faults",
    ),
    (
        "bytes for Android",
        counted(PROOF / "android.json", lambda it: ", ".join(f"{abi['abi']} {abi['bytes']}" for abi in it)),
        "each fewer than 1048576",
    ),
]

names, counts = (max(len(row[column]) for row in ROWS) for column in (0, 1))
print("== what was counted")
for name, count, goal in ROWS:
    print(f"{name:{names}}  {count:{counts}}  goal: {goal}")
