"""Reading the conformance vectors; tests/README.md says what they mean."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import aicc

TESTS = Path(__file__).parents[2] / "tests"

Vector = dict[str, Any]


def vectors(kind: str) -> list[Vector]:
    """Returns every vector of a kind."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(TESTS.glob("vectors/*.json"))]
    return [vector for file in files if file["kind"] == kind for vector in file["vectors"]]


def longest(kind: str, interface: str) -> Vector:
    """Returns the vector of a kind whose JSON is valid and longest: it has most of the documented members."""
    special = {"violations", "advice", "profile"}
    valid = [
        vector
        for vector in vectors(kind)
        if vector["interface"] == interface and "json" in vector and not special & vector.keys()
    ]
    return max(valid, key=lambda vector: len(body(vector)))


def run(name: str, kind: str) -> Judge:
    """Returns the judge of a run over every vector of a kind, except those that ``tests/skips.json`` lists for it."""
    skips = json.loads((TESTS / "skips.json").read_text(encoding="utf-8"))["skips"]
    conditions = [skip["where"] for skip in skips if name in skip["runs"]]
    return Judge([vector for vector in vectors(kind) if not any(_fulfils(vector, each) for each in conditions)])


def _fulfils(vector: Vector, condition: dict[str, Any]) -> bool:
    """Returns whether a vector fulfils every part of a condition."""
    findings = vector.get("violations", []) + vector.get("advice", [])
    tests = {
        "with": lambda name: name in vector,
        "without": lambda name: name not in vector,
        "is": lambda members: _has(vector, members),
        "finding": lambda members: any(_has(finding, members) for finding in findings),
        "body": lambda text: text.encode() in body(vector),
        "ids": lambda ids: vector["id"] in ids,
    }
    return all(tests[name](value) for name, value in condition.items())


def _has(value: Any, expected: Any) -> bool:
    """Returns whether a value equals another one; of an object, whether it has those members."""
    if not isinstance(expected, dict):
        return value == expected
    return all(name in value and _has(value[name], member) for name, member in expected.items())


def body(vector: Vector) -> bytes:
    """Returns the bytes of a body."""
    if "text" in vector:
        return vector["text"].encode("utf-8", "surrogatepass")
    if "hex" in vector:
        return bytes.fromhex(vector["hex"])
    if "repeat" in vector:
        repeat = vector["repeat"]
        return (repeat["prefix"] + repeat["unit"] * repeat["count"] + repeat["suffix"]).encode()
    return json.dumps(vector["json"], ensure_ascii=False, separators=(",", ":")).encode() if "json" in vector else b""


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name occurs twice")
    return members


def _exact(text: str) -> float:
    if repr(float(text)) != text:
        raise ValueError("a float is written in another form")
    return float(text)


def members(vector: Vector) -> dict[str, Any] | None:
    """Returns the members of a body, or ``None`` where no dict holds what the text of the body says.

    A reply (a vector with a ``status``) keeps the text of its numbers, which a float may not keep.
    """
    if any(finding["rule"] == "syntax" for finding in vector.get("violations", [])):
        return None
    try:
        parse_float = _exact if "status" in vector else float
        value = json.loads(body(vector), object_pairs_hook=_without_duplicates, parse_float=parse_float)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def profile(vector: Vector) -> aicc.Profile:
    """Returns the profile of a vector."""
    choice = vector.get("profile", {})
    queues = choice.get("skillQueues")
    return aicc.Profile(
        edition=choice.get("edition"),
        password=aicc.PasswordPolicy(**choice["password"]) if "password" in choice else None,
        maximum_size=choice.get("maximumSize"),
        skill_queues={int(queue): kind for queue, kind in queues.items()} if queues is not None else None,
    )


def as_vector(findings: Iterable[aicc.Finding], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns findings in the form of the vectors; the offset of ``syntax`` only where it is judged."""
    offset_is_judged = any("offset" in finding.get("params", {}) for finding in expected)
    return [
        {
            "location": finding.location,
            "pointer": finding.pointer,
            "rule": finding.rule,
            "params": {
                name: value
                for name, value in finding.params.items()
                if offset_is_judged or finding.rule != "syntax" or name != "offset"
            },
        }
        for finding in findings
    ]


def completed(expected: list[dict[str, Any]], location: str = "body") -> list[dict[str, Any]]:
    """Returns expected findings with the members that a vector leaves out."""
    return [{"location": location, "params": {}, **finding} for finding in expected]


class Judge:
    """Compares what the product returns for vectors with what they say, and reports all differences at once."""

    def __init__(self, vectors: list[Vector]) -> None:
        assert vectors, "a run without vectors"
        self.vectors = vectors
        self.compared: set[str] = set()
        self.differences: list[str] = []

    def compare(self, vector: Vector, what: str, actual: object, expected: object) -> None:
        """Compares one fact; an ``int`` does not equal a ``bool``."""
        self.compared.add(vector["id"])
        if repr(_ordered(actual)) != repr(_ordered(expected)):
            self.differences.append(f"{vector['id']}: {what}\n  expected {expected!r}\n  actual   {actual!r}")

    def compare_findings(self, vector: Vector, findings: Any) -> None:
        """Compares the ``violations`` and ``advice`` of a report with those of a vector."""
        for kind in ["violations", "advice"]:
            expected = vector.get(kind, [])
            self.compare(vector, kind, as_vector(getattr(findings, kind), expected), completed(expected))

    def finish(self) -> None:
        """Fails with every difference, and where nothing was compared for a vector."""
        missing = [vector["id"] for vector in self.vectors if vector["id"] not in self.compared]
        unlisted = [f"{each}: nothing was compared, and tests/skips.json does not say so" for each in missing]
        faults = self.differences + unlisted
        assert not faults, "\n".join(faults)


def _ordered(value: Any) -> Any:
    """Returns the value with the members of its dicts in the order of their names."""
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_ordered(element) for element in value]
    return value
