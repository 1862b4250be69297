"""Every request and reply vector between the sandbox and stock HTTP clients, over HTTP and HTTPS."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import exchanges
import pytest
import vectors as v
from http_clients import CLIENTS, Client

import aicc


@pytest.fixture(scope="module", params=["http", "https"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[aicc.Sandbox]:
    with aicc.Sandbox(tls=request.param == "https", explain=True) as sandbox:
        assert sandbox.url.startswith(f"{request.param}://127.0.0.1:")
        yield sandbox


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> Client:
    if request.param == "curl" and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    return CLIENTS[request.param]


def test_every_request_vector_gets_its_verdict(
    sandbox: aicc.Sandbox, client: Client, request: pytest.FixtureRequest
) -> None:
    asked = list(exchanges.requests())
    answers = client(sandbox.url, sandbox.certificate, [each.sent for each in asked])
    long = 0
    for each, answer in zip(asked, answers, strict=True):
        found = exchanges.violations(answer)
        if found is None:
            long += 1
            client(sandbox.url, sandbox.certificate, [each.sent])
            found = exchanges.places(sandbox.explain() or {})
        assert found == exchanges.expected(each.vector), each.vector["id"]
        reply = aicc.read_reply(each.vector["interface"], answer.status, answer.content)
        assert reply.outcome in ("success", "refusal", "documentedStatus"), each.vector["id"]
        if found:
            assert not reply.ok, each.vector["id"]
    every = sum(len(v.vectors(kind)) for kind in ("body", "message", "request"))
    print(f"{request.node.callspec.id}: {len(asked)} of {every} request vectors")
    assert len(asked) > 1500
    assert long < 20


def test_every_reply_vector_arrives(sandbox: aicc.Sandbox, client: Client, request: pytest.FixtureRequest) -> None:
    asked = list(exchanges.replies())
    sandbox.faults(*exchanges.faults(asked))
    answers = client(sandbox.url, sandbox.certificate, [each.sent for each in asked])
    sandbox.faults()
    for each, answer in zip(asked, answers, strict=True):
        vector = each.vector
        assert (answer.status, answer.content) == (vector["status"], v.body(vector)), vector["id"]
        reply = aicc.read_reply(vector["interface"], answer.status, answer.content, headers=answer.headers)
        assert (reply.outcome, reply.code) == (vector["outcome"], vector.get("code")), vector["id"]
        for name, value in vector.get("headers", []):
            assert answer.headers[name.lower()] == value, vector["id"]
    print(f"{request.node.callspec.id}: {len(asked)} of {len(v.vectors('reply'))} reply vectors")
    assert len(asked) > 280


def test_a_client_refuses_the_certificate_of_another_sandbox(client: Client) -> None:
    (asked, *_) = exchanges.requests()
    with aicc.Sandbox(tls=True) as first, aicc.Sandbox(tls=True) as second:
        client(first.url, first.certificate, [asked.sent])
        with pytest.raises(Exception, match=r"CERTIFICATE_VERIFY_FAILED|exit status 60"):
            client(first.url, second.certificate, [asked.sent])
