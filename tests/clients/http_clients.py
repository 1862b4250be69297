"""Stock HTTP clients. Each sends requests over one connection, and verifies the certificate of an HTTPS server."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import aiohttp
import httpx
from exchanges import Answer, Sent
from yarl import URL

Client = Callable[[str, "str | None", "list[Sent]"], "list[Answer]"]
"""Sends requests to a URL in their order, and returns the answers. The second argument is the certificate to trust."""


def with_httpx(url: str, certificate: str | None, requests: list[Sent]) -> list[Answer]:
    """Sends requests with httpx."""
    with httpx.Client(verify=context(certificate), timeout=None) as client:
        answers = [
            client.request(sent.method, url + sent.target, headers=sent.headers, content=sent.content)
            for sent in requests
        ]
    return [Answer(answer.status_code, lower(answer.headers.items()), answer.content) for answer in answers]


def with_aiohttp(url: str, certificate: str | None, requests: list[Sent]) -> list[Answer]:
    """Sends requests with aiohttp."""

    async def send() -> list[Answer]:
        answers: list[Answer] = []
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=context(certificate), limit=1), skip_auto_headers=["Content-Type"]
        ) as session:
            for sent in requests:
                target = URL(url + sent.target, encoded=True)
                async with session.request(
                    sent.method, target, headers=sent.headers, data=BytesIO(sent.content), allow_redirects=False
                ) as answer:
                    answers.append(Answer(answer.status, lower(answer.headers.items()), await answer.read()))
        return answers

    return asyncio.run(send())


def with_curl(url: str, certificate: str | None, requests: list[Sent]) -> list[Answer]:
    """Sends requests with one process of curl."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = "next\n".join(section(url, certificate, sent, folder / str(i)) for i, sent in enumerate(requests))
        command = ["curl", "--disable", "--no-progress-meter", "--config", "-"]
        subprocess.run(command, input=config, encoding="utf-8", capture_output=True, check=True)
        return [answer_in(folder / str(index)) for index in range(len(requests))]


def section(url: str, certificate: str | None, sent: Sent, path: Path) -> str:
    """Returns the options of one request, and writes its body into a file."""
    path.with_suffix(".sent").write_bytes(sent.content)
    # A colon without a value removes the header that curl adds; a semicolon sends an empty one.
    headers = [f"{name}: {value}" if value else f"{name};" for name, value in sent.headers]
    if all(name.lower() != "content-type" for name, _ in sent.headers):
        headers.append("Content-Type:")
    options = [
        ("url", quote(url + sent.target, safe="/:+,~")),
        ("request", sent.method),
        ("data-binary", f"@{path.with_suffix('.sent')}"),
        ("output", str(path.with_suffix(".body"))),
        ("dump-header", str(path.with_suffix(".head"))),
        # Without it, curl waits for the status 100 before it sends a large body.
        ("header", "Expect:"),
        *[("header", header) for header in headers],
        *([("cacert", certificate)] if certificate else []),
    ]
    return "".join(f"{option} = {quoted(value)}\n" for option, value in options)


def quoted(value: str) -> str:
    """Returns a value as the configuration of curl has it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


def answer_in(path: Path) -> Answer:
    """Returns the answer that curl wrote into files."""
    first, *lines = path.with_suffix(".head").read_bytes().decode("latin-1").split("\r\n")
    body = path.with_suffix(".body")
    fields = [line.split(": ", 1) for line in lines if ": " in line]
    content = body.read_bytes() if body.exists() else b""
    return Answer(int(first.split()[1]), lower((name, value) for name, value in fields), content)


def lower(headers: object) -> dict[str, str]:
    """Returns headers with their names in lower case."""
    return {name.lower(): value for name, value in headers}  # type: ignore[attr-defined]


def context(certificate: str | None) -> ssl.SSLContext:
    """Returns the settings of TLS that trust one certificate, or those of the system."""
    return ssl.create_default_context(cafile=certificate)


CLIENTS: dict[str, Client] = {"httpx": with_httpx, "aiohttp": with_aiohttp, "curl": with_curl}
