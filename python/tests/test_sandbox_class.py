"""``aicc.Sandbox`` in this process, and the fixtures of pytest."""

from __future__ import annotations

import http.client
import json
import pickle
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import aicc

MARKER = "Mk7xQ!ab"
SIGN_IN = "/agentgateway/resource/onlineagent/101/loginex"
AGENT = {
    "userAccount": "li.na01",
    "userName": "Li Na",
    "password": MARKER,
    "email": "li.na@example.com",
    "agentType": 4,
    "ccRoleId": 2,
}
SEED = {"accounts": [{"create": AGENT}]}


def sign_in(url: str, password: str = MARKER, world: str | None = None) -> tuple[int, Any]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    headers = {"Content-Type": "application/json", **({"X-AICC-World": world} if world else {})}
    connection.request("PUT", SIGN_IN, json.dumps({"password": password}), headers)
    response = connection.getresponse()
    body = json.loads(response.read())
    connection.close()
    return response.status, body


def test_a_sandbox_keeps_what_happens() -> None:
    with aicc.Sandbox(seed=SEED) as sandbox:
        assert sign_in(sandbox.url)[1]["retcode"] == "0"
        (account,) = sandbox.accounts()
        assert (account["account"], account["workNo"], account["signedIn"]) == ("li.na01", 101, True)
        kept = sandbox.snapshot()
        assert sign_in(sandbox.url)[1]["retcode"] == "100-002"
        explanation = sandbox.explain()
        assert explanation is not None
        assert explanation["code"] == "100-002"
        sandbox.reset()
        assert not sandbox.accounts()[0]["signedIn"]
        sandbox.restore(kept)
        assert sandbox.accounts()[0]["signedIn"]
        assert MARKER not in json.dumps([kept, explanation, sandbox.accounts()]) + repr(sandbox)


def test_worlds_do_not_meet() -> None:
    with aicc.Sandbox(seed=SEED) as sandbox:
        assert sign_in(sandbox.url, world="a")[1]["retcode"] == "0"
        assert [sandbox.accounts(world=world)[0]["signedIn"] for world in ("", "a", "b")] == [False, True, False]
        sandbox.reset(world="a")
        assert not sandbox.accounts(world="a")[0]["signedIn"]


def test_faults_come_and_go() -> None:
    with aicc.Sandbox(seed=SEED) as sandbox:
        sandbox.faults({"do": {"status": 503}, "times": 1}, {"do": {"code": "100-007"}})
        assert sign_in(sandbox.url)[0] == 503
        assert sign_in(sandbox.url)[1]["retcode"] == "100-007"
        sandbox.faults()
        assert sign_in(sandbox.url)[1]["retcode"] == "0"
        with pytest.raises(ValueError, match=r"do\.status"):
            sandbox.faults({"do": {"status": 99}})


def test_the_clock_advances() -> None:
    with aicc.Sandbox() as sandbox:
        with pytest.raises(ValueError, match="advance must be a number of seconds"):
            sandbox.advance(-1)
        sandbox.advance(0.5)
    with aicc.Sandbox(seed={**SEED, "choices": {"wrongPasswordsUntilLocked": 1, "lockSeconds": 60}}) as sandbox:
        assert sign_in(sandbox.url, "wrong")[1]["retcode"] == "100-004"
        assert sign_in(sandbox.url)[1]["retcode"] == "110-016"
        sandbox.advance(61)
        assert sign_in(sandbox.url)[1]["retcode"] == "0"


def test_the_certificate_is_a_file_until_the_end() -> None:
    with aicc.Sandbox(tls=True) as sandbox:
        assert sandbox.certificate is not None
        certificate = Path(sandbox.certificate)
        context = ssl.create_default_context(cafile=certificate)
        connection = http.client.HTTPSConnection(urlsplit(sandbox.url).netloc, context=context)
        connection.request("GET", "/_aicc/health")
        assert connection.getresponse().status == 200
        connection.close()
    assert not certificate.exists()
    sandbox.close()


def test_a_closed_sandbox_does_not_reply() -> None:
    with aicc.Sandbox() as sandbox:
        assert sandbox.certificate is None
    with pytest.raises(ConnectionRefusedError):
        sign_in(sandbox.url)


CALLS: dict[str, Callable[[aicc.Sandbox], object]] = {
    "accounts": lambda sandbox: sandbox.accounts(),
    "faults": lambda sandbox: sandbox.faults({"do": {"status": 500}}),
    "reset": lambda sandbox: sandbox.reset(world="a"),
    "advance": lambda sandbox: sandbox.advance(1),
    "explain": lambda sandbox: sandbox.explain(),
    "snapshot": lambda sandbox: sandbox.snapshot(),
    "restore": lambda sandbox: sandbox.restore({}),
    "with": lambda sandbox: sandbox.__enter__(),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_closed_sandbox_says_so(call: Callable[[aicc.Sandbox], object]) -> None:
    sandbox = aicc.Sandbox(tls=True)
    url, certificate = sandbox.url, sandbox.certificate
    sandbox.close()
    with pytest.raises(RuntimeError, match="the sandbox is closed"):
        call(sandbox)
    sandbox.close()
    assert (sandbox.url, sandbox.certificate) == (url, certificate)


def test_the_calls_are_all_methods() -> None:
    methods = {name for name in vars(aicc.Sandbox) if not name.startswith("_")}
    # What a closed sandbox still says: where it was.
    assert methods - CALLS.keys() == {"certificate", "close", "cloud", "gateway", "url"}


@pytest.mark.parametrize(
    "arguments",
    [
        {"seed": {"random": MARKER}},
        {"seed": {MARKER: 1}},
        {"seed": {"accounts": [{"create": {"password": MARKER}}]}},
        {"address": MARKER},
        {"tls": True, "names": ["über"]},
    ],
    ids=str,
)
def test_what_cannot_be_used_is_a_value_error(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        aicc.Sandbox(**arguments)
    assert MARKER not in str(refused.value)


def test_a_port_that_is_taken_is_an_os_error() -> None:
    with aicc.Sandbox() as sandbox:
        port = urlsplit(sandbox.url).port
        assert port is not None
        with pytest.raises(OSError, match=f"the sandbox cannot listen on 127.0.0.1:{port}"):
            aicc.Sandbox(port=port)


def test_a_sandbox_is_not_pickled() -> None:
    with aicc.Sandbox() as sandbox, pytest.raises(TypeError):
        pickle.dumps(sandbox)


def test_the_fixtures_are_there(aicc_sandbox: aicc.Sandbox, aicc_faults: Callable[..., None]) -> None:
    aicc_faults({"do": {"status": 500}})
    assert sign_in(aicc_sandbox.url)[0] == 500
    assert aicc_sandbox.accounts() == []


def test_the_plugin_does_not_import_the_sandbox() -> None:
    program = "import aicc.pytest_plugin, sys; print('aicc.sandbox' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "False\n"
