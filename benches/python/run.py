"""The Python part of ``cargo xtask bench``: first the verdicts, then the times, the tables and the picture."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import agreement
import goals
import machine
import picture
import records
import tables
import timing
from peers import aicc, fastjsonschema, jsonschema_rs, msgspec, pydantic, serpyco_rs
from result import Result, Results

PEERS = [aicc, msgspec, pydantic, serpyco_rs, jsonschema_rs, fastjsonschema]
SUBJECTS = [subject for peer in PEERS for subject in peer.SUBJECTS]


def main() -> None:
    """Writes the results into the folder of ``--results``, and prints what it wrote."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--records", type=int, default=1000, help="records of each interface")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--goals", choices=goals.OF_PYTHON, default="released", help="which wheel is installed")
    arguments = parser.parse_args()
    arguments.results.mkdir(parents=True, exist_ok=True)

    bodies = {name: records.generate(name, arguments.records, arguments.seed) for name in records.INTERFACES}
    write_records(bodies, arguments.results / "records")
    forms = agreement.both_forms(bodies)
    agreed = agreement.verify(SUBJECTS, forms)
    timing.pin()
    results = measure(forms, arguments.rounds)
    about = machine.describe()
    report = "\n\n".join(
        [
            f"Seed {arguments.seed}, {arguments.records} records of each interface, {arguments.rounds} rounds.",
            f"{len(SUBJECTS)} subjects, {agreed} verdicts: each agrees with aicc's.",
            *(_section(results, name, takes) for name in bodies for takes in ("bytes", "dict")),
        ]
    )
    reached = goals.OF_PYTHON[arguments.goals](results)
    print(f"{about}\n\n{report}\n\n{tables.goal_table(reached)}")
    goals.save(reached, arguments.results / "python-goals.json")
    (arguments.results / "python.md").write_text(report + "\n", encoding="utf-8")
    figures = json.dumps([asdict(each) for each in results], indent=1)
    (arguments.results / "python.json").write_text(figures, encoding="utf-8")
    picture.draw(results, "agentAccount/create", about.splitlines()[0], arguments.results / "one-record.png")


def write_records(bodies: Mapping[str, Sequence[bytes]], folder: Path) -> None:
    """Writes the records for the Rust part as JSON Lines, a file for each interface."""
    folder.mkdir(exist_ok=True)
    for interface, lines in bodies.items():
        records.write_json_lines(folder / f"{interface.replace('/', '-')}.jsonl", lines)


def _section(results: Results, interface: str, takes: str) -> str:
    return f"### {interface}, {takes}\n\n{tables.times(results, interface, takes)}"


def measure(forms: agreement.Records, rounds: int) -> Results:
    """Times valid and invalid records separately, with all subjects of an interface in turn."""
    results = Results()
    for interface in records.INTERFACES:
        subjects = [subject for subject in SUBJECTS if subject.interface == interface]
        verdicts = [aicc.check(interface, body).ok for body in forms[interface, "bytes"]]
        by_verdict = [
            {
                takes: [record for record, ok in zip(forms[interface, takes], verdicts, strict=True) if ok == wanted]
                for takes in ("bytes", "dict")
            }
            for wanted in (True, False)
        ]
        valid, invalid = (timing.medians(subjects, chosen, rounds) for chosen in by_verdict)
        for subject, *times in zip(subjects, valid, invalid, strict=True):
            results.append(Result(subject.name, interface, subject.takes, subject.reports, *times))
    return results


if __name__ == "__main__":
    main()
