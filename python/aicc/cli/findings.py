"""Findings with the file and row they were found in, and what they amount to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypedDict, cast

import aicc
from aicc.cli.sources import CSV_RULE, BrokenArray, BrokenRow, Item


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


@dataclass
class Summary:
    """What was checked, counted."""

    rows: int = 0
    valid: int = 0
    unread: int = 0
    violations: Counter[str] = field(default_factory=lambda: Counter[str]())
    advice: Counter[str] = field(default_factory=lambda: Counter[str]())

    def count(self, findings: list[Row]) -> None:
        """Counts one record with all that was found in it."""
        violations = [finding["rule"] for finding in findings if finding["severity"] == "violation"]
        self.rows += 1
        self.valid += not violations
        self.violations.update(violations)
        self.advice.update(finding["rule"] for finding in findings if finding["severity"] == "advice")

    @property
    def invalid(self) -> int:
        """The rows with a violation."""
        return self.rows - self.valid

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


@dataclass(frozen=True)
class Checker:
    """How the records of one command are checked and reported."""

    interface: str
    profile: aicc.Profile
    language: str
    advice: bool = True

    def check(self, file: str, item: Item) -> list[Row]:
        """All that is found in one record."""
        if isinstance(item, BrokenRow):
            return [self.broken_row(file, item)]
        if isinstance(item, BrokenArray):
            # What is found is where the file stops being JSON, however large it is.
            profile = aicc.Profile(maximum_size=len(item.text))
            return self.rows(file, item.row, aicc.check(self.interface, item.text, profile=profile))
        return self.rows(file, item.row, aicc.check(self.interface, item.body, profile=self.profile))

    def rows(self, file: str, row: int, report: aicc.Report) -> list[Row]:
        """What a report says, as rows."""
        findings = report.violations + report.advice if self.advice else report.violations
        return [cast("Row", {"file": file, "row": row, **finding.to_dict(self.language)}) for finding in findings]

    def broken_row(self, file: str, item: BrokenRow) -> Row:
        """What there is to say about a row that is no record."""
        return Row(
            file=file,
            row=item.row,
            severity="violation",
            location="body",
            pointer="",
            rule=CSV_RULE,
            params=item.params(),
            reference=self.interface,
            message=item.message(self.language),
        )
