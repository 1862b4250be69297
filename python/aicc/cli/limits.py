"""What a row of an interface's table limits, in the shortest words: rule codes and bounds."""

from __future__ import annotations

import json
import string
from typing import Any

_BOUNDS = (
    "minLength",
    "maxLength",
    "characterClasses",
    "format",
    "localPartLength",
    "domainPartLength",
    "labelLength",
    "minimum",
    "maximum",
    "maxItems",
)
_NONE_OF = {"en": "none of ", "zh": "不含 "}


def limits(row: dict[str, Any], language: str) -> dict[str, str]:
    """The bounds of a row by the code of the rule that is broken beyond them."""
    found = {code: str(row[code]) for code in _BOUNDS if code in row}
    if "characters" in row:
        found["characters"] = _ranges(row["characters"])
    if "forbiddenCharacters" in row:
        found["characters"] = _NONE_OF[language] + row["forbiddenCharacters"]
    if "allowed" in row:
        found["enum"] = ", ".join(f"{choice['value']} {choice['label'][language]}" for choice in row["allowed"])
    return {**found, **limits(row["element"], language)} if "element" in row else found


def default(row: dict[str, Any]) -> str | None:
    """What the platform assumes where the member is left out."""
    value = row.get("default")
    return value if value is None or isinstance(value, str) else json.dumps(value)


_RUNS = (string.digits, string.ascii_uppercase, string.ascii_lowercase)


def _ranges(characters: str) -> str:
    """The characters in their order, all digits as 0–9 and all letters as A–Z and a–z."""
    for run in _RUNS:
        characters = characters.replace(run, f"{run[0]}–{run[-1]}")
    return characters
