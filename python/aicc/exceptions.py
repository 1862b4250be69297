"""The exceptions of the package. None of them holds the value of a secret."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from aicc import _aicc

if TYPE_CHECKING:
    from aicc._aicc import BatchReport, Reply, Report


class AiccError(Exception):
    """The base of every exception that the package raises by a name of its own."""


class ValidationError(AiccError, ValueError):
    """A message breaks documented rules."""

    report: Report
    """All of them, and the advice."""

    def __init__(self, report: Report) -> None:
        """Holds the report, whose text is that of the exception."""
        super().__init__(report)
        self.report = report


class EndpointError(AiccError, ValueError):
    """A host, port or scheme that no request can go to. It never holds what was given."""

    kind: str
    """What is wrong: ``host``, ``port`` or ``scheme``."""

    def __init__(self, kind: str) -> None:
        """Names what is wrong."""
        super().__init__(kind)
        self.kind = kind

    def message(self, language: str = "en") -> str:
        """The sentence for a person, in English (``en``, the default) or Chinese (``zh``)."""
        return _aicc.endpoint_message(self.kind, language)

    def __str__(self) -> str:
        """The sentence in English."""
        return self.message()


class RefusalError(AiccError):
    """The platform did not do what was asked."""

    reply: Reply
    """Its reply."""

    def __init__(self, reply: Reply) -> None:
        """Holds the reply."""
        super().__init__(reply)
        self.reply = reply

    def __str__(self) -> str:
        """The interface, the result code or the HTTP status, and what it means."""
        reply = self.reply
        code = reply.code if reply.code is not None else f"HTTP status {reply.status}"
        text = f"{reply.interface}: {code}: {reply.meaning}"
        return text if reply.action is None else f"{text} ({reply.action})"


class ReceiveError(AiccError, ValueError):
    """A request is not one of the documented ones."""

    status: int
    """The HTTP status to answer with: 404 (no interface has this path), 405 (another method) or 400."""

    report: Report | None
    """What is wrong in path, header and body, for status 400; otherwise ``None``."""

    allow: str | None
    """The method to name in the header field ``Allow``, for status 405; otherwise ``None``."""

    def __init__(self, status: int, reason: str, report: Report | None = None, allow: str | None = None) -> None:
        """Holds the status and the report, with the reason as text."""
        super().__init__(status, reason, report, allow)
        self.status = status
        self.report = report
        self.allow = allow

    def __str__(self) -> str:
        """The reason."""
        return str(self.args[1])


class UnknownInterfaceError(AiccError, LookupError):
    """There is no interface of that name."""

    name: str
    """The name that was asked for."""

    def __init__(self, name: str) -> None:
        """Names what was asked for."""
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        """The name, and the names that are known."""
        return f"no interface {self.name!r}: the interfaces are {', '.join(_aicc.interfaces())}"


class NoSuchFieldError(AiccError, LookupError):
    """An interface has no field at a place that can be typed."""


class ColumnError(AiccError, ValueError):
    """A name is not a column."""

    column: str
    """The name; empty where it is not close to the name of a column, since it may be a cell."""

    known: tuple[str, ...]
    """The names of the columns that there are or can be; empty where the column is there and cannot be read."""

    def __init__(self, column: str, reason: str, known: Iterable[str] = (), similar: str | None = None) -> None:
        """Names the column, with the reason as text, and the column that may be meant."""
        self.column = column
        self.known = tuple(known)
        super().__init__(column, reason, self.known, similar)

    def __str__(self) -> str:
        """The reason, the column that may be meant, and those that there are or can be."""
        _, reason, _, similar = self.args
        is_known = self.column in self.known
        close = [similar] if similar else [] if is_known else difflib.get_close_matches(self.column, self.known, n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        names = f" The columns are: {', '.join(self.known)}." if self.known else ""
        return f"{reason}.{hint}{names}"


class SourceError(AiccError, ValueError):
    """A source of records cannot be read as what it should be. Its text never holds what stands in a record."""

    report: BatchReport | None
    """What ``aicc.check_many`` found before; ``None`` where it could not begin."""

    def __init__(self, reason: str, columns: Iterable[str] = ()) -> None:
        """Holds the reason, and the columns that could stand in the heading that is not there."""
        super().__init__(reason, tuple(columns))
        self.report = None

    def __str__(self) -> str:
        """The reason."""
        reason, columns = self.args
        return f"{reason}: {', '.join(columns)}" if columns else reason


class InternalError(AiccError, RuntimeError):
    """A fault of this package: please report it. It says where the fault is, and holds nothing of what was checked."""

    place: str
    """The line of the package's source code."""

    report: BatchReport | None
    """What ``aicc.check_many`` found before; otherwise ``None``."""

    def __init__(self, place: str) -> None:
        """Names the place."""
        super().__init__(place)
        self.place = place
        self.report = None

    def __str__(self) -> str:
        """The place, and what to do."""
        return f"aicc has a fault at {self.place}: please report it with this line and the version of the package"
