"""Writes the table of the artifacts: their sizes, how they were tried, and how many vectors passed."""

from __future__ import annotations

import platform
from dataclasses import replace
from pathlib import Path

import results
import sums
from project import ROOT, VERSION, rustc
from results import Result

PAGE = ROOT / "docs/reference/artifacts.md"

TOP = """# Artifacts of a release

`cargo xtask release` builds these files into `dist`, and `cargo xtask try-release` installs each one where nothing of
this repository is, and uses it there. {total:,} conformance vectors describe what the product must return. Each
language leaves out those that it cannot express
([why](../../tests/README.md#skipsjson-the-vectors-that-a-run-leaves-out)), and the command judges records, rows,
sentences and requests only.

Version {version}, built and tried on {machine}.

| artifact | bytes | tried in | vectors passed | commit | notes |
|---|---:|---|---:|---|---|
"""

LEFT_OUT = """
## What was not tried

| artifact | why |
|---|---|
"""


def write(dist: Path, kinds: list[str], *, is_release: bool) -> str:
    """Writes `summary.md` beside the artifacts, and the page of the documentation for a release. Returns the text."""
    untried = [Result("", "", problem="was not tried")]
    found = [
        replace(result, artifact=result.artifact or kind) for kind in kinds for result in results.kept(kind) or untried
    ]
    text = table(dist, found)
    Path(dist, sums.SUMMARY).write_text(text, "utf-8")
    if is_release:
        extra = Path(__file__).with_name("reproducible.md").read_text("utf-8")
        PAGE.write_text(f"{text}\n{extra}", "utf-8")
    return text


def table(dist: Path, found: list[Result]) -> str:
    """Returns both tables. Every result is in one of them."""
    text = TOP.format(total=results.all_vectors(), version=VERSION, machine=machine())
    for result in found:
        if not result.problem:
            passed = "" if result.passed is None else f"{result.passed:,}"
            where = f"`{result.artifact}` | {size(dist, result)} | {result.place}"
            text += f"| {where} | {passed} | {result.commit} | {result.notes} |\n"
    left_out = [result for result in found if result.problem]
    rows = "".join(f"| `{result.artifact}` | {result.problem} |\n" for result in left_out)
    return text + (LEFT_OUT + rows if rows else "")


def size(dist: Path, result: Result) -> str:
    """Returns the size of an artifact in bytes, where it is one file."""
    path = dist / result.artifact
    return f"{path.stat().st_size:,}" if path.is_file() else ""


def machine() -> str:
    """Returns what the artifacts were built on."""
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{system}, {platform.machine()}, Rust {rustc('release')}"
