"""Findings with their file and row, and their counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypedDict

import aicc
from aicc.cli.sources import Format


class Row(TypedDict):
    """One finding, as every output writes it."""

    file: str
    row: int
    severity: str
    location: str
    pointer: str
    rule: str
    params: dict[str, Any]
    reference: str
    message: str


@dataclass(frozen=True)
class Place:
    """A file that is being checked."""

    file: str
    format: Format

    @property
    def column(self) -> str:
        """The column of findings by which a person finds a record."""
        return {Format.csv: "row", Format.excel: "row", Format.jsonl: "line"}.get(self.format, "record")

    def row(self, record: int, row: int | None, line: int | None) -> int:
        """The number by which a person finds a record."""
        return {"row": row, "line": line}.get(self.column) or record

    def rows(self, findings: aicc.Findings) -> Iterator[Row]:
        """Findings as rows."""
        columns = findings.to_dict()
        del columns["offset"]
        for record, row, line, severity, location, pointer, rule, params, reference, message in zip(*columns.values()):
            yield Row(
                file=self.file,
                row=self.row(record, row, line),
                severity=severity,
                location=location,
                pointer=pointer,
                rule=rule,
                params=json.loads(params),
                reference=reference,
                message=message,
            )


@dataclass
class Summary:
    """What was checked, counted."""

    rows: int = 0
    valid: int = 0
    unread: int = 0
    violations: Counter[str] = field(default_factory=lambda: Counter[str]())
    advice: Counter[str] = field(default_factory=lambda: Counter[str]())

    def add(self, report: aicc.BatchReport) -> None:
        """Adds the counts of one file."""
        self.rows += report.records
        self.valid += report.valid
        for rule, count in report.by_rule.items():
            is_advice = aicc.explain(rule)["severity"] == "advice"
            (self.advice if is_advice else self.violations)[rule] += count

    @property
    def invalid(self) -> int:
        """The rows with a violation."""
        return self.rows - self.valid

    @property
    def found(self) -> int:
        """All findings."""
        return sum(self.violations.values()) + sum(self.advice.values())

    def to_dict(self) -> dict[str, Any]:
        """The counts as data."""
        return {
            "rows": self.rows,
            "valid": self.valid,
            "invalid": self.invalid,
            "unreadFiles": self.unread,
            "byRule": dict(self.violations.most_common()),
            "advice": dict(self.advice.most_common()),
        }

    def line(self, language: str) -> str:
        """The counts for a person."""
        words = _LINES[language]
        parts = [words["rows"].format(rows=self.rows, valid=self.valid, invalid=self.invalid)]
        parts += [words["violations"].format(_listed(self.violations))] if self.violations else []
        parts += [words["advice"].format(_listed(self.advice))] if self.advice else []
        parts += [words["unread"].format(self.unread)] if self.unread else []
        return words["between"].join(parts)


_LINES = {
    "en": {
        "rows": "Rows: {rows} ({valid} valid, {invalid} invalid).",
        "violations": "Violations: {}.",
        "advice": "Advice: {}.",
        "unread": "Files that could not be read: {}.",
        "between": " ",
    },
    "zh": {
        "rows": "共 {rows} 行（有效 {valid}，无效 {invalid}）。",
        "violations": "违规：{}。",
        "advice": "提示：{}。",
        "unread": "未能读取的文件：{}。",
        "between": "",
    },
}


def _listed(counter: Counter[str]) -> str:
    return ", ".join(f"{rule} {count}" for rule, count in counter.most_common())
