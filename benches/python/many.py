"""Checks many records from a file: ``aicc.check_many`` by threads and file size, and the loops that it replaces."""

import argparse
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aicc
import goals
import machine
import picture
import records
import tables
from peers import msgspec, pydantic
from subject import Subject as Peer

INTERFACE = goals.CREATE
PEERS = [
    peer
    for peer in [*msgspec.SUBJECTS, *pydantic.SUBJECTS]
    if (peer.name, peer.interface, peer.takes) in {(name, INTERFACE, "bytes") for name in goals.PEERS_IN_A_LOOP}
]
CORES = os.cpu_count() or 1
PARSE_LINES = ["cargo", "run", "--quiet", "--release", "--locked", "--package", "aicc-bench", "--bin", "parse_lines"]


@dataclass
class Subject:
    """One way to check the records of a file. ``run`` returns the seconds that it took."""

    name: str
    run: Callable[[Path], float]
    seconds: dict[int, list[float]] = field(default_factory=dict)

    def rate(self, count: int) -> float:
        """Returns the records a second of a file of this many records, in the best round."""
        return count / min(self.seconds[count])


def main() -> None:
    """Writes the results into the folder of ``--results``, and prints what it wrote."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--records", type=int, default=1_000_000, help="records of the largest file")
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    arguments.results.mkdir(parents=True, exist_ok=True)
    counts = [arguments.records // 100, arguments.records // 10, arguments.records]
    subjects = [
        *(Subject(goals.threads(each), partial(check_many, each)) for each in sorted({1, CORES})),
        Subject(goals.PARSE_ONLY, parse_only),
        *(Subject(goals.in_a_loop(peer.name), partial(loop, peer)) for peer in PEERS),
    ]
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), counts, arguments.seed)
        verify(files[counts[0]])
        measure(subjects, files, arguments.rounds)
        size = files[arguments.records].stat().st_size
    reached = goals.of_many({subject.name: subject.rate(arguments.records) for subject in subjects})
    report = (
        f"JSON Lines of {INTERFACE}, {size / arguments.records:.0f} bytes a record, seed {arguments.seed}, end to end "
        f"from the file, {arguments.rounds} rounds.\n\n{table(subjects, counts)}"
    )
    print(f"{report}\n\n{tables.goal_table(reached)}")
    (arguments.results / "many.md").write_text(report + "\n", encoding="utf-8")
    goals.save(reached, arguments.results / "many-goals.json")
    rates = {subject.name: [subject.rate(count) for count in counts] for subject in subjects}
    about = machine.describe().splitlines()[0]
    picture.draw_many(rates, counts, INTERFACE, about, arguments.results / "many-records.png")


def write(folder: Path, counts: Sequence[int], seed: int) -> dict[int, Path]:
    """Returns a file for each count, all with the same first records."""
    lines = records.generate(INTERFACE, max(counts), seed)
    files = {count: folder / f"{count}.jsonl" for count in counts}
    for count, path in files.items():
        records.write_json_lines(path, lines[:count])
    return files


def verify(path: Path) -> None:
    """Checks that every peer accepts the same number of records."""
    valid = aicc.check_many(INTERFACE, path).valid
    for peer in PEERS:
        with path.open("rb") as lines:
            assert sum(map(peer.accepts, lines)) == valid


def timed(run: Callable[[Any], object], source: object) -> float:
    """Returns the seconds of a call."""
    start = time.perf_counter()
    run(source)
    return time.perf_counter() - start


def check_many(threads: int, path: Path) -> float:
    """Runs ``aicc.check_many``, which counts every broken rule and keeps the first 10,000 findings."""
    return timed(partial(aicc.check_many, INTERFACE, threads=threads), path)


def parse_only(path: Path) -> float:
    """Runs the loop in Rust, which prints its seconds: they do not include the start of the process."""
    return float(subprocess.check_output([*PARSE_LINES, str(path)]))


def loop(peer: Peer, path: Path) -> float:
    """Runs the loop that people write: it gives the peer one line after the other."""
    with path.open("rb") as lines:
        return timed(peer.loop, lines)


def measure(subjects: Sequence[Subject], files: dict[int, Path], rounds: int) -> None:
    """Runs the subjects in turn, in a new order each round. The first round warms up and does not count."""
    order = random.Random(0)
    for round_number in range(-1, rounds):
        for count, path in files.items():
            for subject in order.sample(subjects, len(subjects)):
                seconds = subject.run(path)
                if round_number >= 0:
                    subject.seconds.setdefault(count, []).append(seconds)


def table(subjects: Sequence[Subject], counts: Sequence[int]) -> str:
    """Returns a table of the records a second, by the size of the file."""
    header = ["records/s", *(f"{count:,} records" for count in counts)]
    return tables.table(header, [[each.name, *(f"{each.rate(count):,.0f}" for count in counts)] for each in subjects])


if __name__ == "__main__":
    main()
