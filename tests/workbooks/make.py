"""Writes the workbooks of the folder ``files``: ``pip install -r requirements.txt``, then ``python make.py``.

Run it only to add or change a workbook: the tests read the committed files, because other versions of the libraries
write other bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "makers"))

import libraries as p
import shapes as s

FILES = Path(__file__).parent / "files"


def shaped(shape: Callable[[s.Parts], s.Parts], write: Callable[..., None] = p.plain, **options: bool) -> bytes:
    """Returns a workbook of XlsxWriter whose parts have another shape."""
    return s.packed(shape(s.unpacked(p.written(write, **options))))


def with_shared_formulas(parts: s.Parts) -> s.Parts:
    """One formula for the whole column, and the chain in which Excel calculates."""

    def share(text: str) -> str:
        text = text.replace("<f>A2&amp;", '<f t="shared" ref="D2:D8" si="0">A2&amp;')
        return re.sub(r"<f>A\d&amp;[^<]*</f>", '<f t="shared" si="0"/>', text)

    chain = "".join(f'<c r="D{row}" i="1"/>' for row in range(2, 9))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    parts = s.edited(parts, s.SHEETS, share)
    parts["xl/calcChain.xml"] = f'<?xml version="1.0"?>\n<calcChain xmlns="{s.MAIN}">{chain}</calcChain>'.encode()
    parts = s.edited(
        parts,
        r"\[Content_Types\]\.xml",
        lambda text: text.replace("</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'),
    )
    relationship = f'<Relationship Id="rId99" Type="{s.RELATIONSHIPS}/calcChain" Target="calcChain.xml"/>'
    return s.edited(
        parts,
        r"xl/_rels/workbook\.xml\.rels",
        lambda text: text.replace("</Relationships>", f"{relationship}</Relationships>"),
    )


def everything(book: object) -> None:
    """Notes, validation and formats on one sheet, charts on another."""
    p.validation(book)
    sheet = book.get_worksheet_by_name("Agents")
    sheet.write_comment("D4", "Is this address right?", {"author": "HR"})
    sheet.insert_image("I1", "dot.png", {"image_data": p.io.BytesIO(p.picture())})
    sheet.write_url("D5", "mailto:o.brien@example.com", string="o.brien@example.com")


MAKERS: dict[str, Callable[[], bytes]] = {
    "openpyxl.xlsx": p.openpyxl_plain,
    "openpyxl-rich.xlsx": p.openpyxl_rich,
    "openpyxl-streamed.xlsx": p.openpyxl_streamed,
    "pyexcelerate.xlsx": p.pyexcelerate_plain,
    "xlsxwriter.xlsx": lambda: p.written(p.plain),
    "xlsxwriter-streamed.xlsx": lambda: p.written(p.plain, constant_memory=True),
    "xlsxwriter-charts.xlsx": lambda: p.written(p.charts),
    "xlsxwriter-notes.xlsx": lambda: p.written(p.notes),
    "xlsxwriter-validation.xlsx": lambda: p.written(p.validation),
    "xlsxwriter-table.xlsx": lambda: p.written(p.tables),
    "xlsxwriter-macros.xlsm": lambda: p.written(p.macros),
    "xlsxwriter-formulas.xlsx": lambda: p.written(p.formulas),
    "xlsxwriter-long.xlsx": lambda: p.written(p.long),
    "shared-formulas.xlsx": lambda: shaped(with_shared_formulas, p.shared_formulas),
    "excel-365.xlsx": lambda: shaped(s.excel_365, everything),
    "excel-365-charts.xlsx": lambda: shaped(s.excel_365, p.charts),
    "strict.xlsx": lambda: shaped(s.strict, everything),
    "prefixed.xlsx": lambda: shaped(s.prefixed, p.validation),
    "prefixed-notes.xlsx": lambda: shaped(s.prefixed, p.notes),
    "without-references.xlsx": lambda: shaped(s.without_references),
    "google.xlsx": lambda: shaped(s.google, p.notes),
    "wps.xlsx": lambda: shaped(s.wps, p.validation),
    "single-quotes.xlsx": lambda: shaped(s.single_quotes),
    "absolute-targets.xlsx": lambda: shaped(s.absolute_targets, p.notes),
    "without-styles.xlsx": lambda: shaped(s.without_styles, constant_memory=True),
    "stored.xlsx": lambda: s.packed(s.unpacked(p.written(p.notes)), s.zipfile.ZIP_STORED),
}


def main() -> None:
    """Writes each workbook whose name is an argument, or all."""
    for name in sys.argv[1:] or MAKERS:
        (FILES / name).write_bytes(MAKERS[name]())
    size = sum(path.stat().st_size for path in FILES.iterdir())
    print(f"{len(list(FILES.iterdir()))} workbooks, {size:,} bytes")


if __name__ == "__main__":
    main()
