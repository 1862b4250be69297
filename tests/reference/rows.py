"""Generates random rows of tables, with headings and cells as people write them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.reference.checks import Profile
from tests.reference.messages import Generator
from tests.reference.pages import PAGES, Row
from tests.reference.words import BOOLEANS, MEMBERS, REMARKS, VALUES

OTHER_HEADINGS = ["Department", "aicc", "AICC *", "备注", "*", "", " "]
TEXTS = ["王小明", "José", "Müller", "Ж", "€5", "Li Na", "锟斤拷", "Jos\ufffd", "鋼鐵", "KNÍŽKA", "CAFÉ’S", "王瑾霞"]
NUMBERS = [
    *["4", "4.0", " 4", "４", "-3.0", "99", "11", "-0", "+4.0", "04", "4.5", "4e0", "1.", ".0", "8.61E+12", "1e-5"],
    *["75512345678.0", "9223372036854775807.0", "9223372036854775808.0", "0755", "'0755", '="0755"', '="', "'"],
]
ENCODINGS = ["gbk", "cp1252", "latin-1"]
PIECES = list("0123456789.-+eE, '=\"abAB王é€\ufffd\u00a0*Ã©")


@dataclass(frozen=True)
class TableRow:
    """A row of a table below its headings."""

    interface: str
    headings: list[str]
    cells: list[str]


class RowGenerator:
    """Makes the same rows from the same random numbers."""

    def __init__(self, random: Random) -> None:
        self.random = random
        # The size of a line is a rule of files.
        profiles = Generator(random).profiles
        self.profiles = [replace(profile, maximum_size=Profile().maximum_size) for profile in profiles]

    def row(self) -> TableRow:
        """Returns the next row."""
        interface = self.random.choice(list(PAGES))
        width = self.random.randrange(1, 8)
        headings = [self.heading(interface) for _ in range(width)]
        # A cell below a blank heading is a fault of the table.
        return TableRow(interface, headings, [self.cell() if heading.strip() else "" for heading in headings])

    def heading(self, interface: str) -> str:
        """Returns words for a member, in some spelling, or other words."""
        if self.random.randrange(12) == 0:
            return self.random.choice(OTHER_HEADINGS)
        row, number = self.random.choice(PAGES[interface].rows), self.random.randrange(4)
        words = self.words(interface, row)
        if row.element and row.element.members:
            member = self.random.choice(row.element.members)
            inner = self.words(interface, member)
            forms = [f"{row.name}/{number}/{member.name}", f"{words}/{number}/{inner}", f"{words} {number} {inner}"]
            return self.spelled(self.random.choice([*forms, f"{inner} {number}", words]))
        if row.element:
            return self.spelled(self.random.choice([words, f"{words} {number}", f"{row.name}/{number}"]))
        both = f"{words} / {self.words(interface, row)}"
        return self.spelled(self.random.choice([words, words, words, both, f"{words}{number}"]))

    def words(self, interface: str, row: Row) -> str:
        """Returns one of the words for a member."""
        return self.random.choice((row.name, *MEMBERS[interface][row.name]))

    def cell(self) -> str:
        """Returns a cell: words for a value, a number, a damaged text, any text."""
        choice = self.random.randrange(6)
        if choice == 0:
            value, words = self.random.choice(list(self.random.choice(list(VALUES.values())).items()))
            word = self.random.choice(words)
            return self.spelled(self.random.choice([word, word, f"{value} {word}", f"{value}（{word}）"]))
        if choice == 1:
            return self.spelled(self.random.choice(self.random.choice(list(BOOLEANS.values()))))
        if choice == 2:
            return "".join(self.random.choice(PIECES) for _ in range(self.random.randrange(9)))
        if choice == 3:
            return self.random.choice(TEXTS).encode().decode(self.random.choice(ENCODINGS), "ignore")
        return self.random.choice(TEXTS if choice == 4 else NUMBERS)

    def spelled(self, words: str) -> str:
        """Returns words in some spelling, or with another character in them."""
        place = self.random.randrange(len(words))
        remark = self.random.choice(REMARKS)
        other = self.random.choice("/-1 x座S0é")
        spellings = [words.upper(), words.lower().replace(" ", ""), f" {words} *", words.replace(" ", "_")]
        changed = words[:place] + other + words[place + 1 :]
        return self.random.choice([*spellings, f"{words} ({remark})", changed, words, words])
