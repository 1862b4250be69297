"""What is timed: one way to check the records of one interface."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Record = Any
"""A message: ``bytes`` of JSON, or the dict that ``json.loads`` makes of them."""


@dataclass(frozen=True)
class Subject:
    """One way to check the records of one interface."""

    name: str
    interface: str
    takes: Literal["bytes", "dict"]
    reports: str
    """Which errors of an invalid record it reports: all, the first, or only that there is one."""
    loop: Callable[[Sequence[Record]], None]
    """What is timed: goes over the records, and ignores the results."""
    accepts: Callable[[Record], bool]
    """The verdict on one record, by the same call."""


def answering(name: str, interface: str, takes: Literal["bytes", "dict"], reports: str, function: Callable) -> Subject:
    """A function that returns whether a record is valid."""

    def loop(records: Sequence[Record]) -> None:
        for record in records:
            function(record)

    return Subject(name, interface, takes, reports, loop, function)


def raising(
    name: str,
    interface: str,
    takes: Literal["bytes", "dict"],
    reports: str,
    function: Callable,
    error: type[Exception] | tuple[type[Exception], ...],
) -> Subject:
    """A function that raises ``error`` on an invalid record."""

    def loop(records: Sequence[Record]) -> None:
        for record in records:
            try:  # noqa: SIM105 - `suppress` costs more than some of the functions
                function(record)
            except error:
                pass

    def accepts(record: Record) -> bool:
        try:
            function(record)
        except error:
            return False
        return True

    return Subject(name, interface, takes, reports, loop, accepts)


def reading(subject: Subject, function: Callable, error: type[Exception], errors: Callable) -> Subject:
    """Returns a subject that raises an error, and reads the errors too."""

    def loop(records: Sequence[Record]) -> None:
        for record in records:
            try:
                function(record)
            except error as refusal:
                errors(refusal)

    return replace(subject, name=f"{subject.name}, errors read", loop=loop)
