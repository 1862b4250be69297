"""The permission to pickle secrets."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["allow_pickling_secrets"]

_allowed: ContextVar[bool] = ContextVar("allow_pickling_secrets", default=False)


@contextmanager
def allow_pickling_secrets() -> Generator[None, None, None]:
    """Allows pickling secrets inside the ``with`` block, in this thread or asynchronous task.

    A pickle contains the secret in plain text: protect it like the secret. Outside such a block, pickling a
    ``Secret``, or a message or server that holds one, raises a ``TypeError``. Unpickling needs no permission.
    """
    token = _allowed.set(True)
    try:
        yield
    finally:
        _allowed.reset(token)


def require_permission() -> None:
    """Raises a ``TypeError`` outside ``allow_pickling_secrets()``."""
    if not _allowed.get():
        raise TypeError("a secret can be pickled only inside aicc.allow_pickling_secrets()")
