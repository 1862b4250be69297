"""Every kind of source gives the same findings."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest
from batches import BROKEN, CREATE, FOUND, INVALID, LINES, QUERY, RECORDS, VALID, check, found
from command import MODULE

import aicc

TEXTS = [record.decode() for record in RECORDS]
RECORD_TABLE = pyarrow.table({"id": [1, 2, 3, 4], "value": TEXTS})


def zstd(content: bytes) -> bytes:
    compressed = pyarrow.BufferOutputStream()
    with pyarrow.CompressedOutputStream(compressed, "zstd") as stream:
        stream.write(content)
    return compressed.getvalue().to_pybytes()


# Files


@pytest.mark.parametrize(
    ("name", "compress"),
    [
        ("a.jsonl", bytes),
        ("a.ndjson", bytes),
        ("A.JSONL", bytes),
        ("a.jsonl.gz", gzip.compress),
        ("a.jsonl.zst", zstd),
        ("plain.jsonl.gz", bytes),
        ("two.jsonl.gz", lambda content: gzip.compress(content[:30]) + gzip.compress(content[30:])),
    ],
)
def test_paths(tmp_path: Path, name: str, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(compress(LINES))
    for source in (path, str(path)):
        assert found(aicc.check_many(QUERY, source)) == FOUND
    with path.open("rb") as file:
        assert found(aicc.check_many(QUERY, file)) == FOUND
    with path.open("rb", buffering=0) as raw:
        assert found(aicc.check_many(QUERY, raw, format="jsonl")) == FOUND


def test_formats(tmp_path: Path) -> None:
    array = b"[" + b",".join([VALID, INVALID, b'{"accountCode":}', VALID]) + b"]"
    assert found(check(array, "json")) == FOUND
    assert found(check(INVALID, "json")) == [(1, "/accountCode", "minLength")]
    table = b'accountCode,username\nli.na,u\n,u\n"x\n'
    assert found(check(table, "csv", advice=False)) == [(2, "/accountCode", "required"), (3, "", "csv")]
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(table))
    assert found(aicc.check_many(QUERY, path, advice=False)) == [(2, "/accountCode", "required"), (3, "", "csv")]


def test_a_file_object_may_give_fewer_or_more_bytes_than_it_is_asked_for() -> None:
    class Drip(io.RawIOBase):
        def __init__(self) -> None:
            self.rest = LINES

        def read(self, size: int = -1) -> bytes:
            piece, self.rest = self.rest[:7], self.rest[7:]
            return piece

    assert found(aicc.check_many(QUERY, Drip(), format="jsonl")) == FOUND


TEXTS_OF_ACCOUNTS = (
    "userAccount,userName,password,email,agentType,ccRoleId,skills/0/skillId,skills/1/skillId\n"
    "test123456,Li Na,Aa1!Aa1!,li.na@example.com,4,2,7,\n"
    "test123456,Li Na,Aa1!Aa1!,li.na@example.com,4.5,2,,8\n"
    ",,,,,,,\n"
    "test123456,Li Na,Aa1!Aa1!,li.na@example.com,,2,x,8\n"
)


def text_tables() -> list[Any]:
    frame = pandas.read_csv(io.StringIO(TEXTS_OF_ACCOUNTS), dtype=str, skip_blank_lines=False)
    empty = pandas.read_csv(io.StringIO(TEXTS_OF_ACCOUNTS), dtype=str, keep_default_na=False)
    typed = polars.read_csv(TEXTS_OF_ACCOUNTS.encode(), infer_schema=False)
    return [frame, empty, typed, typed.with_columns(polars.all().cast(polars.Categorical)), pyarrow.table(frame)]


@pytest.mark.parametrize("index", range(len(text_tables())))
def test_tables_of_texts_are_read_as_a_csv_file(index: int) -> None:
    expected = check(TEXTS_OF_ACCOUNTS.encode(), form="csv", interface="agentAccount/create")
    report = aicc.check_many("agentAccount/create", text_tables()[index], cells="text")
    assert (report.records, report.valid) == (expected.records, expected.valid) == (3, 1)
    assert (
        found(report)
        == found(expected)
        == [
            (2, "/agentType", "enum"),
            (2, "/userAccount", "duplicateRecord"),
            (3, "/agentType", "required"),
            (3, "/skills/0/skillId", "type"),
            (3, "/userAccount", "duplicateRecord"),
        ]
    )
    assert [finding.message for finding in report.findings] == [finding.message for finding in expected.findings]


def test_tables_of_texts_in_a_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    text_tables()[0].to_parquet(path)
    assert aicc.check_many("agentAccount/create", path, cells="text").valid == 1
    content = io.BytesIO(path.read_bytes())
    assert aicc.check_many("agentAccount/create", content, format="parquet", cells="text").valid == 1


def test_what_are_no_tables_of_texts() -> None:
    numbers = pyarrow.table({"userAccount": ["a"], "agentType": [4]})
    with pytest.raises(aicc.ColumnError, match=r"agentType.*Int64"):
        aicc.check_many("agentAccount/create", numbers, cells="text")
    with pytest.raises(aicc.ColumnError, match="Did you mean agentType"):
        aicc.check_many("agentAccount/create", pyarrow.table({"agentTyp": ["4"]}), cells="text")
    with pytest.raises(ValueError, match="cells must be one of typed, text, not 'str'"):
        aicc.check_many("agentAccount/create", numbers, cells="str")  # type: ignore[arg-type]
    for source in ([], io.BytesIO(b"{}")):
        with pytest.raises(ValueError, match="cells applies to Arrow data and Parquet files only"):
            aicc.check_many("agentAccount/create", source, format=None if source == [] else "jsonl", cells="text")
    with pytest.raises(ValueError, match="leave column out"):
        aicc.check_many("agentAccount/create", numbers, column="userAccount", cells="text")


def test_what_is_read_in_another_way_is_refused() -> None:
    with pytest.raises(TypeError, match="binary mode"):
        aicc.check_many(QUERY, io.StringIO("{}"), format="jsonl")  # type: ignore[arg-type]
    for source in (VALID, bytearray(VALID), {"accountCode": "a"}):
        with pytest.raises(TypeError, match=r"expects a file or many records, but got .*use aicc\.check\(\)"):
            aicc.check_many(QUERY, source)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"check_many\(\) expects a path, .*, but got a int"):
        aicc.check_many(QUERY, 5)  # type: ignore[arg-type]
    for source in ("agents", "agents.dat", io.BytesIO()):
        with pytest.raises(ValueError, match=r"format of .* is not known"):
            aicc.check_many(QUERY, source)
    with pytest.raises(ValueError, match="format applies to files only, not to Table"):
        aicc.check_many(QUERY, RECORD_TABLE, format="jsonl")
    with pytest.raises(ValueError, match="column applies to Arrow data and Parquet files only, not to jsonl"):
        aicc.check_many(QUERY, io.BytesIO(LINES), format="jsonl", column="value")
    with pytest.raises(ValueError, match="format must be one of jsonl, json, csv, workbook, parquet, not 'CSV'"):
        aicc.check_many(QUERY, io.BytesIO(LINES), format="CSV")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="column"):
        aicc.check_many(QUERY, [VALID], column="value")
    with pytest.raises(aicc.UnknownInterfaceError):
        aicc.check_many("query", [VALID])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as error:
        aicc.check_many(QUERY, tmp_path / "none.jsonl")
    assert error.value.filename == tmp_path / "none.jsonl"
    with pytest.raises(IsADirectoryError):
        aicc.check_many(QUERY, tmp_path, format="jsonl")


def test_an_exception_of_a_file_object_is_its_own() -> None:
    class Broken:
        def __init__(self, content: list[bytes]) -> None:
            self.content = content

        def read(self, size: int, /) -> bytes:
            if self.content:
                return self.content.pop(0)
            raise ConnectionResetError("gone")

    for content in ([], [LINES], [gzip.compress(LINES)[:40]], [zstd(LINES)[:20]]):
        with pytest.raises(ConnectionResetError, match="gone") as raised:
            aicc.check_many(QUERY, Broken(content), format="jsonl")
        assert isinstance(raised.value.report, aicc.BatchReport)  # type: ignore[attr-defined]


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("count", [0, 1, 2_000])
def test_what_was_found_before_an_iterable_breaks_off_is_not_lost(count: int, threads: int) -> None:
    def bodies() -> Iterator[bytes]:
        yield from [INVALID] * count
        raise ConnectionResetError("gone")

    with pytest.raises(ConnectionResetError, match="gone") as raised:
        aicc.check_many(QUERY, bodies(), threads=threads)
    report: aicc.BatchReport = raised.value.report  # type: ignore[attr-defined]
    assert report.records == report.invalid == count
    assert len(report.findings) == report.found == count


@pytest.mark.parametrize("compress", [gzip.compress, zstd])
def test_a_compressed_file_that_breaks_off_cannot_be_read(compress: Callable[[bytes], bytes]) -> None:
    with pytest.raises(aicc.SourceError, match="cannot be read"):
        check(compress(LINES)[:-6])


@pytest.mark.parametrize("compress", [gzip.compress, zstd])
def test_what_was_found_before_a_file_breaks_off_is_not_lost(
    compress: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    content = b"".join(b'{"accountCode":"","n":%d}\n' % number for number in range(40_000))
    packed = compress(content)
    valid, invalid = tmp_path / "valid", tmp_path / "invalid"
    handed: list[aicc.Findings] = []
    with pytest.raises(aicc.SourceError, match="cannot be read") as raised:
        check(packed[: len(packed) * 9 // 10], limit=5, sink=handed.append, valid=valid, invalid=invalid)
    report = raised.value.report
    assert report is not None
    assert 1_000 < report.records < 40_000
    assert report.invalid == report.records
    assert report.by_rule == {"minLength": report.records, "unknownMember": report.records}
    assert len(report.findings) == 5
    assert sum(map(len, handed)) == report.found
    assert (valid.read_bytes(), invalid.read_bytes()) == (b"", content[: invalid.stat().st_size])
    assert invalid.read_bytes().count(b"\n") == report.records


def test_json_in_utf_16_cannot_be_read() -> None:
    for form in ("jsonl", "json"):
        with pytest.raises(aicc.SourceError, match=r"UTF-16.*save it as UTF-8"):
            check("{}".encode("utf-16"), form)


# A wrong record does not stop the run


def test_broken_records() -> None:
    content = (
        b"\xef\xbb\xbf" + VALID + b"\r\n\n" + BROKEN + b"\n" + b'{"accountCode":"\xff"}\n' + INVALID + b"\n" + b'{"a'
    )
    report = check(content)
    rows = [(finding.record, finding.line, finding.offset, finding.rule) for finding in report.findings]
    assert rows == [(2, 3, 29, "syntax"), (3, 4, 45, "syntax"), (4, 5, 65, "minLength"), (5, 6, 84, "syntax")]
    assert (report.records, report.valid, report.invalid, report.ok) == (5, 1, 4, False)
    reasons = [finding.params.get("reason") for finding in report.findings]
    assert reasons == ["unexpectedEnd", "encoding", None, "unexpectedEnd"]


def test_a_record_that_is_too_large() -> None:
    profile = aicc.Profile(maximum_size=100)
    report = check(VALID + b'\n"' + b"x" * 1_000_000 + b'"\n' + INVALID, profile=profile)
    assert found(report) == [(2, "", "syntax"), (3, "/accountCode", "minLength")]
    assert report.findings[0].params["reason"] == "size"


# Arrow data


class Capsules:
    """A producer of one array."""

    def __init__(self, batch: pyarrow.RecordBatch) -> None:
        self.batch = batch

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        return self.batch.__arrow_c_array__(requested_schema)


def cast(kind: pyarrow.DataType) -> pyarrow.Table:
    return RECORD_TABLE.set_column(1, "value", RECORD_TABLE["value"].cast(kind))


PRODUCERS: dict[str, Callable[[], Any]] = {
    "pyarrow.Table": lambda: RECORD_TABLE,
    "pyarrow.Table in chunks": lambda: pyarrow.concat_tables([RECORD_TABLE[:1], RECORD_TABLE[1:3], RECORD_TABLE[3:]]),
    "views": lambda: cast(pyarrow.string_view()),
    "binary": lambda: cast(pyarrow.large_binary()),
    "dictionary": lambda: cast(pyarrow.dictionary(pyarrow.int32(), pyarrow.string())),
    "pyarrow.RecordBatch": lambda: RECORD_TABLE.to_batches()[0],
    "pyarrow.RecordBatchReader": lambda: RECORD_TABLE.to_reader(),
    "polars.DataFrame": lambda: polars.DataFrame(RECORD_TABLE),
    "pandas.DataFrame": lambda: RECORD_TABLE.to_pandas(),
    "DuckDB": lambda: duckdb.sql("select * from RECORD_TABLE order by id"),
    "one array": lambda: Capsules(RECORD_TABLE.to_batches()[0]),
}


@pytest.mark.parametrize("producer", PRODUCERS)
def test_arrow_producers(producer: str) -> None:
    assert found(aicc.check_many(QUERY, PRODUCERS[producer](), column="value", limit=None)) == FOUND


@pytest.mark.parametrize(
    "source",
    [
        RECORD_TABLE["value"],
        RECORD_TABLE["value"].chunk(0),
        polars.DataFrame(RECORD_TABLE)["value"],
        pyarrow.array(RECORDS),
    ],
    ids=["ChunkedArray", "StringArray", "polars.Series", "BinaryArray"],
)
def test_a_column_alone(source: Any) -> None:
    assert found(aicc.check_many(QUERY, source)) == FOUND


MEMBERS = pyarrow.table({"accountCode": ["li.na", "", None, "x"], "username": ["u"] * 4, "password": ["p"] * 4})
STRUCTS = pyarrow.table(
    {"id": range(4), "message": pyarrow.chunked_array([MEMBERS.to_struct_array().combine_chunks()])}
)
MEMBERS_FOUND = [(2, "/accountCode", "minLength"), (3, "/accountCode", "required")]


def test_members_in_columns() -> None:
    for source in (MEMBERS, polars.DataFrame(MEMBERS), MEMBERS.to_pandas(), duckdb.sql("from MEMBERS")):
        assert found(aicc.check_many(QUERY, source)) == MEMBERS_FOUND


def test_structs_in_a_column() -> None:
    for source in (STRUCTS, polars.DataFrame(STRUCTS), duckdb.sql("from STRUCTS")):
        assert found(aicc.check_many(QUERY, source, column="message")) == MEMBERS_FOUND


def test_nested_members() -> None:
    skills = [[{"skillId": 3, "agentWeight": 0}, {"skillId": 7, "agentWeight": 1}], None, []]
    table = pyarrow.table({"userName": ["Li Na", "Wang", "a;b"], "skills": skills})
    report = aicc.check_many(CREATE, table, limit=None)
    expected = [{"userName": "Li Na", "skills": skills[0]}, {"userName": "Wang"}, {"userName": "a;b", "skills": []}]
    assert found(report) == [
        (number, finding.pointer, finding.rule)
        for number, body in enumerate(expected, 1)
        for finding in aicc.check(CREATE, body).violations
    ]
    assert report.by_pointer["body", "/skills/*/agentWeight"] == 1


def test_a_record_that_is_null_is_no_message() -> None:
    for source in (pyarrow.table({"m": [None, VALID]}), pyarrow.table({"m": [None, {"accountCode": "a"}]})):
        assert found(aicc.check_many(QUERY, source, column="m")) == [(1, "", "type")]


def test_a_text_that_is_no_utf_8_is_a_finding_of_its_record() -> None:
    offsets = pyarrow.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0")
    texts = pyarrow.Array.from_buffers(pyarrow.string(), 3, [None, offsets, pyarrow.py_buffer(b"a\xffb")])
    report = aicc.check_many(QUERY, pyarrow.table({"accountCode": texts}))
    assert found(report) == [(2, "", "syntax")]
    assert next(iter(report.findings)).params["reason"] == "encoding"
    assert found(aicc.check_many(QUERY, texts)) == [(number, "", "syntax") for number in (1, 2, 3)]


def test_columns_that_cannot_be_read() -> None:
    with pytest.raises(
        aicc.ColumnError, match=r"no column “valu”\. Did you mean value\? The columns are: id, value"
    ) as error:
        aicc.check_many(QUERY, RECORD_TABLE, column="valu")
    assert (error.value.column, error.value.known) == ("valu", ("id", "value"))
    with pytest.raises(
        aicc.ColumnError, match="column “id” has the type Int64, which cannot be read: cast it to string"
    ):
        aicc.check_many(QUERY, RECORD_TABLE, column="id")
    with pytest.raises(aicc.ColumnError, match=r"“acountCode” is not a column of .* Did you mean accountCode"):
        aicc.check_many(QUERY, pyarrow.table({"acountCode": ["x"]}))
    with pytest.raises(aicc.SourceError, match="type Int64"):
        aicc.check_many(QUERY, RECORD_TABLE["id"])
    with pytest.raises(aicc.ColumnError, match="Did you mean userName"):
        check(b"usrName,pasword\nx,y\n", "csv", CREATE)
    with pytest.raises(aicc.ColumnError, match="twice"):
        check(b"userName,userName\nx,y\n", "csv", CREATE)


def test_an_error_begins_with_the_path_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "agents\n.csv"
    path.write_bytes(b"usrName,pasword\nx,y\n")
    shown = str(path).replace("\n", r"\u{a}")
    with pytest.raises(aicc.ColumnError) as column:
        aicc.check_many(CREATE, path)
    reason = f"“usrName” is not a column of {CREATE}. Did you mean userName? The columns are: userAccount, userName,"
    assert str(column.value).startswith(f"{shown}: {reason}")
    assert str(pickle.loads(pickle.dumps(column.value))) == str(column.value)
    with pytest.raises(aicc.ColumnError) as column:
        aicc.check_many(CREATE, str(path), language="zh")
    assert str(column.value).startswith(f"{shown}: “usrName”不是 {CREATE} 的列。您是否指 userName？")
    with path.open("rb") as file, pytest.raises(aicc.ColumnError, match=r"^“usrName” is not"):
        aicc.check_many(CREATE, file)
    path.write_bytes(b"PK\3\4")
    with pytest.raises(aicc.SourceError) as source:
        aicc.check_many(CREATE, path, format="workbook")
    assert str(source.value).startswith(f"{shown}: the workbook cannot be read")


def test_columns_of_a_table_without_rows() -> None:
    for table in (
        RECORD_TABLE.slice(0, 0),
        RECORD_TABLE.schema.empty_table(),
        RECORD_TABLE.schema.empty_table().to_reader(),
    ):
        with pytest.raises(
            aicc.ColumnError, match="column “id” has the type Int64, which cannot be read: cast it to string"
        ):
            aicc.check_many(QUERY, table, column="id")
    nothing = RECORD_TABLE.schema.empty_table()
    assert aicc.check_many(QUERY, nothing, column="value").records == 0
    with pytest.raises(aicc.ColumnError, match="Did you mean value"):
        aicc.check_many(QUERY, nothing, column="valu")
    with pytest.raises(aicc.ColumnError, match="the name of column 1 is not a column"):
        aicc.check_many(QUERY, nothing)


def test_a_stream_that_fails() -> None:
    def batches() -> Iterator[pyarrow.RecordBatch]:
        yield from RECORD_TABLE.to_batches()
        raise RuntimeError("out of rows")

    reader = pyarrow.RecordBatchReader.from_batches(RECORD_TABLE.schema, batches())
    with pytest.raises(aicc.SourceError, match="out of rows"):
        aicc.check_many(QUERY, reader, column="value")
    released = RECORD_TABLE.to_reader()
    released.read_all()
    assert aicc.check_many(QUERY, released, column="value").records == 0

    class Raises:
        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            raise LookupError("no data")

    with pytest.raises(LookupError, match="no data"):
        aicc.check_many(QUERY, Raises())


# Parquet


@pytest.fixture
def parquet(tmp_path: Path) -> Callable[[pyarrow.Table], Path]:
    def write(table: pyarrow.Table) -> Path:
        path = tmp_path / "a.parquet"
        pyarrow.parquet.write_table(table, path, row_group_size=2)
        return path

    return write


def test_parquet(parquet: Callable[[pyarrow.Table], Path]) -> None:
    path = parquet(RECORD_TABLE)
    assert found(aicc.check_many(QUERY, path, column="value")) == FOUND
    with path.open("rb") as file:
        assert found(aicc.check_many(QUERY, file, column="value")) == FOUND
    assert found(aicc.check_many(QUERY, parquet(STRUCTS), column="message")) == MEMBERS_FOUND
    assert found(aicc.check_many(QUERY, parquet(MEMBERS))) == MEMBERS_FOUND


def test_parquet_that_cannot_be_read(parquet: Callable[[pyarrow.Table], Path]) -> None:
    with pytest.raises(aicc.ColumnError, match="The columns are: id, value"):
        aicc.check_many(QUERY, parquet(RECORD_TABLE), column="none")
    with pytest.raises(aicc.SourceError, match="is not a Parquet file"):
        check(LINES, "parquet")
    with pytest.raises(FileNotFoundError):
        aicc.check_many(QUERY, "none.parquet")
    with pytest.raises(aicc.ColumnError, match="Did you mean accountCode"):
        aicc.check_many(QUERY, parquet(pyarrow.table({"accountCod": ["a"]})))


def test_parquet_needs_no_package(parquet: Callable[[pyarrow.Table], Path]) -> None:
    """The run has no other package: `-S` leaves the installed ones out."""
    path, package = parquet(MEMBERS), Path(aicc.__file__).parent.parent
    check = f"print(aicc.check_many({QUERY!r}, {str(path)!r}).records)"
    code = f"import sys; sys.path.insert(0, {str(package)!r}); import aicc; {check}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == MEMBERS.num_rows


def test_parquet_of_every_writer(tmp_path: Path) -> None:
    """Every writer, compression and encoding gives the same findings."""
    rows = pyarrow.concat_tables([MEMBERS.select(["accountCode"])] * 50)
    expected = found(aicc.check_many(QUERY, rows))
    paths = [tmp_path / f"{number}.parquet" for number in range(29)]
    rest = iter(paths)
    for compression in ("none", "snappy", "gzip", "zstd", "lz4"):
        for version in ("1.0", "2.0"):
            options: dict[str, Any] = {"compression": compression, "data_page_version": version, "row_group_size": 30}
            pyarrow.parquet.write_table(rows, next(rest), **options)
            encoding = {"accountCode": "DELTA_BYTE_ARRAY" if version == "1.0" else "DELTA_LENGTH_BYTE_ARRAY"}
            pyarrow.parquet.write_table(rows, next(rest), use_dictionary=False, column_encoding=encoding, **options)
    large = rows.cast(pyarrow.schema([("accountCode", pyarrow.large_string())]))
    pyarrow.parquet.write_table(large, next(rest), write_statistics=False, store_schema=False)
    for kind in ("uncompressed", "snappy", "gzip", "zstd"):
        polars.from_arrow(rows).write_parquet(next(rest), compression=kind, row_group_size=30)
    for kind in ("snappy", "zstd", "lz4_raw"):
        duckdb.sql(f"copy (from rows) to '{next(rest)}' (format parquet, compression {kind}, parquet_version v2)")
    polars.from_arrow(rows).with_columns(polars.col("accountCode").cast(polars.Categorical)).write_parquet(next(rest))
    for path in paths:
        assert found(aicc.check_many(QUERY, path)) == expected, path
    assert next(rest, None) is None


def test_parquet_that_is_encrypted_or_compressed_in_another_way(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(MEMBERS, path, compression="brotli")
    with pytest.raises(aicc.SourceError, match="it is compressed with Brotli: write it with Snappy"):
        aicc.check_many(QUERY, path)
    pyarrow.parquet.write_table(pyarrow.table({"accountCode": [datetime.datetime(2023, 9, 27)]}), path)
    with pytest.raises(aicc.ColumnError, match=r"accountCode.* has the type Timestamp\(µs\).*cast it to string"):
        aicc.check_many(QUERY, path)
    path.write_bytes(path.read_bytes()[:-4] + b"PARE")
    with pytest.raises(aicc.SourceError, match="it is encrypted: write it without encryption"):
        aicc.check_many(QUERY, path)


def test_parquet_of_any_file_object(parquet: Callable[[pyarrow.Table], Path]) -> None:
    content = parquet(RECORD_TABLE).read_bytes()

    class Stream(io.RawIOBase):
        """A stream without positions, which returns a few bytes at a time."""

        def __init__(self) -> None:
            self.content = io.BytesIO(content)

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            return self.content.read(min(size, 7))

    class Generous(io.BytesIO):
        """A file that returns more than it is asked for."""

        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(-1)

    moved = io.BytesIO(content)
    moved.seek(9)
    for source in (Stream(), Generous(content), moved):
        assert found(aicc.check_many(QUERY, source, format="parquet", column="value")) == FOUND


def test_parquet_of_a_pipe(parquet: Callable[[pyarrow.Table], Path], tmp_path: Path) -> None:
    pipe, content = tmp_path / "pipe.parquet", parquet(RECORD_TABLE).read_bytes()
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(content))
    writer.start()
    assert found(aicc.check_many(QUERY, pipe, column="value")) == FOUND
    writer.join()


@pytest.mark.parametrize("method", ["read", "seek", "seekable"])
def test_an_exception_of_a_parquet_object_is_its_own(parquet: Callable[[pyarrow.Table], Path], method: str) -> None:
    def broken(*_: object) -> None:
        raise ConnectionResetError("gone")

    source = io.BytesIO(parquet(RECORD_TABLE).read_bytes())
    broken_source = type("Broken", (io.BytesIO,), {method: broken})(source.getvalue())
    with pytest.raises(ConnectionResetError, match="gone"):
        aicc.check_many(QUERY, broken_source, format="parquet", column="value")


def test_the_progress_of_parquet(parquet: Callable[[pyarrow.Table], Path]) -> None:
    path, steps = parquet(RECORD_TABLE), []
    aicc.check_many(QUERY, path, column="value", progress=steps.append)
    size = path.stat().st_size
    assert (steps[-1].records, steps[-1].read, steps[-1].size) == (4, size, size)
    assert all(step.read <= size for step in steps)


def test_what_was_found_before_a_damaged_page_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "agents.parquet"
    table = pyarrow.table({"value": ["{}"] * 100_000})
    pyarrow.parquet.write_table(table, path, row_group_size=50_000, use_dictionary=False)
    page = pyarrow.parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    content = bytearray(path.read_bytes())
    content[page : page + 100] = b"\xff" * 100
    path.write_bytes(content)
    with pytest.raises(aicc.SourceError, match="Parquet file cannot be read") as raised:
        aicc.check_many(QUERY, path, column="value")
    report = raised.value.report
    assert report is not None
    assert 0 < report.invalid == report.records <= 50_000


# Workbooks


def workbook(*rows: tuple[Any, ...], start: int = 1) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for number, cells in enumerate(rows, start):
        for column, cell in enumerate(cells, 1):
            sheet.cell(number, column).value = cell
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_workbook_rows_are_found_by_their_number() -> None:
    heading = ("userAccount", "agentType", None, "skills/0/skillId")
    content = workbook(
        heading, ("te", 11, None, 3), (), ("test123456", 11.5, "stray", 3.0), (None, None, "stray"), start=2
    )
    report = check(content, "workbook", CREATE, limit=None)
    rows = [(finding.record, finding.row, finding.line, finding.pointer, finding.rule) for finding in report.findings]
    assert [row for row in rows if row[-1] != "required"] == [
        (1, 3, None, "/userAccount", "minLength"),
        (2, 5, None, "/agentType", "enum"),
    ]
    assert report.records == 2
    assert [note.params for note in report.reading if note.code == "unknownColumn"] == [{"position": 3}]


def test_workbook_cells_are_read_as_texts(tmp_path: Path) -> None:
    """Builds a request, which shows what was read."""
    cells = {
        11: "11",
        2.5: "2.5",
        13800138000: "13800138000",
        1e21: "1000000000000000000000",
        True: "TRUE",
        datetime.date(2023, 9, 27): "2023-09-27",
        datetime.datetime(2023, 9, 27, 8, 30, 5): "2023-09-27T08:30:05",
        "007": "007",
        "李娜": "李娜",
    }
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(("accountCode",), *[(cell,) for cell in cells]))
    ran = MODULE.run(
        *("request", QUERY, str(path), "--host", "10.0.0.5", "-o", "json"), AICC_TOKEN="t", AICC_APP_KEY="k"
    )
    requests = json.loads(ran.stdout)
    assert [request["row"] for request in requests] == list(range(2, 2 + len(cells)))
    assert [json.loads(request["body"])["accountCode"] for request in requests] == list(cells.values())


def test_workbook_that_cannot_be_read(tmp_path: Path) -> None:
    for content in (b"", b"PK\3\4", workbook(("accountCode",))[:-60]):
        with pytest.raises(aicc.SourceError, match="workbook cannot be read"):
            check(content, "workbook")
    with pytest.raises(aicc.SourceError, match="row must name the columns"):
        check(VALID + b"\n" + VALID, "workbook")
    with pytest.raises(aicc.SourceError, match="row must name the columns"):
        check(workbook(), "workbook")
    with pytest.raises(aicc.SourceError, match="row must name the columns"):
        check(workbook(("Zq#7markr",)), "workbook")
    misspelt = workbook(("acountCode", "username"))
    with pytest.raises(aicc.ColumnError, match="Did you mean accountCode"):
        check(misspelt, "workbook", strict_columns=True)
    (note,) = check(misspelt, "workbook").reading
    assert note.code == "unknownColumn"
    assert note.message.endswith("Did you mean accountCode?")
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(("accountCode",), ("a",)))
    assert aicc.check_many(QUERY, path).ok


def test_text_with_the_name_of_a_workbook_is_read_as_csv_and_told() -> None:
    report = check(b"accountCode,username,password\n,u,p\n", "workbook")
    assert found(report) == [(1, "/accountCode", "required")]
    assert [(note.code, note.params) for note in report.reading] == [("format", {"format": "csv"})]


# Iterables


def test_iterables() -> None:
    assert found(aicc.check_many(QUERY, RECORDS)) == FOUND
    assert found(aicc.check_many(QUERY, iter(TEXTS))) == FOUND
    assert found(aicc.check_many(QUERY, (bytearray(record) for record in RECORDS))) == FOUND
    mappings = [{"accountCode": "li.na"}, {"accountCode": ""}, VALID, "{"]
    report = aicc.check_many(QUERY, mappings)
    assert found(report) == [(2, "/accountCode", "minLength"), (4, "", "syntax")]
    assert {(finding.row, finding.line, finding.offset) for finding in report.findings} == {(None, None, None)}
    assert aicc.check_many(QUERY, []).records == 0
    assert found(aicc.check_many(QUERY, ["\ud800"])) == [(1, "", "syntax")]
    large = aicc.check_many(QUERY, [b" " * 101, VALID], profile=aicc.Profile(maximum_size=100))
    assert found(large) == [(1, "", "syntax")]


def test_an_element_that_is_no_body_is_a_finding_of_its_record() -> None:
    report = aicc.check_many(QUERY, [VALID, 5, *[VALID] * 3000, {"accountCode": 1j}])  # type: ignore[list-item]
    assert found(report) == [(2, "", "type"), (3003, "/accountCode", "type")]
    assert report.valid == 3001


def test_an_exception_of_a_generator_is_its_own() -> None:
    def records() -> Iterator[bytes]:
        yield from [VALID] * 5000
        raise ConnectionResetError("gone")

    with pytest.raises(ConnectionResetError, match="gone"):
        aicc.check_many(QUERY, records())


def test_a_duplicate_names_the_first_record() -> None:
    accounts = ["wang.wei", "li.na.01", "Wang.Wei", "li na", "li na", "LI.NA.01"]
    sources: list[Any] = [
        [{"userAccount": account} for account in accounts],
        [json.dumps({"userAccount": account}) for account in accounts],
        pyarrow.table({"userAccount": accounts}),
    ]
    for source in sources:
        for threads in (1, 8):
            report = aicc.check_many(CREATE, source, threads=threads)
            duplicates = [finding for finding in report.findings if finding.rule == "duplicateRecord"]
            assert [(found.record, found.params) for found in duplicates] == [(3, {"record": 1}), (6, {"record": 2})]
            assert report.by_rule["duplicateRecord"] == 2
            assert "duplicateRecord" not in aicc.check_many(CREATE, source, threads=threads, advice=False).by_rule
