"""Every conformance vector of a body or a row through the sources of text, less ``tests/skips.json``.

They need the package and the standard library only: a release is tried where nothing else is installed.
"""

from __future__ import annotations

import csv
import io
from typing import Any

import vectors as v
from batch_judge import RecordFindings, run
from vectors import Vector

import aicc


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
