"""Checks a request body and the path parameters, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.reference import pages
from tests.reference.formats import DECIMAL, MASK, SIGNED_DECIMAL, addr_spec, damage, is_invisible, is_ipv4
from tests.reference.json_text import JsonObject, JsonSyntaxError, OtherNumber, Value, integer, read
from tests.reference.pages import ALPHANUMERIC, PAGES, PUNCTUATION, Page, Row
from tests.reference.report import Finding, Parameter, Report, escape
from tests.reference.tables import RowOfTable, read_row


@dataclass(frozen=True)
class PasswordPolicy:
    """A tenant's rules for a password (R8): the bounds of its length, and how many of the four classes it needs."""

    minimum: int = 8
    maximum: int = 8
    classes: int = 4


@dataclass(frozen=True)
class Profile:
    """The options that a caller can set."""

    edition: str = "2023-09-27"
    password: PasswordPolicy = PasswordPolicy()
    maximum_size: int = 1 << 20
    skill_queues: Mapping[int, int] = field(default_factory=dict[int, int])


def check(interface: str, body: bytes, profile: Profile, path: list[tuple[str, str]] | None = None) -> Report:
    """Returns the report on a request body. With `path`, the findings on the path parameters come first."""
    page = PAGES[interface]
    report = Report()
    if path is not None:
        _check_path(report, page, path, profile)
    _BodyCheck(page, profile, report).run(body)
    return report


def check_row(interface: str, headings: list[str], cells: list[str], profile: Profile) -> tuple[RowOfTable, Report]:
    """Returns a row of a table as a body, and the report on it."""
    report = Report()
    row = read_row(interface, headings, cells)
    check = _BodyCheck(PAGES[interface], profile, report, is_row=True)
    check.agent_type = check.documented_agent_type(row.body)
    check.members("", row.body, PAGES[interface].rows)
    return row, report


def _check_path(report: Report, page: Page, path: list[tuple[str, str]], profile: Profile) -> None:
    """Checks path parameters like the members of an object."""
    names = [name for name, _ in path]
    if page.agent_id:
        if names.count("agentid") > 1:
            report.violations.append(Finding("path", "/agentid", "uniqueKeys", {}))
        found = _agent_id(dict(reversed(path)).get("agentid"), profile)
        report.violations.extend([found] if found else [])
    for name in dict.fromkeys(names):
        if not (page.agent_id and name == "agentid"):
            report.advice.append(Finding("path", f"/{escape(name)}", "unknownMember", {}))


def _agent_id(text: str | None, profile: Profile) -> Finding | None:
    def violation(rule: str, **params: Parameter) -> Finding:
        return Finding("path", "/agentid", rule, params)

    if text is None:
        return violation("required")
    if text == "":
        return violation("minLength", minimum=1, actual=0)
    if not DECIMAL.fullmatch(text):
        return violation("format", format="decimal")
    number = integer(text)
    maximum = pages.AGENT_ID_MAXIMUM[profile.edition]
    if number is None or number > maximum:
        return violation("maximum", maximum=maximum, actual=text if number is None else number)
    if number < pages.AGENT_ID_MINIMUM:
        return violation("minimum", minimum=pages.AGENT_ID_MINIMUM, actual=number)
    return None


def kind(value: Value) -> str:
    """Returns the name of a value's JSON type, as R4 defines the types."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, str):
        return "string"
    if isinstance(value, OtherNumber):
        return "number"
    return "array" if isinstance(value, list) else "object"


def unspelled(row: Row, value: Value) -> Value:
    """Returns the integer or boolean that R5 reads from a string, or the value itself."""
    if not isinstance(value, str):
        return value
    if row.type == "boolean" and value in ("true", "false"):
        return value == "true"
    if row.type == "integer" and SIGNED_DECIMAL.fullmatch(value):
        number = integer(value)
        return value if number is None else number
    return value


class _BodyCheck:
    def __init__(self, page: Page, profile: Profile, report: Report, *, is_row: bool = False) -> None:
        self.is_row = is_row
        self.page = page
        self.profile = profile
        self.report = report
        self.agent_type: int | None = None

    def violation(self, pointer: str, rule: str, **params: Parameter) -> None:
        self.report.violations.append(Finding("body", pointer, rule, params))

    def advise(self, pointer: str, rule: str, **params: Parameter) -> None:
        self.report.advice.append(Finding("body", pointer, rule, params))

    def run(self, body: bytes) -> None:
        try:
            value = read(body, self.profile.maximum_size)
        except JsonSyntaxError as error:
            return self.violation("", "syntax", offset=error.offset, reason=error.reason)
        if not isinstance(value, JsonObject):
            return self.violation("", "type", expected="object", actual=kind(value))
        pointer, root = self.unwrap(value)
        self.agent_type = self.documented_agent_type(root)
        return self.members(pointer, root, self.page.rows)

    def documented_agent_type(self, root: JsonObject) -> int | None:
        """Returns the agent's type if a queue can have that type."""
        value = root.members.get("agentType")
        return value if isinstance(value, int) and value in pages.AGENT_TYPES else None

    def unwrap(self, body: JsonObject) -> tuple[str, JsonObject]:
        """Returns the pointer and the object that hold the rows (R1)."""
        wrapper = self.page.wrapper
        if wrapper is None or list(body.members) != [wrapper] or body.repeated:
            return "", body
        inner = body.members[wrapper]
        return ("/" + wrapper, inner) if isinstance(inner, JsonObject) else ("", body)

    def members(self, pointer: str, found: JsonObject, rows: tuple[Row, ...]) -> None:
        for row in rows:
            at = f"{pointer}/{row.name}"
            if row.name in found.repeated:
                self.violation(at, "uniqueKeys")
            value = found.members.get(row.name)
            if value is not None:
                self.value(at, row, value)
                continue
            if row.mandatory:
                self.violation(at, "required")
            if row.name in self.page.together and self.another_is_there(found, row):
                self.advise(at, "dependentRequired")
        names = {row.name for row in rows}
        for name in found.members:
            if name not in names:
                self.advise(f"{pointer}/{escape(name)}", "unknownMember")

    def another_is_there(self, found: JsonObject, row: Row) -> bool:
        return any(found.members.get(name) is not None for name in self.page.together if name != row.name)

    def value(self, pointer: str, row: Row, value: Value) -> None:
        """Checks a value that is present. Inside an array, `null` is present."""
        if self.page.spelled:
            value = unspelled(row, value)
        if self.is_row and isinstance(value, str) and row.type != "string":
            return self.cell(pointer, row, value)
        if kind(value) != row.type:
            return self.violation(pointer, "type", expected=row.type, actual=kind(value))
        if isinstance(value, str):
            return self.text(pointer, row, value)
        if isinstance(value, list):
            return self.array(pointer, row, value)
        if isinstance(value, JsonObject):
            return self.members(pointer, value, row.members)
        if value is True and row.advice_when_true:
            return self.advise(pointer, row.advice_when_true)
        if isinstance(value, int):
            return self.number(pointer, row, value)
        return None

    def cell(self, pointer: str, row: Row, text: str) -> None:
        """Reports a cell that is not a value of its row."""
        if row.values:
            return self.violation(pointer, "enum", allowed=list(row.values), actual=text)
        return self.violation(pointer, "type", expected=row.type, actual="string", cell=text)

    def number(self, pointer: str, row: Row, number: int) -> None:
        if row.values and number not in row.values:
            self.violation(pointer, "enum", allowed=list(row.values), actual=number)
        if row.minimum is not None and number < row.minimum:
            self.violation(pointer, "minimum", minimum=row.minimum, actual=number)
        if row.queue:
            self.queue(pointer, number)

    def queue(self, pointer: str, skill_id: int) -> None:
        queue_type = self.profile.skill_queues.get(skill_id)
        if queue_type is None or self.agent_type is None or self.agent_type == queue_type:
            return
        self.violation(pointer, "skillQueueType", expected=self.agent_type, actual=queue_type)

    def array(self, pointer: str, row: Row, elements: list[Value]) -> None:
        if row.maximum_items is not None and len(elements) > row.maximum_items:
            self.violation(pointer, "maxItems", maximum=row.maximum_items, actual=len(elements))
        assert row.element
        for index, element in enumerate(elements):
            self.value(f"{pointer}/{index}", row.element, element)

    def text(self, pointer: str, row: Row, text: str) -> None:
        before = len(self.report.violations)
        self.rules_of_text(pointer, row, text)
        if len(self.report.violations) == before:
            self.advise_on_text(pointer, row, text)

    def advise_on_text(self, pointer: str, row: Row, text: str) -> None:
        """Returns the advice on a text that breaks no rule and is probably a mistake (R20)."""
        if (row.secret or row.format == "email") and MASK in text:
            self.advise(pointer, "maskedValue")
        reason = damage(text) if self.is_row else None
        if reason and row.secret:
            self.advise(pointer, "damagedCell")
        elif reason:
            self.advise(pointer, "damagedCell", reason=reason)
        found = [character for character in dict.fromkeys(text) if is_invisible(character)]
        if found and row.secret:
            self.advise(pointer, "invisibleCharacter")
        elif found:
            self.advise(pointer, "invisibleCharacter", found="".join(found[: pages.FOUND_MAXIMUM]))

    def rules_of_text(self, pointer: str, row: Row, text: str) -> None:
        if row.password:
            return self.password(pointer, text)
        if not self.length(pointer, len(text), row.minimum_length, row.maximum_length):
            return None
        self.characters(pointer, row, text)
        if row.format == "email":
            return self.email(pointer, text)
        if row.format == "ipv4" and not is_ipv4(text):
            self.violation(pointer, "format", format="ipv4")
        if row.values and text not in row.values:
            self.violation(pointer, "enum", allowed=list(row.values), actual=text)
        return None

    def length(self, pointer: str, length: int, minimum: int, maximum: int | None) -> bool:
        """Checks a text's length. Returns `False` if no other rule is checked on the text (R2)."""
        if length < minimum:
            self.violation(pointer, "minLength", minimum=minimum, actual=length)
            return length > 0
        if maximum is not None and length > maximum:
            self.violation(pointer, "maxLength", maximum=maximum, actual=length)
        return True

    def characters(self, pointer: str, row: Row, text: str) -> None:
        found = [
            character
            for character in dict.fromkeys(text)
            if character in row.forbidden or (row.allowed is not None and character not in row.allowed)
        ]
        if found:
            self.violation(pointer, "characters", found="".join(found[: pages.FOUND_MAXIMUM]))

    def password(self, pointer: str, text: str) -> None:
        policy = self.profile.password
        if not self.length(pointer, len(text), max(policy.minimum, 1), policy.maximum):
            return
        if any(character not in ALPHANUMERIC and character not in PUNCTUATION for character in text):
            self.violation(pointer, "characters")
        classes = {
            "uppercase": any("A" <= character <= "Z" for character in text),
            "lowercase": any("a" <= character <= "z" for character in text),
            "digit": any("0" <= character <= "9" for character in text),
            "special": any(character in PUNCTUATION for character in text),
        }
        missing = [name for name, there in classes.items() if not there]
        if len(classes) - len(missing) < policy.classes:
            actual = len(classes) - len(missing)
            self.violation(pointer, "characterClasses", missing=missing, minimum=policy.classes, actual=actual)

    def email(self, pointer: str, text: str) -> None:
        parts = addr_spec(text)
        if parts is None:
            return self.violation(pointer, "format", format="email")
        local, domain = parts
        if len(local) > pages.EMAIL_LOCAL_PART:
            self.violation(pointer, "localPartLength", maximum=pages.EMAIL_LOCAL_PART, actual=len(local))
        if len(domain) > pages.EMAIL_DOMAIN_PART:
            self.violation(pointer, "domainPartLength", maximum=pages.EMAIL_DOMAIN_PART, actual=len(domain))
        labels = [] if domain.startswith("[") else domain.split(".")
        too_long = [len(label) for label in labels if len(label) > pages.EMAIL_LABEL]
        if too_long:
            self.violation(pointer, "labelLength", maximum=pages.EMAIL_LABEL, actual=too_long[0])
        return None
