"""The tables, as Markdown that is read as it is."""

from collections.abc import Sequence

from goals import Goal
from peers.aicc import CHECK
from result import Result, Results


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in [header, rule, *rows])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |"


def times(results: Results, interface: str, takes: str) -> str:
    """Every subject of an interface, the fastest on valid records first."""
    chosen = sorted(
        (each for each in results if (each.interface, each.takes) == (interface, takes)), key=lambda each: each.valid
    )
    unit = results.of(CHECK, interface, takes)
    header = ["µs of CPU per record", "tells", "valid", "invalid", "× aicc.check valid", "× invalid"]
    return table(header, [_row(each, unit) for each in chosen])


def _row(each: Result, unit: Result) -> list[str]:
    ratios = [f"{each.valid / unit.valid:.1f}", f"{each.invalid / unit.invalid:.1f}"]
    return [each.name, each.tells, f"{each.valid:.2f}", f"{each.invalid:.2f}", *ratios]


def goal_table(goals: Sequence[Goal]) -> str:
    """What was wanted, what was measured."""
    rows = [
        [goal.what, f"{goal.wanted:.2f} ×", f"{goal.measured:.2f} ×", "yes" if goal.reached else "no"] for goal in goals
    ]
    return table(["times as fast", "goal", "measured", "reached"], rows)
