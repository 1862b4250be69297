"""``aicc.annotate`` writes a copy of a file with the findings in it."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

import aicc

ROWS = [
    ["userAccount", "userName", "password", "email", "agentType", "ccRoleId"],
    ["wang.xm01", "W", "Demo#001", "a@example.com", 4, 2],
    ["li.na001", "O'Brien", "Demo5", "b@example.com", 4, 2],
    ["zhao.lei", "Z", "Demo#003", None, 7, 2],
]
CREATE = "agentAccount/create"


def book(path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    for row in ROWS:
        sheet.append(row)
    sheet["B2"].comment = Comment("mine", "me")
    workbook.save(path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_workbook_comes_back_with_its_findings(tmp_path: Path) -> None:
    source, copy = book(tmp_path / "agents.xlsx"), tmp_path / "checked.xlsx"
    report = aicc.annotate(CREATE, source, copy)
    assert (report.records, report.invalid, report.found) == (3, 2, 5)
    workbook = load_workbook(copy)
    assert workbook.sheetnames == ["Sheet", "aicc"]
    sheet, listed = workbook["Sheet"], workbook["aicc"]
    assert [cell.value for cell in sheet[1]] == [*ROWS[0], "aicc"]
    assert [cell.value for cell in sheet[2]] == [*ROWS[1], None]
    assert sheet["B2"].comment.text == "mine"
    assert sheet["D4"].comment.text == "email is mandatory and is missing."
    colours = {cell.fill.fgColor.rgb for cell in (sheet["B3"], sheet["C3"], sheet["D4"], sheet["E4"])}
    assert colours == {"FFFFC9CF"}
    assert sheet["B2"].fill.fill_type is None
    assert sheet["G4"].value.startswith("email is mandatory and is missing. agentType must be 4, 5, 11 or 99")
    rows = [[cell.value for cell in row] for row in listed.iter_rows()]
    assert rows[0] == ["Row", "Cell", "Key", "Rule", "Severity", "Message"]
    assert [row[:4] for row in rows[1:]] == [
        [3, "B3", "li.na001", "characters"],
        [3, "C3", "li.na001", "minLength"],
        [3, "C3", "li.na001", "characterClasses"],
        [4, "D4", "zhao.lei", "required"],
        [4, "E4", "zhao.lei", "enum"],
    ]
    assert not any("Demo5" in str(value) for row in rows for value in row)


def test_a_copy_can_be_corrected_and_checked_again(tmp_path: Path) -> None:
    source, copy, again = book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    first = aicc.annotate(CREATE, source, copy)
    second = aicc.annotate(CREATE, copy, again)
    assert second.findings.to_dict() == first.findings.to_dict()
    assert parts(again) == parts(copy)
    workbook = load_workbook(copy)
    sheet = workbook["Sheet"]
    for cell, value in {"B3": "OBrien", "C3": "Demo#002", "D4": "c@example.com", "E4": 5}.items():
        sheet[cell] = value
    workbook.save(copy)
    assert aicc.annotate(CREATE, copy, again).ok
    corrected = load_workbook(again)
    assert {cell.fill.fill_type for row in corrected["Sheet"].iter_rows() for cell in row} == {None}
    assert corrected["aicc"].max_row == 1


def test_a_csv_file_comes_back_with_its_invalid_rows() -> None:
    text = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
    output = io.BytesIO()
    report = aicc.annotate(CREATE, io.BytesIO(text.encode()), output, format="csv", language="zh")
    assert report.invalid == 2
    lines = output.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join([*ROWS[0], "aicc"])
    assert len(lines) == 3
    assert lines[2].startswith('zhao.lei,Z,Demo#003,,7,2,"缺少必填项 email。')


def test_the_copy_of_a_path_is_its_owners_and_replaces_a_file_when_it_is_complete(tmp_path: Path) -> None:
    source, copy = book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    copy.write_text("yesterday")
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(source.read_bytes()[:-200])
    with pytest.raises(aicc.SourceError):
        aicc.annotate(CREATE, damaged, copy)
    assert copy.read_text() == "yesterday"
    aicc.annotate(CREATE, source, copy)
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx", "damaged.xlsx"}


def test_what_cannot_be_annotated_is_an_error(tmp_path: Path) -> None:
    source = book(tmp_path / "a.xlsx")
    with pytest.raises(ValueError, match="is the source itself"):
        aicc.annotate(CREATE, source, source)
    with source.open("rb") as file, pytest.raises(ValueError, match="is the source itself"):
        aicc.annotate(CREATE, file, source, format="workbook")
    with pytest.raises(ValueError, match=r"must end with '\.xlsx'"):
        aicc.annotate(CREATE, source, tmp_path / "a.csv")
    with pytest.raises(ValueError, match="only CSV files and workbooks can be annotated, not jsonl"):
        aicc.annotate(CREATE, tmp_path / "a.jsonl", tmp_path / "b.jsonl")
