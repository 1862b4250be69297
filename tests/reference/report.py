"""The result of a check: violations and advice, as the specification lists them under "What a verdict is"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Parameter = int | str | Sequence[int | str]


@dataclass(frozen=True)
class Finding:
    """One broken rule, or one piece of advice."""

    location: str
    pointer: str
    rule: str
    params: dict[str, Parameter]


@dataclass
class Report:
    """All findings of a message, in the order that the specification defines."""

    violations: list[Finding] = field(default_factory=list[Finding])
    advice: list[Finding] = field(default_factory=list[Finding])


def escape(name: str) -> str:
    """Returns a member's name as a reference token of a JSON Pointer (RFC 6901, section 3)."""
    return name.replace("~", "~0").replace("/", "~1")
