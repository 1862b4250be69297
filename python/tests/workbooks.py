"""The workbooks of tests/workbooks, and their parts, as the standard of Office Open XML describes them."""

from __future__ import annotations

import os
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

from documents import ROOT

FOLDER = Path(os.environ.get("AICC_WORKBOOKS") or ROOT / "tests/workbooks/files")
"""The folder of the workbooks, or one with workbooks of your own."""

FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".xlsx", ".xlsm"))


@dataclass(frozen=True)
class Workbook:
    """A workbook, without regard to prefixes and to the form of the standard: transitional or strict."""

    path: Path

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The bytes of each part, in order."""
        with zipfile.ZipFile(self.path) as package:
            assert package.testzip() is None
            return {name: package.read(name) for name in package.namelist()}

    @cached_property
    def main(self) -> str:
        """The name of the part that lists the sheets."""
        return self.related("", "officeDocument")[0]

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The part of each worksheet, by the name of the sheet."""
        targets = self.relationships(self.main)
        sheets = {_plain(sheet)["name"]: targets[_plain(sheet)["id"]] for sheet in self.elements(self.main, "sheet")}
        return {name: part for name, (kind, part) in sheets.items() if kind == "worksheet"}

    @cached_property
    def texts(self) -> list[str]:
        """The shared texts."""
        return [_text(item) for part in self.related(self.main, "sharedStrings") for item in self.elements(part, "si")]

    def cells(self, sheet: str) -> dict[tuple[int, int], tuple[str, str]]:
        """Returns the value and the formula of each cell that has one, by row and column, both from 1."""
        found, row, column = {}, 0, 0
        for element in self.elements(self.sheets[sheet], "row", "c"):
            place = element.get("r", "")
            if _name(element) == "row":
                row, column = int(place or row + 1), 0
                continue
            column = _column(place) if place else column + 1
            inner = {_name(child): child for child in element}
            value = _text(inner["is"]) if "is" in inner else "".join(inner["v"].itertext()) if "v" in inner else ""
            value = self.texts[int(value)] if element.get("t") == "s" else value
            formula = inner["f"].text or "shared" if "f" in inner else ""
            if value or formula:
                found[row, column] = value, formula
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Returns the parts that a part refers to with a kind of relationship."""
        return [target for found, target in self.relationships(part).values() if found == kind]

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Returns the kind and the target of each relationship of a part, by its identity."""
        folder, name = posixpath.split(part)
        rels = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            each.attrib["Id"]: (
                each.attrib["Type"].rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.attrib["Target"]))[1:],
            )
            for each in (ET.fromstring(rels) if rels is not None else [])
        }

    def elements(self, part: str, *names: str) -> list[ET.Element]:
        """Returns the elements with these names, in order."""
        return [each for each in ET.fromstring(self.parts[part]).iter() if _name(each) in names]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _plain(element: ET.Element) -> dict[str, str]:
    """Returns the attributes by name without namespace."""
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def _text(element: ET.Element) -> str:
    """Returns a text with its runs, without its phonetic hints."""
    phonetic = {id(text) for hint in element.iter() if _name(hint) == "rPh" for text in hint.iter()}
    return "".join(each.text or "" for each in element.iter() if _name(each) == "t" and id(each) not in phonetic)


def _column(place: str) -> int:
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
