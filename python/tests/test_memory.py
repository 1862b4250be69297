"""Memory does not grow with the number of calls."""

from __future__ import annotations

import decimal
import gc
import io
import itertools
import json
import os
import sys
import tracemalloc
import weakref
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow
import pytest
from batches import LINES, QUERY, VALID, check

import aicc

SIGN_IN = {"password": "", "phonenum": "40038"}
TEXT = json.dumps(SIGN_IN).encode()
WRONG = b'{"phonenum": 5, "status": 9, "note": "x"}'
MESSAGE = aicc.AgentSignIn.from_json(TEXT)
GATEWAY = aicc.Gateway("10.0.0.5")
REQUEST = MESSAGE.request(GATEWAY, agent_id=291)
TARGET = urlsplit(REQUEST.url).path
REPLY = b'{"message":"","retcode":"0","result":{"vdnid":1,"workno":"291","loginTime":"1695792600000","servers":"1"}}'
REPORT = aicc.check("loginex", WRONG)
LARGE = b'{"password":"","note":[' + b"1," * 8000 + b"1]}"
TABLE = pyarrow.table({"accountCode": ["a", ""]})


class Wire(Mapping[str, object]):
    """A mapping that is not a dict."""

    def __getitem__(self, name: str) -> object:
        return SIGN_IN[name]

    def __iter__(self) -> Iterator[str]:
        return iter(SIGN_IN)

    def __len__(self) -> int:
        return len(SIGN_IN)


class Raises(Mapping[str, object]):
    """A mapping that cannot be read."""

    def __getitem__(self, name: str) -> object:
        raise LookupError

    __iter__ = __len__ = __getitem__  # type: ignore[assignment]


def refused(call: Callable[[], object]) -> None:
    """Makes a call, reads its exception and drops it."""
    try:
        call()
    except Exception as error:
        str(error)
    else:
        raise AssertionError("nothing was raised")


def read_findings(report: aicc.Report) -> None:
    """Reads every attribute of findings."""
    for finding in (*report.violations, *report.advice):
        (finding.pointer, finding.rule, finding.params, finding.reference, finding.message("zh"), str(finding))
    (report.to_dict(), str(report), repr(report), hash(report))


CALLS: dict[str, tuple[int, Callable[[], object]]] = {
    "check, valid": (1_000_000, lambda: aicc.check("loginex", TEXT)),
    "check, valid dict": (200_000, lambda: aicc.check("loginex", SIGN_IN)),
    "check, valid mapping": (20_000, lambda: aicc.check("loginex", Wire())),
    "check, large": (300, lambda: aicc.check("loginex", LARGE)),
    "check, invalid": (100_000, lambda: aicc.check("loginex", WRONG)),
    "check, raising": (20_000, lambda: refused(lambda: aicc.check("loginex", Raises()))),
    "check, no JSON form": (20_000, lambda: refused(lambda: aicc.check("loginex", {"password": 1j}))),
    "findings": (2_000, lambda: read_findings(aicc.check("loginex", WRONG))),
    "check_message": (20_000, lambda: aicc.check_message("loginex", path={"agentid": "0"}, body=TEXT)),
    "check_field": (100_000, lambda: aicc.check_field("agentAccount/create", "/userAccount", "te")),
    "from_json": (200_000, lambda: aicc.AgentSignIn.from_json(TEXT)),
    "from_json, invalid": (10_000, lambda: refused(lambda: aicc.AgentSignIn.from_json(WRONG))),
    "from_dict": (20_000, lambda: aicc.AgentSignIn.from_dict(SIGN_IN).to_dict()),
    "constructor": (
        10_000,
        lambda: aicc.AgentSignIn(password="x", status=aicc.SignInStatus.BUSY).replace(ip="1.1.1.1"),
    ),
    "getters": (10_000, lambda: (MESSAGE.password.expose(), MESSAGE.status, repr(MESSAGE), hash(MESSAGE))),
    "request": (20_000, lambda: MESSAGE.request(GATEWAY, agent_id=291)),
    "request, parts": (5_000, lambda: (REQUEST.headers, REQUEST.content, REQUEST.masked(), repr(REQUEST))),
    "request, refused": (5_000, lambda: refused(lambda: MESSAGE.request(GATEWAY, agent_id="x"))),
    "endpoint, refused": (10_000, lambda: refused(lambda: aicc.Gateway("a b"))),
    "read_request": (5_000, lambda: aicc.read_request("PUT", TARGET, REQUEST.headers, REQUEST.content)),
    "read_reply": (10_000, lambda: repr(aicc.read_reply("loginex", 200, REPLY))),
    "read_reply, refusal": (10_000, lambda: refused(aicc.read_reply("loginex", 200, b"{}").raise_for_refusal)),
    "secret": (20_000, lambda: aicc.Secret("x" * 100) == aicc.Secret("y" * 100)),
    "check_many, a file": (200, lambda: list(check(LINES, threads=2, sink=len, progress=len).findings)),
    "check_many, split": (100, lambda: check(LINES, threads=1, valid=io.BytesIO())),
    "check_many, bodies": (500, lambda: aicc.check_many(QUERY, (VALID for _ in range(10)), threads=1)),
    "check_many, Arrow": (500, lambda: pyarrow.table(aicc.check_many(QUERY, TABLE, threads=1).findings)),
    "check_many, raising record": (500, lambda: list(aicc.check_many(QUERY, [VALID, Raises()]).findings)),
    "check_many, raising source": (500, lambda: refused(lambda: aicc.check_many(QUERY, map(int, "x")))),
    "check_many, raising sink": (500, lambda: refused(lambda: aicc.check_many(QUERY, [b""], sink=int))),
    "check, half a character": (20_000, lambda: aicc.check(QUERY, {"x": ["\ud800"]})),
    "check, substitutes": (10_000, lambda: aicc.check(QUERY, {"accountCode": decimal.Decimal(4), "x": [1]})),
    "findings, slices": (500, lambda: aicc.check_many(QUERY, [b""] * 5, threads=1).findings[::2]),
    "check_many, broken": (500, lambda: refused(lambda: check(b"\xff\xfe", threads=2))),
    "columns": (2_000, lambda: aicc.Columns(QUERY, ["accountCode"]).to_dict(["x"])),
    "rules": (50, lambda: aicc.rules("loginex")),
}


def resident() -> int:
    """Returns the memory of the process in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def repeat(call: Callable[[], object], count: int) -> None:
    for _ in itertools.repeat(None, count):
        call()
    gc.collect()


def traced(call: Callable[[], object], count: int) -> int:
    """Returns the number of bytes that Python still holds after some calls."""
    tracemalloc.start()
    try:
        repeat(call, 10)
        before, _ = tracemalloc.get_traced_memory()
        repeat(call, count)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return after - before


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in another way")
@pytest.mark.parametrize("name", CALLS)
def test_memory_stays_flat(name: str) -> None:
    """A million calls show a leak of a few bytes for each call, and a few calls show a leaked Python object."""
    count, call = CALLS[name]
    repeat(call, count // 10)
    before = resident()
    repeat(call, count)
    assert resident() - before < 4 << 20
    assert traced(call, min(count // 5, 2000)) < 32 << 10


def test_what_a_run_was_given_is_let_go() -> None:
    class Callback:
        def __call__(self, *_: object) -> None: ...

    def records() -> Iterator[bytes]:
        yield from [VALID, VALID]

    for raises in (False, True):
        sink, progress, source = Callback(), Callback(), records()
        given = [weakref.ref(each) for each in (sink, progress, source)]
        if raises:
            source.close()
            refused(
                lambda sink=sink, progress=progress: aicc.check_many(QUERY, map(int, "x"), sink=sink, progress=progress)
            )
        else:
            aicc.check_many(QUERY, source, sink=sink, progress=progress)
        del sink, progress, source
        gc.collect()
        assert [each() for each in given] == [None] * 3
