"""Tables of the conformance vectors, and the files that people make from such a table."""

from __future__ import annotations

import csv
import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import vectors as v
import xlwt
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

import aicc

CREATE = "agentAccount/create"
SKILLS = 3
"""How many skills the table has columns for."""

LONGEST = 32_767
"""The number of characters that a cell of Excel can hold."""

Record = dict[str, str]
"""The cells of a record, by the path of their column."""

# Names in scripts that the vectors do not have: each encoding holds some of them.
NAMES = ["李娜", "陳大文", "林志玲", "山田太郎", "佐藤さくら", "José Müller", "Søren Åberg", "François Noël"]


# The records


def records() -> list[Record]:
    """Returns each body of the interface that a table can hold, as the cells of a record."""
    bodies = [v.members(vector) for vector in v.vectors("body") if vector["interface"] == CREATE]
    cells = [_cells(body) for body in bodies if body is not None]
    named = [
        {
            "userAccount": f"agent-{number:03}",
            "userName": name,
            "password": "Demo#001",
            "email": f"a{number}@example.com",
        }
        for number, name in enumerate(NAMES * 3)
    ]
    return [each for each in cells if each] + [{**each, "agentType": "4", "ccRoleId": "2"} for each in named]


def paths() -> list[str]:
    """Returns the paths of all columns of the interface, with those of some skills."""
    return list(_labels("en"))


def _labels(language: str) -> dict[str, str]:
    """Returns the label of each column, by its path."""
    rows = {row["row"]: row for row in aicc.rules(CREATE, language=language) if row["table"] == "request"}
    labels: dict[str, str] = {}
    for number, row in rows.items():
        inner = [each for name, each in rows.items() if name.startswith(f"{number}.")]
        if number.count(".") == 1 and not inner:
            labels[row["name"]] = row["label"]
        elif number.count(".") == 1:
            for skill, member in product(range(SKILLS), inner):
                path = f"{row['name']}/{skill}/{member['name']}"
                labels[path] = f"{row['label']} {skill + 1} {member['label']}"
    return labels


def _cells(body: dict[str, Any]) -> Record | None:
    """Returns the members of a body as cells, or ``None`` where a table has no cell for one of them."""
    body = body["requestParam"] if list(body) == ["requestParam"] else body
    if not isinstance(body, dict):
        return None
    skills = body.get("skills") or []
    if not isinstance(skills, list) or not all(isinstance(skill, dict) for skill in skills):
        return None
    members = {name: value for name, value in body.items() if name != "skills"}
    members |= {
        f"skills/{number}/{name}": value for number, skill in enumerate(skills) for name, value in skill.items()
    }
    known = set(paths())
    if any(name not in known or isinstance(value, (list, dict)) for name, value in members.items()):
        return None
    return {
        name: "" if value is None else value if isinstance(value, str) else json.dumps(value)
        for name, value in members.items()
    }


# The heading


def headings(style: str) -> list[str]:
    """Returns the headings of the table as people write them."""
    return STYLES[style]()


STYLES: dict[str, Callable[[], list[str]]] = {
    "wire": paths,
    "upper": lambda: [path.upper() for path in paths()],
    "spaced": lambda: [f" {path.lower()} " for path in paths()],
    "english": lambda: [f"{label} *" for label in _labels("en").values()],
    "chinese": lambda: [f"{label}*" for label in _labels("zh").values()],
}


# The table in a file


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet, and where the table is in it."""

    rows: list[list[str]]
    heading: int
    """The index of the row with the headings."""


ABOVE = {
    "nothing": [],
    "a title": [["New agents, November"]],
    "a title and notes": [["New agents, November"], [], ["Please fill in every column marked with a star."]],
}


def grid(cells: list[Record], style: str, above: str = "nothing", left: int = 0) -> Grid:
    """Returns a table with the headings of a style, below other rows and to the right of empty columns."""
    columns = paths()
    table = [headings(style), *([record.get(path, "") for path in columns] for record in cells)]
    rows = [[""] * left + row for row in [*ABOVE[above], *table]]
    return Grid(rows, len(ABOVE[above]))


def csv_text(rows: list[list[str]], delimiter: str = ",", newline: str = "\n") -> str:
    """Returns rows as CSV. A delimiter such as ``sep=;`` is named in the first line, as Excel reads it."""
    lines = [delimiter] if delimiter.startswith("sep=") else []
    for row in rows:
        line = io.StringIO()
        # With this end of a line, the writer quotes both CR and LF inside a cell.
        csv.writer(line, delimiter=delimiter[-1], lineterminator="\r\n").writerow(row)
        lines.append(line.getvalue()[:-2])
    return "".join(line + newline for line in lines)


def encodable(cells: list[Record], encoding: str) -> list[Record]:
    """Returns the records whose characters an encoding has."""

    def fits(record: Record) -> bool:
        text = "\0".join(record.values())
        try:
            return text.encode(encoding).decode(encoding) == text
        except UnicodeError:
            return False

    return [record for record in cells if fits(record)]


def storable(cells: list[Record]) -> list[Record]:
    """Returns the records that every kind of workbook can hold: XML has no control characters."""
    kept = encodable(cells, "utf-8")
    return [record for record in kept if not any(_is_lost(value) for value in record.values())]


def _is_lost(value: str) -> bool:
    # openpyxl does not mark the spaces at the ends of a text as significant.
    return (
        len(value) > LONGEST
        or value != value.strip(" \n")
        or bool(ILLEGAL_CHARACTERS_RE.search(value))
        or any(character in value for character in "\r\t\ufffe\uffff")
    )


@dataclass(frozen=True)
class Book:
    """A workbook with a table on one of its sheets."""

    grid: Grid
    before: int
    """How many other sheets come before the table."""
    hides: bool
    """Whether every third row below the headings is hidden."""
    numbers: bool
    """Whether integers are number cells, as when a person types them."""

    def sheets(self) -> list[tuple[str, list[list[str]], bool]]:
        """Returns the name and the rows of each sheet, and whether it has the table."""
        other = [("Read me", [["How to fill in this workbook"], ["1", "Use the sheet Agents"]], False)]
        return [*other * self.before, ("Agents", self.grid.rows, True), ("Lists", [["audio agent"], ["agent"]], False)]

    def is_hidden(self, row: int, *, is_table: bool) -> bool:
        """Returns whether the row with this index is hidden."""
        return self.hides and is_table and row > self.grid.heading and row % 3 == 0

    def number(self, text: str) -> int | None:
        """Returns the number of a number cell, or ``None`` for a text cell."""
        is_number = self.numbers and text.isascii() and text.isdecimal() and len(text) < 10 and str(int(text)) == text
        return int(text) if is_number else None


def xlsx(book: Book) -> bytes:
    """Writes a workbook of Excel with openpyxl."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows, is_table in book.sheets():
        sheet = workbook.create_sheet(name)
        for row, column, text in _filled(rows):
            cell = sheet.cell(row + 1, column + 1)
            number = book.number(text)
            cell.value = text if number is None else number
            cell.data_type = "s" if number is None else "n"
            sheet.row_dimensions[row + 1].hidden = book.is_hidden(row, is_table=is_table)
        if is_table and book.grid.heading:
            sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=6)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def xls(book: Book) -> bytes:
    """Writes a workbook of Excel 97."""
    workbook = xlwt.Workbook()
    for name, rows, is_table in book.sheets():
        sheet = workbook.add_sheet(name)
        for row, column, text in _filled(rows):
            number = book.number(text)
            sheet.write(row, column, text if number is None else number)
            sheet.row(row).hidden = book.is_hidden(row, is_table=is_table)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def ods(book: Book) -> bytes:
    """Writes an OpenDocument spreadsheet."""
    tables = "".join(_ods_table(book, *sheet) for sheet in book.sheets())
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f"{entry.format('/', kind)}{entry.format('content.xml', 'text/xml')}</manifest:manifest>"
    )
    return _zip({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_table(book: Book, name: str, rows: list[list[str]], is_table: bool) -> str:
    def cell(text: str) -> str:
        number = book.number(text)
        if number is not None:
            return f'<table:table-cell office:value-type="float" office:value="{number}"/>'
        if text == "":
            return "<table:table-cell/>"
        lines = "".join(f"<text:p>{_ods_spaces(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    def line(number: int, row: list[str]) -> str:
        hidden = ' table:visibility="collapse"' if book.is_hidden(number, is_table=is_table) else ""
        cells = "".join(map(cell, row)) or cell("")
        return f"<table:table-row{hidden}>{cells}</table:table-row>"

    body = "".join(line(number, row) for number, row in enumerate(rows))
    return f"<table:table table:name={quoteattr(name)}>{body}</table:table>"


def _ods_spaces(text: str) -> str:
    # Spaces at an end, and the second and each further one of several, are elements.
    return escape(text).replace(" ", "<text:s/>")


def xlsb(book: Book) -> bytes:
    """Writes a binary workbook of Excel."""
    names = [name for name, _, _ in book.sheets()]
    sheets = b"".join(
        _record(0x9C, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(names, 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": _relationships("officeDocument", ["xl/workbook.bin"]),
        "xl/workbook.bin": _record(0x83) + _record(0x8F) + sheets + _record(0x90) + _record(0x84),
        "xl/_rels/workbook.bin.rels": _relationships(
            "worksheet", [f"worksheets/sheet{number}.bin" for number in range(1, len(names) + 1)]
        ),
    }
    for number, (_, rows, is_table) in enumerate(book.sheets(), 1):
        parts[f"xl/worksheets/sheet{number}.bin"] = _xlsb_sheet(book, rows, is_table)
    return _zip(parts)


def _xlsb_sheet(book: Book, rows: list[list[str]], is_table: bool) -> bytes:
    size = _record(0x94, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1))
    content = [_record(0x81), size, _record(0x91)]
    last = None
    for row, column, text in _filled(rows):
        if row != last:
            flags = 0x10 if book.is_hidden(row, is_table=is_table) else 0
            content.append(_record(0x00, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0)))
            last = row
        number = book.number(text)
        place = struct.pack("<II", column, 0)
        content.append(
            _record(0x06, place + _wide(text)) if number is None else _record(0x05, place + struct.pack("<d", number))
        )
    return b"".join([*content, _record(0x92), _record(0x82)])


def _record(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(content)
    while rest >= 0x80:
        length, rest = length + bytes([rest & 0x7F | 0x80]), rest >> 7
    return number + length + bytes([rest]) + content


def _wide(text: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def _relationships(kind: str, targets: list[str]) -> str:
    base = "http://schemas.openxmlformats.org"
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for number, target in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{base}/package/2006/relationships">{each}</Relationships>'


def _filled(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Yields the row, the column and the text of each cell with a text."""
    return ((row, column, text) for row, cells in enumerate(rows) for column, text in enumerate(cells) if text != "")


def _zip(parts: dict[str, str] | dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


MAKERS = {"xlsx": xlsx, "xls": xls, "ods": ods, "xlsb": xlsb}


# Combinations


def pairwise(choices: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Returns few combinations such that each two values of different choices are together in one of them."""
    names = list(choices)
    missing = {
        frozenset([(first, one), (second, other)])
        for first, second in combinations(names, 2)
        for one, other in product(choices[first], choices[second])
    }
    found = []
    while missing:
        chosen = dict(min(missing, key=lambda pair: sorted(map(repr, pair))))
        for name in names:
            if name not in chosen:
                chosen[name] = max(choices[name], key=lambda value: len(missing & _pairs({**chosen, name: value})))
        missing -= _pairs(chosen)
        found.append({name: chosen[name] for name in names})
    return found


def _pairs(chosen: dict[str, Any]) -> set[frozenset[tuple[str, Any]]]:
    return {frozenset(pair) for pair in combinations(chosen.items(), 2)}
