"""The rules of templates, as LibreOffice evaluates them: they refuse no valid value, and what they can express.

Without LibreOffice, these tests are skipped; the tests of the crate compare the formulas themselves.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import filled
import openpyxl
import pytest
import vectors as v
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

import aicc

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


class Case(NamedTuple):
    """The text of a cell, and the rules that the value of the vector breaks."""

    vector: str
    name: str
    text: str
    rules: frozenset[str]

    def is_expressed(self) -> bool:
        """Whether the rules of a template find what is wrong with the text."""
        if self.name == "email" and (self.text.startswith('"') or self.text.endswith("]")):
            return False  # only addresses without quotes and literals are looked at
        # A rule has no room for the parts between the dots of a domain: a colour marks them. A template does not have
        # the types of skill queues.
        return bool(self.rules - {"labelLength", "skillQueueType"})


def cases(interface: str, form: filled.Form, profile: Any) -> Iterator[Case]:
    """Each value of a cell of every vector, with the rules that it breaks."""
    for vector in v.vectors("body"):
        body = v.members(vector) if vector["interface"] == interface and vector.get("profile") == profile else None
        values: dict[str, Any] = {}
        if body is None or not filled.flatten(body, "", values):
            continue
        for name, row in zip(form.names, form.rows):
            value = values.get(name)
            text = form.cell(row, value)
            if text and _is_cell(row["type"], value):
                broken = {
                    finding["rule"]
                    for finding in vector.get("violations", [])
                    if finding.get("location", "body") == "body" and (finding["pointer"] + "/").startswith(f"/{name}/")
                }
                yield Case(vector["id"], name, text, frozenset(broken))


def _is_cell(kind: str, value: Any) -> bool:
    """Whether the type of a value is that of its cell: the digits of a number are a number."""
    if kind == "integer":
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return is_number or (isinstance(value, str) and re.fullmatch(r"-?(0|[1-9]\d*)", value) is None)
    return isinstance(value, {"string": str, "array": list, "boolean": bool}[kind])


def judged(form: filled.Form, found: list[Case], tmp_path: Path) -> list[bool]:
    """What LibreOffice says about each case."""
    book = form.book()
    sheet = book.worksheets[0]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    lists: dict[int, bool] = {}
    for number, case in enumerate(found, 2):
        letter = get_column_letter(form.names.index(case.name) + 1)
        rule = rules[f"{letter}2:{letter}1048576"]
        cell = sheet[f"{letter}{number}"]
        cell.value, cell.data_type = case.text, "s"
        if rule.type == "list":
            lists[number] = case.text in rule.formula1.strip('"').split(",")
        elif rule.type == "custom":
            moved = Translator(f"={rule.formula1}", f"{letter}2").translate_formula(f"{letter}{number}")
            sheet.cell(number, 100).value = f'=IFERROR(IF({moved[1:]},"yes","no"),"no")'
        else:
            sheet.cell(number, 100).value = "yes"
    path = tmp_path / "cases.xlsx"
    book.save(path)
    subprocess.run(
        [
            str(OFFICE),
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            tmp_path / "out",
            path,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    results = openpyxl.load_workbook(tmp_path / "out/cases.xlsx", data_only=True).worksheets[0]
    return [lists.get(number, results.cell(number, 100).value == "yes") for number in range(2, len(found) + 2)]


@pytest.mark.parametrize("interface", aicc.interfaces())
def test_the_rules_of_every_value_of_every_vector(interface: str, tmp_path: Path) -> None:
    form = filled.Form(interface, "en", 8)
    found = list(cases(interface, form, None))
    verdicts = judged(form, found, tmp_path)
    refused = [case for case, allowed in zip(found, verdicts) if not allowed and not case.rules]
    accepted = [case for case, allowed in zip(found, verdicts) if allowed and case.is_expressed()]
    assert (refused, accepted) == ([], [])
    assert len(found) > 50
    assert verdicts.count(False) > 5
