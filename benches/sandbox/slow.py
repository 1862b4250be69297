"""Clients that write or read too slowly: how long the sandbox keeps their connections."""

from __future__ import annotations

import json
import socket
import ssl
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from urllib.parse import urlsplit

from servers import CREATE, Server

CLIENTS = 20
# Longer than each limit of the sandbox.
LONGEST = 100.0
# More than the buffers of both systems hold.
LARGE = 32_000_000

Act = Callable[[socket.socket, Event], None]
"""What a client does with its connection until the end of the measurement."""


@dataclass(frozen=True)
class Kept:
    """How long the connections of clients of a kind are kept, in seconds: the shortest and the longest."""

    kind: str
    shortest: float
    longest: float


def slow_head(connection: socket.socket, end: Event) -> None:
    """Sends a request line and a header, a byte each second."""
    drip(connection, b"GET / HTTP/1.1\r\nX: ", end)


def slow_body(connection: socket.socket, end: Event) -> None:
    """Sends a body, a byte each second."""
    drip(connection, f"POST {CREATE} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n".encode(), end)


def slow_reader(connection: socket.socket, end: Event) -> None:
    """Asks for a large reply, and reads nothing."""
    connection.sendall(f"POST {CREATE} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{{}}".encode())


def drip(connection: socket.socket, first: bytes, end: Event) -> None:
    """Sends bytes, then one more each second until the other side closes the connection."""
    try:
        connection.sendall(first)
        while not end.wait(1):
            connection.send(b"a")
    except OSError:
        return


ACTS: dict[str, Act] = {
    "sends the head slowly": slow_head,
    "sends the body slowly": slow_body,
    "does not read the reply": slow_reader,
}


def prepare(server: Server) -> None:
    """Makes the sandbox reply to each request with a large body."""
    rules = json.dumps([{"do": {"body": "a" * LARGE}}]).encode()
    admin = urllib.request.Request(f"{server.url}/_aicc/faults", rules, method="PUT")
    urllib.request.urlopen(admin, context=ssl.create_default_context(cafile=server.certificate)).close()


def kept(kind: str, server: Server) -> Kept:
    """Connects clients of a kind, and returns how long the sandbox keeps them: it has a socket for each."""
    context = ssl.create_default_context(cafile=server.certificate)
    prepare(server)
    before = settled(server)
    connections = [connected(server, context) for _ in range(CLIENTS)]
    start, end = time.monotonic(), Event()
    closed: list[float] = []
    with ThreadPoolExecutor(CLIENTS) as threads:
        for connection in connections:
            threads.submit(ACTS[kind], connection, end)
        while len(closed) < CLIENTS and time.monotonic() < start + LONGEST:
            time.sleep(0.2)
            open_now = max(server.sockets - before, 0)
            closed.extend([time.monotonic() - start] * (CLIENTS - open_now - len(closed)))
        end.set()
    for connection in connections:
        connection.close()
    assert len(closed) == CLIENTS, f"a client that {kind} is kept longer than {LONGEST} s"
    return Kept(kind, min(closed), max(closed))


def settled(server: Server) -> int:
    """Returns the number of sockets of a sandbox without clients."""
    counts = [server.sockets]
    while len(counts) < 5 or len(set(counts[-5:])) > 1:
        time.sleep(0.1)
        counts.append(server.sockets)
    return counts[-1]


def connected(server: Server, context: ssl.SSLContext) -> ssl.SSLSocket:
    """Returns a connection that has received nothing, and receives little at once."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    address = urlsplit(server.url)
    plain.connect((address.hostname, address.port))
    return context.wrap_socket(plain, server_hostname=address.hostname)
