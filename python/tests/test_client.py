"""``aicc.Client`` and ``aicc.AsyncClient`` with each library, against a sandbox over HTTP and HTTPS."""

from __future__ import annotations

import asyncio
import io
import pickle
import socket
import ssl
import subprocess
import sys
import traceback
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import httpx2
import pytest
from rich.console import Console
from rich.traceback import Traceback

import aicc

MARKER = "Mk7xQ!ab"
TOKEN = "tok3nMk7xQ"
LIBRARIES = [httpx2, httpx]

AGENT = aicc.AgentAccountCreate(
    user_account="li.na01",
    user_name="Li Na",
    password=MARKER,
    email="li.na@example.com",
    agent_type=aicc.AgentType.AUDIO,
    cc_role_id=aicc.AgentRole.AGENT,
)


@pytest.fixture(params=[False, True], ids=["http", "https"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[aicc.Sandbox]:
    with aicc.Sandbox(tls=request.param) as sandbox:
        yield sandbox


@pytest.fixture(params=LIBRARIES, ids=lambda library: library.__name__)
def library(request: pytest.FixtureRequest) -> ModuleType:
    return request.param


def options(sandbox: aicc.Sandbox) -> dict[str, Any]:
    """Returns the options of an HTTP client that trusts the sandbox alone."""
    context = ssl.create_default_context(cafile=sandbox.certificate) if sandbox.certificate else True
    return {"verify": context, "trust_env": False}


def test_a_reply_is_returned_for_each_request(sandbox: aicc.Sandbox, library: ModuleType) -> None:
    cloud = sandbox.cloud(token=TOKEN)
    with library.Client(**options(sandbox)) as http:
        client = aicc.Client(http)
        created = client.send(AGENT.request(cloud))
        assert isinstance(created.data, aicc.AgentAccountCreateReply)
        assert (created.ok, created.data.work_no) == (True, 101)
        again = client.send(AGENT.request(cloud))
        assert (again.outcome, again.code, again.interface) == ("refusal", "1", "agentAccount/create")
        found = client.send(aicc.AgentInfoQuery(account_code="li.na01").request(cloud))
        assert isinstance(found.data, aicc.AgentInfoQueryReply)
        assert isinstance(found.data.data, aicc.AgentInfo)
        assert found.data.data.work_no == 101
        settings = client.send(aicc.AgentSettingsCreate(user_id="u").request(cloud))
        assert settings.ok
        signed_in = client.send(aicc.AgentSignIn(password=MARKER).request(sandbox.gateway(), agent_id=101))
        assert signed_in.ok
        assert isinstance(signed_in.session, aicc.Secret)
        sandbox.faults({"do": {"status": 503}})
        assert client.send(AGENT.request(cloud)).outcome == "undocumentedStatus"


def test_an_async_client_returns_the_same(sandbox: aicc.Sandbox, library: ModuleType) -> None:
    async def replies() -> list[aicc.Reply]:
        cloud = sandbox.cloud(token=TOKEN)
        async with library.AsyncClient(**options(sandbox)) as http, aicc.AsyncClient(http) as client:
            created = await client.send(AGENT.request(cloud))
            query = aicc.AgentInfoQuery(account_code="li.na01")
            found = await asyncio.gather(*[client.send(query.request(cloud)) for _ in range(10)])
            assert not http.is_closed
            return [created, *found]

    assert [reply.outcome for reply in asyncio.run(replies())] == ["success"] * 11


def test_any_object_with_the_method_is_an_http_client() -> None:
    sent: list[Any] = []

    class Http:
        def request(self, method: str, url: str, **arguments: Any) -> Any:
            sent.append((method, url, arguments))
            return SimpleNamespace(
                status_code=200, headers={"set-guid": "s"}, content=b'{"retcode": "0", "message": ""}'
            )

    request = aicc.AgentSignIn(password=MARKER).request(aicc.Gateway("10.0.0.5"), agent_id=291)
    reply = aicc.Client(Http()).send(request)
    assert sent == [(request.method, request.url, {"headers": request.headers, "content": request.content})]
    assert (reply.ok, reply.session) == (True, aicc.Secret("s"))


def test_a_client_closes_its_own_http_client_and_no_other(sandbox: aicc.Sandbox, library: ModuleType) -> None:
    with library.Client(**options(sandbox)) as http:
        with aicc.Client(http) as client:
            client.send(AGENT.request(sandbox.cloud()))
        assert not http.is_closed
    if sandbox.certificate is None:
        with aicc.Client() as client:
            assert client.send(AGENT.request(sandbox.cloud())).outcome == "refusal"
        with pytest.raises(RuntimeError, match="closed"):
            client.send(AGENT.request(sandbox.cloud()))
        client.close()


def test_a_redirect_is_not_followed(library: ModuleType) -> None:
    with aicc.Sandbox() as sandbox, aicc.Sandbox() as other, library.Client(trust_env=False) as http:
        place = AGENT.request(other.cloud()).url
        sandbox.faults({"do": {"status": 307, "headers": {"Location": place}}})
        reply = aicc.Client(http).send(AGENT.request(sandbox.cloud()))
        assert (reply.outcome, reply.status) == ("undocumentedStatus", 307)
        assert not other.accounts()


def test_an_untrusted_certificate_is_refused(library: ModuleType) -> None:
    with aicc.Sandbox(tls=True) as sandbox, library.Client(trust_env=False) as http:
        with pytest.raises(library.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            aicc.Client(http).send(AGENT.request(sandbox.cloud()))
        assert not sandbox.accounts()


def failures(library: ModuleType) -> Iterator[BaseException]:
    """Yields what is raised without a connection, without an answer, and while a task waits."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        silent = aicc.Cloud("127.0.0.1", port=port, scheme="http", token=TOKEN, app_key=TOKEN)
        with library.Client(trust_env=False, timeout=0.05) as http, pytest.raises(library.TimeoutException) as timeout:
            aicc.Client(http).send(AGENT.request(silent))
        yield timeout.value

        async def cancelled() -> None:
            async with library.AsyncClient(trust_env=False) as http:
                await asyncio.wait_for(aicc.AsyncClient(http).send(AGENT.request(silent)), 0.05)

        with pytest.raises((asyncio.TimeoutError, TimeoutError)) as stopped:
            asyncio.run(cancelled())
        yield stopped.value
    with library.Client(trust_env=False) as http, pytest.raises(library.ConnectError) as refused:
        aicc.Client(http).send(AGENT.request(silent))
    yield refused.value


def test_a_failure_holds_no_credential_and_no_body(library: ModuleType) -> None:
    for error in failures(library):
        screen = Console(file=io.StringIO(), width=1000)
        screen.print(Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True))
        captured = traceback.TracebackException.from_exception(error, capture_locals=True)
        texts = [screen.file.getvalue(), *captured.format(), repr(error), str(vars(error))]  # type: ignore[attr-defined]
        for text in texts:
            assert MARKER not in text
            assert TOKEN not in text
        pickled = pickle.dumps(error)
        assert MARKER.encode() not in pickled
        assert TOKEN.encode() not in pickled
        assert any("test_client" in frame.filename for frame in traceback.extract_tb(error.__traceback__))


def test_a_client_is_not_pickled(library: ModuleType) -> None:
    with library.Client() as http, pytest.raises(TypeError, match="it has connections"):
        pickle.dumps(aicc.Client(http))
    with pytest.raises(TypeError, match="it has connections"):
        pickle.dumps(aicc.AsyncClient(library.AsyncClient()))


def test_a_library_is_imported_when_a_client_needs_one() -> None:
    program = "import aicc, sys; aicc.Client(object()); print('httpx2' in sys.modules, 'httpx' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.split() == ["False", "False"]


def test_without_a_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    with aicc.Client() as client:
        assert isinstance(client._http, httpx.Client)
    monkeypatch.setitem(sys.modules, "httpx", None)
    for client_class in (aicc.Client, aicc.AsyncClient):
        with pytest.raises(ImportError, match=r"pip install 'aicc\[http\]'"):
            client_class()
