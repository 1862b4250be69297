"""``plan`` and ``apply``: create the accounts of a file, each exactly once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, NamedTuple, TypedDict, Union, overload

from aicc import _aicc
from aicc.batch import readable, table_options
from aicc.enums import Name

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from aicc._aicc import BatchReport, Cloud, Profile, Secret
    from aicc.batch import Cells, FilePath, Format
    from aicc.batch import Source as BatchSource

__all__ = [
    "ApplyProgress",
    "ApplyRun",
    "OutcomeKind",
    "Plan",
    "PlannedRecord",
    "RecordOutcome",
    "RecordState",
    "RunEnding",
    "apply",
    "plan",
]

Token = Union[str, "Secret"]
Source = Union["BatchSource", "Iterable[_aicc.AgentAccountCreate]"]
TokenFunction = Callable[[], Union[Token, "tuple[Token, float]"]]


class RecordState(Name):
    """What ``aicc.apply`` does with a record."""

    NEW = "new"
    """It is sent."""

    REFUSED = "refused"
    """An earlier run was refused, and created nothing. It is sent again, after the new ones."""

    OPEN = "open"
    """It was sent, and the answer is not known. The platform is asked."""

    UNKNOWN = "unknown"
    """It was sent, and the platform did not find it afterwards. The platform is asked once more."""

    CREATED = "created"
    """An earlier run created it. Nothing happens."""

    CHANGED = "changed"
    """An earlier run created it, and the record was changed since. Nothing happens."""

    EXISTS = "exists"
    """The platform has the account, and no run has sent it. Nothing happens."""

    DUPLICATE = "duplicate"
    """An earlier record has the same account. Nothing happens."""

    INVALID = "invalid"
    """It breaks a rule. Nothing happens."""

    MASKED = "masked"
    """Its password is masked, as in a log. Nothing happens."""


class OutcomeKind(Name):
    """The kind of the outcome of a record."""

    CREATED = "created"
    """The account was created, by this run or an earlier one."""

    EXISTS = "exists"
    """The account existed before it was sent for the first time. It is not sent."""

    CHANGED = "changed"
    """An earlier run created the account, and the record was changed since. It is not sent."""

    DUPLICATE = "duplicate"
    """An earlier record has the same account. It is not sent."""

    INVALID = "invalid"
    """The record breaks a rule, or its password is masked. It is not sent."""

    REFUSED = "refused"
    """The platform refused the account, and created nothing."""

    UNKNOWN = "unknown"
    """Nobody knows whether the account was created. The next run asks the platform again."""

    NOT_SENT = "notSent"
    """The account was certainly not created. The next run sends it."""


class RunEnding(Name):
    """Why a run ended. Nothing is lost in any case: the same call goes on with the journal."""

    DONE = "done"
    """Every record has its outcome."""

    STOPPED = "stopped"
    """``ApplyRun.close`` was called, the loop was left, or Ctrl-C was pressed."""

    STOPPED_AFTER_FAILURES = "stoppedAfterFailures"
    """Requests failed in the same way one after the other."""

    NO_TOKEN = "noToken"
    """The platform did not accept the token, and there is no other."""

    JOURNAL_FAILED = "journalFailed"
    """The journal cannot be written."""


@dataclass(frozen=True)
class PlannedRecord:
    """A record of a plan. It holds no secret."""

    record: int
    """The number of the record, counted from 1."""

    row: int | None
    """The row of a CSV file or a workbook that a spreadsheet shows. ``None`` for other sources."""

    line: int | None
    """The line of a JSON Lines file. ``None`` for other sources."""

    account: str
    """The account. Empty if the record has no valid one."""

    state: RecordState
    """What ``aicc.apply`` does with the record."""

    work_no: int | None
    """The agent ID, if it is known."""

    duplicate_of: int | None
    """The number of the earlier record with the same account, for a duplicate."""


@dataclass(frozen=True)
class RecordOutcome:
    """The outcome of a record. It holds no secret."""

    kind: OutcomeKind
    """The kind of the outcome."""

    record: int
    """The number of the record, counted from 1."""

    row: int | None
    """The row of a CSV file or a workbook that a spreadsheet shows. ``None`` for other sources."""

    line: int | None
    """The line of a JSON Lines file. ``None`` for other sources."""

    account: str
    """The account. Empty if the record has no valid one."""

    work_no: int | None
    """The agent ID, if it is known."""

    adopted: bool
    """Whether the platform said when it was asked that the account exists, and not in the answer to the creation."""

    code: str | None
    """The result code or the HTTP status of a failure. ``None`` if there was no readable reply."""

    meaning: str | None
    """The meaning of a failure, in the language of the plan."""

    action: str | None
    """What to do after a failure, in the language of the plan. ``None`` if no page of the vendor says so."""

    duplicate_of: int | None
    """The number of the earlier record with the same account, for a duplicate."""


class ApplyProgress(NamedTuple):
    """The progress of a run."""

    done: int
    """The number of outcomes that were returned, including the one that is returned next."""

    records: int
    """The number of records of the plan."""

    outcome: RecordOutcome
    """The outcome that is returned next."""


class Plan:
    """What ``aicc.apply`` does with each record of a source: ``aicc.plan`` makes it. It never changes.

    It is a sequence of ``PlannedRecord``. It keeps the records with their passwords for ``aicc.apply``, shows no
    secret, and cannot be pickled.
    """

    __slots__ = ("_planned", "_source")

    def __init__(self, planned: object, source: str) -> None:
        """Keeps the records. ``aicc.plan`` calls it."""
        if hasattr(self, "_planned") or not isinstance(planned, _aicc.PlannedRecords):
            raise TypeError("aicc.plan() makes a Plan, which never changes")
        self._planned = planned
        self._source = source

    @property
    def report(self) -> BatchReport:
        """The report of ``aicc.check_many`` on the source: its findings say why records are invalid."""
        return self._planned.report

    @property
    def journal(self) -> str:
        """The path of the journal."""
        return os.fspath(self._planned.journal)

    @property
    def counts(self) -> dict[RecordState, int]:
        """The number of records in each state. Each access returns a new dict."""
        counts = self._planned.counts
        return {state: counts[state.value] for state in RecordState}

    def __len__(self) -> int:
        """Returns the number of records."""
        return len(self._planned)

    @overload
    def __getitem__(self, index: int) -> PlannedRecord: ...

    @overload
    def __getitem__(self, index: slice) -> list[PlannedRecord]: ...

    def __getitem__(self, index: int | slice) -> PlannedRecord | list[PlannedRecord]:
        """Returns the record at an index from 0, or the records of a slice."""
        places = range(len(self))[index]
        return self._record(places) if isinstance(places, int) else [self._record(place) for place in places]

    def __iter__(self) -> Iterator[PlannedRecord]:
        """Returns an iterator of the records, in the order of the source."""
        return (self._record(place) for place in range(len(self)))

    def __repr__(self) -> str:
        """Returns the source and the number of records in each state."""
        counts = ", ".join(f"{count} {state}" for state, count in self.counts.items() if count)
        return f"<Plan of {self._source}: {counts}>"

    def __copy__(self) -> Plan:
        """Returns the plan itself."""
        return self

    def __deepcopy__(self, _memo: object) -> Plan:
        """Returns the plan itself."""
        return self

    def __reduce__(self) -> str:
        """Refuses to be pickled."""
        raise TypeError("a Plan cannot be pickled: it holds passwords")

    def _record(self, place: int) -> PlannedRecord:
        record, row, line, account, state, work_no, duplicate_of = self._planned.record(place)
        return PlannedRecord(record, row, line, account, RecordState(state), work_no, duplicate_of)


class ApplyRun:
    """A run that creates the accounts of a plan: ``aicc.apply`` starts it. It is an iterator of ``RecordOutcome``.

    The run does not wait for the loop that reads its outcomes. Leaving the ``with`` block stops it: no new request
    begins, and the block ends after the requests in flight. The same happens when the object is freed, for example
    after a ``break`` out of ``for outcome in aicc.apply(…)``. Several threads can read the outcomes: each outcome goes
    to one of them.
    """

    __slots__ = ("__weakref__", "_done", "_on_progress", "_plan", "_running")

    def __init__(self, plan: object, running: object, on_progress: Callable[[ApplyProgress], object] | None) -> None:
        """Keeps the arguments. ``aicc.apply`` calls it."""
        if hasattr(self, "_running") or not (isinstance(plan, Plan) and isinstance(running, _aicc.RunningApply)):
            raise TypeError("aicc.apply() makes an ApplyRun, which never changes")
        self._plan = plan
        self._on_progress = on_progress
        self._done = 0
        self._running = running

    @property
    def plan(self) -> Plan:
        """The plan, as it was before the run."""
        return self._plan

    @property
    def counts(self) -> dict[OutcomeKind, int]:
        """The number of records of each kind of outcome, as far as it is known. Each access returns a new dict.

        It may be ahead of the outcomes that were read. Records that are still to be sent count as ``notSent``, or as
        what an earlier run knew of them.
        """
        counts = self._running.counts
        return {kind: counts[kind.value] for kind in OutcomeKind}

    @property
    def ending(self) -> RunEnding | None:
        """Why the run ended, or ``None`` before that."""
        ending = self._running.ending
        return None if ending is None else RunEnding(ending)

    def __iter__(self) -> ApplyRun:
        """Returns the run itself."""
        return self

    def __next__(self) -> RecordOutcome:
        """Waits for the next outcome and returns it. Other threads can run during the wait.

        Each record has one outcome. First come those that need no request, then the others in the order in which they
        become known, last those of the records that the run did not send.

        Raises:
            ApplyError: All outcomes were returned, and the run ended because of failures. Run it again to go on.
            KeyboardInterrupt: Ctrl-C was pressed. The requests in flight have ended; a second Ctrl-C does not wait.
            Exception: ``on_progress`` or the function for the token raises an exception.
        """
        try:
            outcome = self._next()
        except BaseException as error:
            self.close()
            if isinstance(error, StopIteration):
                # It would look like the end of the outcomes.
                raise RuntimeError("on_progress or the function for the token raised StopIteration") from error
            raise
        if outcome is None:
            raise StopIteration
        return outcome

    def close(self) -> None:
        """Stops the run, and waits until the requests in flight have ended. A second call does nothing."""
        self._running.stop()
        self._running.wait()

    def __enter__(self) -> ApplyRun:
        """Returns the run, which the end of the block closes."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Closes the run."""
        self.close()

    def __del__(self) -> None:
        """Closes the run."""
        if hasattr(self, "_running"):
            self.close()

    def __repr__(self) -> str:
        """Returns the ending and the number of records of each kind of outcome."""
        counts = ", ".join(f"{count} {kind}" for kind, count in self.counts.items() if count)
        return f"<ApplyRun ({self.ending or 'running'}): {counts}>"

    def __reduce__(self) -> str:
        """Refuses to be pickled."""
        raise TypeError("an ApplyRun cannot be pickled: it has connections")

    def _next(self) -> RecordOutcome | None:
        row = self._running.next()
        if row is None:
            self._running.check()
            return None
        outcome = RecordOutcome(OutcomeKind(row[0]), *row[1:])
        self._done += 1
        if self._on_progress is not None:
            self._on_progress(ApplyProgress(self._done, len(self._plan), outcome))
        return outcome


def _body(record: object) -> object:
    """Returns the members of a message. Other records are bodies already."""
    return record.to_dict() if isinstance(record, _aicc.AgentAccountCreate) else record


class PlanOptions(TypedDict, total=False):
    """The options of ``aicc.plan``."""

    journal: FilePath | None
    format: Format | None
    column: str | None
    cells: Cells
    encoding: str | None
    delimiter: str | None
    sheet: str | int | None
    header_row: int | None
    columns: Mapping[str, str] | None
    ignore_columns: Iterable[str]
    strict_columns: bool
    profile: Profile | None
    threads: int | None
    limit: int | None
    advice: bool
    language: str


def plan(
    source: Source,
    *,
    journal: FilePath | None = None,
    format: Format | None = None,
    column: str | None = None,
    cells: Cells = "typed",
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | int | None = None,
    header_row: int | None = None,
    columns: Mapping[str, str] | None = None,
    ignore_columns: Iterable[str] = (),
    strict_columns: bool = False,
    profile: Profile | None = None,
    threads: int | None = None,
    limit: int | None = 10_000,
    advice: bool = True,
    language: str = "en",
) -> Plan:
    """Returns what ``aicc.apply`` does with each record of a source. It connects to nothing, and writes nothing.

    Args:
        source: As in ``aicc.check_many``: a path, or an iterable of bodies of ``agentAccount/create``, such as
            ``aicc.AgentAccountCreate`` objects or dicts.
        journal: The path of the journal, which need not exist. It is mandatory if the source is not a path. Default:
            the path of the source with ``.journal.jsonl`` after it.
        format: See ``aicc.check_many``, for all options up to ``language``.
        column: See above.
        cells: See above.
        encoding: See above.
        delimiter: See above.
        sheet: See above.
        header_row: See above.
        columns: See above.
        ignore_columns: See above.
        strict_columns: See above.
        profile: See above.
        threads: See above.
        limit: The number of findings that the report keeps. Default: 10,000.
        advice: See above.
        language: The language of the report and of the outcomes: ``en`` (the default) or ``zh``.

    Raises:
        ApplyError: The source has no records, or the journal is not a journal.
        ColumnError: The interface has no member with the name of a column, or the table has no column of that name.
        SourceError: The source does not have the format.
        OSError: A file cannot be read.
        ValueError: An argument is outside its range, or does not apply to the source.
        TypeError: The source has a type that cannot be read.

    Example:
        >>> plan = aicc.plan("agents.csv")
        >>> plan.counts[aicc.RecordState.NEW], plan.counts[aicc.RecordState.INVALID]
        (22, 14)
        >>> plan[0].account, str(plan[0].state)
        ('wang.xiaoming', 'new')
    """
    form, records = readable(source, format, column, cells, caller="plan")
    table = table_options(
        form,
        cells,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        header_row=header_row,
        columns=columns or None,
        ignore_columns=ignore_columns or None,
        strict_columns=strict_columns or None,
    )
    planned = _aicc.plan_source(
        map(_body, records) if form == "messages" else records,
        form,
        journal=journal,
        column=column,
        cells=cells == "text",
        table=table,
        profile=profile,
        threads=threads,
        limit=limit,
        advice=advice,
        language=language,
    )
    name = repr(os.fspath(source)) if isinstance(source, (str, os.PathLike)) else type(source).__name__
    return Plan(planned, name)


def apply(
    source: Source | Plan,
    *,
    cloud: Cloud,
    token: Token | TokenFunction | None = None,
    rate: int | None = None,
    parallel: int | None = None,
    resend_unknown: bool = False,
    certificate: FilePath | None = None,
    on_progress: Callable[[ApplyProgress], object] | None = None,
    **options: Unpack[PlanOptions],
) -> ApplyRun:
    """Creates the accounts of a source, each exactly once, and returns an iterator of the outcomes.

    The run begins with this call, on a thread of its own. Each account is in the journal before it is sent. After a
    lost answer, the platform is asked whether the account exists. The same call goes on after a run that ended early.

    Args:
        source: A plan, or a source of ``aicc.plan``. A plan is refused if its file was changed.
        cloud: The configuration service, with the app key.
        token: The access token, or a function that returns one. The function is called on another thread: at the start,
            and when the platform does not accept the token. It may return a tuple of the token and its seconds of
            validity; it is called again before their end then. Default: the token of ``cloud``.
        rate: How many requests begin in a second at most, from 1. Default: no limit.
        parallel: How many requests are in flight at most, from 1 to 256. Default: 4.
        resend_unknown: Whether an account whose answer was lost in an earlier run, and that the platform does not find
            now, is sent again. If the platform creates accounts late, this can create an account twice.
        certificate: The path of a file of certificates in PEM that are trusted besides those of the system. The
            certificate of the server is always verified.
        on_progress: Called with the progress before each outcome is returned, in the thread that reads it.
        options: The options of ``aicc.plan``, if the source is not a plan.

    Raises:
        ApplyError: The run cannot begin: the journal is used by another run, the file of the plan was changed, there is
            no connection, or the certificates cannot be used.
        ValidationError: A credential is missing, or breaks a rule.
        Exception: As in ``aicc.plan``; the exception that the function for the token raises.

    Example:
        >>> agents = [
        ...     {
        ...         "userAccount": "li.na01",
        ...         "userName": "Li Na",
        ...         "password": "Aa1!Aa1!",
        ...         "email": "li.na@example.com",
        ...         "agentType": 4,
        ...         "ccRoleId": 2,
        ...     }
        ... ]
        >>> with aicc.Sandbox() as sandbox:
        ...     with aicc.apply(agents, cloud=sandbox.cloud(), journal="agents.journal.jsonl") as run:
        ...         for outcome in run:
        ...             print(outcome.account, outcome.kind, outcome.work_no)
        li.na01 created 101
    """
    if isinstance(source, Plan):
        if options:
            raise ValueError(f"{next(iter(options))} is an option of aicc.plan(): pass it there")
        planned = source
    else:
        planned = plan(source, **options)
    running = _aicc.RunningApply(
        planned._planned,  # pyright: ignore[reportPrivateUsage]
        cloud=cloud,
        token=token,
        rate=rate,
        parallel=parallel,
        resend_unknown=resend_unknown,
        certificate=certificate,
    )
    return ApplyRun(planned, running, on_progress)
