"""The vectors as exchanges over HTTP: what a client sends, and what the sandbox must answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import vectors as v

import aicc

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Sent:
    """A request to the sandbox."""

    method: str
    target: str
    headers: Headers
    content: bytes


@dataclass(frozen=True)
class Answer:
    """A reply, with the names of its headers in lower case."""

    status: int
    headers: dict[str, str]
    content: bytes


@dataclass(frozen=True)
class Exchange:
    """A vector, and its request."""

    vector: v.Vector
    sent: Sent


PAGES: dict[str, dict[str, Any]] = {page["name"]: page for page in aicc.catalogue()["interfaces"]}

# What a request has where its vector does not say it.
AGENT_ID = "291"
HEADERS: Headers = [
    ("Content-Type", "application/json; charset=UTF-8"),
    ("Authorization", "Bearer mF_9.B5f-4.1JqM"),
    ("X-APP-Key", "0f1e2d"),
]

NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
# HTTP drops spaces and tabs at both ends of a value, and clients differ on characters beyond ASCII.
VALUE = re.compile(r"([!-~]([ \t!-~]*[!-~])?)?")
SEGMENT = re.compile(r"[0-9A-Za-z_~+,-]+")


def sent(interface: str, content: bytes, headers: Headers = HEADERS, path: dict[str, str] | None = None) -> Sent:
    """Returns a request to an interface, with these parameters of the path."""
    page = PAGES[interface]
    target = re.sub(r"\{(\w+)\}", lambda name: (path or {}).get(name[1], AGENT_ID), page["path"])
    return Sent(page["method"], target, headers, content)


def has_form(headers: Headers) -> bool:
    """Returns whether each client sends these headers as they are. They differ on a name that occurs twice."""
    is_once = len({name.lower() for name, _ in headers}) == len(headers)
    return is_once and all(NAME.fullmatch(name) and VALUE.fullmatch(value) for name, value in headers)


def has_choice(vector: v.Vector) -> bool:
    """Returns whether a sandbox can have the profile of a vector. Its limit of the size is fixed."""
    return "maximumSize" not in vector.get("profile", {})


def by_seed(exchanges: Iterable[Exchange]) -> dict[str, list[Exchange]]:
    """Returns exchanges by the seed, as JSON, of the sandbox that has the profile of their vectors."""
    found: dict[str, list[Exchange]] = {}
    for exchange in exchanges:
        seed = json.dumps({"choices": exchange.vector.get("profile", {})}, sort_keys=True)
        found.setdefault(seed, []).append(exchange)
    return found


def fits(path: list[list[str]], interface: str) -> bool:
    """Returns whether the path of an interface has these parameters, and no other ones."""
    names = re.findall(r"\{(\w+)\}", PAGES[interface]["path"])
    return [name for name, _ in path] == names and all(SEGMENT.fullmatch(value) for _, value in path)


def requests() -> Iterator[Exchange]:
    """Yields every request vector that HTTP can carry: bodies, whole messages, and written requests."""
    for vector in v.vectors("body"):
        if has_choice(vector):
            yield Exchange(vector, sent(vector["interface"], v.body(vector)))
    for vector in v.vectors("message"):
        headers = [(name, value) for name, value in vector["headers"]]
        if has_choice(vector) and has_form(headers) and fits(vector["path"], vector["interface"]):
            yield Exchange(vector, sent(vector["interface"], v.body(vector), headers, dict(vector["path"])))
    for vector in v.vectors("request"):
        if has_choice(vector) and "request" in vector:
            request = vector["request"]
            target = "/" + request["url"].split("/", 3)[3]
            headers = [(name, value) for name, value in request["headers"]]
            yield Exchange(vector, Sent(request["method"], target, headers, request["body"].encode()))


def replies() -> Iterator[Exchange]:
    """Yields every reply vector that HTTP can carry, with a request that gets it."""
    for vector in v.vectors("reply"):
        has_body = 200 <= vector["status"] <= 599 and vector["status"] not in (204, 304)
        headers = [(name, value) for name, value in vector.get("headers", [])]
        if has_body and has_form(headers):
            yield Exchange(vector, sent(vector["interface"], b"{}"))


def faults(exchanges: list[Exchange]) -> list[dict[str, Any]]:
    """Returns the rules that give each exchange the reply of its vector, in their order."""
    return [
        {
            "do": {
                "status": exchange.vector["status"],
                "headers": dict(exchange.vector.get("headers", [])),
                "bodyHex": v.body(exchange.vector).hex(),
            },
            "times": 1,
        }
        for exchange in exchanges
    ]


def violations(answer: Answer) -> list[tuple[str, str, str]] | None:
    """Returns the place, pointer and rule of each violation that a reply explains; ``None`` if it has no room."""
    explanation = json.loads(answer.headers.get("x-aicc-explanation", "{}"))
    if "see" in explanation:
        return None
    return places(explanation)


def places(explanation: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Returns the place, pointer and rule of each violation of an explanation."""
    found = explanation.get("report", {}).get("violations", [])
    return [(each["location"], each["pointer"], each["rule"]) for each in found]


def expected(vector: v.Vector) -> list[tuple[str, str, str]]:
    """Returns the place, pointer and rule of each violation that a vector names."""
    return [(each.get("location", "body"), each["pointer"], each["rule"]) for each in vector.get("violations", [])]
