"""Checks that every subject gives the verdict of aicc on every record, before anything is timed."""

import json
from collections.abc import Iterable, Mapping, Sequence

import aicc
from subject import Record, Subject

Records = Mapping[tuple[str, str], Sequence[Record]]
"""The records by interface and by their type: bytes or dicts."""


def verify(subjects: Iterable[Subject], records: Records) -> int:
    """Returns how many verdicts agree. Raises ``SystemExit`` with the verdicts that do not."""
    agreed, disagreements = 0, []
    for subject in subjects:
        wanted = [aicc.check(subject.interface, record).ok for record in records[subject.interface, "bytes"]]
        given = records[subject.interface, subject.takes]
        wrong = [record for record, verdict in zip(given, wanted, strict=True) if subject.accepts(record) != verdict]
        disagreements += [f"{subject.name} ({subject.takes}), {subject.interface}: {record}" for record in wrong]
        agreed += len(given) - len(wrong)
    if disagreements:
        raise SystemExit("\n".join([f"{len(disagreements)} verdicts differ from aicc's:", *disagreements[:20]]))
    return agreed


def both_forms(records: Mapping[str, Sequence[bytes]]) -> Records:
    """Returns the same records as bytes and as dicts."""
    return {(interface, "bytes"): bodies for interface, bodies in records.items()} | {
        (interface, "dict"): [json.loads(body) for body in bodies] for interface, bodies in records.items()
    }
