"""Helpers for the tests of many records."""

from __future__ import annotations

import io
from typing import Any

import aicc

QUERY = "queryAgentInfoByAccount"
CREATE = "agentAccount/create"

VALID = b'{"accountCode":"li.na"}'
INVALID = b'{"accountCode":""}'
BROKEN = b'{"accountCode":'

RECORDS = [VALID, INVALID, BROKEN, VALID]
LINES = b"".join(record + b"\n" for record in RECORDS)
FOUND = [(2, "/accountCode", "minLength"), (3, "", "syntax")]


def found(report: aicc.BatchReport) -> list[tuple[int, str, str]]:
    """Returns the record, the pointer and the rule of each kept finding."""
    return [(finding.record, finding.pointer, finding.rule) for finding in report.findings]


def check(content: bytes, form: Any = "jsonl", interface: str = QUERY, **choices: Any) -> aicc.BatchReport:
    """Checks a file in memory."""
    return aicc.check_many(interface, io.BytesIO(content), format=form, **choices)
