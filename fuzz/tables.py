"""Checks mutated Arrow streams, Parquet files and workbooks in separate processes. A process that crashes is a finding.

``python fuzz/tables.py --seconds 15`` makes inputs from seeds and passes them to ``aicc.check_many``. A finding is an
input that crashes the process, takes too long, or raises an exception that ``check_many`` does not document. It is kept
in ``fuzz/artifacts/tables``. Earlier findings are in ``fuzz/regressions/tables`` and are checked first. pyarrow alone
reads each input before that: a crash there is not an error of the product, and is counted separately.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

import aicc

ROOT = Path(__file__).resolve().parent
BOOKS = ROOT.parent / "crates/aicc-batch/tests/workbooks"
REGRESSIONS = ROOT / "regressions" / "tables"
ARTIFACTS = ROOT / "artifacts" / "tables"

# The inputs of one process, its memory in bytes, and the seconds for one input.
INPUTS = 500
MEMORY = 6 << 30
TIMEOUT = 60

CREATE = "agentAccount/create"
ZIPPED = ("xlsx", "xlsb", "ods")
WORKBOOKS = (*ZIPPED, "xls")
FORMS = ("arrow", "parquet", *WORKBOOKS)


# Seeds


def _table(rows: int) -> pa.Table:
    """Makes columns of every type that aicc reads, and some that it refuses."""
    texts = [["li.na01", "wang.xm", None, "", "a'b"][row % 5] for row in range(rows)]
    numbers = [[4, 5, None, 11, 99][row % 5] for row in range(rows)]
    skills = [
        [[], None, [{"skillId": 1, "agentWeight": 2}], [None, {"skillId": 7}], []][row % 5] for row in range(rows)
    ]
    return pa.table(
        {
            "userAccount": pa.array(texts),
            "userName": pa.array(texts).dictionary_encode(),
            "password": pa.array(texts, pa.large_string()),
            "email": pa.array(texts, pa.string_view()),
            "agentType": pa.array(numbers, pa.int8()),
            "ccRoleId": pa.array(numbers, pa.uint64()),
            "skills": pa.array(skills),
            "phone": pa.array([["1", None], ["2", "3"]] * (rows // 2) + [None] * (rows % 2), pa.list_(pa.string(), 2)),
        }
    )


def _stream(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=7)
    return sink.getvalue()


def _parquet(table: pa.Table, **options: Any) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, **options)
    return sink.getvalue()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in [
        ("userAccount", "userName", "agentType", "skills/0/skillId", "phone"),
        ("li.na01", "Li Na", 4, 7, "007"),
        ("wang", "#N/A", 4.5, None, "=A1"),
        (None, " ", True, "x", None),
        ("zhao.l1", "Zhao", 11, 1, datetime(2023, 9, 27, 8, 30)),
    ]:
        book.active.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


INLINE = """<worksheet><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>userAccount</t></is></c><c r="B1" t="s"><v>0</v></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><r><t>li</t></r><r><t>.na</t></r></is></c><c r="B2" t="s"><v>1</v></c></row>
<row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4"><f>1+1</f></c></row>
<row><c t="str"><v>x</v></c><c s="1"><v>45000.5</v></c></row>
</sheetData></worksheet>"""


def _inline(workbook: bytes) -> bytes:
    """Returns the same workbook with another sheet and other texts."""
    texts = "<sst uniqueCount='2'><si><t>userName</t></si><si><r><t>Li</t></r></si></sst>"
    return _rezipped(workbook, {"xl/worksheets/sheet1.xml": INLINE.encode(), "xl/sharedStrings.xml": texts.encode()})


def _rezipped(workbook: bytes, changed: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return sink.getvalue()


def seeds() -> dict[str, list[bytes]]:
    """Returns the inputs to mutate, by their format."""
    table, book = _table(20), _workbook()
    json_column = pa.table({"value": ['{"userAccount":"li.na01"}', "{", None] * 5})
    plain = table.drop_columns(["email", "phone"])
    return {
        "arrow": [_stream(table), _stream(json_column), _stream(table.select(["userName"]))],
        "parquet": [
            _parquet(plain, compression="none"),
            _parquet(plain, compression="none", use_dictionary=False, data_page_version="2.0"),
            _parquet(plain.select(["userName"]), compression="none", row_group_size=5),
        ],
        "xlsx": [book, _inline(book)],
        **{form: [path.read_bytes() for path in sorted(BOOKS.glob(f"*.{form}"))] for form in ("xlsb", "ods", "xls")},
    }


# Mutations

INTERESTING = [0, 1, 2, 7, *(1 << bits for bits in (7, 8, 15, 16, 31, 32, 40)), 0x7FFFFF00, (1 << 63) - 1]
WORDS = [b"", *b"-1 0 1 99999999999999999999 4294967298 1048577 XFE AAAA &#65; x 1.9 s e".split()]


def _changed(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        place = chance.randrange(len(data) or 1)
        kind = chance.randrange(6)
        if kind == 0:
            data[place : place + 1] = bytes([(data[place] if data else 0) ^ (1 << chance.randrange(8))])
        elif kind == 1:
            data[place : place + 1] = bytes([chance.randrange(256)])
        elif kind in (2, 3):
            width = chance.choice((2, 4, 8))
            place -= place % width
            number = chance.choice(INTERESTING) + chance.randrange(-2, 3)
            data[place : place + width] = (number % (1 << 8 * width)).to_bytes(width, "little")
        elif kind == 4:
            del data[place : place + chance.randrange(1, 16)]
        else:
            other = chance.randrange(len(data) or 1)
            data[place:place] = data[other : other + chance.randrange(1, 64)]
    return bytes(data)


def _changed_text(content: bytes, chance: random.Random) -> bytes:
    """Returns XML with other words between its quotes and brackets."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        marks = [place for place, byte in enumerate(content) if byte in b'"><']
        if not marks:
            break
        start = chance.randrange(len(marks))
        end = marks[min(start + chance.randrange(1, 3), len(marks) - 1)]
        word = chance.choice([*WORDS, content[marks[start] : end] * 2])
        content = content[: marks[start] + 1] + word + content[end:]
    return content


def mutant(form: str, seed: bytes, chance: random.Random) -> bytes:
    """Returns a mutation of a seed."""
    if form not in ZIPPED or chance.random() < 0.1:
        return _changed(seed, chance)
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        names = archive.namelist()
        read = [name for name in names if "sheet1" in name or "shared" in name.lower() or name == "content.xml"]
        name = chance.choice(read if chance.random() < 0.8 else names)
        part = archive.read(name)
    is_text = not name.endswith(".bin") and chance.random() < 0.8
    change: Callable[[bytes, random.Random], bytes] = _changed_text if is_text else _changed
    return _rezipped(seed, {name: change(part, chance)})


# The process that may crash


def _alone(form: str, content: bytes) -> Any:
    """Returns the tables that pyarrow alone reads from an input, or None if it reads nothing."""
    if form in WORKBOOKS:
        return content
    try:
        if form == "parquet":
            pq.read_table(io.BytesIO(content))
            return content
        return pa.ipc.open_stream(content).read_all()
    except Exception:
        return None


def _check(form: str, source: Any, content: bytes) -> None:
    sources: list[tuple[Any, str | None]]
    if form == "arrow":
        sources = [(source, None), (pa.ipc.open_stream(content), None)]
    else:
        sources = [(io.BytesIO(content), "workbook" if form in WORKBOOKS else form)]
    for opened, file_format in sources:
        for column in (None, "value") if form not in WORKBOOKS else (None,):
            try:
                report = aicc.check_many(CREATE, opened, format=file_format, column=column, threads=1, limit=20)
            except (aicc.SourceError, aicc.ColumnError, OSError):
                continue
            assert report.records == report.valid + report.invalid
            for finding in report.findings:
                assert finding.message


def child(seed: int, first: int, count: int) -> None:
    """Checks inputs, and prints before each step which input and which step it is."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    known = seeds()
    for number in range(first, first + count):
        form, content = made(known, seed, number)
        _show_progress(number, "read")
        source = _alone(form, content)
        if source is None:
            continue
        _show_progress(number, "check")
        _check(form, source, content)
    _show_progress(first + count, "end")
    # pyarrow's own threads crash some processes at exit ("terminate called without an active exception").
    os._exit(0)


def _show_progress(number: int, stage: str) -> None:
    sys.stdout.write(f"{number} {stage}\n")
    sys.stdout.flush()


def made(known: dict[str, list[bytes]], seed: int, number: int) -> tuple[str, bytes]:
    """Returns the input with a number, and its format."""
    chance = random.Random(f"{seed}-{number}")
    form = FORMS[number % len(FORMS)]
    return form, mutant(form, chance.choice(known[form]), chance)


def replay(path: Path) -> None:
    """Checks one input."""
    form, content = path.suffix[1:], path.read_bytes()
    source = _alone(form, content)
    if source is not None:
        _check(form, source, content)


# The process that watches


def _run(arguments: list[str], seconds: float) -> tuple[int | None, str, str]:
    """Returns the exit status, the output and the last lines of a process."""
    try:
        done = subprocess.run(
            [sys.executable, __file__, *arguments], capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as ended:
        said = ended.stdout or b""
        return None, said.decode() if isinstance(said, bytes) else said, "it takes too long"
    return done.returncode, done.stdout, done.stderr[-2000:]


def _replay_all() -> list[str]:
    faults = []
    for path in sorted(REGRESSIONS.glob("*.*")):
        status, _, last = _run(["--replay", str(path)], TIMEOUT)
        if status != 0:
            faults.append(f"{path}: {status} {last}")
    return faults


def main() -> int:
    """Runs until the time is over. Returns 1 if there is a finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--seed", type=int, default=None, help="Default: another one each time.")
    parser.add_argument("--child", nargs=3, type=int, help=argparse.SUPPRESS)
    parser.add_argument("--replay", type=Path, help="Check this input, and nothing else.")
    options = parser.parse_args()
    if options.child:
        child(*options.child)
        return 0
    if options.replay:
        replay(options.replay)
        return 0
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    faults, known, executions, outside, first = _replay_all(), seeds(), 0, 0, 0
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        status, said, last = _run(["--child", str(seed), str(first), str(INPUTS)], TIMEOUT + INPUTS)
        lines = said.split("\n")
        number, stage = (lines[-2] if len(lines) > 1 else f"{first} read").split()
        executions += sum(line.endswith("check") for line in lines)
        first = max(int(number), first)
        if stage == "end" and status == 0:
            continue
        if stage == "read":
            outside += 1
        else:
            form, content = made(known, seed, first)
            ARTIFACTS.mkdir(parents=True, exist_ok=True)
            path = ARTIFACTS / f"{seed}-{first}.{form}"
            path.write_bytes(content)
            faults.append(f"{path}: {status} {last}")
        first += 1
    for fault in faults:
        print(fault, file=sys.stderr)
    summary = {"executions": executions, "outside": outside, "faults": len(faults), "seed": seed}
    print(json.dumps(summary))
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONFAULTHANDLER", "1")
    sys.exit(main())
