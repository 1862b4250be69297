"""Runs the conformance vectors on the second implementation."""

from __future__ import annotations

import json
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from tests.reference.checks import PasswordPolicy, Profile, check, check_row
from tests.reference.json_text import JsonObject, Value
from tests.reference.report import Finding, Report

Vector = dict[str, Any]

VECTORS = Path(__file__).parents[1] / "vectors"


def vectors(kind: str) -> list[Vector]:
    files = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(VECTORS.glob("*.json"))]
    return [vector for file in files if file["kind"] == kind for vector in file["vectors"]]


def body(vector: Vector) -> bytes:
    if "json" in vector:
        return json.dumps(vector["json"], ensure_ascii=False, separators=(",", ":")).encode()
    if "text" in vector:
        return vector["text"].encode()
    if "hex" in vector:
        return bytes.fromhex(vector["hex"])
    if "repeat" not in vector:
        return b""
    repeat = vector["repeat"]
    return (repeat["prefix"] + repeat["unit"] * repeat["count"] + repeat["suffix"]).encode()


def profile(vector: Vector) -> Profile:
    chosen = vector.get("profile", {})
    default = Profile()
    return Profile(
        edition=chosen.get("edition", default.edition),
        password=PasswordPolicy(**chosen.get("password", {})),
        maximum_size=chosen.get("maximumSize", default.maximum_size),
        skill_queues={int(queue): type_ for queue, type_ in chosen.get("skillQueues", {}).items()},
    )


def as_in_vectors(findings: list[Finding], expected: list[Any]) -> list[Any]:
    """Returns the findings in the format of the vectors, with the offset of a syntax error if the vector has it."""
    listed = [
        {"location": finding.location, "pointer": finding.pointer, "rule": finding.rule, "params": finding.params}
        for finding in findings
    ]
    listed = json.loads(json.dumps(listed))
    for answer, wanted in zip(listed, expected, strict=False):
        if answer["rule"] == "syntax" and "offset" not in wanted.get("params", {}):
            del answer["params"]["offset"]
    return listed


def completed(expected: list[Any]) -> list[Any]:
    return [{"location": "body", "params": {}, **finding} for finding in expected]


def assert_report(report: Report, vector: Vector) -> None:
    for findings, expected in [
        (report.violations, vector.get("violations", [])),
        (report.advice, vector.get("advice", [])),
    ]:
        assert as_in_vectors(findings, expected) == completed(expected)


@pytest.mark.parametrize("vector", vectors("body"), ids=itemgetter("id"))
def test_body(vector: Vector) -> None:
    assert_report(check(vector["interface"], body(vector), profile(vector)), vector)


@pytest.mark.parametrize("vector", vectors("row"), ids=itemgetter("id"))
def test_row(vector: Vector) -> None:
    row, report = check_row(vector["interface"], vector["headings"], vector["cells"], profile(vector))
    assert row.skipped == vector.get("skipped", [])
    assert plain(row.body) == vector["json"]
    assert [list(reading) for reading in row.readings] == vector.get("readings", [])
    assert_report(report, vector)


def plain(value: Value) -> Any:
    if isinstance(value, JsonObject):
        return {name: plain(member) for name, member in value.members.items()}
    return [plain(element) for element in value] if isinstance(value, list) else value


def without_headers(vector: Vector) -> Vector:
    kept = {
        kind: [finding for finding in vector.get(kind, []) if finding.get("location") != "header"]
        for kind in ("violations", "advice")
    }
    return {**vector, **kept}


@pytest.mark.parametrize(
    "vector", [without_headers(vector) for vector in vectors("message")], ids=lambda vector: vector["id"]
)
def test_message(vector: Vector) -> None:
    path = [(name, value) for name, value in vector.get("path", [])]
    assert_report(check(vector["interface"], body(vector), profile(vector), path), without_headers(vector))
