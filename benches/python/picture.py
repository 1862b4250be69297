"""Time per record by peer, as a picture."""

from pathlib import Path

from matplotlib.figure import Figure

from result import Results

VALID, INVALID = "#2a6f97", "#e07a5f"


def draw(results: Results, interface: str, machine: str, path: Path) -> None:
    """Two bars for each subject that takes bytes, the fastest on top."""
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
    axes.set_yticks(range(len(chosen)), [f"{each.name}\ntells {each.tells}" for each in chosen], fontsize=10)
    for label, each in zip(axes.get_yticklabels(), chosen, strict=True):
        label.set_fontweight("bold" if each.name.startswith("aicc") else "normal")
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel(f"µs of CPU per record (shorter is faster)\n{machine}", fontsize=9)
    axes.set_title(f"Checking every rule of {interface}, from Python", fontsize=12)
    axes.legend(loc="lower right", frameon=False)
    figure.savefig(path)
