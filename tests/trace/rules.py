"""The rules of a row, each with the vectors that keep it at its limit and that break it just beyond."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.trace.vectors import Case, Proof, prove, text

Measure = Callable[[Any], int | None]


@dataclass
class Rule:
    """A rule with its proofs."""

    name: str
    edge: Proof
    """The vectors that keep it, at the limit where it has one."""
    over: Proof
    """The vectors that break it, just beyond the limit where it has one."""


def length(value: Any) -> int | None:
    """The number of characters."""
    return len(value) if isinstance(value, str) else None


def number(value: Any) -> int | None:
    """A number, or the number that a text writes."""
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"[+-]?[0-9]+", value) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def items(value: Any) -> int | None:
    """The number of elements."""
    return len(value) if isinstance(value, list) else None


def address(measure: Callable[[str, str], int]) -> Measure:
    """A measure of the two parts of an e-mail address."""
    return lambda value: measure(*value.rsplit("@", 1)) if isinstance(value, str) and "@" in value else None


TEXT_LIMITS: list[tuple[str, Measure]] = [("minLength", length), ("maxLength", length)]
LIMITS: list[tuple[str, Measure]] = [
    ("localPartLength", address(lambda local, _: len(local))),
    ("domainPartLength", address(lambda _, domain: len(domain))),
    ("labelLength", address(lambda _, domain: max(map(len, domain.split("."))))),
    ("minimum", number),
    ("maximum", number),
    ("maxItems", items),
]


def limit(name: str, bound: int, cases: list[Case], measure: Measure) -> Rule:
    """The rule of a limit."""
    param, beyond = ("minimum", bound - 1) if name.startswith("min") else ("maximum", bound + 1)
    return Rule(
        f"{name} {bound}",
        # A value at the limit may be wrong for another reason: no address has one character.
        prove(cases, lambda case: not case.breaks(name) and measure(case.value) == bound),
        prove(cases, lambda case: case.param(name, param) == bound and case.param(name, "actual") == beyond),
    )


def printed(row: dict[str, Any], cases: list[Case]) -> Iterator[Rule]:
    """The limits that the page prints for a row of a reply: there is advice on a value just beyond."""
    limits = [("minLength", -1, length), ("maxLength", 1, length), ("minimum", -1, number), ("maximum", 1, number)]
    for name, step, measure in limits:
        if name in row:
            yield printed_limit(name, row[name], row[name] + step, measure, cases)


def printed_limit(name: str, bound: int, beyond: int, measure: Measure, cases: list[Case]) -> Rule:
    """The rule of such a limit."""
    return Rule(
        f"{name} {bound}",
        prove(cases, lambda case: case.is_accepted() and measure(case.value) == bound),
        prove(cases, lambda case: case.is_advised("undocumentedValue") and measure(case.value) == beyond),
    )


def covering(wanted: Iterable[str], cases: list[Case], has: Callable[[Case], Iterable[str]]) -> list[str]:
    """The first vectors that have everything that is wanted among them; an empty list where they do not."""
    missing, vectors = set(wanted), list[str]()
    for case in cases:
        found = missing.intersection(has(case))
        missing -= found
        if found and case.vector not in vectors:
            vectors.append(case.vector)
    return [] if missing else vectors


def accepted_characters(case: Case) -> str:
    """The characters of an accepted text."""
    return case.value if case.is_accepted() and isinstance(case.value, str) else ""


def advised(code: str, cases: list[Case]) -> Rule:
    """The rule of advice."""
    kept = prove(cases, lambda case: case.is_accepted() and not case.is_advised(code))
    return Rule(code, kept, prove(cases, lambda case: case.is_advised(code)))


def presence(part: str, is_result_code: bool, is_mandatory: bool, cases: list[Case]) -> Rule:
    """Whether the row must be there. A reply is read without it, unless it is the code (reading R13)."""
    if is_mandatory and (part != "reply" or is_result_code):
        name, over = "required", prove(cases, lambda case: case.breaks("required"))
    else:
        name = "mandatory, read without" if is_mandatory else "optional"
        over = prove(cases, Case.is_left_out)
    return Rule(name, prove(cases, Case.is_accepted), over)


def limits(part: str, row: dict[str, Any], cases: list[Case], classes: list[str]) -> Iterator[Rule]:
    """The rules of a value: its type, its limits and its form."""
    accepted = prove(cases, Case.is_accepted)

    def is_outside(rule: str) -> Callable[[Case], bool]:
        # There is advice on a value of a reply that is not documented (reading R13).
        return lambda case: case.is_advised("undocumentedValue") if part == "reply" else case.breaks(rule)

    if part in ("request", "reply"):
        yield Rule(f"type {row['type']}", accepted, prove(cases, lambda case: case.breaks("type")))
    for name, measure in TEXT_LIMITS:
        if name in row:
            yield limit(name, row[name], cases, measure)
    if "characters" in row:
        edge = covering(row["characters"], cases, accepted_characters)
        over = prove(cases, lambda case: case.breaks("characters"))
        yield Rule(f"characters: {len(row['characters'])} allowed", edge, over)
    if "forbiddenCharacters" in row:
        forbidden = row["forbiddenCharacters"]
        edge = prove(cases, lambda case: bool(accepted_characters(case)))
        over = covering(forbidden, cases, lambda case: case.param("characters", "found") or "")
        yield Rule(f"characters: {len(forbidden)} forbidden", edge, over)
    if "characterClasses" in row:
        over = covering(classes, cases, lambda case: case.param("characterClasses", "missing") or [])
        yield Rule(f"characterClasses {row['characterClasses']}", accepted, over)
    if "format" in row:
        yield Rule(f"format {row['format']}", accepted, prove(cases, is_outside("format")))
    for name, measure in LIMITS:
        if name in row:
            yield limit(name, row[name], cases, measure)
    if "allowed" in row:
        values = [text(choice["value"]) for choice in row["allowed"]]
        edge = covering(values, cases, lambda case: [text(case.value)] if case.is_accepted() else [])
        yield Rule(f"enum {', '.join(values)}", edge, prove(cases, is_outside("enum")))


def of_row(
    part: str, is_result_code: bool, row: dict[str, Any], cases: list[Case], elements: list[Case], classes: list[str]
) -> Iterator[Rule]:
    """The rules of a row of the catalogue, with the cases at its pointer and at its elements."""
    yield presence(part, is_result_code, row["mandatory"], cases)
    yield from limits(part, row, cases, classes)
    element = row.get("element")
    if element and element["type"] != "object":
        for rule in limits(part, element, elements, classes):
            yield Rule(f"each: {rule.name}", rule.edge, rule.over)
    if "default" in row:
        default = text(row["default"])
        edge = prove(cases, lambda case: case.is_accepted() and text(case.value) == default)
        yield Rule(f"default {default}", edge, None)
    if "advice" in row:
        yield advised(row["advice"]["code"], cases)
    if "togetherWith" in row:
        yield advised("dependentRequired", cases)
