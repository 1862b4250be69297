"""Reads one JSON text strictly by RFC 8259, and keeps what the readings need.

Objects keep the order of their members and repeated members (R18). Numbers keep whether R4 calls them integers. The
error for a text that cannot be read has the reason and the byte offset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

DEPTH = 127
"""The maximum depth of nested arrays and objects."""

INTEGER_MINIMUM, INTEGER_MAXIMUM = -(2**63), 2**63 - 1


class OtherNumber:
    """A number that is not an integer by R4: it has a fraction or an exponent, or is outside 64 bits."""


@dataclass
class JsonObject:
    """The members in the order of the text, each with its first value, and the repeated names."""

    members: dict[str, Value] = field(default_factory=dict[str, "Value"])
    repeated: set[str] = field(default_factory=set[str])


Value: TypeAlias = "bool | int | str | OtherNumber | JsonObject | list[Value] | None"


class JsonSyntaxError(Exception):
    """The bytes are not one JSON value. `reason` is one of the words in tests/README.md."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(f"{reason} at byte {offset}")
        self.reason = reason
        self.offset = offset


SPACE = re.compile(r"[ \t\n\r]*")
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
HEX = re.compile(r"[0-9A-Fa-f]{0,4}")
# The longest start of a number; a complete number ends with a digit.
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)?(?:(?<=[0-9])\.[0-9]*)?(?:(?<=[0-9])[eE][+-]?[0-9]*)?")
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
LITERALS = {"t": ("true", True), "f": ("false", False), "n": ("null", None)}
DIGITS_OF_64_BITS = 19

OTHER_NUMBER = OtherNumber()


def integer(digits: str) -> int | None:
    """Returns the integer of an optional minus sign and decimal digits, as R4 defines it."""
    if len(digits) > DIGITS_OF_64_BITS + 1:
        return None
    value = int(digits)
    return value if INTEGER_MINIMUM <= value <= INTEGER_MAXIMUM else None


def read(body: bytes, maximum_size: int) -> Value:
    """Returns the value in `body`, or raises `JsonSyntaxError`."""
    if len(body) > maximum_size:
        raise JsonSyntaxError("size", maximum_size)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonSyntaxError("encoding", error.start) from None
    if text.startswith("\ufeff"):
        raise JsonSyntaxError("byteOrderMark", 0)
    return _Reader(text).whole()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def whole(self) -> Value:
        self.space()
        value = self.value()
        self.space()
        if self.at < len(self.text):
            raise self.error(self.at)
        return value

    def error(self, index: int, reason: str | None = None) -> JsonSyntaxError:
        """Returns the error at a character. Without a reason, the text ends there or the character is not allowed."""
        reason = reason or ("grammar" if index < len(self.text) else "unexpectedEnd")
        return JsonSyntaxError(reason, len(self.text[:index].encode()))

    def space(self) -> None:
        matched = SPACE.match(self.text, self.at)
        assert matched
        self.at = matched.end()

    def peek(self) -> str:
        """Returns the next character, or the empty string at the end."""
        return self.text[self.at : self.at + 1]

    def take(self, character: str) -> bool:
        """Moves past `character` if it is next, and returns whether it was."""
        if self.peek() != character:
            return False
        self.at += 1
        return True

    def value(self) -> Value:
        character = self.peek()
        if character == '"':
            return self.string()
        if character == "{":
            return self.object()
        if character == "[":
            return self.array()
        if character in LITERALS:
            return self.literal(character)
        return self.number()

    def literal(self, character: str) -> bool | None:
        word, value = LITERALS[character]
        for index, expected in enumerate(word, self.at):
            if self.text[index : index + 1] != expected:
                raise self.error(index)
        self.at += len(word)
        return value

    def number(self) -> int | OtherNumber:
        matched = NUMBER.match(self.text, self.at)
        assert matched
        written = matched.group()
        if not written[-1:].isdigit():
            raise self.error(matched.end())
        self.at = matched.end()
        if "." in written or "e" in written or "E" in written:
            return OTHER_NUMBER
        value = integer(written)
        return OTHER_NUMBER if value is None else value

    def string(self) -> str:
        self.at += 1
        parts: list[str] = []
        while True:
            plain = PLAIN.match(self.text, self.at)
            assert plain
            self.at = plain.end()
            if self.take('"'):
                return "".join(parts) + plain.group() if parts else plain.group()
            parts.append(plain.group())
            if self.peek() != "\\":
                raise self.error(self.at)
            parts.append(self.escape())

    def escape(self) -> str:
        character = self.text[self.at + 1 : self.at + 2]
        if character == "u":
            return self.unicode_escape()
        if character not in ESCAPES:
            raise self.error(self.at + 1)
        self.at += 2
        return ESCAPES[character]

    def unicode_escape(self) -> str:
        backslash = self.at
        unit = self.unit()
        if not 0xD800 <= unit <= 0xDFFF:
            return chr(unit)
        # The next escape decides whether a high surrogate is alone, so an error in that escape is reported first.
        low = self.unit() if unit < 0xDC00 and self.text.startswith("\\u", self.at) else 0
        if not 0xDC00 <= low <= 0xDFFF:
            raise self.error(backslash, "surrogate")
        return chr(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))

    def unit(self) -> int:
        """Reads an escape of four hexadecimal digits, and returns its UTF-16 unit."""
        digits = HEX.match(self.text, self.at + 2)
        assert digits
        if len(digits.group()) < 4:
            raise self.error(digits.end())
        self.at = digits.end()
        return int(digits.group(), 16)

    def open(self) -> None:
        """Moves past an opening bracket."""
        if self.depth == DEPTH:
            raise self.error(self.at, "depth")
        self.depth += 1
        self.at += 1
        self.space()

    def another(self, bracket: str) -> bool:
        """Returns whether a comma follows a value inside brackets, and not the closing bracket."""
        self.space()
        if self.take(","):
            self.space()
            return True
        if not self.take(bracket):
            raise self.error(self.at)
        self.depth -= 1
        return False

    def array(self) -> list[Value]:
        elements: list[Value] = []
        self.open()
        if self.take("]"):
            self.depth -= 1
            return elements
        elements.append(self.value())
        while self.another("]"):
            elements.append(self.value())
        return elements

    def object(self) -> JsonObject:
        found = JsonObject()
        self.open()
        if self.take("}"):
            self.depth -= 1
            return found
        self.member(found)
        while self.another("}"):
            self.member(found)
        return found

    def member(self, found: JsonObject) -> None:
        if self.peek() != '"':
            raise self.error(self.at)
        name = self.string()
        self.space()
        if not self.take(":"):
            raise self.error(self.at)
        self.space()
        value = self.value()
        if name in found.members:
            found.repeated.add(name)
        else:
            found.members[name] = value
