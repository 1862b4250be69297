"""The README's Python blocks run, and print what the README shows."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", README, re.MULTILINE | re.DOTALL)


def test_the_readme_has_its_blocks() -> None:
    assert len(BLOCKS) == 4


@pytest.mark.parametrize(("code", "printed"), BLOCKS)
def test_a_block_prints_what_the_readme_shows(code: str, printed: str) -> None:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "README.md", "exec"), {})
    assert output.getvalue() == printed
