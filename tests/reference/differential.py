"""Compares the product with the second implementation on random messages and random rows of tables.

    python -m tests.reference.differential --messages 20000 --rows 2000 --seed 1

The same seed and number make the same messages and rows. Every disagreement is shrunk and printed in the format of
the vectors, so that you can add it to them. The counts are in `target/proof/differential.json`. The exit code is 1 on
disagreements.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import multiprocessing
import re
import sys
import time
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import aicc
from tests.reference.checks import Profile, check, check_row
from tests.reference.messages import Generator, Message
from tests.reference.rows import RowGenerator, TableRow
from tests.reference.tables import RefusedTableError

CHUNK = 1000
"""The number of messages that share one random generator. A process works on one chunk at a time."""

OUTCOME = Path(__file__).parents[2] / "target" / "proof" / "differential.json"

PlainReport = dict[str, Any]


@dataclass
class Disagreement:
    """A message on which the two implementations differ, shrunk as far as possible."""

    seed: int
    index: int
    message: Message


def of_the_reference(message: Message) -> PlainReport:
    """Returns the report of the second implementation."""
    return plain(check(message.interface, message.body, message.profile, message.path))


def of_the_product(message: Message, profile: aicc.Profile) -> PlainReport:
    """Returns the report of the product, without headers, which the second implementation does not check."""
    if message.path is None:
        return plain(aicc.check(message.interface, message.body, profile=profile))
    return plain(aicc.check_message(message.interface, path=message.path, body=message.body, profile=profile))


def plain(report: Any) -> PlainReport:
    """Returns the report of one of the two as plain data."""
    return {
        kind: [
            {
                "location": finding.location,
                "pointer": finding.pointer,
                "rule": finding.rule,
                "params": dict(finding.params),
            }
            for finding in getattr(report, kind)
            if finding.location != "header"
        ]
        for kind in ("violations", "advice")
    }


def product_profile(profile: Profile) -> aicc.Profile:
    """Returns the same options for the product."""
    return aicc.Profile(
        edition=profile.edition,
        password=aicc.PasswordPolicy(**asdict(profile.password)),
        maximum_size=profile.maximum_size,
        skill_queues=dict(profile.skill_queues),
    )


def disagree(message: Message, profile: aicc.Profile) -> bool:
    """Returns whether the two reports differ."""
    return of_the_reference(message) != of_the_product(message, profile)


def compare_chunk(chunk: tuple[int, int], seed: int) -> list[Disagreement]:
    """Returns the disagreements among the messages of one chunk, given as its number and its length."""
    number, length = chunk
    generator = Generator(Random(f"{seed}/{number}"))
    profiles = {id(profile): product_profile(profile) for profile in generator.profiles}
    found: list[Disagreement] = []
    for index in range(length):
        message = generator.message()
        profile = profiles[id(message.profile)]
        if disagree(message, profile):
            found.append(Disagreement(seed, number * CHUNK + index, shrunk(message)))
    return found


TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[0-9A-Za-z.+-]+|\s+|.', re.DOTALL)


def shrunk(message: Message) -> Message:
    """Returns the message without the options and the tokens that the disagreement does not need."""
    for simpler in (replace(message, profile=Profile()), replace(message, path=None)):
        if disagree(simpler, product_profile(simpler.profile)):
            message = simpler
    profile = product_profile(message.profile)
    tokens = TOKEN.findall(message.body)
    length = len(tokens)
    while length:
        start = 0
        while start < len(tokens):
            fewer = tokens[:start] + tokens[start + length :]
            simpler = replace(message, body=b"".join(fewer))
            if disagree(simpler, profile):
                tokens, message = fewer, simpler
            else:
                start += 1
        length = length // 2 if length > 12 else length - 1
    return message


def vector(disagreement: Disagreement) -> dict[str, Any]:
    """Returns the disagreement in the format of the vectors (see `tests/README.md`), with both reports."""
    message, profile = disagreement.message, disagreement.message.profile
    try:
        body = {"text": message.body.decode()}
    except UnicodeDecodeError:
        body = {"hex": message.body.hex()}
    return {
        "id": f"differential-{disagreement.seed}-{disagreement.index}",
        "interface": message.interface,
        "profile": {
            "edition": profile.edition,
            "password": asdict(profile.password),
            "maximumSize": profile.maximum_size,
            "skillQueues": {str(skill): queue for skill, queue in profile.skill_queues.items()},
        },
        **({} if message.path is None else {"path": message.path}),
        **body,
        "reference": of_the_reference(message),
        "product": of_the_product(message, product_profile(profile)),
    }


def compare(messages: int, seed: int, processes: int | None) -> list[Disagreement]:
    """Returns all disagreements, in the order of the messages."""
    chunks = [(number, min(CHUNK, messages - number * CHUNK)) for number in range(-(-messages // CHUNK))]
    with multiprocessing.Pool(processes) as pool:
        found = pool.imap(partial(compare_chunk, seed=seed), chunks)
        return [disagreement for chunk in found for disagreement in chunk]


def row_of_the_reference(row: TableRow, profile: Profile) -> PlainReport | None:
    """Returns the report of the second implementation on a row; `None` if it refuses the headings."""
    try:
        return plain(check_row(row.interface, row.headings, row.cells, profile)[1])
    except RefusedTableError:
        return None


def row_of_the_product(row: TableRow, profile: aicc.Profile) -> PlainReport | None:
    """Returns the report of the product on a row; `None` if it refuses the headings."""
    text = io.StringIO()
    csv.writer(text).writerows([row.headings, row.cells])
    source = io.BytesIO(text.getvalue().encode())
    try:
        report = aicc.check_many(
            row.interface,
            source,
            format="csv",
            encoding="utf-8",
            delimiter=",",
            header_row=1,
            profile=profile,
            limit=None,
        )
    except (aicc.ColumnError, aicc.SourceError):
        return None
    findings = list(report.findings)
    return {
        kind: [
            {"location": each.location, "pointer": each.pointer, "rule": each.rule, "params": dict(each.params)}
            for each in findings
            if each.severity == severity
        ]
        for kind, severity in [("violations", "violation"), ("advice", "advice")]
    }


def compare_rows(rows: int, seed: int) -> list[dict[str, Any]]:
    """Returns the rows on which the two implementations differ, in the format of the vectors, with both reports."""
    random = Random(f"{seed}/rows")
    generator = RowGenerator(random)
    profiles = [(profile, product_profile(profile)) for profile in generator.profiles]
    found: list[dict[str, Any]] = []
    for _ in range(rows):
        row, (profile, same) = generator.row(), random.choice(profiles)
        # A blank row is not a record.
        if not any(cell.strip() for cell in row.cells):
            continue
        reference, product = row_of_the_reference(row, profile), row_of_the_product(row, same)
        if reference != product:
            found.append({**asdict(row), "profile": asdict(profile), "reference": reference, "product": product})
    return found


def arguments() -> argparse.Namespace:
    """Parses the command line."""
    parser = argparse.ArgumentParser(description="Compares the product with the second implementation.")
    parser.add_argument("--messages", type=int, default=20_000, help="how many random messages (default: 20000)")
    parser.add_argument("--rows", type=int, default=2_000, help="how many random rows of tables (default: 2000)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the random messages (default: 1)")
    parser.add_argument("--processes", type=int, help="how many processes run (default: one a processor)")
    parser.add_argument("--shown", type=int, default=20, help="the most disagreements that are printed (default: 20)")
    return parser.parse_args()


def main() -> int:
    """Runs the comparison, and returns the exit code."""
    choice = arguments()
    start = time.monotonic()
    found = compare(choice.messages, choice.seed, choice.processes)
    seconds = time.monotonic() - start
    rows = compare_rows(choice.rows, choice.seed)
    for shown in [*map(vector, found[: choice.shown]), *rows[: choice.shown]]:
        print(json.dumps(shown, ensure_ascii=False, default=str))
    disagreements = len(found) + len(rows)
    outcome = {
        "messages": choice.messages,
        "rows": choice.rows,
        "disagreements": disagreements,
        "seed": choice.seed,
    }
    OUTCOME.parent.mkdir(parents=True, exist_ok=True)
    OUTCOME.write_text(json.dumps(outcome) + "\n", encoding="utf-8")
    print(
        f"{choice.messages:,} messages and {choice.rows:,} rows, seed {choice.seed}: {disagreements:,} disagreements;"
        f" {choice.messages / seconds:,.0f} messages a second"
    )
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
