"""How far the reading of long files has come, for a person who watches."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from aicc.cli.output import console, visible

_LONG = 1 << 20

Watch = Callable[[str, BinaryIO], BinaryIO]


@contextmanager
def watched(names: list[str], *, show: bool) -> Generator[Watch, None, None]:
    """Gives a function that makes the reading of a file seen, where the files are long and somebody can see it."""
    screen = console(stderr=True)
    if not (show and screen.is_terminal and sum(map(_size, names)) >= _LONG):
        yield lambda _name, file: file
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, redirect_stdout=False) as progress:
        yield lambda name, file: progress.wrap_file(file, total=_size(name), description=visible(name))


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0
