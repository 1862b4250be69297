"""The blocks of the documents, which run and print what the documents show."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def blocks(document: str) -> list[tuple[str, str]]:
    """The Python blocks of a document, each with the text block that follows it at once."""
    text = (ROOT / document).read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", text, re.MULTILINE | re.DOTALL)


def printed(code: str, document: str) -> str:
    """What a block prints."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, document, "exec"), {})
    return output.getvalue()
