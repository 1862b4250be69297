"""The package under threads."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import vectors as v

import aicc

THREADS = 8


def test_vectors_in_eight_threads() -> None:
    """Every thread runs every body at once with the others, and all get the same answers."""
    bodies = [(vector["interface"], v.body(vector), v.profile(vector)) for vector in v.vectors("body")]
    start = threading.Barrier(THREADS)

    def run(_: int) -> list[str]:
        start.wait()
        return [repr(aicc.check(interface, body, profile=profile)) for interface, body, profile in bodies]

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(run, range(THREADS)))
    expected = [repr(aicc.check(interface, body, profile=profile)) for interface, body, profile in bodies]
    assert answers == [expected] * THREADS


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
    """Large bodies are read without the interpreter's lock: all of them are read, in every thread."""
    body = b'{"password":"","x":[' + b"1," * 200_000 + b"1]}"
    with ThreadPoolExecutor(THREADS) as pool:
        reports = list(pool.map(lambda _: aicc.check("loginex", body), range(THREADS)))
    assert all(report.ok for report in reports)
    assert {finding.pointer for report in reports for finding in report.advice} == {"/x"}


def test_permission_to_pickle_is_that_of_a_thread() -> None:
    """What one thread allows, another does not."""
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
