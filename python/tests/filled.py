"""Fills in templates with the bodies of vectors, as a person does."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.workbook import Workbook

import aicc

YES_OR_NO = {"en": {"true": "yes", "false": "no"}, "zh": {"true": "是", "false": "否"}}


class Form:
    """A template, with the row of the page for each column."""

    def __init__(self, interface: str, language: str, skills: int = 2, profile: aicc.Profile | None = None) -> None:
        self.interface, self.language, self.skills, self.profile = interface, language, skills, profile
        heading = aicc.template(interface, format="csv", skills=skills).decode("utf-8-sig")
        self.names = heading.strip().split(",")
        pointers = {
            row["pointer"]: row for row in aicc.rules(interface, language=language) if row["table"] == "request"
        }
        self.rows = [pointers["/" + "/".join("*" if s.isdigit() else s for s in n.split("/"))] for n in self.names]

    def book(self) -> Workbook:
        content = aicc.template(self.interface, language=self.language, skills=self.skills, profile=self.profile)
        return openpyxl.load_workbook(io.BytesIO(content))

    def cells(self, body: Any) -> list[str | None] | None:
        """The texts of the cells for a body; ``None`` if cells cannot say it."""
        values: dict[str, Any] = {}
        if not isinstance(body, dict) or not flatten(body, "", values) or not set(values) <= set(self.names):
            return None
        cells = [self.cell(row, values.get(name)) for name, row in zip(self.names, self.rows)]
        return None if "" in cells or _has_gap(self.names, cells) else cells

    def cell(self, row: dict[str, Any], value: Any) -> str | None:
        """The text of a cell for a value; ``""`` if a cell cannot say it."""
        if value is None:
            return None
        if isinstance(value, list):
            texts = [text for text in value if isinstance(text, str) and text.strip() == text and "," not in text]
            joined = ", ".join(texts)
            return joined if texts == value and all(texts) and _can_be_held(joined) else ""
        text = value if isinstance(value, str) else str(value).lower()
        if not _can_be_held(text):
            return ""
        if row["type"] == "boolean":
            return YES_OR_NO[self.language].get(text, text)
        labels = {str(choice["value"]): choice["label"] for choice in row.get("allowed", [])}
        return labels.get(text, text)


def _can_be_held(text: str) -> bool:
    """Whether a cell can hold a text. A cell with only blanks is empty."""
    return (
        (text == "" or not text.isspace())
        and not ILLEGAL_CHARACTERS_RE.search(text)
        and not any("\ud800" <= character <= "\udfff" or character in "\ufffe\uffff" for character in text)
    )


def flatten(value: dict[str, Any], prefix: str, values: dict[str, Any]) -> bool:
    """Collects the values of cells by their paths, and returns whether there is a cell for every value."""
    for name, member in value.items():
        path = prefix + name
        if isinstance(member, list) and member and all(isinstance(element, dict) for element in member):
            if not all(flatten(element, f"{path}/{index}/", values) for index, element in enumerate(member)):
                return False
        elif isinstance(member, dict) or member == [] or member is None:
            return False
        else:
            values[path] = member
    return True


def _has_gap(names: list[str], cells: list[str | None]) -> bool:
    """Whether an element without a cell is before one with a cell: a table closes the gap."""
    filled = [name.rsplit("/", 1)[0] for name, cell in zip(names, cells) if "/" in name and cell is not None]
    return any(
        f"{array}/{index - 1}" not in filled
        for array, index in ((group.rsplit("/", 1)[0], int(group.rsplit("/", 1)[1])) for group in filled)
        if index
    )


def fill_in(book: Workbook, rows: list[list[str | None]]) -> None:
    """Writes rows below the headings of the first sheet, as texts."""
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            if text is not None:
                cell = sheet.cell(number, column)
                cell.value = text
                cell.data_type = "s"


def saved(book: Workbook) -> io.BytesIO:
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    return content
