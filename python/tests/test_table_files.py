"""The same table in every form that people make gives the findings of the plain one: CSV in UTF-8 with wire names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import table_files as t
from batches import CREATE
from table_files import Book, Record

import aicc

RECORDS = t.records()
STORABLE = t.storable(RECORDS)

TEXT_FORMS = t.pairwise(
    {
        "encoding": [
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "gb18030",
            "big5",
            "shift_jis",
            "windows-1252",
        ],
        "delimiter": [",", ";", "\t", "|", "sep=;"],
        "style": list(t.STYLES),
        "above": list(t.ABOVE),
        "newline": ["\n", "\r\n", "\r"],
        "extension": ["csv", "tsv", "txt"],
    }
)
BOOK_FORMS = t.pairwise(
    {
        "maker": list(t.MAKERS),
        "style": list(t.STYLES),
        "above": list(t.ABOVE),
        "left": [0, 2],
        "before": [0, 1],
        "hides": [False, True],
        "numbers": [False, True],
        "extension": ["right", "wrong"],
    }
)
# The records have control characters and texts of every script, which no guess survives. The first hour tests a guess.
GIVEN = {"gb18030", "big5", "shift_jis", "windows-1252", "utf-16-le", "utf-16-be"}

Found = list[tuple[int, str, str, dict[str, Any]]]


def check(path: Path, **options: Any) -> tuple[int, int, Found]:
    """Returns the number of records and of valid ones, and what a run finds in each."""
    report = aicc.check_many(CREATE, path, limit=None, **options)
    found = [(each.record, each.pointer, each.rule, each.params) for each in report.findings]
    return report.records, report.valid, found


def plain(records: list[Record], folder: Path) -> tuple[int, int, Found]:
    """Returns what a run finds in the plain form of a table."""
    path = folder / "plain.csv"
    path.write_bytes(t.csv_text(t.grid(records, "wire").rows).encode())
    return check(path)


def test_the_tables_have_records_of_each_kind(tmp_path: Path) -> None:
    records, valid, found = plain(STORABLE, tmp_path)
    assert records > 500
    assert 0 < valid < records
    assert {"minLength", "maxLength", "characters", "format", "enum", "required", "minimum"} < {it[2] for it in found}


@pytest.mark.parametrize("form", TEXT_FORMS, ids=lambda form: " ".join(map(repr, form.values())))
def test_text(form: dict[str, str], tmp_path: Path) -> None:
    records = t.encodable(RECORDS, form["encoding"])
    lacks_labels = form["encoding"] in {"windows-1252", "shift_jis", "big5"}
    style = "wire" if lacks_labels and form["style"] == "chinese" else form["style"]
    text = t.csv_text(t.grid(records, style, form["above"]).rows, form["delimiter"], form["newline"])
    path = tmp_path / f"agents.{form['extension']}"
    path.write_bytes(text.encode(form["encoding"]))
    options = {"encoding": form["encoding"].replace("16-", "16")} if form["encoding"] in GIVEN else {}
    assert check(path, **options) == plain(records, tmp_path)


@pytest.mark.parametrize("form", BOOK_FORMS, ids=lambda form: " ".join(map(repr, form.values())))
def test_workbooks(form: dict[str, Any], tmp_path: Path) -> None:
    grid = t.grid(STORABLE, form["style"], form["above"], form["left"])
    book = Book(grid, form["before"], form["hides"], form["numbers"])
    others = [maker for maker in t.MAKERS if maker != form["maker"]]
    path = tmp_path / f"agents.{form['maker'] if form['extension'] == 'right' else others[0]}"
    path.write_bytes(t.MAKERS[form["maker"]](book))
    assert check(path) == plain(STORABLE, tmp_path)
