"""The goals of the project, each with the figure of this run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from peers.aicc import CHECK, FROM_JSON
from result import Results

CREATE = "agentAccount/create"
PARSE_ONLY = "serde_json, typed, borrowed, no rules, in Rust"
PEERS_IN_A_LOOP = ["msgspec", "pydantic SchemaValidator"]


@dataclass(frozen=True)
class Goal:
    """How many times as fast as a peer aicc should be, and is."""

    what: str
    wanted: float
    measured: float

    @property
    def reached(self) -> bool:
        """Whether this run reached the goal."""
        return self.measured >= self.wanted


def of_plain_wheel(results: Results) -> list[Goal]:
    """Returns the goals of the package that ``pip install .`` builds."""
    return _of_both_wheels(results, msgspec_valid=4, pydantic_valid=6.5, pydantic_invalid=5.5)


def of_released_wheel(results: Results) -> list[Goal]:
    """Returns the goals of the package that a release ships."""
    check, check_dict = results.of(CHECK, CREATE), results.of(CHECK, CREATE, "dict")
    constrained = results.of("msgspec, constraints", CREATE)
    pydantic_dict = results.of("pydantic SchemaValidator", CREATE, "dict")
    return [
        *_of_both_wheels(results, msgspec_valid=4.5, pydantic_valid=7.5, pydantic_invalid=6),
        Goal("check of bytes, valid, against msgspec with constraints", 4, constrained.valid / check.valid),
        *(
            _against_the_fastest(results, interface)
            for interface in ("queryAgentInfoByAccount", "agentsettings/create", "loginex")
        ),
        Goal("check of a dict, valid, against pydantic validate_python", 5, pydantic_dict.valid / check_dict.valid),
    ]


OF_PYTHON = {"plain": of_plain_wheel, "released": of_released_wheel}
"""The goals of the Python part, by the wheel that is installed."""


def _of_both_wheels(
    results: Results, *, msgspec_valid: float, pydantic_valid: float, pydantic_invalid: float
) -> list[Goal]:
    check, typed = results.of(CHECK, CREATE), results.of(FROM_JSON, CREATE)
    msgspec, pydantic = results.of("msgspec", CREATE), results.of("pydantic SchemaValidator", CREATE)
    schema = "pydantic SchemaValidator"
    return [
        Goal("check of bytes, valid, against msgspec", msgspec_valid, msgspec.valid / check.valid),
        Goal(f"check of bytes, valid, against {schema}", pydantic_valid, pydantic.valid / check.valid),
        Goal(f"check of bytes, invalid, against {schema}", pydantic_invalid, pydantic.invalid / check.invalid),
        Goal("from_json, valid, against msgspec giving a Struct", 2.5, msgspec.valid / typed.valid),
    ]


def of_rust(nanoseconds: Mapping[str, float]) -> list[Goal]:
    """Returns the time for valid records of ``agentAccount/create``, by subject."""
    check = nanoseconds["aicc check"]
    typed, fused = nanoseconds["serde_json typed, borrowed, no rules"], nanoseconds["by hand, fused"]
    return [
        Goal("Rust check, valid, against serde_json's typed borrowed parse without rules", 1, typed / check),
        Goal("Rust check, valid, against the pass by hand (at most 1.2 times its time)", 1 / 1.2, fused / check),
    ]


def threads(count: int) -> str:
    """Returns the name of ``aicc.check_many`` on this many threads."""
    return f"aicc.check_many, {count} thread{'s' * (count > 1)}"


def in_a_loop(peer: str) -> str:
    """Returns the name of a loop over the lines."""
    return f"{peer}, in a loop"


def of_many(rates: Mapping[str, float]) -> list[Goal]:
    """Returns the records a second of the largest file, by subject."""
    one = rates[threads(1)]
    msgspec, pydantic = (rates[in_a_loop(peer)] for peer in PEERS_IN_A_LOOP)
    reached = [
        Goal("a file on one thread, against a loop that only parses, in Rust", 1, one / rates[PARSE_ONLY]),
        Goal("a file on one thread, against msgspec in a loop", 4, one / msgspec),
        Goal("a file on one thread, against pydantic SchemaValidator in a loop", 7, one / pydantic),
    ]
    two = rates.get(threads(2))
    if two is None:
        return reached
    return [
        *reached,
        Goal("a file on two threads, against one", 1.6, two / one),
        Goal("a file on two threads, against msgspec in a loop", 4, two / msgspec),
        Goal("a file on two threads, against pydantic SchemaValidator in a loop", 7, two / pydantic),
    ]


def save(goals: Sequence[Goal], path: Path) -> None:
    """Saves the goals for the page, which shows all of them together."""
    path.write_text(json.dumps([asdict(goal) for goal in goals], indent=1), encoding="utf-8")


def load(path: Path) -> list[Goal]:
    """Returns what ``save`` wrote."""
    return [Goal(**goal) for goal in json.loads(path.read_text(encoding="utf-8"))]


def _against_the_fastest(results: Results, interface: str) -> Goal:
    fastest = min(results.peers(interface), key=lambda peer: peer.valid)
    measured = fastest.valid / results.of(CHECK, interface).valid
    return Goal(f"{interface}, valid, against the fastest peer ({fastest.name})", 2, measured)
