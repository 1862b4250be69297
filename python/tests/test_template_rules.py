"""The rules of templates, evaluated by LibreOffice: they refuse no valid value, and what they can express is refused.

Skipped where LibreOffice is missing: other tests compare the formulas themselves.
"""

from __future__ import annotations

import io
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

# Rules whose violations no formula finds: a formula has no place for them, or a cell cannot hold such a value.
NOT_EXPRESSED = {"dependentRequired", "required", "skillQueueType", "uniqueKeys", "syntax", "cell"}


class Case(NamedTuple):
    vector: str
    name: str
    text: str
    rules: frozenset[str]


def cases(interface: str, form: filled.Form, profile: Any) -> Iterator[Case]:
    """Each value of a cell of every vector, with the rules that it breaks."""
    for vector in v.vectors("body"):
        body = v.members(vector) if vector["interface"] == interface and vector.get("profile") == profile else None
        values: dict[str, Any] = {}
        if body is None or not filled.flatten(body, "", values):
            continue
        for name, row in zip(form.names, form.rows):
            text = form.cell(row, values.get(name))
            if text:
                broken = {
                    finding["rule"]
                    for finding in vector.get("violations", [])
                    if finding.get("location", "body") == "body"
                    and (finding["pointer"] + "/").startswith(f"/{name}/")
                }
                # A cell has no type: a number in a column of texts is a text.
                is_text = row["type"] in ("string", "array")
                yield Case(vector["id"], name, text, frozenset(broken - {"type"} if is_text else broken))


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
        [str(OFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out", path],
        check=True, capture_output=True, timeout=300,
    )
    results = openpyxl.load_workbook(tmp_path / "out/cases.xlsx", data_only=True).worksheets[0]
    return [lists.get(number, results.cell(number, 100).value == "yes") for number in range(2, len(found) + 2)]


@pytest.mark.parametrize("interface", aicc.interfaces())
def test_the_rules_of_every_value_of_every_vector(interface: str, tmp_path: Path) -> None:
    form = filled.Form(interface, "en", 8)
    found = list(cases(interface, form, None))
    verdicts = judged(form, found, tmp_path)
    refused = [case for case, allowed in zip(found, verdicts) if not allowed and not case.rules]
    accepted = [case for case, allowed in zip(found, verdicts) if allowed and case.rules - NOT_EXPRESSED]
    print(f"{interface}: {len(found)} values, {verdicts.count(False)} refused, {len(accepted)} invalid ones accepted")
    for case in accepted:
        print("  accepted", case)
    assert refused == []
    assert len(found) > 20
