"""Measures the sandbox under load, beside other stand-ins in the same run, and writes the page of the documentation.

The load comes from another process of this machine (wrk), over the loopback, and is bounded in time and number.
``--quick`` shows that all parts run: its figures mean little, and no page is written.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import servers
import slow
from servers import FIND, FOLDER, HEADERS, HERE, KINDS, ROOT, Request, Server

sys.path.append(str(ROOT / "benches" / "python"))

import machine
from markdown_table import table

CONNECTIONS = 8
IDLE = 1000
GOAL = 5000
# The most blocks of the million requests, for a slow machine.
BLOCKS = 80

PAGE = """\
# The sandbox under load

This page shows one run of `cargo xtask sandbox-load`, which writes it: a release build of `aicc sandbox`, and other
stand-ins in the same run. The load comes from a second process of the same machine (wrk {wrk}) over the loopback, with
{connections} connections that stay open. Both processes share the cores.

```text
{machine}
json-server {json_server}, Prism {prism} (Node.js {node}), WireMock {wiremock} (Java {java})
```

## Requests per second

Each server does what it can of `queryAgentInfoByAccount`: the sandbox and Prism validate the request, and only the
sandbox and json-server look an agent up. json-server and Prism have no HTTPS of their own. A row shows the best of
{rounds} rounds of {seconds} seconds, in which all servers take turns.

{requests}

The goal is {goal:,} requests per second of the sandbox in HTTPS: {reached}.

## A million requests

{million:,} requests in HTTPS to one sandbox, in blocks of four kinds that take turns: a query, a creation of an account
that is already there, a sign-in with a wrong password, and a creation that breaks a rule. Each got the expected status.

{memory}

## Idle connections

{idle}

## Clients that are slow

{clients} clients of each kind connect at once over HTTPS. The table shows how long the sandbox keeps their connections.

{slow}
"""


@dataclass(frozen=True)
class Load:
    """What a load generator measured."""

    requests: int
    seconds: float
    refused: int
    """The requests that got a status from 400 on."""
    errors: int
    """The requests whose connection broke, or whose reply took longer than two seconds."""
    median: float
    slowest: float
    """The 99th percentile, in milliseconds, as the median."""

    @property
    def per_second(self) -> float:
        """The requests per second."""
        return self.requests / self.seconds

    @classmethod
    def of(cls, server: Server, request: Request, seconds: int, *, refused: bool = False) -> Load:
        """Sends a request again and again, for some seconds."""
        headers = [option for name, value in HEADERS.items() for option in ("--header", f"{name}: {value}")]
        bound = ["--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"]
        command = ["wrk", *bound, "--script", HERE / "request.lua", *headers, server.url + request.path]
        variables = {**os.environ, "METHOD": request.method, "BODY": request.body}
        ran = subprocess.run(command, env=variables, capture_output=True, check=True, encoding="utf-8")
        load = cls(**json.loads(ran.stdout.splitlines()[-1]))
        expected = load.requests if refused else 0
        assert (load.errors, load.refused) == (0, expected), f"{server.name}: {load}"
        return load


def compared(rounds: int, seconds: int) -> tuple[str, float]:
    """Returns the table of all servers, and the requests per second of the sandbox in HTTPS."""
    with ExitStack() as stack:
        started = [
            stack.enter_context(server)
            for server in (
                servers.sandbox(tls=True),
                servers.wiremock(tls=True),
                servers.sandbox(tls=False),
                servers.wiremock(tls=False),
                servers.prism(),
                servers.json_server(),
            )
        ]
        for server in started:
            Load.of(server, server.request, min(seconds, 3))
        loads: list[list[Load]] = [[] for _ in started]
        for _ in range(rounds):
            for server, of_server in zip(started, loads, strict=True):
                of_server.append(Load.of(server, server.request, seconds))
        best = [max(of_server, key=lambda load: load.per_second) for of_server in loads]
        rows = [
            [
                server.name,
                server.does,
                urlsplit(server.url).scheme.upper(),
                f"{load.per_second:,.0f}",
                f"{load.median:.2f}",
                f"{load.slowest:.2f}",
                f"{server.memory:.1f}",
            ]
            for server, load in zip(started, best, strict=True)
        ]
    header = ["server", "what it does", "", "requests per second", "median ms", "99th percentile ms", "memory MB"]
    return table(header, rows), best[0].per_second


def million(most: int, seconds: int) -> tuple[str, int]:
    """Returns the table of memory over many requests to one sandbox, and their number."""
    rows: list[list[str]] = []
    sent = 0
    with servers.sandbox(tls=True) as server:
        while sent < most and len(rows) < BLOCKS:
            request, refused = KINDS[len(rows) % len(KINDS)]
            load = Load.of(server, request, seconds, refused=refused)
            sent += load.requests
            rows.append([f"{sent:,}", f"{load.per_second:,.0f}", f"{server.memory:.1f}"])
    return table(["requests", "per second, of the last block", "memory MB"], rows), sent


def idle(seconds: int) -> str:
    """Returns the table of a sandbox with and without idle connections."""
    rows: list[list[str]] = []
    with servers.sandbox(tls=True) as server:
        for count in (0, IDLE):
            with connections(server, count):
                load = Load.of(server, FIND, seconds)
                assert server.sockets >= count
                rows.append([str(count), f"{load.per_second:,.0f}", f"{load.slowest:.2f}", f"{server.memory:.1f}"])
    return table(["idle connections", "requests per second", "99th percentile ms", "memory MB"], rows)


@contextmanager
def connections(server: Server, count: int) -> Iterator[None]:
    """Keeps connections open that send nothing."""
    context = ssl.create_default_context(cafile=server.certificate)
    address = urlsplit(server.url)
    with ExitStack() as stack:
        for _ in range(count):
            plain = socket.create_connection((address.hostname, address.port))
            stack.enter_context(context.wrap_socket(plain, server_hostname=address.hostname))
        yield


@contextmanager
def slow_clients() -> Iterator[list[Future[slow.Kept]]]:
    """Starts the slow clients, each kind with a sandbox of its own, while something else is measured."""
    with ExitStack() as stack, ThreadPoolExecutor(len(slow.ACTS)) as threads:
        yield [threads.submit(slow.kept, kind, stack.enter_context(servers.sandbox(tls=True))) for kind in slow.ACTS]


def version(*command: str | Path) -> str:
    """Returns the version that a program prints after its name."""
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return (ran.stdout + ran.stderr).split("\n")[0].split()[1].strip('"')


def main() -> None:
    """Measures, prints the page, and writes it unless ``--quick`` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    rounds, seconds, most, block = (1, 1, 1000, 1) if quick else (3, 6, 1_000_000, 3)
    # A thousand connections are more than a process may have by default.
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    servers.install()
    table_of_requests, per_second = compared(rounds, seconds)
    table_of_idle = idle(seconds)
    with slow_clients() as measured:
        table_of_memory, sent = million(most, block)
        kept = [each.result() for each in measured]
    packages = json.loads((FOLDER / "package.json").read_text("utf-8"))["devDependencies"]
    page = PAGE.format(
        wrk=version("wrk", "--version"),
        connections=CONNECTIONS,
        machine=machine.describe([]).strip(),
        json_server=packages["json-server"],
        prism=packages["@stoplight/prism-cli"],
        node=version(servers.NODE / "bin/node", "-p", "'node ' + process.version"),
        wiremock=servers.WIREMOCK.rpartition(":")[2],
        java=version("java", "--version"),
        rounds=rounds,
        seconds=seconds,
        requests=table_of_requests,
        goal=GOAL,
        reached="reached" if per_second >= GOAL else "missed",
        million=sent,
        memory=table_of_memory,
        idle=table_of_idle,
        clients=slow.CLIENTS,
        slow=table(
            ["client", "shortest s", "longest s"],
            [[each.kind, f"{each.shortest:.1f}", f"{each.longest:.1f}"] for each in kept],
        ),
    )
    print(page)
    if not quick:
        (ROOT / "docs/explanation/sandbox-load.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
