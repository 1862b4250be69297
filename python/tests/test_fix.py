"""``aicc.fix`` proposes repairs of the cells of a table, and writes a copy with them."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import aicc

CREATE = "agentAccount/create"
ROWS = [
    ["userAccount", "userName", "password", "email", "agentType", "ccRoleId"],
    ["wang.wei\u00a0", "王伟（北京）", "Demo#001", "wang.wei＠example.com", "4", "2"],
    ["li.na.01", "Li Na", "Demo#001\u200b", "li.na@example.com", "４", "2"],
]
REPAIRS = [
    (1, 2, "A2", "/userAccount", "wang.wei\u00a0", "wang.wei"),
    (1, 2, "D2", "/email", "wang.wei＠example.com", "wang.wei@example.com"),
    (2, 3, "E3", "/agentType", "４", "4"),
]


def table() -> bytes:
    return "".join(f"{','.join(row)}\n" for row in ROWS).encode()


def book(path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    for row in ROWS:
        sheet.append(row)
    sheet["H1"] = "=1+1"
    workbook.save(path)
    return path


def places(result: aicc.RepairReport) -> list[tuple[object, ...]]:
    return [
        (repair.record, repair.row, repair.cell, repair.pointer, repair.before, repair.after)
        for repair in result.repairs
    ]


def test_repairs_are_proposed_and_nothing_is_written(tmp_path: Path) -> None:
    source = tmp_path / "agents.csv"
    source.write_bytes(table())
    result = aicc.fix(CREATE, source)
    assert (places(result), result.found) == (REPAIRS, 3)
    assert [repair.key for repair in result.repairs] == [
        {"userAccount": "wang.wei\u00a0"},
        {"userAccount": "wang.wei\u00a0"},
        {"userAccount": "li.na.01"},
    ]
    assert (result.report.records, result.report.invalid) == (2, 2)
    assert list(tmp_path.iterdir()) == [source]
    assert source.read_bytes() == table()


def test_only_the_repaired_cells_of_a_csv_file_change() -> None:
    output = io.BytesIO()
    aicc.fix(CREATE, io.BytesIO(table()), output, format="csv")
    expected = table().decode().replace("wang.wei\u00a0", "wang.wei").replace("＠", "@").replace("４", "4")
    assert output.getvalue().decode() == expected


def test_a_workbook_comes_back_repaired(tmp_path: Path) -> None:
    source, copy = book(tmp_path / "agents.xlsx"), tmp_path / "fixed.xlsx"
    copy.write_text("yesterday")
    result = aicc.fix(CREATE, source, copy)
    assert places(result) == REPAIRS
    cells = [[cell.value for cell in row] for row in load_workbook(copy)["Sheet"].iter_rows(max_col=6)]
    assert cells == [
        ROWS[0],
        ["wang.wei", "王伟（北京）", "Demo#001", "wang.wei@example.com", "4", "2"],
        ["li.na.01", "Li Na", "Demo#001\u200b", "li.na@example.com", "4", "2"],
    ]
    assert load_workbook(copy)["Sheet"]["H1"].value == "=1+1"
    assert aicc.fix(CREATE, copy).found == 0
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"agents.xlsx", "fixed.xlsx"}


def test_a_cell_with_a_formula_keeps_it_with_a_warning(tmp_path: Path) -> None:
    path, copy = tmp_path / "agents.xlsx", tmp_path / "fixed.xlsx"
    with zipfile.ZipFile(book(tmp_path / "plain.xlsx")) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            formula = '<c r="E3" t="str"><f>"4"</f><v>４</v></c>'.encode()
            after.writestr(name, re.sub(rb'<c r="E3"[^>]*>.*?</c>', formula, before.read(name)))
    with pytest.warns(UserWarning, match="cells with a formula are not repaired.* E3"):
        result = aicc.fix(CREATE, path, copy)
    assert result.found == 3
    assert load_workbook(copy).worksheets[0]["E3"].value == '="4"'


def test_a_limit_hides_repairs_and_writes_all_of_them() -> None:
    output = io.BytesIO()
    result = aicc.fix(CREATE, io.BytesIO(table()), output, format="csv", limit=1)
    assert (len(result.repairs), result.found, len(result.report.findings)) == (1, 3, 1)
    assert "＠" not in output.getvalue().decode()


def test_what_cannot_be_repaired_is_an_error(tmp_path: Path) -> None:
    source = book(tmp_path / "agents.xlsx")
    with pytest.raises(ValueError, match="only CSV files and workbooks have cells that can be repaired, not jsonl"):
        aicc.fix(CREATE, tmp_path / "agents.jsonl")
    with pytest.raises(ValueError, match=r"must end with '\.xlsx'"):
        aicc.fix(CREATE, source, tmp_path / "fixed.csv")
    with pytest.raises(ValueError, match="is the source itself"):
        aicc.fix(CREATE, source, source)
    other = source.rename(tmp_path / "agents.csv")
    with pytest.raises(ValueError, match="another format than its name"):
        aicc.fix(CREATE, other, tmp_path / "fixed.csv")
    with pytest.raises(ValueError, match="another format than its name"):
        aicc.annotate(CREATE, other, tmp_path / "checked.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["agents.csv"]
