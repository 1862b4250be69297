"""The sandbox over HTTP and HTTPS, with clients that verify the certificate."""

from __future__ import annotations

import asyncio
import http.client
import json
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from command import BINARY, Write, environment

import aicc

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a signal ends the sandbox")

HIDDEN = "Mk7xQ"
MARKER = f"{HIDDEN}!ab"
ACCOUNT = {
    "userAccount": "li.na01",
    "userName": "Li Na",
    "password": MARKER,
    "email": "li.na@example.com",
    "agentType": 4,
    "ccRoleId": 2,
}
CREDENTIALS = {"Authorization": f"Bearer {HIDDEN}", "x-app-key": HIDDEN}


@dataclass(frozen=True)
class Running:
    """A sandbox of the binary, and what it has printed."""

    url: str
    certificate: str | None
    process: subprocess.Popen[str]
    opened: list[http.client.HTTPConnection]

    @property
    def port(self) -> int:
        port = urlsplit(self.url).port
        assert port is not None
        return port

    def connection(self) -> http.client.HTTPConnection:
        """Returns a connection that is closed when the sandbox ends."""
        if self.certificate is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port)
        else:
            context = ssl.create_default_context(cafile=self.certificate)
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=context)
        self.opened.append(connection)
        return connection

    def client(self) -> Client:
        return Client(self.connection())

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Ends the sandbox, and returns its exit status and what it wrote to standard error."""
        self.process.send_signal(number)
        _, errors = self.process.communicate()
        return self.process.returncode, errors


@contextmanager
def sandbox(*arguments: str | Path, **variables: str) -> Generator[Running, None, None]:
    command = [BINARY, "sandbox", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment(**variables)
    )
    assert process.stdout is not None
    opened: list[http.client.HTTPConnection] = []
    try:
        url = process.stdout.readline().strip()
        assert url, process.communicate()
        certificate = process.stdout.readline().strip() if "--tls" in arguments else None
        yield Running(url, certificate, process, opened)
    finally:
        for connection in opened:
            connection.close()
        process.kill()
        process.communicate()


@dataclass
class Client:
    """A connection that stays open."""

    connection: http.client.HTTPConnection

    def send(self, method: str, path: str, content: bytes = b"", **headers: str) -> http.client.HTTPResponse:
        self.connection.request(method, path, content, headers)
        return self.connection.getresponse()

    def call(self, method: str, path: str, value: Any = None, **headers: str) -> tuple[int, Any]:
        content = b"" if value is None else json.dumps(value).encode()
        response = self.send(method, path, content, **headers)
        return response.status, json.loads(response.read() or b"null")

    def interface(self, name: str, content: bytes) -> tuple[int, bytes]:
        method, path = METHODS[name]
        response = self.send(method, path, content, **{"Content-Type": "application/json", **CREDENTIALS})
        return response.status, response.read()


METHODS = {
    page["name"]: (page["method"], page["path"].replace("{agentid}", "291")) for page in aicc.catalogue()["interfaces"]
}


@pytest.fixture(scope="module", params=["http", "https"])
def client(request: pytest.FixtureRequest) -> Generator[Client, None, None]:
    arguments = ["--explain", *(["--tls"] if request.param == "https" else [])]
    with sandbox(*arguments) as running:
        assert running.url.startswith(f"{request.param}://127.0.0.1:")
        yield running.client()


def test_an_account_is_found_and_signs_in_once(client: Client) -> None:
    client.call("POST", "/_aicc/reset")
    create = aicc.AgentAccountCreate.from_json(json.dumps(ACCOUNT))
    status, content = client.interface("agentAccount/create", create.to_json().encode())
    assert aicc.read_reply("agentAccount/create", status, content).ok
    status, content = client.interface("queryAgentInfoByAccount", b'{"accountCode": "li.na01"}')
    found = aicc.read_reply("queryAgentInfoByAccount", status, content)
    assert found.ok, content
    number = client.call("GET", "/_aicc/accounts")[1][0]["workNo"]
    path = METHODS["loginex"][1].replace("291", str(number))
    body = json.dumps({"password": MARKER, "phonenum": "40038", "ip": "10.0.0.5"}).encode()
    codes = []
    for _ in range(2):
        response = client.send("PUT", path, body, **{"Content-Type": "application/json"})
        codes.append(json.loads(response.read())["retcode"])
    assert codes == ["0", "100-002"]


def test_parallel_worlds_do_not_meet(client: Client) -> None:
    body = json.dumps(ACCOUNT).encode()
    method, path = METHODS["agentAccount/create"]
    for world in ("a", "b"):
        client.call("POST", "/_aicc/reset", **{"X-AICC-World": world})
        headers = {"Content-Type": "application/json", "X-AICC-World": world, **CREDENTIALS}
        response = client.send(method, path, body, **headers)
        assert json.loads(response.read())["resultCode"] == "0", world
    client.call("POST", "/_aicc/reset", **{"X-AICC-World": "a"})
    accounts = [client.call("GET", "/_aicc/accounts", **{"X-AICC-World": world})[1] for world in ("a", "b")]
    assert [len(each) for each in accounts] == [0, 1]


def test_httpx_verifies_the_certificate_for_names_and_addresses(tmp_path: Path) -> None:
    httpx = pytest.importorskip("httpx")
    certificate = tmp_path / "authority.pem"
    with sandbox("--tls", "--certificate", certificate, "--name", "sandbox.test") as running:
        assert running.certificate == str(certificate)
        port = running.port
        context = ssl.create_default_context(cafile=certificate)
        for host in ("localhost", "127.0.0.1"):
            with httpx.Client(verify=context) as client:
                assert client.get(f"https://{host}:{port}/_aicc/health").json()["status"] == "ok"
        assert names_of(certificate, port) >= {"localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "sandbox.test"}
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(f"{running.url}/_aicc/health")


def names_of(certificate: Path, port: int | None) -> set[str]:
    """Returns the names of the server's certificate."""
    context = ssl.create_default_context(cafile=certificate)
    plain = socket.create_connection(("127.0.0.1", port))
    with context.wrap_socket(plain, server_hostname="localhost") as secure:
        found = secure.getpeercert()
    assert found is not None
    return {str(pair[1]).strip() for pair in found["subjectAltName"]}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_verifies_the_certificate() -> None:
    with sandbox("--tls") as running:
        assert running.certificate is not None
        arguments = ["curl", "-sS", "--cacert", running.certificate, f"{running.url}/_aicc/health"]
        ran = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=True)
        assert json.loads(ran.stdout)["status"] == "ok"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_faults_are_seen_on_the_wire(scheme: str) -> None:
    with sandbox(*(["--tls"] if scheme == "https" else [])) as running:
        admin = running.client()

        def outcome(**action: Any) -> Any:
            admin.call("PUT", "/_aicc/faults", [{"do": action}])
            try:
                status, content = running.client().interface("loginex", b'{"password": ""}')
            except (http.client.HTTPException, OSError) as error:
                return type(error).__name__
            return status, content

        assert outcome(status=503, retryAfter=7)[0] == 503
        assert outcome(code="100-007")[0] == 200
        assert outcome(invalidJson=True)[0] == 200
        assert outcome(slow=100_000)[0] == 200
        assert outcome(reset=True) in ("ConnectionResetError", "RemoteDisconnected", "SSLError", "SSLEOFError")
        assert outcome(cut=3) in ("IncompleteRead", "SSLEOFError")
        response = admin.send("GET", "/_aicc/faults")
        assert json.loads(response.read()) == [{"when": {}, "effect": "before", "do": {"cut": 3}}]


def test_an_answer_can_be_lost_after_the_effect() -> None:
    with sandbox() as running:
        admin = running.client()
        admin.call("PUT", "/_aicc/faults", [{"effect": "after", "do": {"reset": True}, "times": 1}])
        body = json.dumps(ACCOUNT).encode()
        with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
            running.client().interface("agentAccount/create", body)
        assert [each["account"] for each in admin.call("GET", "/_aicc/accounts")[1]] == ["li.na01"]


def test_no_secret_is_in_any_output(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps({"apps": [{"appKey": HIDDEN, "appSecret": MARKER}]}))
    recordings = [tmp_path / "exchanges.jsonl", tmp_path / "exchanges.har"]
    state = tmp_path / "state.json"
    shown = ""
    for recording in recordings:
        with sandbox("--explain", "--seed", seed, "--record", recording, "--state", state) as running:
            client = running.client()
            for name in METHODS:
                for value in (ACCOUNT, {"password": MARKER, "unknown": MARKER}, MARKER):
                    method, path = METHODS[name]
                    headers = {"Content-Type": "application/json", "X-Other": MARKER, **CREDENTIALS}
                    response = client.send(method, f"{path}?token={MARKER}", json.dumps(value).encode(), **headers)
                    shown += str(response.headers)
                    response.read()
            for route in ("accounts", "faults", "snapshot", "explain", "clock"):
                shown += json.dumps(client.call("GET", f"/_aicc/{route}"))
            for route in ("faults", "snapshot", "clock", "unlock", MARKER):
                for method in ("PUT", "POST"):
                    shown += client.send(method, f"/_aicc/{route}", f'{{"x": "{MARKER}"'.encode()).read().decode()
            code, errors = running.end()
            assert code == -signal.SIGTERM
            shown += errors
    for path in (*recordings, state):
        content = path.read_text(encoding="utf-8")
        assert len(content) > 100, path
        assert path.stat().st_mode & 0o777 == 0o600, path
        shown += content
    assert "li.na01" in shown
    assert HIDDEN not in shown.replace(f"/_aicc/{MARKER}", "")


def test_a_state_is_kept_and_a_recording_is_replayed(tmp_path: Path) -> None:
    state, recording = tmp_path / "state.json", tmp_path / "exchanges.jsonl"
    body = json.dumps(ACCOUNT).encode()
    with sandbox("--state", state, "--record", recording) as running:
        first = running.client().interface("agentAccount/create", body)
        assert not state.exists()
        assert running.end(signal.SIGINT)[0] == -signal.SIGINT
    with sandbox("--state", state) as running:
        accounts = running.client().call("GET", "/_aicc/accounts")[1]
        assert [each["account"] for each in accounts] == ["li.na01"]
    with sandbox("--replay", recording) as running:
        client = running.client()
        assert client.interface("agentAccount/create", body) == first
        assert client.interface("agentAccount/create", b"{}")[0] == 404
        assert client.call("GET", "/_aicc/accounts")[0] == 409


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_requests_are_forwarded_and_departures_reported(scheme: str, tmp_path: Path) -> None:
    recording = tmp_path / "exchanges.jsonl"
    with sandbox(*(["--tls"] if scheme == "https" else [])) as real:
        trusted = {"SSL_CERT_FILE": real.certificate} if real.certificate else {}
        with sandbox("--forward-to", real.url, "--record", recording, **trusted) as front:
            client = front.client()
            status, content = client.interface("agentAccount/create", json.dumps(ACCOUNT).encode())
            assert aicc.read_reply("agentAccount/create", status, content).ok, content
            assert len(real.client().call("GET", "/_aicc/accounts")[1]) == 1
            client.interface("loginex", json.dumps({"password": MARKER, "status": 9}).encode())
            action = {"status": 200, "body": json.dumps({"retcode": 7})}
            real.client().call("PUT", "/_aicc/faults", [{"do": action}])
            client.interface("loginex", b'{"password": ""}')
            code, errors = front.end()
    assert code == -signal.SIGTERM
    assert "request of loginex: /status status must be one of 3, 4, 5" in errors or "/status" in errors, errors
    assert "reply of loginex: " in errors
    assert HIDDEN not in errors + recording.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "sent",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: \xff\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x00\x05hello\r\n\r\n",
        b"",
    ],
    ids=range(11),
)
def test_hostile_http_is_refused_or_closed(sent: bytes) -> None:
    with sandbox() as running:
        port = running.port
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            received = b""
            try:
                while part := connection.recv(65536):
                    received += part
            except ConnectionResetError:
                pass
        assert received == b"" or 400 <= int(received.split()[1]) < 500, received
        assert running.client().call("GET", "/_aicc/health")[0] == 200
        code, errors = running.end()
        assert code == -signal.SIGTERM
        assert "panicked" not in errors


def test_a_body_beyond_the_limit_is_refused() -> None:
    with sandbox() as running:
        connection = running.connection()
        connection.putrequest("POST", "/")
        connection.putheader("Content-Length", str(100_000_000))
        connection.endheaders()
        chunk = b"a" * 65536
        try:
            for _ in range(100):
                connection.send(chunk)
        except (ConnectionResetError, BrokenPipeError):
            return
        assert connection.getresponse().status == 413


def test_a_client_that_resets_does_not_harm_the_others() -> None:
    with sandbox() as running:
        port = running.port
        for _ in range(50):
            connection = socket.create_connection(("127.0.0.1", port))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n")
            connection.close()
        assert running.client().call("GET", "/_aicc/health")[0] == 200


def test_a_thousand_idle_connections_leave_room() -> None:
    async def idle(port: int) -> list[Any]:
        return [await asyncio.open_connection("127.0.0.1", port) for _ in range(1000)]

    async def run(running: Running) -> None:
        port = running.port
        opened = await idle(port)
        assert running.client().call("GET", "/_aicc/health")[0] == 200
        for _, writer in opened:
            writer.close()
            await writer.wait_closed()

    resource = pytest.importorskip("resource")
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 2200:
        pytest.skip("the process may not open 1,000 connections")
    with sandbox() as running:
        asyncio.run(run(running))


def test_who_reaches_the_sandbox_is_said(write: Write) -> None:
    with sandbox() as running:
        assert "only this machine reaches it" in running.end()[1]
    with sandbox("--address", "0.0.0.0", "-l", "zh") as running:
        assert running.url.startswith("http://127.0.0.1:")
        assert "其他机器" in running.end()[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "70000"], "--port cannot be “70000”"),
        (["--address", "nowhere"], "--address cannot be “nowhere”"),
        (["--certificate", "a.pem"], "--tls must be given"),
        (["--seed", "seed.json"], "--seed seed.json: line 1, column 21: this is not the JSON"),
        (["--seed", "absent.json"], "--seed absent.json: "),
        (["--record", "a.txt"], "--record a.txt: the form of the recording is not known"),
        (["--record", "seed.json"], "--record seed.json: "),
        (["--replay", "broken.jsonl"], "--replay broken.jsonl: line 2 is not part of a recording"),
        (["--forward-to", "http://u:Mk7xQ!ab@h"], "--forward-to: it must be a URL"),
        (["--forward-to", "http://h", "--seed", "x"], "cannot be used together"),
        (["--tls", "--name", "über"], "the certificate cannot be made"),
        (["--seed", "empty.json", "--state", "empty.json"], "this is the same file as --seed"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_a_sentence(arguments: list[str], sentence: str, write: Write, tmp_path: Path) -> None:
    write("seed.json", f'{{"random": "{MARKER}"}}')
    write("empty.json", "{}")
    write("broken.jsonl", f"\n{MARKER}\n")
    ran = subprocess.run(
        [BINARY, "sandbox", *arguments], capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment()
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert sentence in ran.stderr
    assert HIDDEN not in ran.stderr


def test_a_port_that_is_taken_is_a_sentence() -> None:
    with sandbox() as running:
        port = str(running.port)
        ran = subprocess.run(
            [BINARY, "sandbox", "--port", port], capture_output=True, encoding="utf-8", env=environment()
        )
        assert ran.returncode == 2
        assert f"the sandbox cannot listen on 127.0.0.1:{port}" in ran.stderr
