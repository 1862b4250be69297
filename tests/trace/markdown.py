"""The trace as pages for people, and its holes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.trace.rules import Rule
from tests.trace.vectors import Proof

Place = tuple[str, int] | None


@dataclass
class Line:
    """A row of a table."""

    row: str
    name: str
    rules: list[Rule]
    reading: str = ""
    place: Place = None
    """The file and the line that hold it; `None` where the code does not hold it."""
    needs_code: bool = True


@dataclass
class Traced:
    """A page of the vendor, with the lines of each of its tables."""

    title: str
    interface: str
    tables: dict[str, list[Line]]

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Every line, with the place that holes name."""
        for table, lines in self.tables.items():
            for line in lines:
                yield f"{self.interface}, {table.lower()}: {line.row} {line.name}", line


@dataclass
class Reading:
    """A reading, with the number of rows and the vectors that cite it."""

    number: str
    title: str
    text: str
    rows: int
    vectors: list[str]


HEAD = """\
<!-- Written by `cargo xtask trace`: do not edit. -->

# Traceability

This page lists every row of the vendor's pages: the code that holds the row, the test vectors that prove its rules,
and the reading that applies. `cargo xtask trace` writes the page. It fails when a row has no code, or a rule has no
vector.

- **On the edge**: a vector that keeps the rule, at the limit if the rule has one. **Over it**: a vector that breaks
  the rule, just beyond the limit. If only several vectors together meet every documented character, class or value,
  all of them are listed. For an optional row, the vector over the edge leaves the row out.
- The vectors are in [`tests/vectors`](../../tests/vectors), and every language runs all of them. A dash means that
  there is nothing to prove.
- The rows come from [`tests/transcription`](../../tests/transcription), which was written from the pages without
  looking at the code. A test compares its limits with those of the code.
- [Readings](../reference/readings.md), {first} to {last}, are how this project understands the pages where they are
  silent or contradict themselves.
"""

READINGS_HEAD = """\
<!-- Written by `cargo xtask trace` from tests/readings.json: do not edit. -->

# Readings

The vendor's pages are silent, ambiguous or contradict themselves in some places. A reading is how this project
understands such a place. Code, tests and documentation cite readings by number.
[Traceability](../explanation/traceability.md) lists the readings of each row.
"""


def page(pages: list[Traced], readings: list[Reading]) -> str:
    """The page of the trace."""
    lines = [line for traced in pages for _, line in traced.lines()]
    rules = sum(len(line.rules) for line in lines)
    head = HEAD.format(first=readings[0].number, last=readings[-1].number)
    text = f"{head}\n{len(lines)} rows, {rules} rules, {len(readings)} readings.\n"
    for traced in pages:
        text += f"\n## {traced.interface}\n\nThe page “{traced.title}”.\n"
        for table, rows in traced.tables.items():
            text += f"\n### {table} of {traced.interface}\n\n"
            text += "| row | name | code | rule | on the edge | over it | reading |\n|---|---|---|---|---|---|---|\n"
            text += "".join(rows_of(line) for line in rows)
    text += "\n## Readings\n\n| reading | title | rows | vectors |\n|---|---|---|---|\n"
    for reading in readings:
        more = f", {len(reading.vectors) - 2} more" if len(reading.vectors) > 2 else ""
        link = f"[{reading.number}](../reference/readings.md#{reading.number.lower()})"
        text += f"| {link} | {reading.title} | {reading.rows} | {ids(reading.vectors[:2])}{more} |\n"
    return text


def readings_page(readings: list[Reading]) -> str:
    """The page of the readings."""
    return READINGS_HEAD + "".join(
        f"\n## {reading.number}\n\n**{reading.title}.** {reading.text}\n\n"
        f"Cited by {reading.rows} rows and {len(reading.vectors)} vectors.\n"
        for reading in readings
    )


def holes(pages: list[Traced], readings: list[Reading]) -> Iterator[str]:
    """What is missing, a line for each hole."""
    for place, line in (entry for traced in pages for entry in traced.lines()):
        if (line.needs_code and not line.place) or not line.rules:
            yield f"{place}: not in the code"
        for rule in line.rules:
            if rule.edge == []:
                yield f"{place}: no vector on the edge of `{rule.name}`"
            if rule.over == []:
                yield f"{place}: no vector over the edge of `{rule.name}`"
    yield from (f"{reading.number}: no vector names it" for reading in readings if not reading.vectors)


def rows_of(line: Line) -> str:
    """A row for each rule; only the first has what they share."""
    text = ""
    for index, rule in enumerate(line.rules):
        shared = (line.row, f"`{line.name}`" if line.name else "", code(line), cell(line.reading))
        row, name, place, reading = ("", "", "", "") if index else shared
        proofs = f"{proof(rule.edge)} | {proof(rule.over)}"
        text += f"| {row} | {name} | {place} | {cell(rule.name)} | {proofs} | {reading} |\n"
    return text


def code(line: Line) -> str:
    """A link to the line of the core."""
    if line.place:
        file, number = line.place
        return f"[{file.rsplit('/', 1)[-1]}:{number}](../../{file}#L{number})"
    return "**missing**" if line.needs_code else "–"


def proof(vectors: Proof) -> str:
    """The vectors of a proof."""
    if vectors is None:
        return "–"
    return ids(vectors) or "**missing**"


def ids(vectors: list[str]) -> str:
    """The names of vectors as code."""
    return ", ".join(f"`{vector}`" for vector in vectors)


def cell(text: str) -> str:
    """A text that does not break a table."""
    return re.sub(r"([|\\<>*_`\[\]{}])", r"\\\1", text)
