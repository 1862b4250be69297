"""The package is safe to use from several threads."""

from __future__ import annotations

import itertools
import pickle
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyarrow
import pytest
import vectors as v
from batches import LINES, QUERY, VALID, check

import aicc

THREADS = 8


def test_vectors_in_eight_threads() -> None:
    """All threads run every body at the same time and get the same results."""
    bodies = [(vector["interface"], v.body(vector), v.profile(vector)) for vector in v.vectors("body")]
    start = threading.Barrier(THREADS)

    def run(_: int) -> list[str]:
        start.wait()
        return [repr(aicc.check(interface, body, profile=profile)) for interface, body, profile in bodies]

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(run, range(THREADS)))
    expected = [repr(aicc.check(interface, body, profile=profile)) for interface, body, profile in bodies]
    assert answers == [expected] * THREADS


BODY = b'{"userAccount": "te", "agentType": 7, "password": "Te****34", "note": 1}'
MEMBERS = {"password": "Te****34", "status": 9, "phonenum": "\U0001f600" * 30}
SIGN_IN = aicc.AgentSignIn(password="Te****34", status=aicc.SignInStatus.BUSY)
GATEWAY = aicc.Gateway("10.0.0.5")
CLOUD = aicc.Cloud("service.besclouds.com", token="mF_9.B5f-4.1JqM", app_key=aicc.Secret("0f1e2d"))
REQUEST = SIGN_IN.request(GATEWAY, agent_id=291)
REPLY = b'{"message":"","retcode":"0","result":{"vdnid":1,"workno":"291","loginTime":"1695792600000","servers":"1"}}'
REPORT = aicc.check("agentAccount/create", BODY)
BATCH_REPORT = check(LINES * 10)
TABLE = pyarrow.table({"accountCode": ["a", "", None] * 500})


def records() -> Iterator[Any]:
    yield from itertools.islice(itertools.cycle([VALID, {"accountCode": ""}, "{", {"accountCode": "a"}]), 2000)


def handed_on() -> list[Any]:
    """Returns what a run passes to its callbacks, and its report."""
    taken: list[Any] = []
    last: list[aicc.BatchProgress] = [aicc.BatchProgress(0, 0, 0, 0, None)]
    report = aicc.check_many(QUERY, records(), sink=taken.extend, progress=lambda now: last.__setitem__(0, now))
    return [report, taken, last]


def pickled() -> object:
    with aicc.allow_pickling_secrets():
        return pickle.loads(pickle.dumps([SIGN_IN, GATEWAY, CLOUD, REQUEST, REPORT, BATCH_REPORT]))


# Each thread does this with shared objects. The first access to a report builds what it shows.
CALLS: dict[str, Callable[[], object]] = {
    "check": lambda: aicc.check("agentAccount/create", BODY),
    "check, members": lambda: aicc.check("loginex", MEMBERS),
    "check_message": lambda: aicc.check_message("loginex", path={"agentid": "0"}, body=MEMBERS),
    "check_field": lambda: aicc.check_field("agentAccount/create", "/userAccount", "te"),
    "a report": lambda: [REPORT.violations, REPORT.advice, str(REPORT), REPORT.to_dict("zh"), hash(REPORT)],
    "from_json": lambda: aicc.AgentSignIn.from_json(b'{"password": "Te****34", "status": 5}'),
    "a message": lambda: [SIGN_IN.to_dict(), repr(SIGN_IN), hash(SIGN_IN), SIGN_IN.status, SIGN_IN.password.expose()],
    "request": lambda: [SIGN_IN.request(GATEWAY, agent_id=291), REQUEST.headers, REQUEST.content, REQUEST.masked()],
    "read_request": lambda: aicc.read_request(
        "PUT", "/agentgateway/resource/onlineagent/291/loginex", REQUEST.headers, REQUEST.content
    ),
    "read_reply": lambda: [aicc.read_reply("loginex", 200, REPLY), aicc.read_reply("loginex", 200, REPLY).data],
    "secrets": lambda: [CLOUD.token == aicc.Secret("mF_9.B5f-4.1JqM"), CLOUD.app_key, repr(CLOUD), hash(CLOUD)],
    "pickles": pickled,
    "check_many, a file": lambda: check(LINES * 500, threads=2),
    "check_many, an iterable": handed_on,
    "check_many, Arrow": lambda: aicc.check_many(QUERY, TABLE, threads=2),
    "findings": lambda: [list(BATCH_REPORT.findings), pyarrow.table(BATCH_REPORT.findings), BATCH_REPORT.by_pointer],
    "exports": lambda: [aicc.json_schema("loginex"), aicc.rules("loginex"), aicc.explain("minLength")],
    "choices": lambda: [aicc.AgentType.VIDEO.label("zh"), aicc.Columns(QUERY, ["accountCode"]).to_dict(["x"])],
}


@pytest.mark.parametrize("name", CALLS)
def test_every_entry_point_in_eight_threads(name: str) -> None:
    start = threading.Barrier(THREADS)

    def run(_: int) -> list[object]:
        start.wait()
        return [CALLS[name]() for _ in range(3)]

    with ThreadPoolExecutor(THREADS) as pool:
        answers = [answer for answers in pool.map(run, range(THREADS)) for answer in answers]
    expected = CALLS[name]()
    assert all(answer == expected for answer in answers)


def test_all_entry_points_at_once() -> None:
    names = list(CALLS) * THREADS
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda name: CALLS[name](), names))
    expected = {name: call() for name, call in CALLS.items()}
    assert [name for name, answer in zip(names, answers) if answer != expected[name]] == []


def test_one_message_in_eight_threads() -> None:
    message = aicc.AgentSignIn(password="x", status=aicc.SignInStatus.BUSY)
    gateway = aicc.Gateway("10.0.0.5")
    start = threading.Barrier(THREADS)

    def run(number: int) -> aicc.Request:
        start.wait()
        return message.replace(phonenum=str(number)).request(gateway, agent_id=101 + number)

    with ThreadPoolExecutor(THREADS) as pool:
        requests = list(pool.map(run, range(THREADS)))
    for number, request in enumerate(requests):
        assert f"/onlineagent/{101 + number}/" in request.url
        assert f'"phonenum":"{number}"'.encode() in request.content


def test_other_threads_run_while_a_large_body_is_read() -> None:
    """Large bodies are read without the interpreter lock, in every thread."""
    body = b'{"password":"","x":[' + b"1," * 200_000 + b"1]}"
    with ThreadPoolExecutor(THREADS) as pool:
        reports = list(pool.map(lambda _: aicc.check("loginex", body), range(THREADS)))
    assert all(report.ok for report in reports)
    assert {finding.pointer for report in reports for finding in report.advice} == {"/x"}


def test_permission_to_pickle_is_that_of_a_thread() -> None:
    """Options of one thread do not affect another thread."""
    refused: list[bool] = []

    def pickles_are_refused() -> None:
        try:
            aicc.Secret("x").__reduce_ex__(2)
        except TypeError:
            refused.append(True)

    with aicc.allow_pickling_secrets():
        aicc.Secret("x").__reduce_ex__(2)
        thread = threading.Thread(target=pickles_are_refused)
        thread.start()
        thread.join()
    assert refused == [True]
