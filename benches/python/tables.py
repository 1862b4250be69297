"""The tables of the benchmark."""

from collections.abc import Sequence

from goals import Goal
from markdown_table import table
from peers.aicc import CHECK
from result import Result, Results


def times(results: Results, interface: str, takes: str) -> str:
    """Returns a table of every subject of an interface, the fastest on valid records first."""
    chosen = sorted(
        (each for each in results if (each.interface, each.takes) == (interface, takes)), key=lambda each: each.valid
    )
    unit = results.of(CHECK, interface, takes)
    header = ["µs of CPU per record", "reports", "valid", "invalid", "× aicc.check valid", "× invalid"]
    return table(header, [_row(each, unit) for each in chosen])


def _row(each: Result, unit: Result) -> list[str]:
    ratios = [f"{each.valid / unit.valid:.1f}", f"{each.invalid / unit.invalid:.1f}"]
    return [each.name, each.reports, f"{each.valid:.2f}", f"{each.invalid:.2f}", *ratios]


def goal_table(goals: Sequence[Goal]) -> str:
    """Returns a table of the goals and the measured figures."""
    rows = [
        [goal.what, f"{goal.wanted:.2f} ×", f"{goal.measured:.2f} ×", "yes" if goal.reached else "no"] for goal in goals
    ]
    return table(["times as fast", "goal", "measured", "reached"], rows)
