"""Objects that raise, lie or change while they are read: an exception that says why, never a crash."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow
import pytest
from batches import LINES, QUERY, VALID, check

import aicc

MANY = (VALID + b"\n") * 20_000


class Class:
    """An instance of whatever its own attribute says."""

    def __init__(self, answer: Callable[[], type]) -> None:
        self.answer = answer

    @property
    def __class__(self) -> Any:
        return self.answer()


class Items(Mapping[str, object]):
    """A mapping whose items are what is asked for, and whose length is a lie."""

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


def raising(error: BaseException) -> Callable[..., Any]:
    def answer(*_: object) -> Any:
        raise error

    return answer


READERS: list[Callable[[Any], object]] = [
    lambda body: aicc.check("loginex", body),
    lambda body: aicc.check("agentAccount/create", {"requestParam": body}),
    lambda body: aicc.check_message("loginex", body=body),
    lambda body: aicc.check_message("loginex", path=body, body=b"{}"),
    lambda body: aicc.AgentSignIn.from_dict(body),
    lambda body: aicc.AgentAccountCreate.from_dict({"skills": [body]}),
    lambda body: aicc.AgentSignInReply.from_dict(body),
    lambda body: aicc.Profile(skill_queues=body),
    lambda body: aicc.read_request("PUT", "/", body, b""),
    lambda body: aicc.check_many("loginex", [body]),
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
    "items are no pairs": (lambda: Items(lambda: [1]), TypeError),
    "items are triples": (lambda: Items(lambda: [("password", "", "")]), TypeError),
    "names are no str": (lambda: Items(lambda: [(1, "")]), TypeError),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("read", READERS)
def test_mappings(name: str, read: Callable[[Any], object]) -> None:
    make, error = BROKEN[name]
    with pytest.raises(error):
        read(make())


def test_mappings_that_lie_are_what_their_items_are() -> None:
    for items in [[("password", "")], (("password", ""),), iter([("password", "")])]:
        assert aicc.check("loginex", Items(lambda items=items: items)).ok

    class Other(dict[str, object]):
        """What a dict holds is read, whatever its class says of it."""

        def items(self) -> Any:
            raise RuntimeError

        def __iter__(self) -> Any:
            raise RuntimeError

        def __len__(self) -> int:
            return 0

    assert aicc.check("loginex", Other(password="")).ok


def test_what_changes_while_it_is_read() -> None:
    """Each is read as it was when the reading of it began, or as it is now: never half of it."""
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

    with pytest.raises(TypeError, match="has no JSON form"):
        aicc.check("loginex", {"password": Nameless("Name", (), {})()})


# Many records


def test_an_element_keeps_its_exception() -> None:
    class Unprintable(ValueError):
        def __str__(self) -> str:
            raise RuntimeError

    for error in (Unprintable(), KeyboardInterrupt(), SystemExit(3)):
        with pytest.raises(type(error)) as raised:
            aicc.check_many(QUERY, [VALID, Items(raising(error))])
        assert raised.value is error
    with pytest.raises(ValueError, match="record 2: broken") as numbered:
        aicc.check_many(QUERY, [VALID, Items(raising(ValueError("broken")))])
    assert [entry.name for entry in numbered.traceback][-1] == "answer"


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
    """A file whose every answer is the same."""

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
    with pytest.raises(ValueError, match=r"write answers how many bytes it wrote: 0 to \d+"):
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
    """More than are of use are not started."""
    for threads in (1000, 2**62):
        assert aicc.check_many(QUERY, [VALID], threads=threads).ok
    with pytest.raises(ValueError, match="threads must be at least 1"):
        aicc.check_many(QUERY, [VALID], threads=0)


class Stream:
    """A producer whose capsules are what is asked for."""

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
    with pytest.raises(aicc.SourceError, match="not one of the schema"):
        aicc.check_many(QUERY, Array(others, array))
    for source in (Stream(None), Stream(schema), Array(array, schema), Array(schema), Array(schema, None)):
        with pytest.raises((TypeError, ValueError)):
            aicc.check_many(QUERY, source)
