"""Fixtures for pytest: a sandbox for each test. Installing the package is enough to use them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from aicc.sandbox import Sandbox


@pytest.fixture
def aicc_sandbox() -> Generator[Sandbox, None, None]:
    """A sandbox without accounts, over HTTP. It ends with the test."""
    from aicc.sandbox import Sandbox

    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def aicc_faults(aicc_sandbox: Sandbox) -> Callable[..., None]:
    """A function that replaces the faults of ``aicc_sandbox``: ``aicc_faults({"do": {"status": 500}})``."""

    def replace(*rules: dict[str, Any]) -> None:
        aicc_sandbox.faults(*rules)

    return replace
