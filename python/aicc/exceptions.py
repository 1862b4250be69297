"""The exceptions of the package. An exception never holds the value of a secret."""

from __future__ import annotations

from aicc import _aicc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from aicc._aicc import BatchReport, Reply, Report

__all__ = [
    "AiccError",
    "ApplyError",
    "ColumnError",
    "EndpointError",
    "InternalError",
    "NoSuchFieldError",
    "ReceiveError",
    "RefusalError",
    "SourceError",
    "UnknownInterfaceError",
    "ValidationError",
]


class AiccError(Exception):
    """The base class of the exceptions that this package defines."""


class ValidationError(AiccError, ValueError):
    """Raised when a message breaks documented rules."""

    report: Report
    """Every finding: violations and advice."""

    def __init__(self, report: Report) -> None:
        """Keeps the report, whose text is the text of the exception."""
        super().__init__(report)
        self.report = report


class EndpointError(AiccError, ValueError):
    """Raised when a host, port or scheme is invalid. It does not hold the invalid value."""

    kind: str
    """The invalid argument: ``host``, ``port`` or ``scheme``."""

    def __init__(self, kind: str) -> None:
        """Keeps the name of the invalid argument."""
        super().__init__(kind)
        self.kind = kind

    def message(self, language: str = "en") -> str:
        """Returns the sentence for people, in English (``en``, the default) or Chinese (``zh``)."""
        return _aicc.endpoint_message(self.kind, language)

    def __str__(self) -> str:
        """Returns the sentence in English."""
        return self.message()


class RefusalError(AiccError):
    """Raised by ``Reply.raise_for_refusal`` when the platform did not execute the request."""

    reply: Reply
    """The reply of the platform."""

    def __init__(self, reply: Reply) -> None:
        """Keeps the reply."""
        super().__init__(reply)
        self.reply = reply

    def __str__(self) -> str:
        """Returns the interface, the result code or HTTP status, and its meaning."""
        reply = self.reply
        code = reply.code if reply.code is not None else f"HTTP status {reply.status}"
        text = f"{reply.interface}: {code}: {reply.meaning}"
        return text if reply.action is None else f"{text} ({reply.action})"


class ReceiveError(AiccError, ValueError):
    """Raised by ``read_request`` when a request is not documented or is invalid."""

    status: int
    """The HTTP status for the response: 404 (unknown path), 405 (wrong method) or 400 (invalid request)."""

    report: Report | None
    """Every finding on path, header and body for status 400, otherwise ``None``."""

    allow: str | None
    """The value of the response header ``Allow`` for status 405, otherwise ``None``."""

    def __init__(self, status: int, reason: str, report: Report | None = None, allow: str | None = None) -> None:
        """Keeps the arguments; ``reason`` is the text of the exception."""
        super().__init__(status, reason, report, allow)
        self.status = status
        self.report = report
        self.allow = allow

    def __str__(self) -> str:
        """Returns the reason."""
        return str(self.args[1])


class UnknownInterfaceError(AiccError, LookupError):
    """Raised when the package does not know an interface."""

    name: str
    """The unknown name."""

    def __init__(self, name: str) -> None:
        """Keeps the unknown name."""
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        """Returns the unknown name and the known ones."""
        return f"unknown interface {self.name!r}: the interfaces are {', '.join(_aicc.interfaces())}"


class NoSuchFieldError(AiccError, LookupError):
    """Raised by ``check_field`` when an interface documents no scalar at a place."""


class ApplyError(AiccError):
    """Raised when a run of ``apply`` cannot begin, or ended because of failures before every record had its outcome.

    The journal has what was done: the same call goes on.
    """


class ColumnError(AiccError, ValueError):
    """Raised when a column is unknown, or cannot be read."""

    column: str
    """The name of the column. Empty if it resembles no known name, because it may be data."""

    known: tuple[str, ...]
    """The names that are allowed or present. Empty if the column is present and cannot be read."""

    def __init__(self, column: str, text: str, known: Iterable[str] = ()) -> None:
        """Keeps the arguments; ``text`` is the text of the exception."""
        self.column = column
        self.known = tuple(known)
        super().__init__(column, text, self.known)

    def __str__(self) -> str:
        """Returns the reason, after the path of the file, and the name that was probably meant or the known names."""
        return str(self.args[1])


class SourceError(AiccError, ValueError):
    """Raised when a source of records does not have its format. Its text does not contain data of a record."""

    report: BatchReport | None
    """The report on the records before the error, or ``None`` if no record was read."""

    def __init__(self, text: str) -> None:
        """Keeps the text: the reason, after the path of the file."""
        super().__init__(text)
        self.report = None


class InternalError(AiccError, RuntimeError):
    """Raised on a bug in this package. It contains the source line of the bug, and no data that was checked."""

    place: str
    """The line in the source code of the package."""

    report: BatchReport | None
    """The report of ``check_many`` on the records before the error, otherwise ``None``."""

    def __init__(self, place: str) -> None:
        """Keeps the place."""
        super().__init__(place)
        self.place = place
        self.report = None

    def __str__(self) -> str:
        """Returns the place, and asks for a bug report."""
        return f"aicc has a bug at {self.place}: please report it with this line and the version of the package"
