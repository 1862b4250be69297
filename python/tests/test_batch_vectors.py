"""Every conformance vector of a body through every kind of source, less ``tests/skips.json``."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import pyarrow
import pytest
import vectors as v
from vectors import Vector

import aicc


class RecordFindings:
    """The findings of one record, as a report has them."""

    def __init__(self, findings: list[aicc.BatchFinding]) -> None:
        self.violations = [finding for finding in findings if finding.severity == "violation"]
        self.advice = [finding for finding in findings if finding.severity == "advice"]


def run(name: str, source: Callable[[list[Vector]], dict[str, Any]]) -> None:
    """Judges a run over all bodies, those of one interface and profile together."""
    judge = v.run(name, "body")
    for together in _groups(judge.vectors):
        profile = v.profile(together[0])
        report = aicc.check_many(together[0]["interface"], **source(together), profile=profile, limit=None)
        judge.compare(together[0], "records", report.records, len(together))
        judge.compare(together[0], "valid", report.valid, sum(not vector.get("violations") for vector in together))
        findings = {number: list(found) for number, found in groupby(report.findings, lambda finding: finding.record)}
        for number, vector in enumerate(together, 1):
            judge.compare_findings(vector, RecordFindings(findings.get(number, [])))
    judge.finish()


def _groups(vectors: list[Vector]) -> Iterator[list[Vector]]:
    def key(vector: Vector) -> tuple[str, str]:
        return vector["interface"], repr(vector.get("profile"))

    for _, together in groupby(sorted(vectors, key=key), key):
        yield list(together)


def test_lines() -> None:
    def lines(vectors: list[Vector]) -> dict[str, Any]:
        return {"source": io.BytesIO(b"\n".join([*map(v.body, vectors), b""])), "format": "jsonl"}

    run("python json lines", lines)


def test_elements() -> None:
    def array(vectors: list[Vector]) -> dict[str, Any]:
        return {"source": io.BytesIO(b"[" + b",\n  ".join(map(v.body, vectors)) + b"]"), "format": "json"}

    run("python json array", array)


def test_iterables() -> None:
    run("python iterable", lambda vectors: {"source": map(v.body, vectors)})


@pytest.mark.parametrize("kind", ["binary", "large_binary", "binary_view"])
def test_arrow_bytes(kind: str) -> None:
    def table(vectors: list[Vector]) -> dict[str, Any]:
        column = pyarrow.array([v.body(vector) for vector in vectors], getattr(pyarrow, kind)())
        return {"source": pyarrow.table({"body": column}), "column": "body"}

    run("python arrow bytes", table)


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view"])
def test_arrow_texts(kind: str) -> None:
    def table(vectors: list[Vector]) -> dict[str, Any]:
        column = pyarrow.array([v.body(vector).decode() for vector in vectors], getattr(pyarrow, kind)())
        return {"source": pyarrow.table({"body": column}), "column": "body"}

    run("python arrow text", table)


def test_arrow_structs() -> None:
    """Each vector is in a table of its own: its members may have other types than those of the next."""
    judge = v.run("python arrow struct", "body")
    for vector in judge.vectors:
        members = v.members(vector)
        struct = pyarrow.array([members])
        judge.compare(vector, "struct", struct.to_pylist(), [members])
        table = pyarrow.table({"body": struct})
        report = aicc.check_many(vector["interface"], table, column="body", profile=v.profile(vector), limit=None)
        judge.compare_findings(vector, RecordFindings(list(report.findings)))
    judge.finish()


def test_rows_of_tables() -> None:
    """Each vector is a table of its own: its headings may be other words than those of the next."""
    judge = v.run("python row", "row")
    for vector in judge.vectors:
        text = io.StringIO()
        csv.writer(text).writerows([vector["headings"], vector["cells"]])
        source = io.BytesIO(text.getvalue().encode())
        profile = v.profile(vector)
        report = aicc.check_many(vector["interface"], source, format="csv", profile=profile, limit=None)
        judge.compare(vector, "records", report.records, 1)
        judge.compare_findings(vector, RecordFindings(list(report.findings)))
    judge.finish()
