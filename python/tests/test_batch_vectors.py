"""Every kind of source gives the findings of ``aicc.check`` for every conformance vector of a body."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import pyarrow
import pytest
import vectors as v
from vectors import Judge, Vector

import aicc

BODIES = 1475
LINES = 1450  # the others hold line feeds, or nothing
ELEMENTS = 1120  # the others are not JSON
TEXTS = 1422  # the others are not UTF-8
STRUCTS = 930  # the others are not objects, hold a null or a NUL, or have no Arrow type


class Told:
    """Returns the findings of one record, in the form of a report's findings."""

    def __init__(self, findings: list[aicc.BatchFinding]) -> None:
        self.violations = [finding for finding in findings if finding.severity == "violation"]
        self.advice = [finding for finding in findings if finding.severity == "advice"]


def run(count: int, source: Callable[[list[Vector]], dict[str, Any]], chosen: Callable[[Vector], bool]) -> None:
    """Checks the chosen vectors, all vectors of one interface and profile together."""
    judge = Judge()
    for together in _groups([vector for vector in v.vectors("body") if chosen(vector)]):
        profile = v.profile(together[0])
        report = aicc.check_many(together[0]["interface"], **source(together), profile=profile, limit=None)
        judge.compare(together[0], "records", report.records, len(together))
        judge.compare(together[0], "valid", report.valid, sum(not vector.get("violations") for vector in together))
        findings = {number: list(found) for number, found in groupby(report.findings, lambda finding: finding.record)}
        for number, vector in enumerate(together, 1):
            judge.compare_findings(vector, Told(findings.get(number, [])))
            judge.ran()
    judge.finish(count)


def _groups(vectors: list[Vector]) -> Iterator[list[Vector]]:
    def key(vector: Vector) -> tuple[str, str]:
        return vector["interface"], repr(vector.get("profile"))

    for _, together in groupby(sorted(vectors, key=key), key):
        yield list(together)


def test_lines() -> None:
    def is_line(vector: Vector) -> bool:
        body = v.body(vector)
        return b"\n" not in body and not body.isspace() and body != b"" and not body.startswith(b"\xef\xbb\xbf")

    def lines(vectors: list[Vector]) -> dict[str, Any]:
        return {"source": io.BytesIO(b"\n".join([*map(v.body, vectors), b""])), "format": "jsonl"}

    run(LINES, lines, is_line)


def test_elements() -> None:
    def is_json(vector: Vector) -> bool:
        return all(finding["rule"] != "syntax" for finding in vector.get("violations", []))

    def array(vectors: list[Vector]) -> dict[str, Any]:
        return {"source": io.BytesIO(b"[" + b",\n  ".join(map(v.body, vectors)) + b"]"), "format": "json"}

    run(ELEMENTS, array, is_json)


def test_iterables() -> None:
    run(BODIES, lambda vectors: {"source": map(v.body, vectors)}, lambda vector: True)


@pytest.mark.parametrize("kind", ["binary", "large_binary", "binary_view"])
def test_arrow_bytes(kind: str) -> None:
    def table(vectors: list[Vector]) -> dict[str, Any]:
        column = pyarrow.array([v.body(vector) for vector in vectors], getattr(pyarrow, kind)())
        return {"source": pyarrow.table({"body": column}), "column": "body"}

    run(BODIES, table, lambda vector: True)


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view"])
def test_arrow_texts(kind: str) -> None:
    def is_text(vector: Vector) -> bool:
        try:
            return v.body(vector).decode() is not None
        except UnicodeDecodeError:
            return False

    def table(vectors: list[Vector]) -> dict[str, Any]:
        column = pyarrow.array([v.body(vector).decode() for vector in vectors], getattr(pyarrow, kind)())
        return {"source": pyarrow.table({"body": column}), "column": "body"}

    run(TEXTS, table, is_text)


def _holds_null(value: Any) -> bool:
    if isinstance(value, (dict, list)):
        return any(map(_holds_null, value.values() if isinstance(value, dict) else value))
    return value is None


def _struct(vector: Vector) -> pyarrow.Array | None:
    """Returns a body as a struct, or ``None`` if no struct holds the same value."""
    members = v.members(vector)
    # A NUL ends a name.
    if members is None or _holds_null(members) or "\\u0000" in json.dumps(members):
        return None
    try:
        array = pyarrow.array([members])
    except (pyarrow.ArrowException, OverflowError, UnicodeEncodeError):
        return None
    return array if array.to_pylist() == [members] else None


def test_arrow_structs() -> None:
    """Each vector has its own table, because the types of its members may differ from those of the next vector."""
    judge = Judge()
    for vector in v.vectors("body"):
        struct = _struct(vector)
        if struct is None:
            continue
        table = pyarrow.table({"body": struct})
        report = aicc.check_many(vector["interface"], table, column="body", profile=v.profile(vector), limit=None)
        judge.compare_findings(vector, Told(list(report.findings)))
        judge.ran()
    judge.finish(STRUCTS)
