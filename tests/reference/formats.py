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
