"""Arrow data, Parquet files and tables of cells are untrusted bytes."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from batches import CREATE, QUERY, check, found

import aicc

SETTINGS = "agentsettings/create"
NEIGHBOUR = b"0abcSECRET-OF-A-NEIGHBOUR"


def offsets(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}i", *numbers)


def ipc(table: pyarrow.Table) -> bytes:
    sink = io.BytesIO()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def changed(table: pyarrow.Table, old: bytes, new: bytes) -> bytes:
    content = ipc(table)
    assert content.count(old) == 1
    return content.replace(old, new)


SOURCES: dict[str, Callable[[pyarrow.Table], Any]] = {
    "table": lambda table: table,
    "reader": lambda table: table.to_reader(),
    "batch": lambda table: table.to_batches()[0],
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("middle", [25, 0x7FFFFF00, -1])
def test_offsets_that_point_behind_the_data_are_refused(source: str, middle: int) -> None:
    values = pyarrow.py_buffer(NEIGHBOUR).slice(0, 1)
    texts = pyarrow.StringArray.from_buffers(3, pyarrow.py_buffer(offsets(0, 0, middle, 1)), values)
    table = pyarrow.table({"userId": ["u", "u", "u"], "callType": texts})
    table.validate()
    with pytest.raises(aicc.SourceError, match='malformed in the column "callType" at row 2') as raised:
        aicc.check_many(SETTINGS, SOURCES[source](table))
    assert "NEIGHBOUR" not in str(raised.value)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("last", [8, 0x7FFFFF00, -1])
def test_offsets_beyond_the_end_of_the_buffer_are_refused(source: str, last: int) -> None:
    table = pyarrow.table({"accountCode": ["abc", "def"]})
    content = changed(table, offsets(0, 3, 6), offsets(0, 3, last))
    with pytest.raises(aicc.SourceError, match="malformed in "):
        aicc.check_many(QUERY, SOURCES[source](pyarrow.ipc.open_stream(content).read_all()))
    with pytest.raises(aicc.SourceError, match="malformed in "):
        aicc.check_many(QUERY, pyarrow.ipc.open_stream(content))


def test_the_rows_of_earlier_batches_count() -> None:
    good = pyarrow.table({"accountCode": ["a"] * 5})
    values = pyarrow.py_buffer(NEIGHBOUR).slice(0, 1)
    texts = pyarrow.StringArray.from_buffers(2, pyarrow.py_buffer(offsets(0, 25, 1)), values)
    broken = pyarrow.table({"accountCode": texts})
    batches = [*good.to_batches(), *broken.to_batches()]
    for source in (
        pyarrow.Table.from_batches(batches),
        pyarrow.RecordBatchReader.from_batches(good.schema, batches),
    ):
        with pytest.raises(aicc.SourceError, match=r'column "accountCode" at row 6') as raised:
            aicc.check_many(QUERY, source)
        assert raised.value.report is not None
        assert raised.value.report.records == 5


def test_dictionary_keys_without_a_value_are_refused() -> None:
    for keys, values, row in (([0], [], 1), ([0, 5], ["a"], 2), ([0, -1], ["a"], 2)):
        column = pyarrow.DictionaryArray.from_arrays(
            pyarrow.array(keys, pyarrow.int32()), pyarrow.array(values, pyarrow.string()), safe=False
        )
        with pytest.raises(aicc.SourceError, match=f'column "accountCode" at row {row}'):
            aicc.check_many(QUERY, pyarrow.table({"accountCode": column}))
        with pytest.raises(aicc.SourceError, match=f"malformed at row {row}"):
            aicc.check_many(QUERY, column)


def test_lists_of_more_elements_than_there_are_are_refused() -> None:
    table = pyarrow.table({"userId": ["u", "u"], "callNumber": [["1"] * 5, ["2"] * 6]})
    for wrong in (offsets(0, 5, 99), offsets(0, 99, 11), offsets(0, -5, 11)):
        content = changed(table, offsets(0, 5, 11), wrong)
        with pytest.raises(aicc.SourceError, match="malformed in "):
            aicc.check_many(SETTINGS, pyarrow.ipc.open_stream(content).read_all())


def test_names_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    table = pyarrow.table({"accountCode": ["a"]})
    content = ipc(table).replace(b"accountCode", b"accountCod\xff")
    for source in (pyarrow.ipc.open_stream(content), pyarrow.ipc.open_stream(content).read_all()):
        with pytest.raises(aicc.SourceError, match="name of a column is not UTF-8"):
            aicc.check_many(QUERY, source)
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(table, path)
    path.write_bytes(path.read_bytes().replace(b"accountCode", b"accountCod\xff"))
    with pytest.raises(aicc.SourceError, match="name of a column is not UTF-8"):
        aicc.check_many(QUERY, path)


def test_a_parquet_file_with_a_false_dictionary_is_refused(tmp_path: Path) -> None:
    """Changes one byte at a time in the pages of a dictionary column."""
    path = tmp_path / "a.parquet"
    table = pyarrow.table({"accountCode": [f"account{number % 7}" for number in range(200)]})
    pyarrow.parquet.write_table(table, path, compression="none")
    content = path.read_bytes()
    for place in range(4, 160):
        for bit in (0x20, 0x80):
            mutant = bytearray(content)
            mutant[place] ^= bit
            try:
                aicc.check_many(QUERY, io.BytesIO(mutant), format="parquet", threads=1)
            except (aicc.SourceError, aicc.ColumnError, OSError):
                continue


# Headings


@pytest.mark.parametrize(
    ("content", "secret"),
    [
        (b"password,phonenum\rS3cret!,40038,x\r", "S3cret!"),
        (b"password,Hunter2!\na,b\n", "Hunter2!"),
        (b"Demo#001,email\nx,y\n", "Demo#001"),
        (b"password,Passw0rd\na,b\n", "Passw0rd"),
        (b'password,"phonenum\x1b]0;S3cret\x07"\na,b\n', "S3cret"),
    ],
)
def test_what_may_be_data_is_not_shown(content: bytes, secret: str) -> None:
    try:
        report = check(content, "csv", "loginex")
        shown = str([finding.message for finding in report.findings])
    except (aicc.ColumnError, aicc.SourceError) as error:
        shown = f"{error} {error!r} {error.args}"
    assert secret not in shown


def test_carriage_returns_end_the_rows_of_a_file() -> None:
    report = check(b"password,phonenum\rS3cret!,40038\r", "csv", "loginex")
    assert (report.records, report.ok) == (1, True)


def test_a_heading_is_suggested_and_one_that_occurs_twice_is_not() -> None:
    with pytest.raises(aicc.ColumnError, match=r"“usraccount” is not a column .* Did you mean userAccount\?") as raised:
        check(b"usraccount,x\na,b\n", "csv", CREATE)
    assert raised.value.column == "usraccount"
    with pytest.raises(aicc.ColumnError) as twice:
        check(b"email,email\na,b\n", "csv", CREATE)
    assert str(twice.value) == "the column “email” occurs twice"


def test_a_heading_in_another_encoding_names_the_encoding() -> None:
    with pytest.raises(aicc.SourceError, match=r"its encoding is not certain: choose it .* encodings: .*GB18030"):
        check("座席,email\n".encode("gbk"), "csv", CREATE)


# Cells


def test_a_finding_of_a_table_speaks_of_the_cell() -> None:
    heading = b"userAccount,userName,password,email,agentType,ccRoleId\n"
    report = check(heading + b"wang.xm01,W,Demo#001,a@example.com,4.5,2\n", "csv", CREATE)
    assert [(finding.pointer, finding.rule, finding.params["actual"]) for finding in report.findings] == [
        ("/agentType", "enum", "4.5")
    ]


def test_error_cells_and_formulas_without_a_value() -> None:
    book = openpyxl.Workbook()
    for row in (("userAccount", "userName", "phone"), ("wang.xm01", "#N/A", "#DIV/0!"), ("wang.xm02", "=A1", "1")):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    report = check(content.getvalue(), "workbook", CREATE)
    cells = [(finding.row, finding.pointer, finding.params) for finding in report.findings if finding.rule == "cell"]
    assert cells == [
        (2, "/userName", {"reason": "error"}),
        (2, "/phone", {"reason": "error"}),
        (3, "/userName", {"reason": "formula"}),
    ]


@pytest.mark.parametrize("form", ["csv", "workbook", "arrow"])
def test_empty_rows_and_columns_are_none(form: str) -> None:
    rows: list[tuple[str | None, ...]] = [("accountCode", "username", "password"), ("a", None, None), (None,) * 3]
    if form == "csv":
        report = check(b"accountCode,username,password,,\na,,,,\n,,,,\n ,,\n", "csv")
    elif form == "workbook":
        book = openpyxl.Workbook()
        for row in [*rows, (" ", None)]:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        report = check(content.getvalue(), "workbook")
    else:
        table = pyarrow.table({name or "": pyarrow.array(column, pyarrow.string()) for name, *column in zip(*rows)})
        report = aicc.check_many(QUERY, table)
    assert (report.records, found(report)) == (1, [])
