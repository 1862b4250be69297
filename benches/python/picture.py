"""Draws the pictures: the time per record by peer, and the records a second by file size."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure

from result import Results

VALID, INVALID = "#2a6f97", "#e07a5f"


def draw(results: Results, interface: str, machine: str, path: Path) -> None:
    """Draws two bars for each subject that reads bytes, the fastest on top."""
    chosen = sorted(
        (each for each in results if (each.interface, each.takes) == (interface, "bytes")), key=lambda each: each.valid
    )
    figure = Figure(figsize=(9, 0.55 * len(chosen) + 1.8), dpi=150, layout="constrained")
    axes = figure.subplots()
    for offset, times, label, colour in (
        (-0.2, [each.valid for each in chosen], "valid records", VALID),
        (0.2, [each.invalid for each in chosen], "invalid records", INVALID),
    ):
        bars = axes.barh([place + offset for place in range(len(chosen))], times, 0.38, label=label, color=colour)
        axes.bar_label(bars, fmt="%.2f", padding=3, fontsize=9)
    axes.set_yticks(range(len(chosen)), [f"{each.name}\nreports {each.reports}" for each in chosen], fontsize=10)
    for label, each in zip(axes.get_yticklabels(), chosen, strict=True):
        label.set_fontweight("bold" if each.name.startswith("aicc") else "normal")
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel(f"µs of CPU per record (shorter is faster)\n{machine}", fontsize=9)
    axes.set_title(f"Checking every rule of {interface}, from Python", fontsize=12)
    axes.legend(loc="lower right", frameon=False)
    figure.savefig(path)


def draw_many(
    rates: Mapping[str, Sequence[float]], counts: Sequence[int], interface: str, machine: str, path: Path
) -> None:
    """Draws a line for each subject, by the records of the file."""
    figure = Figure(figsize=(9, 5), dpi=150, layout="constrained")
    axes = figure.subplots()
    for name, line in sorted(rates.items(), key=lambda each: -each[1][-1]):
        is_ours = name.startswith("aicc")
        (drawn,) = axes.plot(
            counts,
            [rate / 1e6 for rate in line],
            marker="o",
            linewidth=2.5 if is_ours else 1.5,
            linestyle="-" if is_ours else "--",
        )
        label = f"{name}: {line[-1] / 1e6:.2f}"
        weight = "bold" if is_ours else "normal"
        axes.annotate(
            label,
            (counts[-1], line[-1] / 1e6),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            fontweight=weight,
            color=drawn.get_color(),
        )
    axes.set_xscale("log")
    axes.set_xticks(counts, [f"{count:,}" for count in counts])
    axes.set_xlim(counts[0] * 0.8, counts[-1] * 40)
    axes.set_ylim(bottom=0)
    axes.minorticks_off()
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel(f"records in the file\n{machine}", fontsize=9)
    axes.set_ylabel("million records a second (higher is faster)", fontsize=9)
    axes.set_title(f"Checking every rule of {interface} in a file of JSON Lines", fontsize=12)
    figure.savefig(path)
