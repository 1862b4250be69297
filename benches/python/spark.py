"""Compares the check of many records on Apache Spark with one process: the same file, the same findings."""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.parquet as parquet
from pyspark.sql import DataFrame, SparkSession

import aicc
import aicc.spark
import machine
import records
import tables

INTERFACE = "agentAccount/create"
CORES = os.cpu_count() or 1


@dataclass
class Subject:
    """One way to check the records of a file."""

    name: str
    run: Callable[[], object]
    seconds: list[float] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)


def main() -> None:
    """Writes the results into the folder of ``--results``, and prints what it wrote."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    arguments.results.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    with session() as spark, tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter() - start
        lines, table = write(Path(folder), arguments.records, arguments.seed)
        verify(spark, lines, table)
        subjects = [*one_process(lines, table), *on_spark(spark, lines, table)]
        measure(subjects, arguments.rounds)
        size = lines.stat().st_size
    report = "\n\n".join(
        [
            machine.describe(["aicc", "pyspark", "pyarrow"]),
            f"{arguments.records:,} records of {INTERFACE}, {size / 1e6:,.0f} MB as JSON Lines, seed {arguments.seed}, "
            f"{arguments.rounds} rounds. Starting Spark took {started:.0f} s more.",
            times(subjects, arguments.records),
        ]
    )
    print(report)
    (arguments.results / "spark.md").write_text(report + "\n", encoding="utf-8")


@contextmanager
def session() -> Iterator[SparkSession]:
    """Starts Spark on every core of this machine."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    options = {"spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    spark = SparkSession.builder.master(f"local[{CORES}]").config(map=options).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    yield spark
    spark.stop()


def write(folder: Path, count: int, seed: int) -> tuple[Path, Path]:
    """Writes the same records as JSON Lines, and as Parquet with the text in a column."""
    bodies = records.generate(INTERFACE, count, seed)
    lines, table = folder / "records.jsonl", folder / "records.parquet"
    records.write_json_lines(lines, bodies)
    column = pa.array(bodies, pa.binary()).cast(pa.string())
    parquet.write_table(pa.table({"value": column}), table, row_group_size=50_000)
    return lines, table


def verify(spark: SparkSession, lines: Path, table: Path) -> None:
    """Checks that every way finds the same violations. Spark compares only the rows of one task, not all records."""
    found = aicc.check_many(INTERFACE, lines, advice=False).found
    assert aicc.check_many(INTERFACE, table, column="value", advice=False).found == found
    for rows in (spark.read.text(str(lines)), spark.read.parquet(str(table))):
        assert aicc.spark.check(rows, INTERFACE, advice=False).count() == found


def one_process(lines: Path, table: Path) -> list[Subject]:
    """Returns ``aicc.check_many`` as subjects. It makes all findings, as Spark does."""
    return [
        Subject(f"{form}: check_many, threads={threads}", partial(check, **options, threads=threads))
        for form, options in (
            ("JSON Lines", {"source": lines}),
            ("Parquet", {"source": table, "column": "value"}),
        )
        for threads in sorted({1, CORES})
    ]


def check(**options: Any) -> None:
    """Makes all findings, and drops them."""
    aicc.check_many(INTERFACE, **options, limit=0, sink=lambda findings: None)


def on_spark(spark: SparkSession, lines: Path, table: Path) -> list[Subject]:
    """Returns ``aicc.spark`` as subjects, and what Spark takes only to read the records and give them to Python."""
    subjects = []
    for form, rows in (
        ("JSON Lines", spark.read.text(str(lines))),
        ("Parquet", spark.read.parquet(str(table))),
    ):
        frames = {
            "handed to Python, not checked": [rows.mapInArrow(ignore, rows.schema)],
            "aicc.spark.check": [aicc.spark.check(rows, INTERFACE)],
            "aicc.spark.split, both parts": aicc.spark.split(rows, INTERFACE),
        }
        subjects += [Subject(f"{form}: Spark, {name}", partial(compute, each)) for name, each in frames.items()]
    return subjects


def ignore(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Reads all batches, and returns no rows."""
    for batch in batches:
        yield batch.slice(0, 0)


def compute(frames: Sequence[DataFrame]) -> None:
    """Computes all rows, and drops them."""
    for frame in frames:
        frame.write.format("noop").mode("overwrite").save()


def measure(subjects: Sequence[Subject], rounds: int) -> None:
    """Runs the subjects in turn, in a new order each round. The first round warms up and does not count."""
    order = random.Random(0)
    for round_number in range(-1, rounds):
        for subject in order.sample(subjects, len(subjects)):
            seconds, cpu = time.perf_counter(), cpu_seconds()
            subject.run()
            if round_number >= 0:
                subject.seconds.append(time.perf_counter() - seconds)
                subject.cpu_seconds.append(cpu_seconds() - cpu)


def cpu_seconds() -> float:
    """Returns the CPU time of this process and of those that it started: Java and the Python workers."""
    this = psutil.Process()
    return sum(sum(process.cpu_times()[:4]) for process in [this, *this.children(recursive=True)])


def times(subjects: Sequence[Subject], count: int) -> str:
    """Returns a table of the medians of the rounds."""
    first = statistics.median(subjects[0].cpu_seconds)
    rows = []
    for subject in subjects:
        seconds, cpu = statistics.median(subject.seconds), statistics.median(subject.cpu_seconds)
        rows.append([subject.name, f"{count / seconds:,.0f}", f"{count / cpu:,.0f}", f"{cpu / first:.1f}"])
    return tables.table(["", f"records/s on {CORES} cores", "records per CPU second", "× CPU time"], rows)


if __name__ == "__main__":
    main()
