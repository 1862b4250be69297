"""Writes the tables of the Rust part from what criterion saved: the best of the medians of all rounds."""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import goals
import tables

CREATE = "agentAccount/create"
UNITS = {"findings": "finding", "skills": "skill", "bytes": "byte"}


def main() -> None:
    """Writes the tables into the folder of ``--results``, and prints what it wrote."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True, help="folder that holds criterion's, and to write to")
    folder = parser.parse_args().results
    groups = read(folder / "criterion")
    interfaces = sorted({group.rpartition(" ")[0] for group in groups if not group.startswith("growth")})
    report = "\n\n".join(
        [
            *(f"### {name}, Rust\n\n{compared(groups, name)}" for name in interfaces),
            *(f"### Rust check by {what}\n\n{growth(groups[f'growth {what}'], unit)}" for what, unit in UNITS.items()),
        ]
    )
    reached = goals.of_rust(groups[f"{CREATE} valid"])
    print(f"{report}\n\n{tables.goal_table(reached)}")
    (folder / "rust.md").write_text(report + "\n", encoding="utf-8")
    goals.save(reached, folder / "rust-goals.json")


def read(folder: Path) -> dict[str, dict[str, float]]:
    """Returns nanoseconds by group and subject: per record, and in the groups of growth per call."""
    rounds = defaultdict(lambda: defaultdict(list))
    for path in folder.glob("*/*/round*/benchmark.json"):
        benchmark = json.loads(path.read_text(encoding="utf-8"))
        median = json.loads((path.parent / "estimates.json").read_text(encoding="utf-8"))["median"]["point_estimate"]
        group, subject = benchmark["group_id"], benchmark["function_id"] or benchmark["value_str"]
        calls = 1 if group.startswith("growth") else benchmark["throughput"]["Elements"]
        rounds[group][subject].append(median / calls)
    return {group: {subject: min(times) for subject, times in subjects.items()} for group, subjects in rounds.items()}


def compared(groups: dict[str, dict[str, float]], interface: str) -> str:
    """Returns a table of every subject of an interface, the fastest on valid records first."""
    valid, invalid = groups[f"{interface} valid"], groups[f"{interface} invalid"]
    rows = [
        [name, f"{time:.0f}", f"{invalid[name]:.0f}", f"{time / valid['aicc check']:.2f}"]
        for name, time in sorted(valid.items(), key=lambda item: item[1])
    ]
    return tables.table(["ns per record", "valid", "invalid", "× aicc check valid"], rows)


def growth(times: dict[str, float], unit: str) -> str:
    """Returns a table of the cost of each further unit, from one row to the next."""
    rows, before = [], None
    for count, time in sorted((int(count), time) for count, time in times.items()):
        more = f"{(time - before[1]) / (count - before[0]):.2f}" if before else ""
        rows.append([f"{count:,}", f"{time:,.0f}", more])
        before = count, time
    return tables.table([f"{unit}s", "ns per record", f"ns per further {unit}"], rows)


if __name__ == "__main__":
    main()
