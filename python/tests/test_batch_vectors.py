"""Every conformance vector of a body through every kind of source, less ``tests/skips.json``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import pyarrow
import pytest
import vectors as v
from vectors import Vector

import aicc


class RecordFindings:
    """The findings of one record, as a report has them. ``duplicates`` are about the other records of the run."""

    def __init__(self, findings: list[aicc.BatchFinding]) -> None:
        self.violations = [finding for finding in findings if finding.severity == "violation"]
        advice = [finding for finding in findings if finding.severity == "advice"]
        self.advice = [finding for finding in advice if finding.rule != "duplicateRecord"]
        self.duplicates = [finding for finding in advice if finding.rule == "duplicateRecord"]


def run(name: str, source: Callable[[list[Vector]], dict[str, Any]]) -> None:
    """Judges a run over all bodies, those of one interface and profile together."""
    judge = v.run(name, "body")
    for together in _groups(judge.vectors):
        profile = v.profile(together[0])
        report = aicc.check_many(together[0]["interface"], **source(together), profile=profile, limit=None)
        judge.compare(together[0], "records", report.records, len(together))
        judge.compare(together[0], "valid", report.valid, sum(not vector.get("violations") for vector in together))
        findings = {number: list(found) for number, found in groupby(report.findings, lambda finding: finding.record)}
        first: dict[str, int] = {}
        for number, vector in enumerate(together, 1):
            found: Any = RecordFindings(findings.get(number, []))
            judge.compare_findings(vector, found)
            duplicates = [
                {"location": "body", "pointer": pointer, "rule": "duplicateRecord", "params": {"record": earlier}}
                for pointer, account in _accounts(vector)
                if (earlier := first.setdefault(account, number)) != number
            ]
            judge.compare(vector, "duplicates", v.as_vector(found.duplicates, duplicates), duplicates)
    judge.finish()


def _accounts(vector: Vector) -> Iterator[tuple[str, str]]:
    """Yields the account of a new agent with its pointer, if it breaks no rule. A repeated name counts once."""
    violations = vector.get("violations", [])
    if vector["interface"] != "agentAccount/create" or any(each["rule"] == "syntax" for each in violations):
        return
    pointer = "/userAccount"
    body = json.loads(v.body(vector), object_pairs_hook=tuple)  # An object is a tuple of its names and values.
    if isinstance(body, tuple) and [name for name, _ in body] == ["requestParam"] and isinstance(body[0][1], tuple):
        body, pointer = body[0][1], "/requestParam/userAccount"
    members = body if isinstance(body, tuple) else ()
    account = next((value for name, value in members if name == "userAccount"), None)
    if isinstance(account, str) and all(each["pointer"] != pointer for each in violations):
        yield pointer, account.lower()


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
