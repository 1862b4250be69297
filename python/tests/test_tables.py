"""Tables as people make them: titles, headings, labels, and the options that decide how they are read."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyarrow
import pyarrow.parquet
import pytest
from batches import CREATE, QUERY

import aicc

HEADING = ("userAccount", "userName", "password", "email", "agentType", "ccRoleId")
AGENT = ("wang.xm01", "Wang", "Demo#001", "wang@example.com", "4", "2")
BROKEN = ("li.na001", "Li", "Demo#001", "li@example.com", "7", "2")


def lines(*rows: tuple[str, ...]) -> io.BytesIO:
    return io.BytesIO("".join(f"{','.join(row)}\n" for row in rows).encode())


def codes(report: aicc.BatchReport) -> list[str]:
    return [note.code for note in report.reading]


def test_the_plain_form_has_no_notes() -> None:
    report = aicc.check_many(CREATE, lines(HEADING, AGENT), format="csv")
    assert (report.ok, report.reading) == (True, ())
    assert aicc.check_many(QUERY, [{"accountCode": "a"}]).reading == ()


def test_the_report_says_how_a_table_was_read() -> None:
    heading = ("Department", "座席账号", *HEADING[1:])
    labelled = (*AGENT[:4], "音频座席", AGENT[5])
    source = lines(("New agents",), heading, ("Sales", *labelled), ("HR", *BROKEN))
    report = aicc.check_many(CREATE, source, format="csv")
    assert (report.records, report.valid, report.findings[0].row) == (2, 1, 4)
    assert codes(report) == ["headingRow", "unknownColumn", "renamedColumn", "labelValues"]
    row, unknown, renamed, labels = report.reading
    assert row.params == {"row": 2, "skipped": 1}
    assert row.message == str(row) == "Row 2 names the columns. Rows above it that are not read: 1."
    assert unknown.params["heading"] == "Department"
    assert renamed.params == {"position": 2, "heading": "座席账号", "member": "userAccount"}
    assert labels.params == {"position": 6, "heading": "agentType", "text": "音频座席", "value": 4, "count": 1}
    source.seek(0)
    chinese = aicc.check_many(CREATE, source, format="csv", language="zh")
    assert chinese.reading[0].message == "第 2 行是列名，其上方有 1 行未读取。"
    assert pickle.loads(pickle.dumps(report)) == report
    assert pickle.loads(pickle.dumps(report)).reading == report.reading


def test_the_options_of_columns_apply() -> None:
    rows = (("Dept", "Login", *HEADING[1:]), ("Sales", *AGENT))
    report = aicc.check_many(
        CREATE, lines(*rows), format="csv", columns={"Login": "userAccount"}, ignore_columns=["dept"]
    )
    assert (report.ok, codes(report)) == (True, ["ignoredColumn", "renamedColumn"])
    with pytest.raises(aicc.ColumnError) as strict:
        aicc.check_many(CREATE, lines(*rows), format="csv", strict_columns=True)
    assert strict.value.known[0] == "userAccount"
    with pytest.raises(aicc.ColumnError, match="emial"):
        aicc.check_many(CREATE, lines(*rows), format="csv", columns={"Login": "emial"})


def test_the_heading_can_be_chosen() -> None:
    rows = (AGENT, HEADING, AGENT)
    with pytest.raises(aicc.SourceError, match="row 1 can be read as a record, but is above row 2"):
        aicc.check_many(CREATE, lines(*rows), format="csv")
    report = aicc.check_many(CREATE, lines(*rows), format="csv", header_row=2)
    assert (report.records, report.ok) == (1, True)
    with pytest.raises(aicc.SourceError, match="row 9 cannot name the columns"):
        aicc.check_many(CREATE, lines(*rows), format="csv", header_row=9)


def test_a_workbook_has_the_same_headings() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (("New agents",), (), (None, "E-mail", *HEADING[:3], *HEADING[4:]), (None, AGENT[3], *AGENT[:3], 4, 2)):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    report = aicc.check_many(CREATE, content, format="workbook")
    assert (report.records, report.ok, codes(report)) == (1, True, ["headingRow", "renamedColumn"])


def test_data_frames_of_texts_have_the_same_headings_and_values(tmp_path: Path) -> None:
    frame = pandas.DataFrame([("Sales", *AGENT[:4], "audio agent", "2.0")], columns=["Dept", "Login", *HEADING[1:]])
    options: dict[str, Any] = {"cells": "text", "columns": {"Login": "userAccount"}, "ignore_columns": ["Dept"]}
    pyarrow.parquet.write_table(pyarrow.Table.from_pandas(frame), tmp_path / "a.parquet")
    for source in (frame, tmp_path / "a.parquet"):
        report = aicc.check_many(CREATE, source, **options)
        assert report.ok
        assert codes(report) == ["ignoredColumn", "renamedColumn", "labelValues", "integerValues"]
    # A column that is not read can have any type.
    frame["Dept"] = pandas.Timestamp("2026-01-01")
    assert aicc.check_many(CREATE, frame, **options).ok


@pytest.mark.parametrize("extension", ["txt", "tsv", "TXT"])
def test_other_extensions_of_tables(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"agents.{extension}"
    path.write_bytes(lines(HEADING, AGENT).getvalue())
    assert aicc.check_many(CREATE, path, delimiter=",").ok


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"encoding": "latin-9000"}, "encoding must be the name of an encoding, such as gb18030"),
        ({"delimiter": "x"}, "delimiter must be .* comma, semicolon, tab, pipe"),
        ({"header_row": 0}, "header_row must be at least 1, not 0"),
        ({"sheet": "Data"}, "sheet applies to the formats workbook only, not to csv"),
    ],
)
def test_bad_options_are_refused(options: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        aicc.check_many(CREATE, lines(HEADING, AGENT), format="csv", **options)


def test_options_of_other_sources_are_refused() -> None:
    for name, value in {"encoding": "gbk", "header_row": 2, "columns": {"a": "email"}, "strict_columns": True}.items():
        options: dict[str, Any] = {name: value}
        with pytest.raises(ValueError, match=f"{name} applies to"):
            aicc.check_many(QUERY, io.BytesIO(b"{}"), format="jsonl", **options)
        with pytest.raises(ValueError, match=f"{name} applies to"):
            aicc.check_many(QUERY, [], **options)


def test_options_of_a_wrong_type_are_type_errors() -> None:
    for name, value in {
        "encoding": 5,
        "delimiter": b";",
        "header_row": "2",
        "columns": [("a", "email")],
        "ignore_columns": "Dept",
    }.items():
        options: dict[str, Any] = {name: value}
        with pytest.raises(TypeError, match="expected"):
            aicc.check_many(CREATE, lines(HEADING, AGENT), format="csv", **options)
    with pytest.raises(TypeError, match="an int as sheet"):
        aicc.check_many(CREATE, io.BytesIO(), format="workbook", sheet=True)


def test_no_note_shows_what_may_be_a_secret() -> None:
    secret = "Mk7!Zq2?"
    heading = (*HEADING, secret)
    report = aicc.check_many(CREATE, lines((secret,), heading, (*AGENT, secret)), format="csv")
    assert codes(report) == ["headingRow", "unknownColumn"]
    assert secret not in repr(report.reading)
    with pytest.raises(aicc.SourceError) as raised:
        aicc.check_many(CREATE, lines(("a", secret), ("b", secret)), format="csv")
    assert secret not in str(raised.value)
