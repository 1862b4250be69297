"""Objects that raise, lie or change while aicc reads them cause an exception with a reason, never a crash."""

from __future__ import annotations

import datetime
import decimal
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy
import pandas
import pyarrow
import pytest
from batches import LINES, QUERY, VALID, check
from hypothesis import given
from hypothesis import strategies as st

import aicc

MANY = (VALID + b"\n") * 20_000


class Class:
    """Claims to be an instance of the class in its attribute."""

    def __init__(self, answer: Callable[[], type]) -> None:
        self.answer = answer

    @property
    def __class__(self) -> Any:
        return self.answer()


class Items(Mapping[str, object]):
    """A mapping with the given items and a false length."""

    def __init__(self, answer: Callable[[], Any]) -> None:
        self.answer = answer

    def __getitem__(self, name: str) -> object:
        return ""

    def __iter__(self) -> Iterator[str]:
        return iter(["password"])

    def __len__(self) -> int:
        return 10**18

    def items(self) -> Any:
        return self.answer()


def outcome(call: Callable[[], object]) -> object:
    """Returns what a call returns or raises."""
    try:
        return call()
    except Exception as error:
        return error


def raising(error: BaseException) -> Callable[..., Any]:
    def answer(*_: object) -> Any:
        raise error

    return answer


READERS: list[Callable[[Any], object]] = [
    lambda body: aicc.check("loginex", body),
    lambda body: aicc.check("agentAccount/create", {"skills": [body]}),
    lambda body: aicc.check_message("loginex", body=body),
    lambda body: aicc.check_message("loginex", path=body, body=b"{}"),
    lambda body: aicc.AgentSignIn.from_dict(body),
    lambda body: aicc.AgentAccountCreate.from_dict({"skills": [body]}),
    lambda body: aicc.AgentSignInReply.from_dict(body),
    lambda body: aicc.Profile(skill_queues=body),
    lambda body: aicc.read_request("PUT", "/", body, b""),
]

BROKEN: dict[str, tuple[Callable[[], Any], type[BaseException]]] = {
    "class raises": (lambda: Class(raising(RuntimeError("broken"))), RuntimeError),
    "class is interrupted": (lambda: Class(raising(KeyboardInterrupt())), KeyboardInterrupt),
    "class lies": (lambda: Class(lambda: dict), AttributeError),
    "items raise": (lambda: Items(raising(LookupError("broken"))), LookupError),
    "items are interrupted": (lambda: Items(raising(KeyboardInterrupt())), KeyboardInterrupt),
    "items end the program": (lambda: Items(raising(SystemExit(3))), SystemExit),
    "items raise on the way": (lambda: Items(lambda: map(raising(OSError("broken")), [1])), OSError),
    "items are nothing": (lambda: Items(lambda: None), TypeError),
    "items are not pairs": (lambda: Items(lambda: [1]), TypeError),
    "items are triples": (lambda: Items(lambda: [("password", "", "")]), TypeError),
    "names are not str": (lambda: Items(lambda: [(1, "")]), TypeError),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("read", READERS)
def test_mappings(name: str, read: Callable[[Any], object]) -> None:
    make, error = BROKEN[name]
    with pytest.raises(error):
        read(make())


@pytest.mark.parametrize("name", BROKEN)
def test_a_record_never_ends_a_run(name: str) -> None:
    make, error = BROKEN[name]
    records = [
        VALID,
        make(),
        {"accountCode": make()},
        {"accountCode": [make()]},
        {"accountCode": "a", "note": make()},
        VALID,
    ]
    if not issubclass(error, Exception):
        with pytest.raises(error):
            aicc.check_many(QUERY, records)
        return
    report = aicc.check_many(QUERY, records, advice=False)
    assert report.records == len(records)
    assert [(finding.record, finding.pointer, finding.rule) for finding in report.findings] == [
        (2, "", "type"),
        (3, "/accountCode", "type"),
        (4, "/accountCode", "type"),
    ]


def test_mappings_that_lie_are_what_their_items_are() -> None:
    for items in [[("password", "")], (("password", ""),), iter([("password", "")])]:
        assert aicc.check("loginex", Items(lambda items=items: items)).ok

    class Other(dict[str, object]):
        """The content of a dict is read, whatever its subclass returns."""

        def items(self) -> Any:
            raise RuntimeError

        def __iter__(self) -> Any:
            raise RuntimeError

        def __len__(self) -> int:
            return 0

    assert aicc.check("loginex", Other(password="")).ok


def test_what_changes_while_it_is_read() -> None:
    """Each object is read as it was when the reading started or as it is now, and never half of each."""
    body: dict[str, object] = {}

    def change() -> Any:
        body.clear()
        numbers.extend(["1"] * 1000)
        return [("a", 1)]

    numbers: list[object] = [Items(change), "2"]
    body.update({"callNumber": numbers, "userId": "u"})
    report = aicc.check("agentsettings/create", body)
    assert [finding.pointer for finding in report.violations] == ["/callNumber/0"]


def test_sequences() -> None:
    class Numbers(Sequence[object]):
        def __len__(self) -> int:
            return -5

        def __getitem__(self, index: Any) -> Any:
            raise LookupErrorOfItsOwn

    class LookupErrorOfItsOwn(Exception):
        pass

    with pytest.raises(LookupErrorOfItsOwn):
        aicc.check("agentsettings/create", {"userId": "u", "callNumber": Numbers()})


def test_integers_are_written_by_their_value() -> None:
    class Number(int):
        def __index__(self) -> Any:
            raise RuntimeError

        __int__ = __str__ = __repr__ = __index__

    large = 10**50
    assert aicc.AgentSettingsCreateReply.from_dict({"returnCode": "0", "id": Number(large)}).id == str(large)
    sign_in, gateway = aicc.AgentSignIn(password=""), aicc.Gateway("h")
    assert "/onlineagent/291/" in sign_in.request(gateway, agent_id=Number(291)).url
    with pytest.raises(aicc.ValidationError, match="agentid"):
        sign_in.request(gateway, agent_id=-large)
    for agent_id in ("\ud800", 10**5000):
        with pytest.raises(ValueError, match=r"surrogate|limit"):
            sign_in.request(gateway, agent_id=agent_id)


def test_bytes() -> None:
    released = memoryview(VALID)
    released.release()
    with pytest.raises(ValueError, match="released"):
        aicc.check(QUERY, released)
    spread = memoryview(b" ".join(VALID[index : index + 1] for index in range(len(VALID))))[::2]
    assert aicc.check(QUERY, spread).ok

    class Buffer(bytearray):
        def __bytes__(self) -> Any:
            return ""

    with pytest.raises(TypeError, match="__bytes__"):
        aicc.check(QUERY, Buffer(VALID))


def test_names_of_classes() -> None:
    class Nameless(type):
        def __getattribute__(cls, name: str) -> Any:
            raise RuntimeError(name)

    with pytest.raises(TypeError, match=r"/password is a Python .*, which has no JSON form: convert it to str"):
        aicc.check("loginex", {"password": Nameless("Name", (), {})()})


# Many records


def test_what_a_record_raises_is_a_finding_of_it_without_its_text() -> None:
    class Unprintable(ValueError):
        def __str__(self) -> str:
            raise RuntimeError

    for error in (Unprintable(), ValueError("Hun!7zQx"), RecursionError(), StopIteration()):
        report = aicc.check_many(QUERY, [VALID, Items(raising(error)), VALID])
        (finding,) = report.findings
        assert (report.records, finding.record, finding.pointer, finding.rule) == (3, 2, "", "type")
        assert finding.params["actual"] == f"Python test_hostile.Items (reading it raises {type(error).__name__})"


def test_what_concerns_the_process_ends_the_run() -> None:
    for error in (KeyboardInterrupt(), SystemExit(3), MemoryError(), GeneratorExit()):
        with pytest.raises(type(error)) as raised:
            aicc.check_many(QUERY, [VALID, Items(raising(error))])
        assert raised.value is error


def records_without_end() -> Iterator[object]:
    """Values that JSON cannot hold, or that contain themselves."""
    cycle: list[object] = []
    cycle.extend([cycle, cycle])
    loop: dict[object, object] = {}
    loop.update(accountCode=loop, note=loop)
    yield from (cycle, loop, object(), b"a", {1}, 1j, ..., int, print, float("nan"), float("inf"), 2**70)
    yield from (range(3), memoryview(b"a"), "\ud800", {1: 2}, {b"a": 2}, {"\ud800": 2}, {None: None}, aicc.Secret("s"))
    yield from (datetime.datetime.now(), decimal.Decimal("sNaN"), pandas.NA, pandas.NaT, numpy.datetime64("NaT"))
    yield from (iter([]), (x for x in []), aicc, pandas.DataFrame(), pyarrow.array([1]), re.compile(""), Path())


LEAVES = st.sampled_from(list(records_without_end()))
TREES = st.recursive(
    LEAVES,
    lambda trees: st.lists(trees, max_size=3) | st.dictionaries(st.sampled_from(["accountCode", "x", 5]), trees),
    max_leaves=5,
)


@given(st.lists(st.just(VALID) | TREES | TREES.map(lambda tree: {"accountCode": tree}), max_size=5))
def test_any_record_is_counted(records: list[Any]) -> None:
    """The other records do not change the verdict on a record."""
    report = aicc.check_many(QUERY, records, limit=None)
    assert report.records == len(records)
    invalid = {finding.record for finding in report.findings if finding.severity == "violation"}
    assert report.invalid == len(invalid)
    for number, record in enumerate(records, 1):
        assert (aicc.check_many(QUERY, [record]).ok) == (number not in invalid)


def test_depth_is_no_matter() -> None:
    deep: object = "\ud800"
    for _ in range(100_000):
        deep = [deep]
    report = aicc.check_many(QUERY, [deep, {"accountCode": deep}, {"accountCode": "a", "note": deep}, VALID])
    assert [(finding.record, finding.rule) for finding in report.findings] == [
        (1, "syntax"),
        (2, "syntax"),
        (3, "syntax"),
    ]


@pytest.mark.parametrize("record", list(records_without_end()), ids=lambda record: type(record).__name__)
def test_a_single_record_is_a_finding_or_a_type_error(record: Any) -> None:
    misuse = re.compile(r"a body must be JSON text|(the body|/accountCode) is (a Python |not a secret)")
    for body in (record, {"accountCode": record}, {"accountCode": "a", "note": record}):
        answer = outcome(lambda body=body: aicc.check(QUERY, body))
        assert isinstance(answer, aicc.Report) or (type(answer) is TypeError and misuse.match(str(answer)))


def test_half_a_character_anywhere_is_a_finding_of_its_record() -> None:
    half, members = "\ud83d", {"accountCode": "a"}
    for record in (
        {"accountCode": half},
        {**members, half: 1},
        {**members, "note": half},
        {**members, "note": [{"deep": (half,)}]},
        {**members, "note": [{half: None}]},
        {"accountCode": [half]},
        {"accountCode": {"x": half}},
    ):
        report = aicc.check_many(QUERY, [members, record, members])
        (finding,) = report.findings
        assert (finding.record, finding.pointer, finding.rule) == (2, "", "syntax")
        assert finding.params == {"reason": "surrogate"}
        (violation,) = aicc.check(QUERY, record).violations
        assert (violation.pointer, violation.rule, violation.params) == ("", "syntax", {"reason": "surrogate"})
        (violation,) = aicc.check_message(QUERY, headers={"Authorization": "Bearer a"}, body=record).violations
        assert violation.rule == "syntax"
        with pytest.raises(aicc.ValidationError) as error:
            aicc.AgentInfoQuery.from_dict(record)
        assert [violation.rule for violation in error.value.report.violations] == ["syntax"]
    with pytest.raises(aicc.ValidationError, match="syntax"):
        aicc.AgentInfoQuery(account_code=half)
    with pytest.raises(aicc.ValidationError, match="syntax"):
        aicc.AgentInfoQueryReply.from_dict({"returnCode": half})
    field = aicc.check_field(QUERY, "/accountCode", "a" + half)
    assert (field.state, [finding.rule for finding in field.findings]) == ("rejected", ["syntax"])
    with pytest.raises(aicc.NoSuchFieldError):
        aicc.check_field(QUERY, "/nothing", half)


def test_half_a_character_in_path_and_header_is_of_another_form() -> None:
    report = aicc.check_message(
        "loginex", path={"agentid": "\ud83d"}, headers={"Content-Type": "\ud83d", "\ud83d": "x"}, body={"password": ""}
    )
    assert [(finding.pointer, finding.rule) for finding in report.violations] == [
        ("/agentid", "format"),
        ("/Content-Type", "format"),
    ]
    with pytest.raises(aicc.ReceiveError):
        aicc.read_request("PUT", "/", {"Content-Type": "\ud83d"}, b"{}")


def test_half_a_character_in_a_credential_is_a_value_error() -> None:
    for call in (
        lambda: aicc.Secret("\ud83d"),
        lambda: aicc.Cloud("h.example", token="\ud83d"),
        lambda: aicc.Cloud("h.example", app_key="\ud83d"),
        lambda: aicc.Columns(QUERY, ["accountCode"]).to_dict(["\ud83d"]),
    ):
        with pytest.raises(ValueError, match="a lone surrogate, which is not a character"):
            call()


def test_a_generator_that_asks_itself() -> None:
    refused: list[Exception] = []

    def records() -> Iterator[bytes]:
        for _ in range(3):
            try:
                next(itself)
            except ValueError as error:
                refused.append(error)
            yield VALID

    itself = records()
    assert aicc.check_many(QUERY, itself).records == len(refused) == 3


@pytest.mark.parametrize("threads", [1, 3])
def test_callbacks_may_call_again(threads: int) -> None:
    def again(_: object) -> None:
        assert check(LINES, threads=2, sink=len, progress=len).records == 4

    def records() -> Iterator[bytes]:
        for _ in range(3000):
            assert aicc.check(QUERY, VALID).ok
            yield b""
        again(None)

    report = aicc.check_many(QUERY, records(), sink=again, progress=again, threads=threads)
    assert (report.records, report.invalid) == (3000, 3000)


@pytest.mark.parametrize("name", ["sink", "progress"])
def test_a_callback_that_ends_the_run(name: str) -> None:
    for error in (KeyboardInterrupt(), SystemExit(3), MemoryError()):
        with pytest.raises(type(error)):
            check(b"{}\n" * 20_000, **{name: raising(error)})
    with pytest.raises(TypeError, match="not callable"):
        check(LINES, **{name: 5})


class Answers(io.RawIOBase):
    """A file that returns the same value for each read."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def read(self, *_: Any) -> Any:
        return self.answer

    def write(self, *_: Any) -> Any:
        return self.answer


@pytest.mark.parametrize("answer", ["{}", bytearray(b"{}"), memoryview(b"{}"), None, 5, [b"{}"]])
def test_what_is_read_must_be_bytes(answer: Any) -> None:
    with pytest.raises(TypeError, match="read"):
        aicc.check_many(QUERY, Answers(answer), format="jsonl")


@pytest.mark.parametrize("answer", [-1, 10**6, 2**70])
def test_what_is_written_cannot_be_more_than_there_was(answer: int) -> None:
    with pytest.raises(ValueError, match=r"write\(\) must return the number of bytes that it wrote, from 0 to \d+"):
        check(MANY, valid=Answers(answer))


@pytest.mark.parametrize("answer", ["5", 1.5, b""])
def test_what_is_written_must_be_a_number(answer: Any) -> None:
    with pytest.raises(TypeError, match="number of bytes from write"):
        check(MANY, valid=Answers(answer))


def test_a_file_that_takes_nothing() -> None:
    with pytest.raises(aicc.SourceError, match="cannot be written"):
        check(MANY, valid=Answers(0))


def test_paths() -> None:
    class Path(os.PathLike[str]):
        def __fspath__(self) -> Any:
            return 5

    for path, error in [("\ud800.jsonl", ValueError), ("a\0.jsonl", (ValueError, OSError)), (Path(), TypeError)]:
        with pytest.raises(error):
            aicc.check_many(QUERY, path, format="jsonl")


def test_threads_without_number() -> None:
    """aicc starts no more threads than it can use."""
    for threads in (1000, 2**62):
        assert aicc.check_many(QUERY, [VALID], threads=threads).ok
    for name, number in [("threads", 0), ("threads", -1), ("threads", -(10**30)), ("limit", -1), ("limit", -(10**30))]:
        with pytest.raises(ValueError, match=f"{name} must be at least {int(name == 'threads')}, not -?[0-9]+$"):
            aicc.check_many(QUERY, [VALID], **{name: number})
    assert len(aicc.check_many(QUERY, [b""], limit=10**30).findings) == 1


def test_numbers_outside_their_range() -> None:
    for call in (
        lambda number: aicc.PasswordPolicy(minimum=number),
        lambda number: aicc.PasswordPolicy(validity_days=number),
        lambda number: aicc.read_reply("loginex", number),
        lambda number: aicc.PasswordValidity(days=number),
        lambda number: aicc.Cloud("h.example", port=number),
        lambda number: aicc.Gateway("h.example", number),
    ):
        for number in (-1, -(10**30), 10**30):
            with pytest.raises(ValueError):  # noqa: PT011
                call(number)
    with pytest.raises(ValueError, match="maximum_size must be at least 0, not -1"):
        aicc.Profile(maximum_size=-1)
    for call in (lambda: aicc.Profile(skill_queues={10**30: 4}), lambda: aicc.Skill(skill_id=10**30)):
        with pytest.raises(ValueError, match="at most 64 bits"):
            call()


class Stream:
    """A producer that returns the given capsules."""

    def __init__(self, capsule: object) -> None:
        self.capsule = capsule

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self.capsule


class Array:
    def __init__(self, *capsules: object) -> None:
        self.capsules = capsules

    def __arrow_c_array__(self, requested_schema: object = None) -> Any:
        return self.capsules


BATCH = pyarrow.record_batch({"accountCode": ["a"]})


def test_capsules_that_are_taken() -> None:
    stream = pyarrow.table([BATCH["accountCode"]], BATCH.schema).__arrow_c_stream__()
    assert aicc.check_many(QUERY, Stream(stream)).ok
    with pytest.raises(aicc.SourceError, match="released"):
        aicc.check_many(QUERY, Stream(stream))
    schema, array = BATCH.__arrow_c_array__()
    assert aicc.check_many(QUERY, Array(schema, array)).ok
    with pytest.raises(aicc.SourceError, match="array is already released"):
        aicc.check_many(QUERY, Array(schema, array))
    schema, array = BATCH.__arrow_c_array__()
    pyarrow.Schema._import_from_c_capsule(schema)
    with pytest.raises(aicc.SourceError, match="schema is already released"):
        aicc.check_many(QUERY, Array(schema, array))


def test_capsules_of_something_else() -> None:
    schema, array = BATCH.__arrow_c_array__()
    others, _ = pyarrow.record_batch({"accountCode": ["a"], "id": [1]}).__arrow_c_array__()
    with pytest.raises(aicc.SourceError, match="does not match the schema"):
        aicc.check_many(QUERY, Array(others, array))
    for source in (Stream(None), Stream(schema), Array(array, schema), Array(schema), Array(schema, None)):
        with pytest.raises((TypeError, ValueError)):
            aicc.check_many(QUERY, source)
