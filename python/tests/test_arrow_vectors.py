"""Every conformance vector of a body through Arrow tables, less ``tests/skips.json``."""

from __future__ import annotations

from typing import Any

import pyarrow
import pytest
import vectors as v
from batch_judge import RecordFindings, run
from vectors import Vector

import aicc


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
