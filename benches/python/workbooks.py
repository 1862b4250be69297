"""Checks and annotates workbooks of growing size, beside openpyxl, which loads and saves them without checking."""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

import openpyxl

import aicc
import goals
import records
import tables

INTERFACE = goals.CREATE


def check(source: Path, _: Path) -> None:
    """Checks a workbook."""
    assert aicc.check_many(INTERFACE, source).invalid


def annotate(source: Path, target: Path) -> None:
    """Checks a workbook, and writes a copy with the findings in it."""
    assert aicc.annotate(INTERFACE, source, target).invalid


def read(source: Path, _: Path) -> None:
    """Reads every cell and checks nothing."""
    for row in openpyxl.load_workbook(source, read_only=True).active.iter_rows(values_only=True):
        assert row


def load_and_save(source: Path, target: Path) -> None:
    """Loads a workbook and saves it, and checks nothing."""
    openpyxl.load_workbook(source).save(target)


SUBJECTS: dict[str, Callable[[Path, Path], None]] = {
    "aicc.check_many": check,
    "aicc.annotate": annotate,
    "openpyxl, read only": read,
    "openpyxl, load and save": load_and_save,
}


def main() -> None:
    """Writes the results into the folder of ``--results``, and prints what it wrote."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, help="folder to write to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--records", type=int, default=100_000, help="rows of the largest workbook")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--once", nargs=3, metavar=("SUBJECT", "SOURCE", "TARGET"), help="run a subject in this process"
    )
    arguments = parser.parse_args()
    if arguments.once:
        print(json.dumps(once(*arguments.once)))
        return
    counts = [arguments.records // 100, arguments.records // 10, arguments.records]
    with tempfile.TemporaryDirectory() as folder:
        files = {count: write(Path(folder, f"{count}.xlsx"), count, arguments.seed) for count in counts}
        results = measure(files, arguments.rounds)
        size = files[arguments.records].stat().st_size
    report = (
        f"Workbooks of {INTERFACE}, {size / arguments.records:.0f} bytes a row, seed {arguments.seed}. Seconds "
        f"and peak memory of a process of its own, the median of {arguments.rounds} rounds. openpyxl "
        f"{version('openpyxl')} checks nothing.\n\n{table(results, counts)}"
    )
    print(report)
    arguments.results.mkdir(parents=True, exist_ok=True)
    (arguments.results / "workbooks.md").write_text(report + "\n", encoding="utf-8")


def write(path: Path, count: int, seed: int) -> Path:
    """Writes a workbook of this many records, row by row."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Agents")
    rows = [_cells(json.loads(body)) for body in records.generate(INTERFACE, count, seed)]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(column) for column in columns])
    book.save(path)
    return path


def _cells(record: dict) -> dict[str, str | int]:
    skills = [skill for skill in record.get("skills", []) if isinstance(skill, dict)]
    nested = {f"skills/{place}/{name}": value for place, skill in enumerate(skills) for name, value in skill.items()}
    members = {name: value for name, value in record.items() if name != "skills"} | nested
    return {name: value for name, value in members.items() if isinstance(value, (str, int))}


def measure(files: dict[int, Path], rounds: int) -> dict[tuple[str, int], tuple[float, float]]:
    """Returns the seconds and the peak MB of each subject, by the size of the file: in a new order each round."""
    order, found = random.Random(0), {}
    for _ in range(rounds):
        for count, path in files.items():
            for name in order.sample(list(SUBJECTS), len(SUBJECTS)):
                command = [sys.executable, __file__, "--once", name, str(path), f"{path}.out.xlsx"]
                found.setdefault((name, count), []).append(json.loads(subprocess.check_output(command)))
    return {key: tuple(map(median, zip(*values, strict=True))) for key, values in found.items()}


def once(name: str, source: str, target: str) -> tuple[float, float]:
    """Runs a subject, and returns its seconds and the peak of the memory of this process in MB."""
    Path(target).unlink(missing_ok=True)
    start = time.perf_counter()
    SUBJECTS[name](Path(source), Path(target))
    return time.perf_counter() - start, _peak()


def _peak() -> float:
    """Returns the peak memory of this process in MB. `getrusage` would count the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def table(results: dict[tuple[str, int], tuple[float, float]], counts: Sequence[int]) -> str:
    """Returns a table of the seconds and the memory, by the size of the workbook."""
    header = ["seconds, peak MB", *(f"{count:,} rows" for count in counts)]
    rows = [[name, *("{:.2f} s, {:.0f} MB".format(*results[name, count]) for count in counts)] for name in SUBJECTS]
    return tables.table(header, rows)


if __name__ == "__main__":
    main()
