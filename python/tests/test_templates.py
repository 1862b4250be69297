"""Templates: what a caller gets, and that what people fill in is read."""

from __future__ import annotations

import io
import json
import os
from itertools import groupby
from pathlib import Path
from typing import Any

import filled
import openpyxl
import pytest
import vectors as v
from vectors import Vector

import aicc

CREATE = "agentAccount/create"
LANGUAGES = ("en", "zh")


def test_the_form_follows_the_extension(tmp_path: Path) -> None:
    book, heading = tmp_path / "a.XLSX", tmp_path / "a.csv"
    assert aicc.template(CREATE, book) == book.read_bytes() == aicc.template(CREATE)
    assert aicc.template(CREATE, str(heading)) == heading.read_bytes() == aicc.template(CREATE, format="csv")
    assert heading.read_bytes().startswith(b"\xef\xbb\xbfuserAccount,")
    other = tmp_path / "a.dat"
    assert aicc.template(CREATE, other, format="csv") == other.read_bytes() == heading.read_bytes()


def test_a_file_is_replaced_only_if_all_arguments_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("yesterday")
    for arguments in ({"language": "fr"}, {"skills": 101}, {"format": "xlsx"}):
        with pytest.raises(ValueError, match=r"language|skills|format"):
            aicc.template(CREATE, path, **arguments)  # type: ignore[arg-type]
    with pytest.raises(aicc.UnknownInterfaceError):
        aicc.template("nothing", path)
    assert path.read_text() == "yesterday"
    aicc.template(CREATE, path)
    assert path.read_text("utf-8-sig").startswith("userAccount")


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path, other_name = tmp_path / "new.csv", tmp_path / "old.csv"
    path.write_bytes(b"yesterday")
    os.link(path, other_name)
    content = aicc.template("loginex", path)
    assert (path.read_bytes(), other_name.read_bytes()) == (content, b"yesterday")
    assert sorted(tmp_path.iterdir()) == [path, other_name]
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OSError, match=r"folder\.csv"):
        aicc.template("loginex", tmp_path / "folder.csv")
    assert len(list(tmp_path.iterdir())) == 3


def test_an_argument_out_of_range_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="skills must be from 0 to 100, not 101"):
        aicc.template(CREATE, skills=101)
    with pytest.raises(ValueError, match="format must be one of workbook, csv, not 'xlsx'"):
        aicc.template(CREATE, format="xlsx")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"a\.txt' is not known: pass format, one of workbook, csv"):
        aicc.template(CREATE, tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []


def test_the_profile_changes_the_rules() -> None:
    profile = aicc.Profile(password=aicc.PasswordPolicy(minimum=12, maximum=32, classes=3))
    book = openpyxl.load_workbook(io.BytesIO(aicc.template(CREATE, profile=profile)))
    rules = {str(rule.sqref): rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation}
    assert rules["C2:C1048576"].startswith("AND(LEN(C2)>=12,LEN(C2)<=32,")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("interface", aicc.interfaces())
def test_another_library_reads_the_workbook(interface: str, language: str) -> None:
    form = filled.Form(interface, language)
    book = form.book()
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert len(headings) == len(form.names)
    assert all(heading.startswith(row["label"]) for heading, row in zip(headings, form.rows))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref is not None
    assert sheet.print_title_rows == "$1:$1"
    assert book.sheetnames[1:3] == (["Guide", "填写说明"] if language == "en" else ["填写说明", "Guide"])
    assert [state.sheet_state for state in book.worksheets[3:]] in ([], ["hidden"])


def valid_bodies(interface: str) -> list[Vector]:
    """The valid bodies, except those with a limit of size, which limits the heading too."""
    bodies = [vector for vector in v.vectors("body") if vector["interface"] == interface]
    return [v for v in bodies if not v.get("violations") and "maximumSize" not in v.get("profile", {})]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("interface", aicc.interfaces())
def test_every_valid_vector_is_valid_in_the_template(interface: str, language: str) -> None:
    checked = 0

    def profile_of(vector: Vector) -> str:
        return json.dumps(vector.get("profile"), sort_keys=True)

    for _, together in groupby(sorted(valid_bodies(interface), key=profile_of), profile_of):
        group = list(together)
        profile = v.profile(group[0])
        form = filled.Form(interface, language, 8, profile)
        rows: list[tuple[Vector, list[Any]]] = []
        for vector in group:
            cells = form.cells(v.members(vector))
            if cells is not None and any(cell is not None for cell in cells):
                rows.append((vector, cells))
        book = form.book()
        filled.fill_in(book, [cells for _, cells in rows])
        report = aicc.check_many(interface, filled.saved(book), format="workbook", profile=profile, limit=None)
        wrong = [(rows[f.record - 1][0]["id"], f.message) for f in report.findings if f.severity == "violation"]
        assert wrong == []
        assert report.records == report.valid == len(rows)
        checked += len(rows)
    assert checked >= 5
