"""Secrets are pickled only when that is asked for."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

_allowed: ContextVar[bool] = ContextVar("allow_pickling_secrets", default=False)


@contextmanager
def allow_pickling_secrets() -> Generator[None, None, None]:
    """Let secrets be pickled inside the ``with`` block, in this thread or asynchronous task.

    A pickle holds the secret in plain text: keep it as you would keep the secret. Outside such a block, pickling a
    ``Secret``, or a message or server that holds one, raises a ``TypeError``. Unpickling needs no permission.
    """
    token = _allowed.set(True)
    try:
        yield
    finally:
        _allowed.reset(token)


def require_permission() -> None:
    """Raise a ``TypeError`` outside ``allow_pickling_secrets()``."""
    if not _allowed.get():
        raise TypeError("a secret is pickled only inside aicc.allow_pickling_secrets()")
