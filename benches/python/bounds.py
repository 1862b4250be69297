"""Writes the measured part of the page on bounds from the results that criterion saved."""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import machine
from markdown_table import table

GROUP = "hostile "

# The page keeps its words up to the first block of code: the machine, which the table follows.
MEASURED = "```text\n"


def main() -> None:
    """Reads the folder of ``--criterion``, and replaces the measured part of ``--page``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--criterion", type=Path, required=True, help="folder that criterion saved to")
    parser.add_argument("--page", type=Path, required=True, help="page to update")
    arguments = parser.parse_args()
    times = read(arguments.criterion)
    words = arguments.page.read_text(encoding="utf-8").partition(MEASURED)[0]
    measured = f"{machine.describe([]).strip()}\n```\n\n{curve(times)}\n"
    arguments.page.write_text(words + MEASURED + measured, encoding="utf-8")


def read(folder: Path) -> dict[str, dict[int, float]]:
    """Returns nanoseconds for each byte, by kind of message and size."""
    times: dict[str, dict[int, float]] = defaultdict(dict)
    for path in folder.glob("*/*/new/benchmark.json"):
        benchmark = json.loads(path.read_text(encoding="utf-8"))
        if not benchmark["group_id"].startswith(GROUP):
            continue
        estimates = json.loads((path.parent / "estimates.json").read_text(encoding="utf-8"))
        kind, size = benchmark["group_id"].removeprefix(GROUP), int(benchmark["value_str"])
        times[kind][size] = estimates["median"]["point_estimate"] / benchmark["throughput"]["Bytes"]
    return times


def curve(times: dict[str, dict[int, float]]) -> str:
    """Returns a table with a row for each kind of message and a column for each size."""
    sizes = sorted({size for by_size in times.values() for size in by_size})
    rows = [[kind, *(f"{by_size[size]:.2f}" for size in sizes)] for kind, by_size in sorted(times.items())]
    return table(["ns for each byte", *(named(size) for size in sizes)], rows)


def named(size: int) -> str:
    """Returns a size in KiB or MiB."""
    return f"{size >> 20} MiB" if size >= 1 << 20 else f"{size >> 10} KiB"


if __name__ == "__main__":
    main()
