"""Reading the conformance vectors; tests/README.md says what they mean."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import aicc

FOLDER = Path(__file__).parents[2] / "tests" / "vectors"

Vector = dict[str, Any]

REQUESTS: dict[str, Any] = {
    "agentAccount/create": aicc.AgentAccountCreate,
    "queryAgentInfoByAccount": aicc.AgentInfoQuery,
    "agentsettings/create": aicc.AgentSettingsCreate,
    "loginex": aicc.AgentSignIn,
}

REPLIES: dict[str, Any] = {
    "agentAccount/create": aicc.AgentAccountCreateReply,
    "queryAgentInfoByAccount": aicc.AgentInfoQueryReply,
    "agentsettings/create": aicc.AgentSettingsCreateReply,
    "loginex": aicc.AgentSignInReply,
}


def vectors(kind: str) -> list[Vector]:
    """Returns every vector of a kind."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    return [vector for file in files if file["kind"] == kind for vector in file["vectors"]]


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
        raise ValueError("a float is written otherwise")
    return float(text)


def members(vector: Vector) -> dict[str, Any] | None:
    """Returns the members of a body, or ``None`` if it is not an object or a dict cannot hold the same value.

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


def as_in_vectors(findings: Iterable[aicc.Finding], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns findings in the format of the vectors, with the offset of ``syntax`` only if it is judged."""
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
    """Returns the expected findings with the defaults that a vector leaves out."""
    return [{"location": location, "params": {}, **finding} for finding in expected]


class Judge:
    """Collects the differences of many vectors, so that one run reports all of them."""

    def __init__(self) -> None:
        self.differences: list[str] = []
        self.count = 0

    def compare(self, vector: Vector, what: str, actual: object, expected: object) -> None:
        """Compares one result. An ``int`` is not equal to a ``bool``."""
        if repr(_ordered(actual)) != repr(_ordered(expected)):
            self.differences.append(f"{vector['id']}: {what}\n  expected {expected!r}\n  actual   {actual!r}")

    def compare_findings(self, vector: Vector, findings: Any) -> None:
        """Compares ``violations`` and ``advice`` with both lists of a vector."""
        for kind in ["violations", "advice"]:
            expected = vector.get(kind, [])
            self.compare(vector, kind, as_in_vectors(getattr(findings, kind), expected), completed(expected))

    def ran(self) -> None:
        """Counts one vector."""
        self.count += 1

    def finish(self, expected: int) -> None:
        """Fails with every difference, or if the number of vectors that ran is not the expected one."""
        assert not self.differences, "\n".join(self.differences)
        assert self.count == expected, f"{self.count} vectors ran, not {expected}"


def _ordered(value: Any) -> Any:
    """Returns the value with the members of its dicts sorted by name."""
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_ordered(element) for element in value]
    return value
