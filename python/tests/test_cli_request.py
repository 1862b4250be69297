"""``aicc request``: the requests that the records of files become."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from command import AGENTS, CREATE, EXAMPLES, Command, Write
from test_cli import FAULTS

import aicc

AGENT = EXAMPLES / "agent-account-create.json"
SIGN_IN = ("request", "loginex", str(EXAMPLES / "agent-sign-in.json"), "--host", "10.0.0.5")
MARKER = "Zq_7markr"
CREDENTIALS = {"AICC_TOKEN": "t0kenMARK", "AICC_APP_KEY": "k3yMARK"}


@pytest.mark.parametrize("output", ["http", "json"])
def test_a_request_shows_its_secrets_only_when_asked(command: Command, write: Write, output: str) -> None:
    file = write("a.json", json.dumps({**json.loads(AGENT.read_bytes()), "password": "Zq#7mark"}))
    arguments = ("request", CREATE, str(file), "--host", "service.besclouds.com", "-o", output)
    masked = command.run(*arguments, **CREDENTIALS)
    assert masked.code == 0
    for secret in ("Zq#7mark", "t0kenMARK", "k3yMARK"):
        assert secret not in masked.output
    shown = command.run(*arguments, "--show-secrets", **CREDENTIALS)
    for secret in ("Zq#7mark", "Bearer t0kenMARK", "k3yMARK"):
        assert secret in shown.stdout


def test_a_request_is_what_would_be_sent(command: Command) -> None:
    arguments = ("request", CREATE, str(AGENT), "--host", "service.besclouds.com")
    ran = command.run(*arguments, "-o", "json", "--show-secrets", **CREDENTIALS)
    (request,) = json.loads(ran.stdout)
    cloud = aicc.Cloud("service.besclouds.com", token="t0kenMARK", app_key="k3yMARK")
    expected = aicc.AgentAccountCreate.from_json(AGENT.read_bytes()).request(cloud)
    assert (request["method"], request["url"], request["headers"]) == (expected.method, expected.url, expected.headers)
    assert request["body"].encode() == expected.content
    text = command.run(*arguments, "--show-secrets", **CREDENTIALS).stdout
    assert text.encode().endswith(b"\n\n" + expected.content + b"\n\n")
    assert command.run(*arguments, **CREDENTIALS).stdout.splitlines()[1:5] == [
        f"POST {expected.url}",
        "Content-Type: application/json",
        "x-app-key: ***",
        "Authorization: ***",
    ]
    wrapped = command.run(*arguments, "-o", "json", "--wrapped", **CREDENTIALS)
    assert json.loads(json.loads(wrapped.stdout)[0]["body"])["requestParam"]["password"] == "***"


def test_the_token_can_come_from_a_file(command: Command, write: Write) -> None:
    token = write("token", f"\ufeff{MARKER}\n")
    arguments = ("request", CREATE, str(AGENT), "--host", "10.0.0.5", "--show-secrets")
    assert f"Authorization: Bearer {MARKER}\n" in command.run(*arguments, "--token-file", str(token)).stdout
    missing = command.run(*arguments, "--token-file", "nowhere")
    assert missing.code == 2
    assert "nowhere" in missing.stderr


def test_a_file_of_many_records_gives_many_requests_and_reports_the_others(command: Command) -> None:
    ran = command.run("request", CREATE, str(AGENTS), "--host", "10.0.0.5", "-o", "json", **CREDENTIALS)
    assert ran.code == 1
    faulty = {row for row, _, _ in FAULTS}
    assert [request["row"] for request in json.loads(ran.stdout)] == [n for n in range(2, 38) if n not in faulty]
    assert "/skills/0/agentWeight" in ran.stderr
    assert "Records: 36 (22 valid, 14 invalid)" in ran.stderr


def test_a_sign_in_request_needs_its_agent(command: Command) -> None:
    missing = command.run(*SIGN_IN)
    assert missing.code == 2
    assert "--agent-id" in missing.stderr
    ran = command.run(*SIGN_IN, "--agent-id", "291")
    assert "PUT https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex\n" in ran.stdout
    assert "made-up" not in ran.output
    refused = command.run(*SIGN_IN, "--agent-id", "100")
    assert refused.code == 2
    assert "--agent-id" in refused.stderr


def test_the_edition(command: Command) -> None:
    arguments = (*SIGN_IN, "--agent-id", "60000")
    assert command.run(*arguments).code == 2
    assert command.run(*arguments, "--edition", "2025-11-13").code == 0
    assert command.run(*arguments, "--edition", "2024").code == 2


def test_credentials_that_cannot_be_used_are_sentences(command: Command) -> None:
    arguments = ("request", CREATE, str(AGENT), "--host", "10.0.0.5")
    missing = command.run(*arguments, AICC_TOKEN="")
    assert missing.code == 2
    assert "AICC_TOKEN" in missing.stderr
    broken = command.run(*arguments, AICC_TOKEN=f"{MARKER} x")
    assert broken.code == 2
    assert MARKER not in broken.output


@pytest.mark.parametrize(
    "option", [("--host", "a/b"), ("--scheme", "ftp"), ("--port", "0"), ("--port", "99999999999999999999999")]
)
def test_a_wrong_server_is_a_sentence(command: Command, option: tuple[str, str]) -> None:
    host = () if option[0] == "--host" else ("--host", "10.0.0.5")
    ran = command.run("request", CREATE, str(AGENT), *host, *option, **CREDENTIALS)
    assert (ran.code, ran.stdout) == (2, "")
    assert option[0] in ran.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a name is any bytes on Linux only")
@pytest.mark.parametrize("output", ["http", "json"])
def test_a_name_that_is_not_utf_8_is_shown_with_escapes(command: Command, tmp_path: Path, output: str) -> None:
    name = os.fsencode(tmp_path) + b"/a\xff.json"
    Path(os.fsdecode(name)).write_bytes(AGENT.read_bytes())
    ran = command.run("request", CREATE, name, "--host", "10.0.0.5", "-o", output, **CREDENTIALS)
    assert ran.code == 0
    assert (r"a\xff.json" if output == "http" else r"a\\xff.json") in ran.stdout
