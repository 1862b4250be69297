"""The conformance vectors, and what each has at a place in a message."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Vector = dict[str, Any]
Proof = list[str] | None
"""The ids of the vectors that prove a rule. An empty list is a hole; `None` means that there is nothing to prove."""

LOCATIONS = {"path": "path", "headers": "header", "request": "body", "reply": "body"}
"""The location of the findings of each part of an interface."""


def text(value: Any) -> str:
    """A value as JSON: unlike values of Python, `1`, `1.0` and `true` differ."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def names(sentence: str, word: str) -> bool:
    """Whether a sentence has this word: `R2, R11` has `R2` and `R11`, but not `R1`."""
    return word in re.split(r"[^0-9A-Za-z]", sentence)


def body(vector: Vector) -> Any:
    """The body of a vector; `None` where it is not JSON."""
    if "text" in vector:
        given = vector["text"]
    elif "hex" in vector:
        given = bytes.fromhex(vector["hex"])
    elif "repeat" in vector:
        repeat = vector["repeat"]
        given = repeat["prefix"] + repeat["unit"] * repeat["count"] + repeat["suffix"]
    else:
        return vector.get("json")
    try:
        return json.loads(given if isinstance(given, str) else given.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


@dataclass
class Case:
    """The value of a vector at one place, and the findings that it expects there."""

    vector: str
    value: Any
    """`None` where it is left out."""
    violations: list[dict[str, Any]]
    advice: list[dict[str, Any]]

    def breaks(self, rule: str) -> bool:
        """Whether the value breaks a rule."""
        return any(found["rule"] == rule for found in self.violations)

    def is_advised(self, rule: str) -> bool:
        """Whether there is advice on the value."""
        return any(found["rule"] == rule for found in self.advice)

    def is_accepted(self) -> bool:
        """Whether there is a value that breaks no rule."""
        return self.value is not None and not self.violations and not self.is_advised("undocumentedValue")

    def is_left_out(self) -> bool:
        """Whether there is no value, and none is missed."""
        return self.value is None and not self.violations

    def param(self, rule: str, name: str) -> Any:
        """A parameter of the violation of a rule."""
        params = (found.get("params", {}) for found in self.violations if found["rule"] == rule)
        return next(params, {}).get(name)


def prove(cases: Iterable[Case], is_proof: Callable[[Case], bool]) -> list[str]:
    """The vector of the first case that is a proof."""
    return [case.vector for case in cases if is_proof(case)][:1]


class Vectors:
    """All vectors, by what they judge."""

    def __init__(self, folder: Path) -> None:
        """Reads the vectors in a folder."""
        self.of_kind: defaultdict[str, list[Vector]] = defaultdict(list)
        for path in sorted(folder.glob("*.json")):
            file = json.loads(path.read_text("utf-8"))
            self.of_kind[file["kind"]] += file["vectors"]
        self.messages = self.of_kind["body"] + self.of_kind["message"]
        self.all = [
            vector
            for kind in ("body", "message", "reply", "request", "events", "field", "sentence")
            for vector in self.of_kind[kind]
        ]

    def of_part(self, part: str) -> list[Vector]:
        """The vectors that judge a part of an interface."""
        return self.of_kind["reply"] if part == "reply" else self.messages

    def cases(self, part: str, interface: str, wrapper: str | None, pointer: str, edition: str | None) -> list[Case]:
        """The cases at a pointer, in which `*` is any element, under an edition; `None` is the default edition."""

        def is_plain(vector: Vector) -> bool:
            profile, members = vector.get("profile", {}), body(vector)
            return (
                (part != "reply" or vector.get("status") == 200)
                and profile.get("edition") == edition
                and "password" not in profile
                # The rows may be inside the wrapper.
                and not (isinstance(members, dict) and wrapper in members)
                and not any(found["rule"] in ("syntax", "uniqueKeys") for found in vector.get("violations", []))
            )

        plain = [vector for vector in self.of_part(part) if vector["interface"] == interface and is_plain(vector)]
        # Among the vectors that prove a rule, the first without other faults is the plainest.
        plain.sort(key=lambda vector: len(vector.get("violations", [])) + len(vector.get("advice", [])))
        return [case for vector in plain for case in cases_of(part, vector, pointer)]


def cases_of(part: str, vector: Vector, pointer: str) -> Iterator[Case]:
    """The cases of one vector."""
    if part in ("path", "headers"):
        # A vector of a body does not judge the other parts.
        if not vector.get("path") and not vector.get("headers"):
            return
        wanted = pointer.removeprefix("/")
        given = vector.get(part, [])
        root: Any = {wanted if name.lower() == wanted.lower() else name: value for name, value in given}
    else:
        root = body(vector)

    def found(findings: list[dict[str, Any]], at: str) -> list[dict[str, Any]]:
        return [
            finding
            for finding in findings
            if finding.get("location", "body") == LOCATIONS[part] and finding.get("pointer") == at
        ]

    for at, value in places(root, pointer.split("/")[1:], ""):
        yield Case(vector["id"], value, found(vector.get("violations", []), at), found(vector.get("advice", []), at))


def places(value: Any, segments: list[str], at: str) -> Iterator[tuple[str, Any]]:
    """The values at a pointer, each with its own pointer. `null` and a missing member are `None`."""
    if not segments:
        yield at, value
        return
    segment, *rest = segments
    if segment == "*":
        for index, element in enumerate(value if isinstance(value, list) else []):
            yield from places(element, rest, f"{at}/{index}")
    elif isinstance(value, dict):
        if segment in value:
            yield from places(value[segment], rest, f"{at}/{segment}")
        elif not rest:
            yield f"{at}/{segment}", None
