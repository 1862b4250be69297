"""Many records at once: files, streams and tables of any size."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Callable, Literal, NamedTuple, Protocol, cast, get_args

from aicc import _aicc
from aicc.arrow import checked
from aicc.parquet import batches

if TYPE_CHECKING:
    from typing_extensions import TypeAlias, TypeIs

    from aicc._aicc import BatchReport, Findings, Profile
    from aicc.records import Record


class ArrowStream(Protocol):
    """Arrow data in several parts: a table of pyarrow, Polars, DuckDB or pandas."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """A capsule of the Arrow PyCapsule interface."""


class ArrowArray(Protocol):
    """Arrow data in one part: a record batch of pyarrow."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        """Two capsules of the Arrow PyCapsule interface."""


class BinaryReader(Protocol):
    """A file that is opened in binary mode for reading, or whatever reads like one."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class BinaryWriter(Protocol):
    """A file that is opened in binary mode for writing, or whatever writes like one."""

    def write(self, data: bytes, /) -> int | None:
        """Writes bytes. Answers how many."""

    def flush(self) -> object:
        """Writes what is not yet written."""


cast("Any", Sequence).register(_aicc.Findings)

FilePath: TypeAlias = "str | os.PathLike[str]"
Message: TypeAlias = "bytes | str | Mapping[str, object] | Record"
Source: TypeAlias = "FilePath | BinaryReader | ArrowStream | ArrowArray | Iterable[Message]"
Format = Literal["jsonl", "json", "csv", "excel", "parquet"]
Cells = Literal["typed", "text"]


@dataclass(frozen=True)
class BatchFinding:
    """A violation or a piece of advice in one record of many, and where that record stands."""

    record: int
    """The number of the record, counted from 1."""

    line: int | None
    """The line (in a spreadsheet or in Arrow data the row) on which the record begins, counted from 1; ``None`` for
    iterables."""

    offset: int | None
    """The byte of the (uncompressed) file at which the record begins, counted from 0; ``None`` where it is no text."""

    severity: Literal["violation", "advice"]
    """Whether it makes the record invalid."""

    location: Literal["path", "header", "body"]
    """The part of the message."""

    pointer: str
    """The place in that part, as an RFC 6901 JSON Pointer; the body itself is empty."""

    rule: str
    """The code of the rule, which is stable. ``aicc.explain(code)`` says what it means."""

    params: dict[str, Any] = field(hash=False)
    """The documented bound and what was found, by name."""

    reference: str
    """The interface and the row of its document; the interface alone where no row documents the place."""

    message: str
    """The sentence for a person."""


class BatchProgress(NamedTuple):
    """How far a run over many records has come."""

    records: int
    """How many records were checked."""

    valid: int
    """How many of them are valid."""

    invalid: int
    """How many of them are invalid."""

    read: int
    """How many bytes were read of a file, as it is stored; 0 where the source is no file."""

    size: int | None
    """How many there are; ``None`` where that is not known."""


def check_many(
    interface: str,
    source: Source,
    *,
    format: Format | None = None,
    column: str | None = None,
    cells: Cells = "typed",
    profile: Profile | None = None,
    threads: int | None = None,
    limit: int | None = 10_000,
    advice: bool = True,
    language: str = "en",
    valid: FilePath | BinaryWriter | None = None,
    invalid: FilePath | BinaryWriter | None = None,
    sink: Callable[[Findings], object] | None = None,
    progress: Callable[[BatchProgress], object] | None = None,
) -> BatchReport:
    """Checks the request bodies of a file, a stream or a table: all that is wrong with each record, and where.

    A bad record is reported as a finding, and checking continues: a truncated line, invalid UTF-8, an object without a
    JSON form or one whose code raises an exception. Only a small part of the source is in memory at any time. Other
    threads of Python run meanwhile.

    Args:
        interface: The name of the interface: one of ``aicc.interfaces()``.
        source: A path; a file that is opened in binary mode; Arrow data, such as a table of pyarrow, Polars, DuckDB or
            pandas; or an iterable of bodies, each as ``aicc.check`` takes it. A file may be compressed with gzip or
            zstd.
        format: The format of a file: ``jsonl`` (a record a line), ``json`` (an array of records, or one), ``csv``
            (under a row that names the columns), ``excel`` (the same on the first sheet of an .xlsx file) or
            ``parquet`` (needs pyarrow: ``pip install aicc[parquet]``). Default: that of the file's extension.
        column: The column of Arrow data or a Parquet file that holds the records, as JSON or as structs. Default: the
            columns are the members of the records.
        cells: How the columns of Arrow data or a Parquet file are read: ``typed`` (the default), by their own types, or
            ``text``, as the cells of a CSV file: ``"4"`` is the number 4, ``skills/0/skillId`` names a member of an
            element, and an empty text is an absent member. For tables whose columns are all text, such as those of
            ``pandas.read_csv(dtype=str)``.
        profile: The choices of each check. Default: what the documents say.
        threads: How many threads check, 256 at most. Default: one for each processor.
        limit: How many findings the report keeps, the first ones; ``None`` for all. The others are counted all the
            same. Default: 10,000.
        advice: Whether advice is told. Default: yes.
        language: That of the messages: ``en`` (the default) or ``zh``.
        valid: Where to write the records of a JSON Lines or CSV file that are valid, as they stand in it: a path or a
            file that is opened in binary mode.
        invalid: Where to write the others. Both add up to the (uncompressed) file, byte for byte, but for the heading
            of a CSV file, which goes to both.
        sink: Called with all findings, some thousands at a time, in their order: for those who keep more of them than
            fits into memory. The limit does not touch it.
        progress: Called now and then, and at the end, with how far the run has come.

    Raises:
        UnknownInterfaceError: There is no such interface.
        ColumnError: A column of a table is none of the interface, or there is no such column.
        SourceError: The source cannot be read as the format says. Its ``report`` is what was found before.
        OSError: A file cannot be read or written. It has the same ``report``, if records were read before.
        ValueError: An argument is outside its range, or does not apply to the source.
        TypeError: The source is not of such a type.
        InternalError: A fault of this package. It has the same ``report``.
    """
    if isinstance(source, (bytes, bytearray, memoryview, Mapping)):
        kind = cast("object", source).__class__.__name__
        raise TypeError(
            f"check_many() expects a file or many records, but got a {kind}. To check one record, use aicc.check(); "
            "to check file contents, wrap them in io.BytesIO."
        )
    form, records = readable(source, format, column)
    _check_cells(cells, form, column)
    size = None if form == "batches" else _size(source)

    def tell(records: int, valid: int, invalid: int, read: int) -> None:
        if progress is not None:
            progress(BatchProgress(records, valid, invalid, read, size))

    with ExitStack() as opened:
        outputs = _outputs(opened, source, form, valid, invalid)
        return _aicc.check_source(
            interface,
            records,
            form,
            column=column,
            cells=cells == "text",
            profile=profile,
            threads=threads,
            limit=limit,
            advice=advice,
            language=language,
            outputs=outputs,
            sink=sink,
            progress=None if progress is None else tell,
        )


_EXTENSIONS: dict[str, Format] = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsm": "excel",
    ".xlsx": "excel",
}
_COMPRESSED = (".gz", ".zst")
_WITH_LINES = ("jsonl", "csv")


def format_of(name: FilePath) -> Format | None:
    """The format of a file by its extension; that of ``agents.csv.gz`` is CSV."""
    path = PurePath(name)
    if path.suffix.lower() in _COMPRESSED:
        path = path.with_suffix("")
    return _EXTENSIONS.get(path.suffix.lower())


def readable(source: Any, chosen: Format | None = None, column: str | None = None) -> tuple[str, Any]:
    """How a source is read, and what is read: what ``check_source`` takes."""
    is_path = _is_path(source)
    is_arrow = hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__")
    if is_arrow or not (is_path or hasattr(source, "read")):
        if chosen is not None:
            raise ValueError(f"format applies to files only, not to {type(source).__name__}")
        if is_arrow:
            return "arrow", checked(source)
        if not hasattr(source, "__iter__"):
            raise TypeError(
                "check_many() expects a path, a file that is opened in binary mode, Arrow data or an iterable of "
                f"records, but got a {type(source).__name__}."
            )
        if column is not None:
            raise ValueError(f"column applies to Arrow data and Parquet files only, not to {type(source).__name__}")
        return "messages", source
    name: Any = source if is_path else getattr(source, "name", None)
    found = chosen or (format_of(name) if _is_path(name) else None)
    formats = ", ".join(get_args(Format))
    if found is None:
        file = "the file" if name is None else repr(name)
        raise ValueError(f"the format of {file} is not known: give a format, which is one of {formats}")
    if found not in get_args(Format):
        raise ValueError(f"format must be one of {formats}, not {found!r}")
    if found == "parquet":
        return "batches", batches(source, column)
    if column is not None:
        raise ValueError(f"column applies to Arrow data and Parquet files only, not to {found}")
    return found, source


def _check_cells(cells: Cells, form: str, column: str | None) -> None:
    if cells not in get_args(Cells):
        raise ValueError(f"cells must be one of {', '.join(get_args(Cells))}, not {cells!r}")
    if cells == "text" and form not in ("arrow", "batches"):
        raise ValueError("cells applies to Arrow data and Parquet files only")
    if cells == "text" and column is not None:
        raise ValueError("cells='text' reads each column as a member: leave column out")


def _is_path(value: object) -> TypeIs[FilePath]:
    return isinstance(value, (str, os.PathLike))


def _size(source: Any) -> int | None:
    """How many bytes a file has."""
    try:
        status = os.stat(source if _is_path(source) else source.fileno())
    except (AttributeError, OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _outputs(opened: ExitStack, source: Any, form: str, valid: Any, invalid: Any) -> tuple[Any, Any] | None:
    """What the records are written to; a file that is not asked for takes everything and keeps nothing."""
    if valid is None and invalid is None:
        return None
    if form not in _WITH_LINES:
        raise ValueError("only JSON Lines and CSV can be split into valid and invalid records")
    if valid == invalid:
        raise ValueError("valid and invalid records cannot go to one output")
    return _output(opened, source, valid), _output(opened, source, invalid)


def _output(opened: ExitStack, source: Any, output: FilePath | BinaryWriter | None) -> Any:
    if output is not None and not _is_path(output):
        return output
    path = os.devnull if output is None else os.fspath(output)
    if PurePath(path).suffix.lower() in _COMPRESSED:
        raise ValueError(f"{path!r} would not be compressed: choose a name without {PurePath(path).suffix}")
    # A source that is not there must not leave an empty output behind.
    if _is_path(source):
        status = os.stat(source)
        if os.path.exists(path) and os.path.samestat(status, os.stat(path)):
            raise ValueError(f"{path!r} is the source itself")
    return opened.enter_context(open(path, "wb"))
