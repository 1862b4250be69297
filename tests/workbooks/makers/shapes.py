"""Shapes that other programs give to the parts of a workbook, made from a workbook of XlsxWriter."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def unpacked(content: bytes) -> Parts:
    """Returns the parts of a workbook in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Returns the workbook of these parts, the same bytes each time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 11, 27, 12, 0, 0)), part, compression)
    return content.getvalue()


def edited(parts: Parts, pattern: str, edit: Callable[[str], str]) -> Parts:
    """Edits the text of each part whose name matches."""
    return {name: edit(part.decode()).encode() if re.fullmatch(pattern, name) else part for name, part in parts.items()}


SHEETS = r"xl/worksheets/sheet\d+\.xml"
SPREADSHEET = rf"{SHEETS}|xl/(workbook|styles|sharedStrings)\.xml"


def strict(parts: Parts) -> Parts:
    """The strict form of the standard, which Excel offers as “Strict Open XML Spreadsheet”."""

    def edit(text: str) -> str:
        text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        text = text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
            "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
            "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
        )
        text = text.replace(RELATIONSHIPS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        text = text.replace("relationships/extended-properties", "relationships/extendedProperties")
        for name in ("main", "chart", "spreadsheetDrawing"):
            text = text.replace(
                f"http://schemas.openxmlformats.org/drawingml/2006/{name}",
                f"http://purl.oclc.org/ooxml/drawingml/{name}",
            )
        return re.sub(r"<workbook ", '<workbook conformance="strict" ', text)

    return edited(parts, r".*\.(xml|rels)", edit)


def prefixed(parts: Parts) -> Parts:
    """A prefix for each element, as the Open XML SDK and ClosedXML write."""

    def edit(text: str) -> str:
        text = re.sub(r"<(/?)(?=[A-Za-z0-9]+[\s/>])", r"<\1x:", text)
        return text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')

    return edited(parts, SPREADSHEET, edit)


def without_references(parts: Parts) -> Parts:
    """Rows and cells without an address, which the standard allows."""
    return edited(parts, SHEETS, lambda text: re.sub(r'(<(?:row|c)\b[^>]*?) r="[A-Z]*\d+"', r"\1", text))


def with_namespaces(tag: str, namespaces: str) -> str:
    """Returns a start tag with more namespaces; one that it has stays as it is."""
    missing = [each for each in re.findall(r'[\w:]+="[^"]*"', namespaces) if each.partition("=")[0] not in tag]
    return f"{tag[:-1]} {' '.join(missing)}>"


def excel_365(parts: Parts) -> Parts:
    """Namespaces, identities and row descents of a current Excel, which XlsxWriter leaves out."""
    namespaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr xr2 xr3" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
        'xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2" '
        'xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3" '
        'xr:uid="{00000000-0001-0000-0000-000000000000}"'
    )

    def sheet(text: str) -> str:
        text = re.sub(r' (mc:Ignorable|x14ac:dyDescent)="[^"]*"', "", text)
        text = re.sub(r"<worksheet [^>]*>", lambda tag: with_namespaces(tag[0], namespaces), text)
        text = re.sub(r"<sheetFormatPr ", '<sheetFormatPr x14ac:dyDescent="0.25" ', text)
        return re.sub(r"<row ([^>]*?)(/?)>", r'<row \1 x14ac:dyDescent="0.25"\2>', text)

    def styles(text: str) -> str:
        return text.replace(
            f'<styleSheet xmlns="{MAIN}"',
            f'<styleSheet xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'mc:Ignorable="x14ac x16r2" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
            'xmlns:x16r2="http://schemas.microsoft.com/office/spreadsheetml/2015/02/main"',
        ).replace("<fonts count=", '<fonts x14ac:knownFonts="1" count=')

    return edited(edited(parts, SHEETS, sheet), r"xl/styles\.xml", styles)


def google(parts: Parts) -> Parts:
    """The namespaces, heights and missing sizes of Google Sheets."""

    def sheet(text: str) -> str:
        more = (
            'xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:mv="urn:schemas-microsoft-com:mac:vml" '
            'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
            'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
            'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
        )
        outline = '<sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr>'
        text = re.sub(r"<worksheet [^>]*>", lambda tag: with_namespaces(tag[0], more) + outline, text)
        text = re.sub(r"<dimension [^>]*/>", "", text)
        text = re.sub(
            r"<sheetFormatPr [^>]*/>",
            '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>',
            text,
        )
        return re.sub(r' spans="[^"]*"', "", text)

    parts = edited(parts, SHEETS, sheet)
    return {name: part for name, part in parts.items() if not name.startswith("docProps/")} | {
        "[Content_Types].xml": re.sub(rb'<Override PartName="/docProps/[^>]*/>', b"", parts["[Content_Types].xml"]),
        "_rels/.rels": re.sub(
            rb'<Relationship Id="[^"]*" Type="[^"]*" Target="docProps/[^>]*/>', b"", parts["_rels/.rels"]
        ),
    }


def wps(parts: Parts) -> Parts:
    """The namespaces and the properties of WPS Office."""

    def sheet(text: str) -> str:
        more = (
            'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
            'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
        )
        text = re.sub(r"<worksheet [^>]*>", lambda tag: with_namespaces(tag[0], more), text)
        return re.sub(r' spans="[^"]*"', "", text)

    custom = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer">'
        "<vt:lpwstr>2052-12.1.0.16929</vt:lpwstr></property></Properties>"
    )
    parts = {**edited(parts, SHEETS, sheet), "docProps/custom.xml": custom.encode()}
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    parts = edited(
        parts,
        r"\[Content_Types\]\.xml",
        lambda text: text.replace(
            "</Types>", f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
        ),
    )
    relationship = f'<Relationship Id="rId9" Type="{RELATIONSHIPS}/custom-properties" Target="docProps/custom.xml"/>'
    return edited(
        parts, r"_rels/\.rels", lambda text: text.replace("</Relationships>", f"{relationship}</Relationships>")
    )


def single_quotes(parts: Parts) -> Parts:
    """Attributes in single quotes, line breaks inside tags, and comments, as hand-written generators make them."""

    def edit(text: str) -> str:
        text = re.sub(r'="([^"\']*)"', r"='\1'", text)
        text = re.sub(r"<(row|c) ", r"<\1\n    ", text)
        return text.replace("<sheetData>", "<!-- <row r='1'> is not a row --><sheetData >").replace(
            "</sheetData>", "</sheetData\n>"
        )

    return edited(parts, SHEETS, edit)


def absolute_targets(parts: Parts) -> Parts:
    """Targets that begin with a slash, and a folder with another name."""
    moved = {re.sub(r"^xl/worksheets/", "xl/tables-of-agents/", name): part for name, part in parts.items()}
    moved = edited(
        moved, r"\[Content_Types\]\.xml", lambda text: text.replace("/xl/worksheets/", "/xl/tables-of-agents/")
    )
    return edited(
        moved,
        r"xl/_rels/workbook\.xml\.rels",
        lambda text: re.sub(r'Target="worksheets/', 'Target="/xl/tables-of-agents/', text),
    )


def without_styles(parts: Parts) -> Parts:
    """No styles and no shared texts: small generators leave them out."""
    kept = {name: part for name, part in parts.items() if name not in ("xl/styles.xml", "xl/theme/theme1.xml")}
    kept = edited(
        kept,
        r"\[Content_Types\]\.xml",
        lambda text: re.sub(r'<Override PartName="/xl/(styles|theme/theme1)\.xml"[^>]*/>', "", text),
    )
    kept = edited(
        kept,
        r"xl/_rels/workbook\.xml\.rels",
        lambda text: re.sub(r'<Relationship [^>]*Target="(styles|theme/theme1)\.xml"/>', "", text),
    )
    return edited(kept, SHEETS, lambda text: re.sub(r' s="\d+"', "", text))
