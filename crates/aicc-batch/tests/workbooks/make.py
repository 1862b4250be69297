"""Writes the same table with xlwt and odfpy: ``pip install xlwt==1.3.0 odfpy==1.4.1``, then ``python make.py``."""

from __future__ import annotations

from pathlib import Path

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P, S

FOLDER = Path(__file__).parent
NAMES = ["userAccount", "userName", "password", "email", "agentType", "ccRoleId", "phone"]
ROWS = [
    ["wang.xm01", "王小明", "Demo#001", "wang@example.com", 4, 2, 75512345678],
    ["li.na", "Li  Na", "Demo#002", "li@example.com", 4, 2, "075512345678"],
    ["zhang.w", "Zhang Wei", "Demo#003", "zhang@example.com", 9, 2, None],
]


def with_xlwt() -> None:
    """The second of the rows is hidden."""
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("Guide").write(0, 0, "How to fill in the table")
    sheet = book.add_sheet("Data")
    sheet.write_merge(0, 0, 1, 7, "New agents")
    for row, cells in reversed(list(enumerate([NAMES, *ROWS], start=2))):
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                sheet.write(row, column, cell)
    sheet.row(4).hidden = True
    old = book.add_sheet("Old")
    old.visibility = 1
    for column, name in enumerate(NAMES):
        old.write(0, column, name)
    book.save(str(FOLDER / "xlwt.xls"))


def with_odfpy() -> None:
    """The second row is hidden by hand and the third by a filter; the last cell is a formula without a value."""
    book = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(hidden)

    def cell(value: object) -> TableCell:
        if value is None:
            return TableCell()
        if isinstance(value, str):
            made = TableCell(valuetype="string")
            head, *rest = value.split("  ")
            paragraph = P(text=head)
            for part in rest:
                paragraph.addText(" ")
                paragraph.addElement(S(c=1))
                paragraph.addText(part)
            made.addElement(paragraph)
            return made
        return TableCell(valuetype="float", value=str(value))

    def add_row(table: Table, cells: list[object], **attributes: str) -> TableRow:
        row = TableRow(**attributes)
        for value in cells:
            row.addElement(cell(value))
        table.addElement(row)
        return row

    guide = Table(name="Guide")
    add_row(guide, ["How to fill in the table"])
    book.spreadsheet.addElement(guide)
    data = Table(name="Data")
    title = TableRow()
    title.addElement(TableCell())
    merged = TableCell(valuetype="string", numbercolumnsspanned=7)
    merged.addElement(P(text="New agents"))
    title.addElement(merged)
    title.addElement(CoveredTableCell(numbercolumnsrepeated=6))
    data.addElement(title)
    data.addElement(TableRow())
    add_row(data, [None, *NAMES])
    add_row(data, [None, *ROWS[0]])
    add_row(data, [None, *ROWS[1]], visibility="collapse")
    last = add_row(data, [None, *ROWS[2][:-1]], visibility="filter")
    last.addElement(TableCell(formula='of:="1"&"2"'))
    last.addElement(TableCell(numbercolumnsrepeated=1000))
    data.addElement(TableRow(numberrowsrepeated=1048570))
    book.spreadsheet.addElement(data)
    old = Table(name="Old", stylename=hidden)
    add_row(old, list(NAMES))
    add_row(old, ["old"])
    book.spreadsheet.addElement(old)
    book.save(str(FOLDER / "odfpy.ods"))


if __name__ == "__main__":
    with_xlwt()
    with_odfpy()
