"""What is printed: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from aicc.cli.findings import Row, Summary

# Wide enough for every line: what is piped is not wrapped.
_NO_TERMINAL = 100_000


def console(*, stderr: bool = False) -> Console:
    """A console that does not take what it prints for its own markup."""
    made = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = _NO_TERMINAL
    return made


def show(out: Console, *things: RenderableType) -> None:
    """Prints; what is piped has no blanks at the ends of its lines to fill the width of a table."""
    if out.is_terminal:
        out.print(*things)
        return
    with out.capture() as captured:
        out.print(*things)
    out.file.writelines(f"{line.rstrip()}\n" for line in captured.get().removesuffix("\n").split("\n"))


def complain(text: str) -> None:
    """Says what went wrong."""
    console(stderr=True).print(Text.assemble(("aicc: ", "bold red"), visible(text)), soft_wrap=True)


def complain_of_file(name: str, error: Exception) -> None:
    """Says why a file could not be used. An error about no file is raised again: nothing more can be written."""
    if isinstance(error, OSError):
        if error.filename is None:
            raise error
        name = str(error.filename)
    reason = error.strerror if isinstance(error, OSError) else None
    complain(f"{'standard input' if name == '-' else name}: {reason or error}")


def visible(text: str) -> str:
    """The text with every character that a terminal would obey, or not show, as its escape."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def plain_table(headings: Sequence[str], rows: Iterable[Sequence[RenderableType]]) -> Table:
    """A table whose cells wrap and are never cut."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def write_json(value: Any) -> None:
    """Writes data, coloured on a terminal."""
    if sys.stdout.isatty():
        console().print_json(data=value, ensure_ascii=False)
    else:
        print(json.dumps(value, indent=2, ensure_ascii=False))


_HEADINGS = {"en": ("Row", "Pointer", "Rule", "Message"), "zh": ("行", "位置", "规则", "说明")}
_WHOLE_BODY = {"en": "(body)", "zh": "（请求体）"}
_ADVICE = {"en": " (advice)", "zh": "（提示）"}


def write_tables(out: Console, findings: Iterable[Row], language: str) -> None:
    """Writes a table for each file in which something was found."""
    for file, rows in groupby(findings, key=lambda row: row["file"]):
        out.print(Text(visible(file), style="bold"), soft_wrap=True)
        show(out, _table(rows, language), "")


def _table(rows: Iterator[Row], language: str) -> Table:
    cells = [
        (Text(str(row["row"]), justify="right"), _place(row, language), _rule(row, language), visible(row["message"]))
        for row in rows
    ]
    return plain_table(_HEADINGS[language], cells)


def _place(row: Row, language: str) -> Text:
    place = visible(row["pointer"]) or _WHOLE_BODY[language]
    return Text(place if row["location"] == "body" else f"{row['location']} {place}")


def _rule(row: Row, language: str) -> Text:
    if row["severity"] == "advice":
        return Text(row["rule"] + _ADVICE[language], style="yellow")
    return Text(row["rule"], style="red")


_HIDDEN = {
    "en": "{} more findings are not shown: raise --limit, or write all of them with --findings FILE.",
    "zh": "另有 {} 条未显示：可调大 --limit，或用 --findings FILE 写出全部。",
}


def write_hidden(count: int, language: str, out: Console) -> None:
    """Says how many findings are not shown."""
    if count:
        out.print(_HIDDEN[language].format(count))


def write_summary(summary: Summary, language: str, out: Console) -> None:
    """Writes the line that counts."""
    out.print(Text(summary.line(language), style="bold red" if summary.invalid else "bold green"))
