"""A JSON tree with what a dict lacks: repeated names, and numbers in any notation."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass


class Raw(str):
    """JSON text that is written as it is, such as a number in a notation that Python does not write."""


Members = list[tuple[str, "Node"]]


@dataclass
class Object:
    """An object whose names can occur more than once."""

    members: Members


Node = None | bool | int | str | Object | list["Node"]


def json_string(text: str) -> str:
    """Returns a JSON string with only the escapes that JSON requires."""
    return json.dumps(text, ensure_ascii=False)


def written(node: Node, space: str, quote: Callable[[str], str]) -> str:
    if node is None:
        return "null"
    if isinstance(node, bool):
        return str(node).lower()
    if isinstance(node, Raw):
        return node
    if isinstance(node, int):
        return str(node)
    if isinstance(node, str):
        return quote(node)
    if isinstance(node, list):
        return "[" + f"{space},{space}".join(written(element, space, quote) for element in node) + "]"
    members = (f"{quote(name)}{space}:{space}{written(value, space, quote)}" for name, value in node.members)
    return "{" + space + f"{space},{space}".join(members) + space + "}"
