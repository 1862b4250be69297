"""Writes the pages traceability.md and readings.md; `cargo xtask trace` runs it with the tables of the core.

    python3 -m tests.trace TABLES [--check]

The rows come from the second transcription, the rules from the tables. It fails when a row has no code, or a rule or
reading has no vector. With --check it writes nothing, and fails when a page is out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.trace import markdown, rules
from tests.trace.markdown import Line, Place, Reading, Traced
from tests.trace.rules import Rule
from tests.trace.vectors import Case, Proof, Vector, Vectors, body, cases_of, names

ROOT = Path(__file__).resolve().parents[2]
CORE = "crates/aicc-core/src"
Json = dict[str, Any]


class Sources:
    """The files of the core that hold the pages, as lines in which a run of spaces is one."""

    def __init__(self) -> None:
        """Reads the files."""
        paths = [*sorted((ROOT / CORE / "interfaces").glob("*.rs")), ROOT / CORE / "profile.rs"]
        self.files = {
            path.relative_to(ROOT).as_posix(): [" ".join(line.split()) for line in path.read_text("utf-8").splitlines()]
            for path in paths
        }

    def find(self, interface: str, text: str) -> Place:
        """The first line with a text in the file of an interface, or in a file that the interfaces share."""

        def holds(lines: list[str], text: str) -> bool:
            return any(text in line for line in lines)

        own = [file for file, lines in self.files.items() if holds(lines, f'name: "{interface}",')]
        shared = [file for file, lines in self.files.items() if not holds(lines, ": Interface = Interface {")]
        for file in [*own, *shared]:
            for number, line in enumerate(self.files[file], 1):
                if text in line:
                    return file, number
        return None


class PageTrace:
    """A page of the vendor with everything that it is compared with."""

    def __init__(self, page: Json, tables: Json, sources: Sources, vectors: Vectors) -> None:
        """The page, the tables of all editions, and where to look."""
        self.page, self.interface, self.sources, self.vectors = page, page["interface"], sources, vectors
        self.classes: list[str] = tables["characterClasses"]
        self.editions: dict[str, Json] = {
            date: interfaces[self.interface] for date, interfaces in tables["editions"].items()
        }
        self.default_edition = next(iter(self.editions))
        # Editions do not change what is read from these, which is not a row.
        self.facts = self.editions[self.default_edition]
        self.event_member = tables["eventMembers"].get(self.interface, "")

    def traced(self) -> Traced:
        """The lines of all tables of the page."""
        page = self.page
        tables = {
            "Method and URI": [self.uri()],
            "Path parameters": self.rows("path"),
            "Request headers": self.rows("headers"),
            "Request body": self.rows("request"),
            "Reply body": self.rows("reply"),
            "Statuses": [self.status(status["status"], status["text"]) for status in page["statuses"]],
            "Events": [self.events(value, events) for value, events in sorted(page["events"].items())],
            "Error codes": [self.error_code(code) for code in page["errorCodes"]],
            "Notes": [self.note(note) for note in page["notes"]],
        }
        return Traced(page["title"], self.interface, {name: lines for name, lines in tables.items() if lines})

    def proof(self, vectors: list[Vector], is_proof: Callable[[Vector], bool]) -> Proof:
        """The first vector of this interface that is a proof."""
        return [vector["id"] for vector in vectors if vector.get("interface") == self.interface and is_proof(vector)][
            :1
        ]

    def reply(self, is_proof: Callable[[Vector], bool]) -> Proof:
        """The first vector of a reply that is a proof."""
        return self.proof(self.vectors.of_kind["reply"], is_proof)

    def line(self, row: str, name: str, entry: str, reading: str, *found: Rule) -> Line:
        """A line of which the core has the entry."""
        return Line(row, name, list(found), reading, self.sources.find(self.interface, entry))

    def uri(self) -> Line:
        """The method and the path."""
        method, path = self.page["method"], self.page["path"]
        before, after = path.split("{")[0], path.split("}")[-1]

        def is_written(vector: Vector) -> bool:
            request = vector.get("request")
            if not request or request["method"] != method:
                return False
            written = "/" + "/".join(request["url"].split("/", 3)[3:])
            return written.startswith(before) and written.endswith(after)

        requests = self.vectors.of_kind["request"]
        over = self.proof(requests, lambda vector: "error" in vector)
        return self.line(
            "", "", f'path: "{path}"', "", Rule(f"{method} {path}", self.proof(requests, is_written), over)
        )

    def rows(self, part: str) -> list[Line]:
        """The rows of a table of the page. Raises an error when the core has another row."""
        rows = self.page["tables"][part]
        known = {(row["row"], row["name"]) for row in rows}
        for tables in self.editions.values():
            for entry in tables["tables"][part]:
                if (entry["row"], entry["name"]) not in known:
                    sys.exit(f"{self.interface}: its page has no row {entry['row']} {entry['name']} of its {part}")
        return [self.row(part, row) for row in rows]

    def row(self, part: str, row: Json) -> Line:
        """A row, with the rules of every edition: a rule that differs has the edition in its name."""
        found: dict[str, Rule] = {}
        place = f'"{row["row"]}" "{row["name"]}"'
        for edition, tables in self.editions.items():
            for entry in tables["tables"][part]:
                if (entry["row"], entry["name"]) != (row["row"], row["name"]):
                    continue
                # An empty pointer is the body itself.
                if not entry["pointer"]:
                    place = f'name: "{row["name"]}"'
                for rule in self.rules(part, row, entry, edition):
                    name = rule.name if edition == self.default_edition else f"{rule.name} ({edition})"
                    if rule.name not in found:
                        found.setdefault(name, Rule(name, rule.edge, rule.over))
        return self.line(row["row"], row["name"], place, row.get("reading", ""), *found.values())

    def rules(self, part: str, row: Json, entry: Json, edition: str) -> Iterator[Rule]:
        """The rules of a row under an edition."""
        pointer = entry["pointer"]
        if not pointer:
            yield self.wrapper(part, entry["name"])
            return
        is_code = part == "reply" and self.facts["resultCodes"]["member"] == entry["name"]
        cases, elements = self.cases(part, pointer, edition), self.cases(part, f"{pointer}/*", edition)
        yield from rules.of_row(part, is_code, entry, cases, elements, self.classes)
        if part == "reply":
            yield from rules.printed(row, cases)
        if is_code:
            yield self.result_codes(pointer)

    def cases(self, part: str, pointer: str, edition: str) -> list[Case]:
        """The cases at a pointer under an edition."""
        whole = "reply" if part == "reply" else "request"
        wrapper = next((entry["name"] for entry in self.facts["tables"][whole] if not entry["pointer"]), None)
        given = edition if edition != self.default_edition else None
        return self.vectors.cases(part, self.interface, wrapper, pointer, given)

    def wrapper(self, part: str, name: str) -> Rule:
        """The row of the body itself: it is read where it is the only member, and an object."""

        def wraps(members: Any) -> bool:
            return isinstance(members, dict) and list(members) == [name] and isinstance(members[name], dict)

        def is_broken(vector: Vector) -> bool:
            members = body(vector)
            is_there = isinstance(members, dict) and name in members
            return bool(vector.get("violations")) and is_there and not wraps(members)

        vectors = self.vectors.of_part(part)
        edge = self.proof(vectors, lambda vector: not vector.get("violations") and wraps(body(vector)))
        return Rule("wraps the body", edge, self.proof(vectors, is_broken))

    def result_codes(self, pointer: str) -> Rule:
        """Every documented code is read, and another one follows what the page says about others."""
        codes = self.facts["resultCodes"]
        known = [code["code"] for code in codes["known"]]

        def is_other(vector: Vector) -> bool:
            if vector.get("outcome") != "refusal" or vector.get("code", known[0]) in known:
                return False
            is_advised = any(case.is_advised("undocumentedValue") for case in cases_of("reply", vector, pointer))
            return is_advised == (codes["others"] is None)

        edge: list[str] = []
        for code in known:
            proof = self.reply(lambda vector, code=code: vector.get("code") == code and not vector.get("advice"))
            if not proof:
                edge = []
                break
            edge += proof
        return Rule(f"code {', '.join(known)}", edge, self.reply(is_other))

    def status(self, status: int, text: str) -> Line:
        """A status of the reply."""
        outcome = "success" if status == 200 else "documentedStatus"
        edge = self.reply(lambda vector: vector.get("status") == status and vector.get("outcome") == outcome)
        over = self.reply(lambda vector: vector.get("outcome") == "undocumentedStatus")
        entry = "reply: Body" if status == 200 else f"status: {status},"
        return self.line(str(status), "", entry, "R13", Rule(text, edge, over))

    def events(self, value: str, events: list[str]) -> Line:
        """The events of one value of the member that decides."""
        edge = self.proof(
            self.vectors.of_kind["events"],
            lambda vector: str(vector["value"]) == value and vector["events"] == events,
        )
        cases = self.cases("request", f"/{self.event_member}", self.default_edition)
        over = rules.prove(cases, lambda case: case.breaks("enum"))
        return self.line(value, self.event_member, "events: Some(Events", "", Rule(", ".join(events), edge, over))

    def error_code(self, code: str) -> Line:
        """A code of a refusal, with its meaning."""
        known = self.facts["resultCodes"]["known"]
        meaning = next((entry["meaning"]["en"] for entry in known if entry["code"] == code), "")

        def is_refusal(vector: Vector) -> bool:
            return vector.get("outcome") == "refusal" and (vector.get("code"), vector.get("meaning")) == (code, meaning)

        def is_undocumented(vector: Vector) -> bool:
            advice = vector.get("advice", [])
            return vector.get("outcome") == "refusal" and any(found["rule"] == "undocumentedValue" for found in advice)

        return self.line(
            code, "", f'"{code}"', "R12", Rule(meaning, self.reply(is_refusal), self.reply(is_undocumented))
        )

    def note(self, note: Json) -> Line:
        """A sentence of the page that is not in a table, or that the rules of its row do not hold."""
        number, entry = note["note"], note.get("entry")
        rule = Rule(note["text"], None, None)
        if note.get("checked"):
            named = [vector for vector in self.vectors.all if names(vector.get("why", ""), number)]

            def is_kept(vector: Vector) -> bool:
                return not vector.get("violations") and not vector.get("advice")

            rule.edge, rule.over = self.proof(named, is_kept), self.proof(named, lambda vector: not is_kept(vector))
        if entry is None:
            return Line(number, "", [rule], note.get("reading", ""), needs_code=False)
        return self.line(number, "", entry, note.get("reading", ""), rule)


def transcribed(interfaces: list[str]) -> list[Json]:
    """The transcribed pages in the order of the interfaces. Exits where one is missing."""
    files = [json.loads(path.read_text("utf-8")) for path in (ROOT / "tests/transcription").glob("*.json")]
    pages = {page["interface"]: page for page in files}
    if missing := set(interfaces) - pages.keys():
        sys.exit(f"tests/transcription has no page of {', '.join(sorted(missing))}: transcribe it into a file there")
    if others := pages.keys() - set(interfaces):
        sys.exit(f"tests/transcription has pages of unknown interfaces: {', '.join(sorted(others))}")
    return [pages[interface] for interface in interfaces]


def main() -> None:
    """Writes or compares the pages."""
    tables, is_check = json.loads(Path(sys.argv[1]).read_text("utf-8")), "--check" in sys.argv
    vectors, sources = Vectors(ROOT / "tests/vectors"), Sources()
    pages = transcribed(list(next(iter(tables["editions"].values()))))
    traced = [PageTrace(page, tables, sources, vectors).traced() for page in pages]
    rows = [row for page in pages for table in page["tables"].values() for row in table]
    readings = [
        Reading(
            number,
            reading["title"],
            reading["text"],
            sum(names(row.get("reading", ""), number) for row in rows),
            [vector["id"] for vector in vectors.all if names(vector.get("why", ""), number)],
        )
        for number, reading in json.loads((ROOT / "tests/readings.json").read_text("utf-8")).items()
    ]
    written = {
        "docs/explanation/traceability.md": markdown.page(traced, readings),
        "docs/reference/readings.md": markdown.readings_page(readings),
    }
    for page, text in written.items() if not is_check else ():
        (ROOT / page).write_text(text, "utf-8")
    if found := list(markdown.holes(traced, readings)):
        sys.exit("\n".join([f"{len(found)} holes:", *found]))
    for page, text in written.items():
        if (ROOT / page).read_text("utf-8") != text:
            sys.exit(f"{page} is out of date: run `cargo xtask trace`")


if __name__ == "__main__":
    main()
