"""Judging the findings of many records by the conformance vectors of their bodies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

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
