"""The report of a run over many records, and what the run passes to callbacks and writes to files."""

from __future__ import annotations

import copy
import dataclasses
import gzip
import io
import json
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import documents
import duckdb
import polars
import pyarrow
import pytest
from batches import BROKEN, CREATE, FOUND, INVALID, LINES, QUERY, VALID, check, found
from hypothesis import given
from hypothesis import strategies as st

import aicc

MANY = b"".join([VALID + b"\n"] * 9 + [INVALID + b"\n"]) * 5000

# The report


def test_counts() -> None:
    report = check(LINES)
    assert (report.interface, report.records, report.valid, report.invalid, report.found) == (QUERY, 4, 2, 2, 2)
    assert report.by_rule == {"minLength": 1, "syntax": 1}
    assert report.by_pointer == {("body", ""): 1, ("body", "/accountCode"): 1}
    assert (report.elsewhere, report.ok, check(VALID).ok) == (0, False, True)
    assert repr(report) == f"<BatchReport of {QUERY}: 4 records, 2 valid, 2 invalid, 2 findings>"
    with pytest.raises(TypeError, match=r"use report\.ok to test a BatchReport"):
        bool(report)


def test_a_finding_says_what_a_check_says() -> None:
    (finding, _) = check(LINES).findings
    (expected,) = aicc.check(QUERY, INVALID).violations
    assert (finding.record, finding.row, finding.line, finding.offset) == (2, None, 2, len(VALID) + 1)
    described = {name: value for name, value in dataclasses.asdict(finding).items() if name in expected.to_dict()}
    assert described == expected.to_dict()
    assert check(LINES, language="zh").findings[0].message == expected.message("zh")
    assert finding == check(LINES).findings[0]
    assert hash(finding) == hash(check(LINES).findings[0])


def test_advice_can_be_left_out() -> None:
    body = b'{"accountCode":"a","note":1}'
    report = check(body)
    assert [(finding.severity, finding.rule) for finding in report.findings] == [("advice", "unknownMember")]
    assert (report.ok, report.found, check(body, advice=False).found) == (True, 1, 0)


def test_the_profile_is_that_of_each_check() -> None:
    body = json.dumps({"agentId": "1", "password": "x", "agenttype": 4, "phonenum": "1" * 100}).encode()
    for edition in ("2023-09-27", "2025-11-13"):
        profile = aicc.Profile(edition=edition)
        rules = [finding.rule for finding in aicc.check("loginex", body, profile=profile).violations]
        report = check(body, interface="loginex", profile=profile, advice=False)
        assert [finding.rule for finding in report.findings] == rules


# The table of findings


def test_findings_are_a_table_and_a_sequence() -> None:
    findings = check(LINES).findings
    assert len(findings) == 2
    assert [finding.record for finding in findings] == [2, 3]
    assert findings[-1] == findings[1] == list(findings)[1]
    for index in (2, -3, 1 << 62):
        with pytest.raises(IndexError):
            findings[index]
    assert repr(findings) == "<Findings: 2>"


COLUMNS = [
    "record",
    "row",
    "line",
    "offset",
    "severity",
    "location",
    "pointer",
    "rule",
    "params",
    "reference",
    "message",
]


def test_other_libraries_take_the_findings() -> None:
    findings = check(LINES).findings
    rows = [
        {**dataclasses.asdict(finding), "params": json.dumps(finding.params, separators=(",", ":"))}
        for finding in findings
    ]
    assert [field.name for field in dataclasses.fields(aicc.BatchFinding)] == COLUMNS
    table = pyarrow.table(findings)
    assert table.schema.names == COLUMNS
    assert pyarrow.schema(findings) == table.schema
    assert table.to_pylist() == rows
    assert polars.DataFrame(table).to_dicts() == rows
    assert polars.DataFrame(findings)["message"].to_list() == [finding.message for finding in findings]
    assert duckdb.sql("select rule, count(*) from findings group by all order by all").fetchall() == [
        ("minLength", 1),
        ("syntax", 1),
    ]
    assert (
        pyarrow.RecordBatchReader.from_stream(findings)
        .read_all()
        .to_pandas(integer_object_nulls=True)
        .to_dict("records")
        == rows
    )
    assert findings.to_dict() == table.to_pydict()
    assert list(check(VALID).findings.to_dict().values()) == [[]] * len(COLUMNS)
    # The table can be read several times, and without the report.
    assert pyarrow.table(findings) == table
    for source in (pyarrow.table(check(VALID).findings), polars.DataFrame(check(VALID).findings)):
        assert len(source) == 0


def test_what_has_no_lines_has_nulls() -> None:
    table = pyarrow.table(aicc.check_many(QUERY, [VALID, INVALID]).findings)
    assert (table["record"].to_pylist(), *(table[name].null_count for name in ("row", "line", "offset"))) == (
        [2],
        1,
        1,
        1,
    )


def test_reports_compare_copy_and_pickle() -> None:
    report = check(LINES)
    for again in (check(LINES), copy.copy(report), copy.deepcopy(report), pickle.loads(pickle.dumps(report))):
        assert again == report
        assert again.findings == report.findings
        assert hash(again) == hash(report)
        assert (again.by_rule, again.by_pointer, repr(again)) == (report.by_rule, report.by_pointer, repr(report))
        assert pyarrow.table(again.findings) == pyarrow.table(report.findings)
    assert report != check(LINES, limit=1)
    assert report.findings != check(LINES, language="zh").findings
    assert check(VALID) == pickle.loads(pickle.dumps(check(VALID)))
    many = check((INVALID + b"\n") * 20_000, limit=None)
    assert pickle.loads(pickle.dumps(many)) == many


# Limit and sink


def test_a_limit_never_loses_a_count() -> None:
    for limit, kept in [(0, 0), (1, 1), (7, 7), (5000, 5000), (None, 5000), (10**6, 5000)]:
        report = check(MANY, limit=limit)
        assert len(report.findings) == kept
        assert [finding.record for finding in report.findings] == list(range(10, 10 * kept + 1, 10))
        assert (report.records, report.found, report.by_rule) == (50_000, 5000, {"minLength": 5000})
    assert len(check(INVALID * 1 + b"\n" + (INVALID + b"\n") * 10_004).findings) == 10_000


def test_a_sink_takes_all_findings_in_their_order() -> None:
    content = (INVALID + b"\n") * 50_000
    taken: list[aicc.Findings] = []
    report = check(content, sink=taken.append, limit=3, threads=3)
    records = pyarrow.concat_tables([pyarrow.table(findings) for findings in taken])["record"].to_pylist()
    assert records == list(range(1, 50_001))
    assert len(taken) > 1
    assert max(map(len, taken)) < 50_000
    assert [finding.record for finding in report.findings] == [1, 2, 3]
    assert report.found == 50_000
    nothing: list[Any] = []
    check(VALID, sink=nothing.append)
    assert nothing == []


@pytest.mark.parametrize("threads", [1, 2, 5, None])
def test_the_order_is_that_of_the_records_whatever_the_threads(threads: int | None) -> None:
    assert pyarrow.table(check(MANY, threads=threads).findings) == pyarrow.table(check(MANY, threads=1).findings)


def test_threads_are_one_or_more() -> None:
    with pytest.raises((ValueError, OverflowError)):
        check(LINES, threads=0)
    with pytest.raises((ValueError, OverflowError)):
        check(LINES, limit=-1)


# Splitting


def halves(content: bytes, form: str = "jsonl", interface: str = QUERY, **choices: Any) -> tuple[bytes, bytes]:
    valid, invalid = io.BytesIO(), io.BytesIO()
    check(content, form, interface, valid=valid, invalid=invalid, **choices)
    return valid.getvalue(), invalid.getvalue()


def test_lines_go_where_they_belong() -> None:
    assert halves(LINES) == (VALID + b"\n" + VALID + b"\n", INVALID + b"\n" + BROKEN + b"\n")
    assert halves(b"") == (b"", b"")
    assert halves(b"\xef\xbb\xbf" + INVALID + b"\r\n\r\n" + VALID) == (b"\xef\xbb\xbf\r\n" + VALID, INVALID + b"\r\n")
    assert halves(gzip.compress(LINES)) == halves(LINES)


@given(
    st.lists(st.sampled_from([VALID, INVALID, BROKEN, b"", b" \t", b"\xff", b"null", b"x" * 300])),
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.integers(1, 3),
)
def test_the_two_outputs_add_up(records: list[bytes], end: bytes, ends: bool, mark: bytes, threads: int) -> None:
    content = mark + end.join(records) + (end if ends else b"")
    valid, invalid = halves(content, threads=threads, profile=aicc.Profile(maximum_size=200))
    # Merging both outputs line by line gives the input again.
    lines, rest = [mark, *content[len(mark) :].splitlines(keepends=True)], [valid, invalid]
    for line in lines:
        index = next((number for number, output in enumerate(rest) if output.startswith(line)), None)
        assert index is not None
        rest[index] = rest[index][len(line) :]
    assert rest == [b"", b""]


def test_the_heading_of_a_table_goes_to_both() -> None:
    heading, rows = b"status,password\r\n", [b"4,a\r\n", b'9,"a\nb"\r\n', b"\r\n", b'4,"c"']
    assert halves(heading + b"".join(rows), "csv", "loginex") == (
        heading + b"4,a\r\n\r\n" + b'4,"c"',
        heading + rows[1],
    )


def test_outputs_can_be_paths_and_one_can_be_left_out(tmp_path: Path) -> None:
    source, valid, invalid = (tmp_path / name for name in ("a.jsonl", "valid.jsonl", "invalid.jsonl"))
    source.write_bytes(MANY)
    assert aicc.check_many(QUERY, source, valid=valid, invalid=str(invalid)).records == 50_000
    assert (valid.read_bytes(), invalid.read_bytes()) == halves(MANY)
    valid.unlink()
    invalid.unlink()
    aicc.check_many(QUERY, source, invalid=invalid)
    assert invalid.read_bytes() == halves(MANY)[1]
    assert not valid.exists()


def test_outputs_that_would_harm_are_refused(tmp_path: Path) -> None:
    source, valid = tmp_path / "a.jsonl", tmp_path / "valid.jsonl"
    source.write_bytes(LINES)
    link = tmp_path / "link.jsonl"
    link.symlink_to(source)
    for output in (source, link):
        with pytest.raises(ValueError, match="the source itself"):
            aicc.check_many(QUERY, source, valid=output)
    with pytest.raises(ValueError, match="one output"):
        aicc.check_many(QUERY, source, valid=valid, invalid=valid)
    with pytest.raises(ValueError, match="outputs are not compressed"):
        aicc.check_many(QUERY, source, valid=tmp_path / "valid.jsonl.gz")
    with pytest.raises(FileNotFoundError):
        aicc.check_many(QUERY, tmp_path / "none.jsonl", valid=valid)
    for other, form in ((io.BytesIO(b"[{}]"), "json"), ([VALID], None)):
        with pytest.raises(ValueError, match="JSON Lines and CSV"):
            aicc.check_many(QUERY, other, format=form, valid=valid)  # type: ignore[arg-type]
    assert source.read_bytes() == LINES
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "link.jsonl"]


def test_an_exception_of_an_output_is_its_own() -> None:
    class Full(io.RawIOBase):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        check(MANY, valid=Full())
    with pytest.raises(TypeError):
        check(LINES, valid=io.StringIO())  # type: ignore[arg-type]

    class Slow(io.RawIOBase):
        written = b""

        def write(self, data: Any) -> int:
            self.written += data[:1000]
            return min(len(data), 1000)

    slow = Slow()
    check(MANY, valid=slow)
    assert slow.written == halves(MANY)[0]


# Progress


def test_progress_is_reported_and_ends_with_all(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(MANY * 5))
    progress: list[aicc.BatchProgress] = []
    aicc.check_many(QUERY, path, progress=progress.append)
    size = path.stat().st_size
    assert progress[-1] == aicc.BatchProgress(records=250_000, valid=225_000, invalid=25_000, read=size, size=size)
    assert progress == sorted(progress)
    with path.open("rb") as file:
        aicc.check_many(QUERY, file, progress=progress.append)
    assert progress[-1].size == size
    check(LINES, progress=progress.append)
    assert progress[-1] == aicc.BatchProgress(4, 2, 2, len(LINES), None)
    aicc.check_many(QUERY, [VALID], progress=progress.append)
    assert progress[-1] == aicc.BatchProgress(1, 1, 0, 0, None)


def test_an_exception_of_a_callback_is_its_own_and_ends_the_run() -> None:
    def refuse(_: object) -> None:
        raise ZeroDivisionError("enough")

    for choices in ({"progress": refuse}, {"sink": refuse}):
        for threads in (1, 3):
            with pytest.raises(ZeroDivisionError, match="enough"):
                check(MANY, threads=threads, **choices)


# Threads and signals


def test_other_threads_run_meanwhile(tmp_path: Path) -> None:
    """The input comes from another Python thread. If that thread could not run, the check would never end."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes")
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(MANY,))
    writer.start()
    assert aicc.check_many(QUERY, pipe, threads=2).records == 50_000
    writer.join()


def test_runs_in_several_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: check(MANY, threads=2), range(8)))
    assert {(report.records, report.found) for report in reports} == {(50_000, 5000)}


ENDLESS = {
    "a file": "aicc.check_many(QUERY, '/dev/zero', format='jsonl')",
    "a file object": "aicc.check_many(QUERY, Endless(), format='jsonl')",
    "an iterable": "aicc.check_many(QUERY, itertools.repeat(b'{}'), threads=1)",
    "Arrow data": "aicc.check_many(QUERY, endless_table(), column='m', threads=2)",
    "a pipe that nobody writes to": "aicc.check_many(QUERY, silent_pipe(), format='jsonl')",
}

INTERRUPTED = """
import itertools, os, signal, sys, threading
import aicc

QUERY = "queryAgentInfoByAccount"

class Endless:
    def read(self, size):
        return b"{}\\n" * (size // 3)

class endless_table:
    def __arrow_c_stream__(self, requested_schema=None):
        import pyarrow
        batch = pyarrow.record_batch({"m": ["{}"] * 100})
        return pyarrow.RecordBatchReader.from_batches(batch.schema, itertools.repeat(batch)).__arrow_c_stream__()

def silent_pipe():
    os.mkfifo(sys.argv[1])
    os.open(sys.argv[1], os.O_RDWR)
    return sys.argv[1]

signal.signal(signal.SIGINT, signal.default_int_handler)
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    {call}
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs the files of Unix")
@pytest.mark.parametrize("source", ENDLESS)
def test_control_c_ends_a_run(tmp_path: Path, source: str) -> None:
    """No source ends, so only the signal can stop the run."""
    script = INTERRUPTED.replace("{call}", ENDLESS[source])
    command = [sys.executable, "-c", script, str(tmp_path / "pipe")]
    process = subprocess.run(command, capture_output=True, timeout=60, check=False, text=True)
    assert (process.stdout, process.stderr) == ("interrupted\n", "")


# Memory

MEASURED = """
import re, sys
import aicc

LINE = b'{"accountCode":"li.na","username":"u","password":"p","note":"' + b"x" * 100 + b'"}\\n'
BAD = LINE.replace(b"li.na", b"")

class Large:
    left = int(sys.argv[1])
    def read(self, size):
        if self.left <= 0:
            return b""
        piece = (LINE * 99 + BAD) * (size // len(LINE) // 100)
        self.left -= len(piece)
        return piece

def peak():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read())[1]) // 1024

choices = {"threads": 2, "limit": 100, "advice": False, "sink": len}
report = aicc.check_many("queryAgentInfoByAccount", Large(), format="jsonl", **choices)
print(report.records, report.found, peak())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in another way")
def test_memory_stays_flat() -> None:
    def run(megabytes: int) -> tuple[int, int, int]:
        command = [sys.executable, "-c", MEASURED, str(megabytes << 20)]
        records, findings, peak = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
        return int(records), int(findings), int(peak)

    small, large = run(10), run(250)
    assert large[0] > 20 * small[0]
    assert large[1] > 10_000
    assert large[2] < small[2] + 50
    assert large[2] < 150


# Secrets

MARKER = "Zq#7markr"


def test_secrets_appear_in_no_finding_and_no_error(tmp_path: Path) -> None:
    body = {"password": MARKER * 9, "userName": 1}
    text = json.dumps(body)
    sources: list[dict[str, Any]] = [
        {"source": [text, body, {"password": [MARKER]}, {"password": {MARKER: MARKER}}, text[:-1], f'"{MARKER}"']},
        {"source": [{"password": MARKER + "\ud800"}, {"password": MARKER.encode()}, object(), {MARKER.encode(): 1}]},
        {"source": pyarrow.table({"m": [text, text[:-3]]}), "column": "m"},
        {"source": pyarrow.table({"password": [MARKER * 9], "userName": ["x"]})},
        {"source": io.BytesIO(f"{text}\n{text[:-1]}\n".encode()), "format": "jsonl"},
        {"source": io.BytesIO(f"[{text},{text[:-1]}".encode()), "format": "json"},
        {"source": io.BytesIO(f'password\n{MARKER * 9}\n{MARKER},x\n"{MARKER}"x\n"{MARKER}'.encode()), "format": "csv"},
    ]
    for choices in sources:
        for language in ("en", "zh"):
            findings: list[aicc.Findings] = []
            report = aicc.check_many(CREATE, **choices, language=language, sink=findings.append)
            texts = [repr(report), repr(list(report.findings)), str(pyarrow.table(report.findings).to_pydict())]
            texts += [str(list(table)) for table in findings] + [str(report.by_pointer), str(report.by_rule)]
            assert MARKER not in "".join(texts)
            if hasattr(choices["source"], "seek"):
                choices["source"].seek(0)
    refused: list[dict[str, Any]] = [
        {"source": io.BytesIO(f"{MARKER},x\n".encode()), "format": "csv"},
        {"source": io.BytesIO(f'"{MARKER}'.encode()), "format": "csv"},
    ]
    for choices in refused:
        with pytest.raises((ValueError, TypeError)) as error:
            aicc.check_many(CREATE, **choices)
        assert MARKER not in str(error.value) + repr(error.value) + repr(error.value.__cause__)


# The document

BLOCKS = documents.blocks("docs/how-to/many-records.md")


def test_the_document_has_its_blocks() -> None:
    assert len(BLOCKS) == 7


@pytest.mark.parametrize(("code", "printed"), BLOCKS)
def test_a_block_prints_what_the_document_shows(code: str, printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(documents.ROOT)
    assert documents.printed(code, "docs/how-to/many-records.md") == printed


def test_the_fixtures_are_what_they_say() -> None:
    assert found(check(LINES)) == FOUND


def test_an_output_never_overwrites_a_file_that_is_open(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_bytes(b'{"accountCode": "a"}\n')
    for options in ({"valid": path}, {"invalid": path}):
        with path.open("rb") as file, pytest.raises(ValueError, match="is the source itself"):
            aicc.check_many("queryAgentInfoByAccount", file, **options)
    assert path.read_bytes() == b'{"accountCode": "a"}\n'
