"""Formats of texts: e-mail addresses (R9), IPv4 addresses (R15) and agent IDs (R14)."""

from __future__ import annotations

import re
import unicodedata

# The grammar of RFC 2822 under its own names, without comments, line breaks and the obsolete forms.
ATEXT = r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]"
DOT_ATOM = rf"{ATEXT}+(?:\.{ATEXT}+)*"
NO_WS_CTL = r"\x01-\x08\x0B\x0C\x0E-\x1F\x7F"
QTEXT = rf"[{NO_WS_CTL}\x21\x23-\x5B\x5D-\x7E]"
DTEXT = rf"[{NO_WS_CTL}\x21-\x5A\x5E-\x7E]"
QUOTED_PAIR = r"\\[\x01-\x09\x0B\x0C\x0E-\x7F]"
WSP = r"[ \t]"
QUOTED_STRING = rf'"(?:{WSP}|{QTEXT}|{QUOTED_PAIR})*"'
DOMAIN_LITERAL = rf"\[(?:{DTEXT}|{QUOTED_PAIR})*\]"
ADDR_SPEC = re.compile(rf"({DOT_ATOM}|{QUOTED_STRING})@({DOT_ATOM}|{DOMAIN_LITERAL})")

OCTET = r"(?:0|[1-9][0-9]{0,2})"
IPV4 = re.compile(rf"{OCTET}\.{OCTET}\.{OCTET}\.{OCTET}")

DECIMAL = re.compile(r"0|[1-9][0-9]*")
SIGNED_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)")


MASK = "***"
INVISIBLE = frozenset(["Cf", "Zl", "Zp", "Zs"])


def is_invisible(character: str) -> bool:
    """Returns whether a character is invisible, or is a space other than U+0020 (R20)."""
    return character != " " and unicodedata.category(character) in INVISIBLE


def addr_spec(text: str) -> tuple[str, str] | None:
    """Returns the local part and the domain of an e-mail address, or `None` if the text is not an `addr-spec`."""
    matched = ADDR_SPEC.fullmatch(text)
    return (matched.group(1), matched.group(2)) if matched else None


def is_ipv4(text: str) -> bool:
    """Returns whether the text is four decimal numbers 0 to 255 without leading zeros, separated by dots."""
    return IPV4.fullmatch(text) is not None and all(int(octet) <= 255 for octet in text.split("."))


NUMBER_OF_SPREADSHEET = re.compile(r"[+-]?[0-9]+(?:(?:[.,][0-9]+)?[eE][+-][0-9]+|\.0+)")
PROBABLE = [
    ("\u00a0", "\u017f"),
    ("\u0386", "\u03ce"),
    ("\u0400", "\u045f"),
    ("\u05d0", "\u05ea"),
    ("\u0620", "\u064a"),
    ("\u0e01", "\u0e5b"),
    ("\u1e00", "\u1eff"),
    ("\u2010", "\u2026"),
    ("\u20ac", "\u20ac"),
    ("\u2122", "\u2122"),
    ("\u3000", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7a3"),
    ("\uff00", "\uffef"),
    ("\U0001f300", "\U0001faff"),
    ("\U00020000", "\U000323af"),
]
"""The characters that are frequent in texts. Other characters do not show that a text was read in a wrong encoding."""


def damage(text: str) -> str | None:
    """Returns what the text of a cell looks like if a spreadsheet or a wrong encoding has changed it (R20)."""
    if text.startswith("'"):
        return "apostrophe"
    if len(text) > len('="') and text.startswith('="') and text.endswith('"'):
        return "formula"
    if NUMBER_OF_SPREADSHEET.fullmatch(text):
        return "number"
    if "\ufffd" in text or "锟斤拷" in text or _is_utf8_in_windows_1252(text) or _is_utf8_in_gbk(text):
        return "encoding"
    return None


def _is_utf8_in_windows_1252(text: str) -> bool:
    try:
        meant = b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return False
    return not meant.isascii() and all(character.isascii() or _is_probable(character) for character in meant)


def _byte(character: str) -> bytes:
    return character.encode("latin-1" if ord(character) <= 0xFF else "cp1252")


def _is_probable(character: str) -> bool:
    return any(first <= character <= last for first, last in PROBABLE)


def _is_utf8_in_gbk(text: str) -> bool:
    """Returns whether a run of characters outside ASCII begins like two Chinese characters in UTF-8, read as GBK."""
    for run in re.findall(r"[^\x00-\x7f]{3,}", text):
        try:
            first, second = run[0].encode("gbk"), run[1].encode("gbk")
        except UnicodeError:
            continue
        lead, trail = range(0xE4, 0xEA), range(0x80, 0xC0)
        if first[0] in lead and first[1] in trail and second[0] in trail and second[1] in lead:
            return True
    return False
