"""How far the reading of long files has come, for a person who watches."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Optional

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn

import aicc
from aicc.cli.output import console, visible

_LONG = 1 << 20

Tell = Callable[[aicc.BatchProgress], None]
Watch = Callable[[str], Optional[Tell]]


@contextmanager
def watched(names: list[str], *, show: bool) -> Generator[Watch, None, None]:
    """Gives a function that makes the reading of a file seen, where the files are long and somebody can see it."""
    screen = console(stderr=True)
    if not (show and screen.is_terminal and sum(map(_size, names)) >= _LONG):
        yield lambda _name: None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[records]:,} records"),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, transient=True, redirect_stdout=False) as progress:
        yield lambda name: _tell(progress, name)


def _tell(progress: Progress, name: str) -> Tell:
    task = progress.add_task(visible(name), total=None, records=0)

    def tell(now: aicc.BatchProgress) -> None:
        progress.update(task, completed=now.read, total=now.size, records=now.records)

    return tell


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0
