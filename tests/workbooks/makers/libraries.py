"""Workbooks that Python libraries write: openpyxl, XlsxWriter and PyExcelerate."""

from __future__ import annotations

import csv
import datetime
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import openpyxl
import pyexcelerate
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from xlwt.CompoundDoc import XlsDoc

ROWS = list(csv.reader(Path(__file__).parents[1].joinpath("agents.csv").read_text(encoding="utf-8").splitlines()))
INTEGERS = {"agentType", "ccRoleId"}
MADE = datetime.datetime(2026, 11, 27, 12)


def typed(row: list[str]) -> list[Any]:
    """Returns the cells of a row, the integers as numbers and the empty ones as ``None``."""
    return [int(cell) if name in INTEGERS and cell.isdecimal() else cell or None for name, cell in zip(ROWS[0], row)]


TABLE = [typed(row) for row in ROWS]


# openpyxl


def openpyxl_plain() -> bytes:
    """Numbers and shared texts, as most scripts write them."""
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    return saved(book)


def openpyxl_rich() -> bytes:
    """A chart, notes, a table, validation, conditional formats, merged cells, protection, a hidden sheet and names."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "新座席"
    sheet.append(["New agents of November"])
    sheet.merge_cells("A1:G1")
    sheet["A1"].font = Font(bold=True, size=16)
    for row in TABLE:
        sheet.append(row)
    for cell in sheet[2]:
        cell.fill = PatternFill("solid", fgColor="FFDDEEFF")
    sheet["A2"].comment = Comment("The account with which the agent signs in", "HR")
    sheet["D4"].comment = Comment("Checked on Monday", "HR")
    validation = DataValidation(type="list", formula1="Lists!$A$1:$A$4", allow_blank=True)
    validation.add("E3:E1000")
    sheet.add_data_validation(validation)
    sheet.conditional_formatting.add(
        "F3:F9", ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="FF8800")
    )
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = "A2:G9"
    sheet.row_dimensions[5].hidden = True
    sheet.protection.sheet = True
    sheet["B3"].protection = Protection(locked=False)
    lists = book.create_sheet("Lists")
    for number in (4, 5, 11, 99):
        lists.append([number, number * 2])
    lists.sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(lists, min_col=2, min_row=1, max_row=4))
    sheet.add_chart(chart, "I2")
    people = book.create_sheet("People")
    people.append(["name", "floor"])
    people.append(["Li Na", 3])
    people.add_table(Table(displayName="People", ref="A1:B2"))
    return saved(book)


def openpyxl_streamed() -> bytes:
    """Inline texts and no sizes: a workbook that is written row by row."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("agents")
    for row in TABLE:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Returns the bytes of a workbook, without the time at which it was made."""
    book.properties.created = book.properties.modified = MADE
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# XlsxWriter, whose parts are those of Excel


def written(write: Any, **options: Any) -> bytes:
    """Returns a workbook of XlsxWriter."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        book.set_properties({"created": MADE})
        write(book)
    return content.getvalue()


def put(sheet: Any, top: int = 0, left: int = 0, rows: list[list[Any]] = TABLE, style: Any = None) -> None:
    """Writes the table to a sheet."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(top + number, left + column, cell, style)


def plain(book: Any) -> None:
    """Only the table."""
    put(book.add_worksheet("Agents"))


def charts(book: Any) -> None:
    """Three kinds of chart, a chart sheet, a picture, a text box and sparklines."""
    sheet = book.add_worksheet("Agents")
    put(sheet)
    for place, kind in (("I1", "column"), ("I16", "pie"), ("Q1", "line")):
        chart = book.add_chart({"type": kind})
        chart.add_series({"values": "=Agents!$E$2:$E$8", "categories": "=Agents!$A$2:$A$8"})
        sheet.insert_chart(place, chart)
    alone = book.add_chart({"type": "bar"})
    alone.add_series({"values": "=Agents!$F$2:$F$8"})
    book.add_chartsheet("Chart").set_chart(alone)
    sheet.insert_image("Q16", "dot.png", {"image_data": io.BytesIO(picture())})
    sheet.insert_textbox("Q20", "Checked by HR")
    sheet.add_sparkline("H2", {"range": "Agents!E2:F2"})
    sheet.set_background(io.BytesIO(picture()))
    sheet.set_header("&L&G", {"image_left": "dot.png", "image_data_left": io.BytesIO(picture())})


def notes(book: Any) -> None:
    """Notes on cells with and without findings, a button, and notes of another sheet."""
    sheet = book.add_worksheet("Agents")
    put(sheet)
    sheet.write_comment("A1", "Letters, digits and @.-_", {"author": "HR", "visible": True})
    sheet.write_comment("D4", "Is this address right?", {"author": "HR", "x_scale": 2, "color": "#DDFFDD"})
    sheet.write_comment("G2", "Office, not mobile")
    sheet.insert_button("I3", {"caption": "Send"})
    other = book.add_worksheet("Other")
    other.write("A1", "not a table")
    other.write_comment("A1", "a note of another sheet")


def validation(book: Any) -> None:
    """Drop-down lists, input messages, conditional formats of every kind, cell formats, outline and hidden columns."""
    sheet = book.add_worksheet("Agents")
    text = book.add_format({"num_format": "@", "border": 1, "bg_color": "#EEFFEE", "font_name": "宋体"})
    put(sheet, style=text)
    sheet.data_validation("E2:E1000", {"validate": "list", "source": [4, 5, 11, 99], "input_title": "Type"})
    sheet.data_validation("A2:A1000", {"validate": "length", "criteria": "between", "minimum": 6, "maximum": 50})
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.conditional_format("A2:A1000", {"type": "duplicate", "format": red})
    sheet.conditional_format("E2:E1000", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("F2:F1000", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.conditional_format("B2:B1000", {"type": "formula", "criteria": '=$B2=""', "format": red})
    sheet.set_column("G:G", 20, None, {"level": 1, "hidden": True})
    sheet.set_row(3, 30, red, {"level": 1})
    sheet.freeze_panes(1, 1)
    sheet.autofilter("A1:G8")
    sheet.filter_column("A", "x != li.na")
    sheet.set_row(2, options={"hidden": True})
    sheet.repeat_rows(0)
    sheet.print_area("A1:G8")
    sheet.protect("demo")


def tables(book: Any) -> None:
    """The rows are a table of Excel with a style, below a merged title and on the second sheet."""
    book.add_worksheet("Read me").write("A1", "Fill in the sheet Agents")
    sheet = book.add_worksheet("Agents")
    sheet.merge_range("B2:H2", "New agents", book.add_format({"bold": True, "align": "center"}))
    names = [{"header": name} for name in ROWS[0]]
    sheet.add_table("B4:H11", {"data": TABLE[1:], "columns": names, "style": "Table Style Medium 9", "name": "Agents"})
    book.define_name("Types", "='Read me'!$A$1")
    sheet.activate()


def macros(book: Any) -> None:
    """A project of macros, which is a compound file."""
    project = io.BytesIO()
    XlsDoc().save(project, b"\0" * 5000)
    book.add_vba_project(io.BytesIO(project.getvalue()), is_stream=True)
    plain(book)


def formulas(book: Any) -> None:
    """Formulas with stored values, errors, array and dynamic formulas, links and rich texts."""
    sheet = book.add_worksheet("Agents")
    put(sheet)
    sheet.write_formula("D2", '=A2&"@example.com"', None, "wang.xm01@example.com")
    sheet.write_formula("B3", "=VLOOKUP(A3,Z:Z,1,FALSE)", None, "#N/A")
    sheet.write_row("H1", ["twice", "in order"])
    sheet.write_array_formula("H2:H4", "{=E2:E4*2}", None, 8)
    sheet.write_dynamic_array_formula("I2", "=SORT(A2:A4)", None, "li.na")
    sheet.write_url("D5", "mailto:o.brien@example.com", string="o.brien@example.com")
    sheet.write_rich_string("B8", book.add_format({"bold": True}), "孙", "伟")
    sheet.ignore_errors({"number_stored_as_text": "A1:G8"})


def long(book: Any) -> None:
    """Many shared texts, and a wide lookup sheet."""
    sheet = book.add_worksheet("Agents")
    put(sheet)
    for number in range(600):
        sheet.write_row(8 + number, 0, [f"agent-{number:04}", f"N{number}", "Demo#001", f"a{number}@example.com", 4, 2])
    lists = book.add_worksheet("Lists")
    lists.hide()
    for number in range(2000):
        lists.write(number % 200, number // 200, f"text {number}")


def shared_formulas(book: Any) -> None:
    """The column of addresses is one formula that is shared, with a chain of calculation."""
    sheet = book.add_worksheet("Agents")
    put(sheet)
    for row in range(1, 8):
        sheet.write_formula(row, 3, f'=A{row + 1}&"@example.com"', None, f"{ROWS[row][0]}@example.com")


def picture() -> bytes:
    """Returns a red dot as PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    size = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" + b"\xff\0\0" * 2 + b"\0" + b"\xff\0\0" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# PyExcelerate


def pyexcelerate_plain() -> bytes:
    """Written by a library that is made for speed."""
    book = pyexcelerate.Workbook()
    book.new_sheet("Agents", data=TABLE)
    content = io.BytesIO()
    book._save(content)
    return content.getvalue()
