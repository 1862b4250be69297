"""Every request and reply vector between the sandbox and stock HTTP clients, over HTTP and HTTPS."""

from __future__ import annotations

import json
import shutil

import exchanges
import pytest
import vectors as v
from http_clients import CLIENTS, Client

import aicc


@pytest.fixture(params=["http", "https"])
def tls(request: pytest.FixtureRequest) -> bool:
    return request.param == "https"


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> Client:
    if request.param == "curl" and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    return CLIENTS[request.param]


def test_every_request_vector_gets_its_verdict(tls: bool, client: Client, request: pytest.FixtureRequest) -> None:
    asked = list(exchanges.requests())
    for seed, of_seed in exchanges.by_seed(asked).items():
        with aicc.Sandbox(tls=tls, explain=True, seed=json.loads(seed)) as sandbox:
            answers = client(sandbox.url, sandbox.certificate, [each.sent for each in of_seed])
            for each, answer in zip(of_seed, answers, strict=True):
                found = exchanges.violations(answer)
                if found is None:
                    client(sandbox.url, sandbox.certificate, [each.sent])
                    found = exchanges.places(sandbox.explain() or {})
                check_verdict(each, answer, found)
    every = sum(len(v.vectors(kind)) for kind in ("body", "message", "request"))
    print(f"{request.node.callspec.id}: {len(asked)} of {every} request vectors")
    assert len(asked) > 1600


def check_verdict(each: exchanges.Exchange, answer: exchanges.Answer, found: list[tuple[str, str, str]]) -> None:
    """Checks the reply to the request of a vector, and what the sandbox has found in it."""
    assert found == exchanges.expected(each.vector), each.vector["id"]
    reply = aicc.read_reply(each.vector["interface"], answer.status, answer.content)
    assert reply.outcome in ("success", "refusal", "documentedStatus"), each.vector["id"]
    assert not (found and reply.ok), each.vector["id"]


def test_every_reply_vector_arrives(tls: bool, client: Client, request: pytest.FixtureRequest) -> None:
    asked = list(exchanges.replies())
    with aicc.Sandbox(tls=tls) as sandbox:
        sandbox.faults(*exchanges.faults(asked))
        answers = client(sandbox.url, sandbox.certificate, [each.sent for each in asked])
    for each, answer in zip(asked, answers, strict=True):
        vector = each.vector
        assert (answer.status, answer.content) == (vector["status"], v.body(vector)), vector["id"]
        profile, headers = v.profile(vector), answer.headers
        reply = aicc.read_reply(vector["interface"], answer.status, answer.content, headers=headers, profile=profile)
        assert (reply.outcome, reply.code) == (vector["outcome"], vector.get("code")), vector["id"]
        for name, value in vector.get("headers", []):
            assert headers[name.lower()] == value, vector["id"]
    print(f"{request.node.callspec.id}: {len(asked)} of {len(v.vectors('reply'))} reply vectors")
    assert len(asked) > 300


def test_a_client_refuses_the_certificate_of_another_sandbox(client: Client) -> None:
    (asked, *_) = exchanges.requests()
    with aicc.Sandbox(tls=True) as first, aicc.Sandbox(tls=True) as second:
        client(first.url, first.certificate, [asked.sent])
        with pytest.raises(Exception, match=r"CERTIFICATE_VERIFY_FAILED|exit status 60"):
            client(first.url, second.certificate, [asked.sent])
