"""Passes every public class in every position: the result is an exception or a value, and never freed memory.

The test takes every exported class, and fails until ROOTS leads to an object of it.
"""

from __future__ import annotations

import asyncio
import copy
import ctypes
import enum
import gc
import inspect
import io
import pickle
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import vectors as v

import aicc

SIGN_IN = aicc.AgentSignIn(password="", status=4)
GATEWAY = aicc.Gateway("10.0.0.5")
CLOUD = aicc.Cloud("h.example", token="t", app_key="k")
ACCOUNT = aicc.AgentAccountCreate(
    user_account="test123456",
    user_name="Li Na",
    password="Aa1!Aa1!",
    email="li.na@example.com",
    agent_type=4,
    cc_role_id=2,
    skills=[aicc.Skill(skill_id=1)],
)
REQUEST = SIGN_IN.request(GATEWAY, agent_id=291)
COUNTED: list[aicc.BatchProgress] = []
FIXED = aicc.fix("agentAccount/create", io.BytesIO("userAccount\nwang.wei\u00a0\n".encode()), format="csv")

PROGRESS: list[aicc.ApplyProgress] = []
with tempfile.TemporaryDirectory() as folder, aicc.Sandbox() as platform:
    PLAN = aicc.plan([ACCOUNT], journal=f"{folder}/journal.jsonl")
    with aicc.apply(PLAN, cloud=platform.cloud(), on_progress=PROGRESS.append) as RUN:
        OUTCOMES = list(RUN)

# Other objects are reached by the public attributes of these.
ROOTS: list[Any] = [
    ACCOUNT,
    SIGN_IN,
    *(aicc.message_class(each).from_json(v.body(v.longest("body", each))) for each in aicc.interfaces()),
    ACCOUNT.request(CLOUD),
    CLOUD,
    GATEWAY,
    REQUEST,
    aicc.read_request("PUT", "/agentgateway/resource/onlineagent/291/loginex", REQUEST.headers, REQUEST.content),
    *(aicc.read_reply(each, 200, v.body(v.longest("reply", each))) for each in aicc.interfaces()),
    aicc.check("loginex", b'{"x": 1}'),
    aicc.check_field("loginex", "/phonenum", "x" * 99),
    aicc.check_many("loginex", [b"{}"], progress=COUNTED.append),
    aicc.check_many("loginex", io.BytesIO(b"Title\nPASSWORD,status\na,4.0\n"), format="csv"),
    *COUNTED,
    FIXED,
    *FIXED.repairs,
    PLAN,
    *PLAN,
    RUN,
    *OUTCOMES,
    *PROGRESS,
    aicc.Columns("loginex", ["phonenum"]),
    aicc.Sandbox(),
    aicc.Client(object()),
    aicc.AsyncClient(object()),
    aicc.Profile(skill_queues={1: 4}),
    aicc.PasswordValidity(days=5),
    aicc.MediaServers(cti_server=True, webm=False, mailm=False),
    *(
        member
        for name in aicc.__all__
        if isinstance(getattr(aicc, name), enum.EnumMeta)
        for member in getattr(aicc, name)
    ),
]

CLASSES = {name: getattr(aicc, name) for name in aicc.__all__ if isinstance(getattr(aicc, name), type)}
EXCEPTIONS = {name for name, cls in CLASSES.items() if issubclass(cls, BaseException)}
FUNCTIONS = {name: getattr(aicc, name) for name in aicc.__all__ if name not in CLASSES}


def public(value: Any) -> Iterator[str]:
    """Returns the public names, and the special methods that Python calls."""
    names = (name for name in dir(type(value)) if not name.startswith("_") or name in SPECIAL)
    yield from (name for name in names if hasattr(value, name))


SPECIAL = {
    "__len__",
    "__iter__",
    "__reversed__",
    "__hash__",
    "__repr__",
    "__str__",
    "__bool__",
    "__copy__",
    "__reduce__",
}
SPECIAL |= {"__getnewargs__", "__getnewargs_ex__", "__arrow_c_schema__", "__arrow_c_stream__"}


def reached() -> dict[str, Any]:
    """Returns an object of each public class."""
    found: dict[str, Any] = {}
    left = [(root, 3) for root in ROOTS]
    while left:
        value, depth = left.pop()
        if isinstance(value, (tuple, list, aicc.Findings)):
            left += [(element, depth) for element in value]
        name = type(value).__name__
        if depth > 0 and CLASSES.get(name) is type(value):
            found.setdefault(name, value)
            left += [(getattr(value, each), depth - 1) for each in public(value) if not each.startswith("_")]
    return found


OBJECTS = reached()


def test_each_class_is_reached() -> None:
    assert sorted([*OBJECTS, *EXCEPTIONS]) == sorted(CLASSES)


def outcome(call: Callable[[], object]) -> object:
    """Returns what a call returns or raises. A panic is not an `Exception` and fails the test; a caught panic too."""
    try:
        result = call()
        return asyncio.run(result) if inspect.iscoroutine(result) else result
    except aicc.InternalError:
        raise
    except Exception as error:
        return error


BASELINE: dict[str, Any] = {
    "interface": "loginex",
    "body": b"{}",
    "pointer": "/phonenum",
    "text": "1",
    "status": 200,
    "method": "PUT",
    "target": "/",
    "headers": {},
    "code": "type",
    "language": "en",
    "source": [],
    "host": "h.example",
    "value": "x",
    "names": ["phonenum"],
    "cells": ["1"],
    "members": {},
    "server": GATEWAY,
    "agent_id": 291,
}


def arguments(function: Any) -> list[inspect.Parameter]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    return [each for each in parameters if each.kind is not each.VAR_KEYWORD and each.name != "self"]


def put(function: Any, parameters: list[inspect.Parameter], chosen: inspect.Parameter, value: object) -> object:
    """Makes a call with the value in one argument, and usual values in the others."""
    given = {each.name: BASELINE.get(each.name) for each in parameters if each.default is each.empty}
    given[chosen.name] = value
    by_position = [
        given.pop(each.name) for each in parameters if each.kind is each.POSITIONAL_ONLY and each.name in given
    ]
    return outcome(lambda: function(*by_position, **given))


def callables() -> Iterator[Any]:
    """Returns functions, constructors, and methods of objects."""
    yield from FUNCTIONS.values()
    for name, cls in CLASSES.items():
        yield cls
        yield from (
            getattr(cls, each) for each in dir(cls) if each in {"from_json", "from_dict", "known", "_unpickled"}
        )
        if name in OBJECTS:
            value = OBJECTS[name]
            methods = (getattr(value, each) for each in public(value) if each not in SPECIAL)
            yield from (method for method in methods if callable(method))


@pytest.mark.parametrize("name", OBJECTS)
def test_as_every_argument(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Some objects are texts, which are read as file names.
    monkeypatch.chdir(tmp_path)
    value = OBJECTS[name]
    before = repr(value)
    for function in callables():
        parameters = arguments(function)
        for parameter in parameters:
            for placed in (
                value,
                [value],
                (value, value),
                {"phonenum": value},
                {value: 1} if is_hashable(value) else {},
            ):
                put(function, parameters, parameter, placed)
    assert repr(value) == before


def is_hashable(value: object) -> bool:
    return not isinstance(outcome(lambda: hash(value)), TypeError)


@pytest.mark.parametrize("name", OBJECTS)
def test_as_a_record(name: str) -> None:
    value = OBJECTS[name]
    for records in ([value], [{"phonenum": value}], [{"phonenum": [value]}], [{"x": value}]):
        assert aicc.check_many("loginex", records).records == 1


@pytest.mark.parametrize("name", OBJECTS)
def test_copies_outlive_the_original(name: str) -> None:
    """Makes an object here, so that it is freed before its copies are read."""
    with aicc.allow_pickling_secrets():
        pickled = outcome(lambda: pickle.dumps(OBJECTS[name]))
    if not isinstance(pickled, bytes):
        assert isinstance(pickled, TypeError)
        return
    original = pickle.loads(pickled)
    copies = [copy.copy(original), copy.deepcopy(original), pickle.loads(pickled)]
    parts = [getattr(original, each) for each in public(original)]
    expected = repr(original)
    del original
    gc.collect()
    for each in copies:
        assert repr(each) == expected
        assert each == OBJECTS[name]
    assert all(repr(part) for part in parts)
    results = [outcome(part) for part in parts if callable(part)]
    assert all(isinstance(repr(result), str) for result in results)


@pytest.mark.parametrize("name", OBJECTS)
def test_nothing_is_changed_from_outside(name: str) -> None:
    value = OBJECTS[name]
    before = repr(value)
    if isinstance(value, enum.Enum):
        return
    for each in public(value):
        for change in (lambda each=each: setattr(value, each, None), lambda each=each: delattr(value, each)):
            assert isinstance(outcome(change), (AttributeError, TypeError))
    assert isinstance(outcome(lambda: setattr(value, "__class__", object)), (AttributeError, TypeError))
    outcome(lambda: value.__init__())
    outcome(lambda: value.__init__(password="x", phonenum="1"))
    outcome(lambda: value.__setstate__({"password": "x"}))
    assert repr(value) == before


@pytest.mark.parametrize("name", CLASSES)
def test_an_object_that_was_never_made(name: str) -> None:
    cls = CLASSES[name]
    for make in (lambda: cls.__new__(cls), lambda: object.__new__(cls), lambda: cls.__new__(object)):
        made = outcome(make)
        if type(made) is not cls:
            assert isinstance(made, (TypeError, ValueError)) or type(made) is object
            continue
        # Classes written in Python can be created like this, with no content.
        for each in dir(made):
            outcome(lambda made=made, each=each: getattr(made, each))
        for look in (repr, pickle.dumps):
            outcome(lambda made=made, look=look: look(made))


@pytest.mark.parametrize("name", CLASSES)
def test_a_subclass(name: str) -> None:
    cls = CLASSES[name]
    subclass = outcome(lambda: type("Other", (cls,), {}))
    if cls.__module__ == "aicc" and name in OBJECTS:
        assert isinstance(subclass, TypeError)


@pytest.mark.parametrize("name", CLASSES)
def test_methods_of_another_object(name: str) -> None:
    """A method of one class refuses the objects of all other classes."""
    if CLASSES[name].__module__ != "aicc":
        return  # A class written in Python.
    for each, member in vars(CLASSES[name]).items():
        if each in {"__new__", "__doc__", "__module__", "__dict__", "__weakref__"} or isinstance(
            member, (staticmethod, str)
        ):
            continue
        for other in (object(), None, 5, *OBJECTS.values()):
            if isinstance(other, CLASSES[name]) or not hasattr(member, "__get__"):
                continue
            if inspect.isgetsetdescriptor(member):
                assert isinstance(outcome(lambda m=member, o=other: m.__get__(o)), TypeError)
            elif inspect.ismethoddescriptor(member):
                assert isinstance(outcome(lambda m=member, o=other: m(o)), TypeError)


@pytest.mark.parametrize("name", OBJECTS)
def test_weak_references(name: str) -> None:
    value = OBJECTS[name]
    reference = outcome(lambda: weakref.ref(value))
    assert isinstance(reference, TypeError) or reference() is value  # type: ignore[operator]


@pytest.mark.parametrize("name", OBJECTS)
def test_threads_that_look_at_one_object(name: str) -> None:
    value = OBJECTS[name]
    expected = [repr(getattr(value, each)) for each in public(value) if not callable(getattr(value, each))]
    seen: list[list[str]] = []

    def look() -> None:
        for _ in range(20):
            seen.append([repr(getattr(value, each)) for each in public(value) if not callable(getattr(value, each))])

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(shown == expected for shown in seen)
    assert len(seen) == 80


# Pickles of other versions


PICKLED: dict[str, list[Any]] = {
    "Finding": ["", "{}", "[]", "null", '{"interface": 5}', b"{}", 5],
    "Report": [(1, 2), ((5,), ()), ((), 5), ("x", "y"), ()],
    "Findings": [5, [5], [[[1], ["a"]]], [[[1], [1, 2]] * 5], [[["a"]] * 10], [[[1]] * 10], [[]], "x"],
    "BatchReport": [("{}", 5), ("{}", aicc.check_many("loginex", [b"{}"]).findings), (5, 5), ("", None)],
    "Reply": [("x", 200, b"", aicc.Profile()), ("loginex", 200, b"", None), ("loginex", -1, b"", aicc.Profile()), ()],
}


@pytest.mark.parametrize("name", [name for name, cls in CLASSES.items() if hasattr(cls, "_unpickled")])
def test_a_pickle_of_another_version_is_refused(name: str) -> None:
    restore = CLASSES[name]._unpickled
    for kept in PICKLED[name]:
        made = outcome(lambda kept=kept: restore(*kept) if isinstance(kept, tuple) else restore(kept))
        if isinstance(made, Exception):
            assert isinstance(made, (TypeError, ValueError, LookupError))
            continue
        for each in public(made):
            outcome(lambda made=made, each=each: getattr(made, each))
        for look in (repr, str, hash, list, pickle.dumps, lambda made: made == made, lambda made: made.to_dict()):
            outcome(lambda look=look, made=made: look(made))


# Arrow capsules


def test_a_capsule_of_findings_outlives_them_and_is_taken_once() -> None:
    findings = aicc.check_many("loginex", [b"{}"]).findings
    expected = pyarrow.table(findings)

    class Holder:
        def __init__(self, capsule: object) -> None:
            self.capsule = capsule

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.capsule

    holder = Holder(findings.__arrow_c_stream__())
    schema = findings.__arrow_c_schema__()
    del findings
    gc.collect()
    assert pyarrow.table(holder) == expected
    for _ in range(2):
        assert isinstance(outcome(lambda: pyarrow.table(holder)), Exception)
        assert isinstance(outcome(lambda: aicc.check_many("loginex", holder)), aicc.SourceError)
    assert isinstance(outcome(lambda: aicc.check_many("loginex", Holder(schema))), (TypeError, ValueError))


def test_an_array_that_another_library_took() -> None:
    class Producer:
        def __arrow_c_array__(self, requested_schema: object = None) -> Any:
            return schema, array

    batch = pyarrow.record_batch({"phonenum": ["1" * 99]})
    schema, array = batch.__arrow_c_array__()
    assert pyarrow.RecordBatch._import_from_c_capsule(schema, array) == batch
    for _ in range(2):
        assert isinstance(outcome(lambda: aicc.check_many("loginex", Producer())), aicc.SourceError)


def test_a_capsule_with_another_name_is_refused() -> None:
    class Producer:
        def __init__(self, *capsules: Any) -> None:
            self.capsules = capsules

        def __arrow_c_array__(self, requested_schema: object = None) -> Any:
            return self.capsules

    class StreamProducer(Producer):
        def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
            return self.capsules[0]

    name = ctypes.create_string_buffer(b"another_name")

    def renamed(capsule: Any) -> Any:
        rename = ctypes.pythonapi.PyCapsule_SetName
        rename.argtypes = [ctypes.py_object, ctypes.c_char_p]
        assert rename(capsule, ctypes.cast(name, ctypes.c_char_p)) == 0
        return capsule

    table = pyarrow.table({"phonenum": ["1"]})
    batch = table.to_batches()[0]
    original = b"arrow_array_stream"
    capsule = renamed(table.__arrow_c_stream__())
    assert isinstance(outcome(lambda: aicc.check_many("loginex", StreamProducer(capsule))), (TypeError, ValueError))
    # Sets the name of the object again, so that it is freed.
    ctypes.pythonapi.PyCapsule_SetName(ctypes.py_object(capsule), ctypes.c_char_p(original))
    schema, array = batch.__arrow_c_array__()
    producer = Producer(renamed(schema), array)
    assert isinstance(outcome(lambda: aicc.check_many("loginex", producer)), (TypeError, ValueError))
    ctypes.pythonapi.PyCapsule_SetName(ctypes.py_object(schema), ctypes.c_char_p(b"arrow_schema"))


def test_a_source_that_is_gone_after_the_run() -> None:
    table = pyarrow.table({"phonenum": ["1" * 99, "2"]})
    report = aicc.check_many("loginex", table)
    findings = iter(report.findings)
    shown = repr(list(report.findings))
    del table, report
    gc.collect()
    assert repr(list(findings)) == shown


def test_a_buffer_that_changes_during_the_call() -> None:
    buffer = bytearray(b'{"password": "", "phonenum": "1"}\n')

    class Reader(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            content = bytes(buffer)
            buffer.clear()
            return content

    assert aicc.check_many("loginex", Reader(), format="jsonl").ok

    def records() -> Iterator[Any]:
        yield memoryview(kept)
        kept[:] = b"x" * len(kept)
        yield bytearray(b"{}")

    kept = bytearray(b'{"password": ""}')
    report = aicc.check_many("loginex", records())
    assert (report.records, report.valid) == (2, 1)
