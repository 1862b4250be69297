"""The parts of random messages: alphabets, numbers, names, tokens and bytes, harmless and hostile."""

from __future__ import annotations

from tests.reference.pages import ALPHANUMERIC, PAGES, PUNCTUATION


def words(text: str) -> list[str]:
    """Returns the words of a text."""
    return text.split()


LETTERS = sorted(ALPHANUMERIC)
SPECIALS = sorted(PUNCTUATION)
ATOM = LETTERS + list("!#$%&'*+-/=?^_`{|}~")

# Look-alike letters, control characters, the first and last character of each UTF-8 length, combining and
# right-to-left characters, and the line separators of Unicode.
ODD = list(
    " \t\n\r\0\x01\x0b\x1f\x7f\x80\x85\xa0\xad¦éßжω中"
    "\u0301\u200b\u2028\u202e\u3000\ud7ff\ue000\ufeff\uffff１٣²𝐀𝟏😀\U0010ffff"
)
ANY = LETTERS + SPECIALS + ODD

NUMBERS = [
    *map(str, [-1, 0, 1, 2, 3, 4, 5, 6, 11, 12, 99, 100, 2**31, 2**53 + 1]),
    *map(str, [2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**18, 10**19, 10**30]),
    *words("-0 4.0 4e0 4E+0 0.0 1e400 -1e-400 1.5 -0.0 0e0"),
]
BROKEN_NUMBERS = words("+1 01 - 1. .5 1e 1e+ -01 0x1 1_0 NaN Infinity -Infinity １ --1")
SPELLINGS = [
    *words("4 11 3 5 0 -0 -4 04 +4 4.0 4e0 - --4 ٤ ４ 00 -00 true false True FALSE null 1 t"),
    *["", " 4", "4 ", "4\0", " true", "true "],
    *map(str, [2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 10**40]),
]
NAMES = [
    *words('x ~ / ~0 ~1 a/b m~n é 中 😀 " \\ - 0 constructor Password passwd useraccount schema requestParam skills'),
    *["", " ", "\0"],
    *[row.name for page in PAGES.values() for row in page.rows],
]
ESCAPES = words(r"\ \u \u0000 \ud800 \udc00 \ud83d\ude00 \ud83d\u0041 \uD83D \uD83D\u \U0041 \u00e \x41 \/ \b \a")
TOKENS = [
    *words('{ } [ ] : , " // /**/ # \' "":0 "a":1 ,, {} [] null true false nul True undefined'),
    *list(" \n\t\r\0\x0b\x0c\u00a0\u2028\ufeff"),
    *ESCAPES,
    *NUMBERS,
    *BROKEN_NUMBERS,
]
# Bytes that are not UTF-8, and byte order marks.
HOSTILE = [
    bytes.fromhex(digits)
    for digits in words(
        "ff fe c080 c1bf e08080 eda080 edbfbf f4908080 f888808080 e282 f09f98 80 efbbbf fffe feff c328 e0a0 ed9fc0"
    )
]
