"""Where the records of a command come from."""

from __future__ import annotations

import errno
import os
import stat
import sys
from enum import Enum
from typing import Any

import aicc
from aicc import batch


class Format(str, Enum):
    """The formats that are read."""

    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    excel = "excel"
    parquet = "parquet"


def format_of(name: str, chosen: Format | None) -> Format:
    """The format of a file: the chosen one, else the one of its extension."""
    found = chosen or batch.format_of(name)
    if found is None:
        *names, last = [known.value for known in Format]
        raise aicc.SourceError(f"its format is not known: add --format {', '.join(names)} or {last}.")
    return Format(found)


def source_of(name: str) -> Any:
    """What is read: a file, or standard input for `-`."""
    if name == "-":
        return sys.stdin.buffer
    if stat.S_ISDIR(os.stat(name).st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    return name
