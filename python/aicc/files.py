"""Files that are written."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

__all__ = ["replacing"]


@contextmanager
def replacing(path: str, mode: int = 0o666) -> Generator[BinaryIO, None, None]:
    """Opens a file beside a path. It replaces the path when the block ends, and is removed if the block fails.

    Args:
        path: The file that is replaced, or is new.
        mode: The permissions, which the umask of the process limits further.
    """
    temporary = Path(path).with_name(f".aicc-{token_hex(8)}.tmp")
    try:
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            yield file
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
