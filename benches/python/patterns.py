"""The rules of texts as regular expressions, for the peers that read them.

This repeats the vendor's pages on purpose: a peer must not get its rules from aicc. ``\\Z`` is the end of the text in
Python's dialect, ``$`` in that of Rust and of JSON Schema.
"""

_ATEXT = r"[!#-'*+\-/-9=?A-Z^-~]"
_QUOTED = r'"(?:[\x01-\x09\x0b\x0c\x0e-!#-\[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*"'
_LITERAL = r"\[(?:[\x01-\x08\x0b\x0c\x0e-\x1f!-Z^-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*\]"
_SPECIAL = r"!-/:-@\[-`{-~¦"

ACCOUNT = r"^[0-9A-Za-z@.\-_]{6,50}"
NAME = r"^[^\"\[\]'&()=;<>,]{1,20}"
PASSWORD_CHARACTERS = rf"^[0-9A-Za-z{_SPECIAL}]{{8}}"
CHARACTER_CLASSES = ["[A-Z]", "[a-z]", "[0-9]", f"[{_SPECIAL}]"]
NUMBER_IN_LIST = r"^[^,]{0,15}"

PASSWORD = rf"^(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])(?=[^0-9]*[0-9])(?=[0-9A-Za-z]*[{_SPECIAL}])[0-9A-Za-z{_SPECIAL}]{{8}}"
"""With look-ahead, for the peers whose regular expressions have it."""

IPV4 = r"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"

SHORT_EMAIL = rf"^(?:{_ATEXT}+(?:\.{_ATEXT}+)*|{_QUOTED})@(?:{_ATEXT}+(?:\.{_ATEXT}+)*|{_LITERAL})"
"""For an address of at most 64 characters, in which no part can be too long."""

EMAIL = (
    rf"^(?:{_ATEXT}+(?:\.{_ATEXT}+)*|{_QUOTED})(?<![\s\S]{{65}})"
    rf"@(?![\s\S]{{256}})(?:{_ATEXT}{{1,63}}(?:\.{_ATEXT}{{1,63}})*|{_LITERAL})"
)
"""With the limits of the parts, by look-around."""
