"""Files as records: JSON, JSON Lines and CSV, each record as it stands in its file."""

from __future__ import annotations

import codecs
import csv
import difflib
import json
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO, Union

import aicc


class Format(str, Enum):
    """The formats that are read."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class SourceError(Exception):
    """A file that cannot be read. Its text says why and what to do, and never holds what stands in a row."""


@dataclass(frozen=True)
class Record:
    """One message to be checked, and the row where a person finds it."""

    row: int
    body: bytes | dict[str, Any]


@dataclass(frozen=True)
class BrokenRow:
    """A row of a CSV file that is no record: its quotation is broken, or it has not one cell for each column."""

    row: int
    columns: int
    cells: int | None = None

    def params(self) -> dict[str, int]:
        """The numbers of the sentence."""
        return {} if self.cells is None else {"expected": self.columns, "actual": self.cells}

    def message(self, language: str) -> str:
        """The sentence for a person."""
        if self.cells is None:
            return _BROKEN_QUOTES[language]
        return _RAGGED[language].format(columns=self.columns, cells=self.cells)


@dataclass(frozen=True)
class BrokenArray:
    """A file whose array of records is not JSON from the element `row` on: its whole text."""

    row: int
    text: bytes


# The rule of a CSV row that is no record: there is no message yet that a rule of the core could be about.
CSV_RULE = "csv"

_BROKEN_QUOTES = {
    "en": "The row cannot be read as CSV: check its quotation marks.",
    "zh": "该行无法按 CSV 读取，请检查引号。",
}
_RAGGED = {
    "en": "The row must have one cell for each of the {columns} columns; it has {cells}.",
    "zh": "该行应有 {columns} 个单元格（每列一个），实际为 {cells} 个。",
}

Item = Union[Record, BrokenRow, BrokenArray]

_EXTENSIONS = {".json": Format.json, ".jsonl": Format.jsonl, ".ndjson": Format.jsonl, ".csv": Format.csv}


def format_of(name: str, chosen: Format | None) -> Format:
    """The format of a file: the chosen one, else the one of its extension."""
    found = chosen or _EXTENSIONS.get(Path(name).suffix.lower())
    if found is None:
        raise SourceError("its format is not known: add --format json, --format jsonl or --format csv.")
    return found


def open_source(name: str) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file, or of standard input for `-`."""
    return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")


def read_items(file: BinaryIO, source_format: Format, interface: str) -> Iterator[Item]:
    """The records of a file, in their order."""
    if source_format is Format.jsonl:
        return _json_lines(file)
    if source_format is Format.csv:
        return _csv_rows(file, interface)
    return _json_elements(file.read())


def _json_lines(file: BinaryIO) -> Iterator[Item]:
    for number, line in enumerate(_without_mark(file), 1):
        if line.strip():
            yield Record(number, line)


def _json_elements(content: bytes) -> Iterator[Item]:
    """One object, or the elements of an array as they stand in the file: the core sees their numbers and duplicates."""
    content = b"".join(_without_mark(iter([content])))
    if not content.lstrip(b" \t\n\r").startswith(b"["):
        yield Record(1, content)
        return
    row = 0
    try:
        for row, element in enumerate(_slices(content.decode()), 1):
            yield Record(row, element.encode())
    except (ValueError, RecursionError):
        yield BrokenArray(row + 1, content)


# Tells where an element ends, also of one that the core will find fault with; it converts no number.
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
_SPACE = re.compile(r"[ \t\n\r]*")
_END = re.compile(r"\][ \t\n\r]*")


def _slices(text: str) -> Iterator[str]:
    """The text of each element of an array. A ValueError where it stops being one."""
    at = _skip_space(text, text.index("[") + 1)
    more = not text.startswith("]", at)
    while more:
        _, end = _DECODER.raw_decode(text, at)
        yield text[at:end]
        at = _skip_space(text, end)
        more = text.startswith(",", at)
        at = _skip_space(text, at + 1) if more else at
    if not _END.fullmatch(text, at):
        raise ValueError


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _csv_rows(file: BinaryIO, interface: str) -> Iterator[Item]:
    reader = csv.reader(_text_lines(file), strict=True)
    try:
        header = next(reader, None) or [""]
    except csv.Error:
        raise SourceError("the first line, which must name the columns, cannot be read as CSV.") from None
    columns = _columns(interface, header)
    while True:
        row = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            yield BrokenRow(row, len(header))
            continue
        if cells is None:
            return
        if not cells:
            continue
        if len(cells) == len(header):
            yield Record(row, columns.to_dict(cells))
        else:
            yield BrokenRow(row, len(header), len(cells))


def _columns(interface: str, header: list[str]) -> aicc.Columns:
    try:
        return aicc.Columns(interface, header)
    except aicc.ColumnError as error:
        names = aicc.Columns.known(interface)
        if not set(header) & set(names):
            # It may be a record, and hold a password.
            reason = f"the first line must name the columns, separated by commas, and names none of {interface}."
        else:
            close = difflib.get_close_matches(error.column, names, n=1)
            reason = f"{error}." + (f" Did you mean {close[0]}?" if close else "")
        raise SourceError(f"{reason} The columns are: {', '.join(names)}.") from None


def _text_lines(file: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(_without_mark(file), 1):
        try:
            yield line.decode()
        except UnicodeDecodeError:
            raise SourceError(f"line {number} is not UTF-8. {_SAVE_AS_UTF_8}") from None


_SAVE_AS_UTF_8 = "Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”), then check it again."


def _without_mark(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines without a byte order mark of UTF-8."""
    for first in lines:
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise SourceError(f"the file is UTF-16, not UTF-8. {_SAVE_AS_UTF_8}")
        yield first[len(codecs.BOM_UTF8) :] if first.startswith(codecs.BOM_UTF8) else first
        break
    yield from lines
