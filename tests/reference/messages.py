"""Random messages: valid ones, mutations of their values, their members and their text, and hostile bytes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.reference import pages
from tests.reference.checks import PasswordPolicy, Profile
from tests.reference.json_tree import Members, Node, Object, Raw, json_string, written
from tests.reference.material import ANY, ATOM, ESCAPES, HOSTILE, LETTERS, NAMES, NUMBERS, SPECIALS, SPELLINGS, TOKENS
from tests.reference.pages import PAGES, Page, Row


@dataclass(frozen=True)
class Message:
    """The input of both implementations. Without a path, they check the body alone."""

    interface: str
    profile: Profile
    path: list[tuple[str, str]] | None
    body: bytes


class Generator:
    """Makes messages from one random generator. The same seed makes the same messages."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.profiles = [Profile(), Profile(edition="2025-11-13"), *(self.profile() for _ in range(30))]

    def message(self) -> Message:
        """Returns the next message."""
        interface = self.random.choice(list(PAGES))
        page = PAGES[interface]
        profile = self.profiles[0] if self.chance(0.5) else self.random.choice(self.profiles)
        return Message(interface, profile, self.path(page) if self.chance(0.25) else None, self.body(page, profile))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def profile(self) -> Profile:
        minimum, classes = self.random.randint(0, 12), self.random.randint(0, 4)
        return Profile(
            edition=self.random.choice(list(pages.AGENT_ID_MAXIMUM)),
            password=PasswordPolicy(minimum, max(minimum + self.random.randint(0, 24), classes, 1), classes),
            maximum_size=1 << 20 if self.chance(0.8) else self.random.randint(0, 600),
            skill_queues={skill: self.random.choice([*pages.AGENT_TYPES, 7]) for skill in range(1, 9)},
        )

    # Values.

    def text(self, alphabet: list[str], length: int) -> str:
        return "".join(self.random.choices(alphabet, k=length))

    def length(self, minimum: int, maximum: int) -> int:
        """Returns a length within the bounds, often equal to one of them."""
        return self.random.choice([minimum, maximum, self.random.randint(minimum, maximum)])

    def value(self, row: Row, profile: Profile) -> Node:
        """Returns a value that the row allows in most cases, and sometimes one at or just over a bound."""
        return self.edge(row, profile) if self.chance(0.1) else self.valid(row, profile)

    def edge(self, row: Row, profile: Profile) -> Node:
        """Returns a value that is at a bound of the row or one over it, and breaks no other rule."""
        over = self.random.choice([-1, 0, 1])
        if row.type == "integer":
            return int(self.random.choice(row.values)) + over if row.values else (row.minimum or 0) + over
        if row.element and row.maximum_items:
            return [self.valid(row.element, profile) for _ in range(row.maximum_items + over)]
        if row.type != "string" or row.values or row.format:
            return self.valid(row, profile)
        minimum, maximum = row.minimum_length, row.maximum_length or 1
        if row.password:
            minimum, maximum = profile.password.minimum, profile.password.maximum
        return self.text(LETTERS, max(self.random.choice([minimum, maximum]) + over, 0))

    def valid(self, row: Row, profile: Profile) -> Node:
        """Returns a value that the row allows."""
        if row.type == "boolean":
            return self.chance(0.5)
        if row.type == "integer":
            return int(self.random.choice(row.values)) if row.values else self.random.randint(1, 9)
        if row.type == "array":
            assert row.element
            count = self.random.randint(0, row.maximum_items or 3)
            return [self.value(row.element, profile) for _ in range(count)]
        if row.type == "object":
            return self.object(row.members, profile)
        return self.valid_text(row, profile)

    def valid_text(self, row: Row, profile: Profile) -> str:
        if row.values:
            return str(self.random.choice(row.values))
        if row.password:
            return self.password(profile.password)
        if row.format == "email":
            return self.email()
        if row.format == "ipv4":
            return self.ipv4()
        alphabet = sorted(row.allowed) if row.allowed else [each for each in ANY if each not in row.forbidden]
        return self.text(alphabet, self.length(row.minimum_length, row.maximum_length or 30))

    def password(self, policy: PasswordPolicy) -> str:
        length = self.length(policy.minimum, policy.maximum)
        start = "".join(self.random.choice(alphabet) for alphabet in ["AZ", "az", "09", SPECIALS])
        return (start + self.text(LETTERS + SPECIALS, max(length - len(start), 0)))[:length]

    def email(self) -> str:
        """Returns an address, sometimes with parts that are too long."""
        local, domain = self.dot_atom(), self.dot_atom()
        shape = self.random.randrange(10)
        if shape == 0:
            local = '"' + self.few([*ATOM, '\\"', "\\ ", "\\\\", "@", ".", "\x01", "\x7f", " ", "\t"]) + '"'
        elif shape == 1:
            domain = "[" + self.few([*ATOM, "\\]", "\\[", "\\\t", ":", ".", "\x1f"]) + "]"
        elif shape == 2:
            local = self.text(ATOM, self.random.randint(62, 67))
        elif shape == 3:
            domain = self.text(ATOM, self.random.randint(61, 66)) + "." + domain
        elif shape == 4:
            domain = ".".join([self.text(ATOM, 63)] * 3 + [self.text(ATOM, self.random.randint(60, 66))])
        return f"{local}@{domain}"

    def dot_atom(self) -> str:
        return ".".join(self.text(ATOM, self.random.randint(1, 9)) for _ in range(self.random.randint(1, 4)))

    def few(self, alphabet: list[str]) -> str:
        return self.text(alphabet, self.random.randint(0, 8))

    def ipv4(self) -> str:
        octets = [self.random.choice(["0", "9", "10", "99", "127", "199", "249", "255"]) for _ in range(4)]
        return ".".join(octets)

    def object(self, rows: tuple[Row, ...], profile: Profile) -> Object:
        there = [row for row in rows if row.mandatory or self.chance(0.4)]
        return Object([(row.name, self.value(row, profile)) for row in there])

    def anything(self, depth: int = 3) -> Node:
        """Returns any JSON value."""
        choice = self.random.randrange(9 if depth else 7)
        if choice == 7:
            return [self.anything(depth - 1) for _ in range(self.random.randint(0, 4))]
        if choice == 8:
            return Object(
                [(self.random.choice(NAMES), self.anything(depth - 1)) for _ in range(self.random.randint(0, 4))]
            )
        return self.scalar(choice)

    def scalar(self, choice: int) -> Node:
        if choice == 0:
            return None
        if choice == 1:
            return self.chance(0.5)
        if choice in (2, 3):
            return Raw(self.random.choice(NUMBERS))
        if choice == 4:
            return self.random.choice(SPELLINGS)
        return self.text(ANY, self.random.choice([0, 1, 2, 5, 15, 16, 24, 25, 26, 32, 33, 64, 65]))

    # Bodies.

    def body(self, page: Page, profile: Profile) -> bytes:
        if self.chance(0.02):
            return self.soup()
        root: Node = self.object(page.rows, profile)
        while self.chance(0.6):
            self.mutate(root, page)
        if page.wrapper and self.chance(0.25):
            root = self.wrapped(root, page.wrapper)
        if self.chance(0.02):
            root = self.anything()
        body = self.written(root).encode()
        while self.chance(0.15):
            body = self.broken(body)
        return body

    def wrapped(self, root: Node, wrapper: str) -> Node:
        members: Members = [(wrapper, root)]
        if self.chance(0.1):
            members.append((self.random.choice([*NAMES, wrapper]), self.anything()))
        if self.chance(0.1):
            self.random.shuffle(members)
        if self.chance(0.03):
            return Object([(wrapper, Object(members))])
        return Object(members)

    def mutate(self, root: Node, page: Page) -> None:
        """Changes one member of one of the objects."""
        objects = self.objects(root)
        if not objects:
            return
        target = objects[0] if self.chance(0.6) else self.random.choice(objects)
        members = target.members
        mutation = self.random.randrange(14)
        if mutation == 0:
            members.insert(self.random.randint(0, len(members)), (self.random.choice(NAMES), self.anything()))
        elif mutation == 1:
            self.random.shuffle(members)
        elif mutation == 2:
            name = self.random.choice(page.rows).name
            members.insert(self.random.randint(0, len(members)), (name, self.anything()))
        elif members:
            self.mutate_member(members, mutation)

    def mutate_member(self, members: Members, mutation: int) -> None:
        index = self.random.randrange(len(members))
        name, value = members[index]
        if mutation == 3:
            del members[index]
        elif mutation == 4:
            again = value if self.chance(0.5) else self.anything()
            members.insert(self.random.randint(0, len(members)), (name, again))
        elif mutation == 5:
            members[index] = (name, self.anything())
        elif mutation == 6:
            members[index] = (self.edited(name), value)
        else:
            members[index] = (name, self.near(value))

    def objects(self, node: Node) -> list[Object]:
        """Returns the object and all objects inside it."""
        if isinstance(node, list):
            return [each for element in node for each in self.objects(element)]
        if isinstance(node, Object):
            return [node, *(each for _, value in node.members for each in self.objects(value))]
        return []

    def near(self, value: Node) -> Node:
        """Returns a value that is close to `value` and may be just over a bound."""
        if isinstance(value, bool):
            return self.random.choice([str(value).lower(), str(value), int(value), not value, None])
        if isinstance(value, int):
            return self.random.choice([value - 1, value + 1, -value, str(value), Raw(f"{value}.0"), Raw(f"{value}e0")])
        if isinstance(value, list):
            return self.near_array(value)
        if isinstance(value, str) and not isinstance(value, Raw):
            return self.edited(value)
        return self.anything(1)

    def near_array(self, elements: list[Node]) -> Node:
        elements = list(elements)
        for _ in range(self.random.choice([1, 1, 2, 6])):
            elements.insert(self.random.randint(0, len(elements)), self.anything(2))
        if self.chance(0.3):
            self.random.shuffle(elements)
        return elements

    def edited(self, text: str) -> str:
        """Returns the text with a character added, removed or replaced, or cut, or longer, or masked."""
        at = self.random.randint(0, len(text))
        edit = self.random.randrange(7)
        if edit == 0:
            return text[:at] + self.random.choice(ANY) + text[at:]
        if edit == 1:
            return text[:at] + text[at + 1 :]
        if edit == 2:
            return text[:at] + self.random.choice(ANY) + text[at + 1 :]
        if edit == 3:
            return text[:at]
        if edit == 5:
            asterisks = self.random.choice([2, 3, 4])
            return text[:at] + "*" * asterisks + text[at + asterisks :]
        if edit == 4:
            return text + self.text(ANY if self.chance(0.3) else LETTERS, self.random.choice([1, 2, 10, 20, 50]))
        return text.swapcase() if self.chance(0.3) else text[:at] + self.random.choice('@.-_,"[]\\0') + text[at:]

    # Text.

    def written(self, node: Node) -> str:
        """Returns the node as JSON text, with one style of spaces and escapes for the whole message."""
        space = self.random.choice(["", "", "", " ", "\n\t", "\r\n "])
        quote = self.escaped if self.chance(0.2) else json_string
        return space + written(node, space, quote) + space

    def escaped(self, text: str) -> str:
        return '"' + "".join(self.escaped_character(character) for character in text) + '"'

    def escaped_character(self, character: str) -> str:
        if self.chance(0.5):
            return json_string(character)[1:-1]
        if character == "/" and self.chance(0.5):
            return "\\/"
        units = character.encode("utf-16-be").hex()
        if self.chance(0.5):
            units = units.upper()
        return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

    def broken(self, body: bytes) -> bytes:
        """Returns the text with a random change that ignores its structure."""
        at, to = sorted(self.random.randint(0, len(body)) for _ in range(2))
        change = self.random.randrange(10)
        if change == 0:
            return body[:at] + body[at + 1 :]
        if change == 1:
            return body[:at]
        if change == 2:
            return body[:at] + self.random.choice(HOSTILE) + body[at:]
        if change == 3:
            return body[:at] + body[at:to] + body[at:]
        if change == 4:
            return body[:at] + body[to:]
        if change == 5:
            return body[:at] + bytes([self.random.randrange(256)]) + body[at + 1 :]
        if change == 6:
            return self.nested(body)
        if change == 7:
            at = body.find(b'"', at) + 1
        token = self.random.choice(ESCAPES if change == 7 else TOKENS).encode()
        return body[:at] + token + body[at:]

    def nested(self, body: bytes) -> bytes:
        """Returns the text inside many arrays, or with an unknown member that holds many nested arrays."""
        depth = self.random.choice([1, 125, 126, 127, 128])
        deep = b"[" * depth + b"]" * depth
        if self.chance(0.3):
            return deep[:depth] + body + deep[depth:]
        return body.replace(b"{", b'{"deep":' + deep + b",", 1)

    def soup(self) -> bytes:
        """Returns random tokens or bytes."""
        if self.chance(0.2):
            return self.random.randbytes(self.random.randint(0, 40))
        tokens = self.random.choices(TOKENS, k=self.random.randint(0, 12))
        return "".join(tokens).encode()

    # Paths.

    def path(self, page: Page) -> list[tuple[str, str]]:
        path: list[tuple[str, str]] = []
        if page.agent_id != self.chance(0.05):
            path.append(("agentid", self.agent_id()))
        while self.chance(0.1):
            path.append((self.random.choice(["agentid", "agentId", *NAMES]), self.agent_id()))
        return path

    def agent_id(self) -> str:
        number = str(self.random.choice([0, 1, 99, 100, 101, 102, 291, 59998, 59999, 60000, 999998, 999999, 1000000]))
        return self.random.choice([number, number, number, self.edited(number), self.random.choice(SPELLINGS)])
