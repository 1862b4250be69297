"""Runs the code blocks of the documents, and compares what they print with what the documents show."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def blocks(document: str) -> list[tuple[str, str]]:
    """Returns the Python blocks of a document, each with the text block that directly follows it."""
    text = (ROOT / document).read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", text, re.MULTILINE | re.DOTALL)


def printed(code: str, document: str) -> str:
    """Returns what a block prints."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, document, "exec"), {})
    return output.getvalue()
