"""Reads the rows of tables (R20): headings and cells as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.reference.formats import SIGNED_DECIMAL
from tests.reference.json_text import JsonObject, Value, integer
from tests.reference.pages import PAGES, Row
from tests.reference.words import BOOLEANS, MEMBERS, REMARKS, VALUES

Step = str | int
Readings = list[tuple[int, str, int | bool | str]]

LONGEST = 64
NUMBER_WITH_ZEROS = re.compile(r"(-?[0-9]+)\.0+")


class RefusedTableError(Exception):
    """The headings cannot be read."""


@dataclass
class RowOfTable:
    """A row of a table as a request body, with what is reported about it."""

    body: JsonObject
    readings: Readings = field(default_factory=Readings)
    skipped: list[int] = field(default_factory=list[int])


def letters(text: str) -> str:
    """Returns the letters and digits of a text in lower case."""
    return "".join(character for character in text if character.isalnum()).lower()


def read_row(interface: str, headings: list[str], cells: list[str]) -> RowOfTable:
    """Returns the row below some headings as a body, or raises a `RefusedTableError`."""
    read = RowOfTable(JsonObject())
    values: dict[tuple[Step, ...], Value] = {}
    known: list[tuple[Step, ...]] = []
    results = columns_of_results(headings)
    for index, (heading, cell) in enumerate(zip(headings, cells, strict=True)):
        if not heading.strip() or letters(heading) == "aicc" or index in results:
            continue
        path = path_of(interface, heading)
        if path is not None and any(path[: len(other)] == other or other[: len(path)] == path for other in known):
            raise RefusedTableError(f"two headings for {path}")
        if path is None or any(isinstance(step, int) and step >= len(headings) for step in path):
            read.skipped.append(index)
            continue
        known.append(path)
        if cell:
            row = _row_of(interface, path)
            values[path], form = value_of(interface, row, cell)
            if form is not None:
                read.readings.append((index, form, values[path]))  # type: ignore[arg-type]
    if not known:
        raise RefusedTableError("no heading names a member")
    for path in sorted(values, key=lambda path: [step for step in path if isinstance(step, int)]):
        _put(read.body, path, values[path])
    _close_gaps(read.body)
    return read


def columns_of_results(headings: list[str]) -> range:
    """Returns the columns with the result of each record, which the product adds to tables."""
    names = ["status", "workNo", "code", "meaning", "action"]
    for start in reversed(range(len(headings))):
        if [heading.strip() for heading in headings[start : start + len(names)]] == names:
            return range(start, start + len(names))
    return range(0)


def path_of(interface: str, heading: str) -> tuple[Step, ...] | None:
    """Returns the path of the member that a heading names."""
    if len(heading) > LONGEST:
        return None
    steps = heading.split("/")
    by_steps = _path_of_steps(interface, PAGES[interface].rows, steps) if len(steps) > 1 else None
    if by_steps is not None:
        return by_steps
    text = letters(heading)
    shorter = [text.removesuffix(remark) for remark in REMARKS if text.endswith(remark)]
    for words in [text, *shorter]:
        for row in PAGES[interface].rows:
            path = _path_of_words(interface, row, words)
            if path is not None:
                return path
    return None


def _words(interface: str, row: Row) -> list[str]:
    return [letters(word) for word in (row.name, *MEMBERS[interface][row.name])]


def _is_named(interface: str, row: Row, text: str) -> bool:
    words = _words(interface, row)
    return text in words or any(text == first + second for first in words for second in words)


def _path_of_steps(interface: str, rows: tuple[Row, ...], steps: list[str]) -> tuple[Step, ...] | None:
    row = next((row for row in rows if _is_named(interface, row, letters(steps[0]))), None)
    if row is None:
        return None
    if len(steps) == 1:
        return None if row.element and row.element.members else (row.name,)
    if row.element is None or not re.fullmatch(r"0|[1-9][0-9]*", steps[1].strip()):
        return None
    index = int(steps[1].strip())
    if not row.element.members:
        return (row.name, index) if len(steps) == 2 else None
    inner = _path_of_steps(interface, row.element.members, steps[2:]) if len(steps) > 2 else None
    return (row.name, index, *inner) if inner else None


def _path_of_words(interface: str, row: Row, text: str) -> tuple[Step, ...] | None:
    if row.element is None or not row.element.members:
        if _is_named(interface, row, text):
            return (row.name,)
        number = _number_after(interface, row, text) if row.element else None
        return (row.name, number - 1) if number else None
    for member in row.element.members:
        for word in _words(interface, row):
            numbered = re.fullmatch(rf"{re.escape(word)}([1-9][0-9]*)(\D.*)", text)
            if numbered and _is_named(interface, member, numbered[2]):
                return (row.name, int(numbered[1]) - 1, member.name)
        number = _number_after(interface, member, text)
        if number:
            return (row.name, number - 1, member.name)
    return None


def _number_after(interface: str, row: Row, text: str) -> int | None:
    for word in _words(interface, row):
        numbered = re.fullmatch(rf"{re.escape(word)}([1-9][0-9]*)", text)
        if numbered:
            return int(numbered[1])
    return None


def _row_of(interface: str, path: tuple[Step, ...]) -> Row:
    row = next(row for row in PAGES[interface].rows if row.name == path[0])
    for step in path[1:]:
        inner = row.element if isinstance(step, int) else next(each for each in row.members if each.name == step)
        assert inner
        row = inner
    return row


def value_of(interface: str, row: Row, cell: str) -> tuple[Value, str | None]:
    """Returns the value of a cell, and the form that it has instead of the plain one."""
    if row.type == "array":
        return [part.strip(" ") for part in cell.split(",") if part.strip(" ")], None
    number = _integer(cell)
    if row.type == "integer":
        if number is not None:
            return number, None
        number = _integer_of_spreadsheet(cell)
        if number is not None:
            return number, "integer"
        return _by_label(interface, row, cell)
    if row.type == "boolean":
        if cell in ("true", "false"):
            return cell == "true", None
        for truth, words in BOOLEANS.items():
            if cell.strip().lower() in words:
                return truth, "boolean"
        return cell, None
    return (cell, None) if cell in row.values or not row.values else _by_label(interface, row, cell)


def _integer(cell: str) -> int | None:
    return integer(cell) if SIGNED_DECIMAL.fullmatch(cell) else None


def _integer_of_spreadsheet(cell: str) -> int | None:
    cell = cell.strip()
    with_zeros = NUMBER_WITH_ZEROS.fullmatch(cell)
    return _integer(with_zeros[1] if with_zeros else cell)


def _by_label(interface: str, row: Row, cell: str) -> tuple[Value, str | None]:
    named = [
        value
        for value, words in VALUES.get((interface, row.name), {}).items()
        if (str(_integer_of_spreadsheet(cell)) == str(value))
        or any(letters(cell) in (letters(word), str(value) + letters(word)) for word in words)
    ]
    return (named[0], "label") if len(named) == 1 and len(cell) <= LONGEST else (cell, None)


def _put(body: JsonObject, path: tuple[Step, ...], value: Value) -> None:
    if len(path) == 1:
        body.members[str(path[0])] = value
        return
    elements = body.members.setdefault(str(path[0]), [])
    assert isinstance(elements, list)
    assert isinstance(path[1], int)
    if len(path) == 2:
        elements.append(value)
        return
    elements.extend(JsonObject() for _ in range(len(elements), path[1] + 1))
    element = elements[path[1]]
    assert isinstance(element, JsonObject)
    element.members[str(path[2])] = value


def _close_gaps(body: JsonObject) -> None:
    for name, value in body.members.items():
        if isinstance(value, list):
            body.members[name] = [each for each in value if not isinstance(each, JsonObject) or each.members]
