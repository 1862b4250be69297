"""Settings and fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import COMMANDS, Command, Write
from hypothesis import settings

# No test has a time limit.
settings.register_profile("aicc", deadline=None)
settings.load_profile("aicc")


@pytest.fixture(params=COMMANDS)
def command(request: pytest.FixtureRequest) -> Command:
    """The command: each test runs with the script of the package, and with the binary."""
    return COMMANDS[request.param]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes a file of the test."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
