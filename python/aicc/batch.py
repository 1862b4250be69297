"""``check_many``: checks files, streams and tables of any size."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Callable, Literal, NamedTuple, Protocol, cast, get_args

from aicc import _aicc
from aicc.arrow import checked
from aicc.files import replacing

if TYPE_CHECKING:
    from typing_extensions import TypeAlias, TypeIs

    from aicc._aicc import BatchReport, Findings, Profile
    from aicc.records import Record

__all__ = ["BatchFinding", "BatchProgress", "ReadingNote", "annotate", "check_many"]


class ArrowStream(Protocol):
    """Arrow data in several batches: a table of pyarrow, Polars, DuckDB or pandas."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Returns a capsule of the Arrow PyCapsule interface."""


class ArrowArray(Protocol):
    """Arrow data in one batch: a record batch of pyarrow."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        """Returns two capsules of the Arrow PyCapsule interface."""


class BinaryReader(Protocol):
    """A file that is opened in binary mode for reading, or an object with the same ``read``."""

    def read(self, size: int, /) -> bytes:
        """Returns at most ``size`` bytes, and no bytes at the end of the file."""
        ...


class BinaryWriter(Protocol):
    """A file that is opened in binary mode for writing, or an object with the same ``write`` and ``flush``."""

    def write(self, data: bytes, /) -> int | None:
        """Writes bytes, and returns the number of bytes that were written."""

    def flush(self) -> object:
        """Writes the bytes that are still buffered."""


cast("Any", Sequence).register(_aicc.Findings)

FilePath: TypeAlias = "str | os.PathLike[str]"
Body: TypeAlias = "bytes | str | Mapping[str, object] | Record"
Source: TypeAlias = "FilePath | BinaryReader | ArrowStream | ArrowArray | Iterable[Body]"
Format = Literal["jsonl", "json", "csv", "workbook", "parquet"]
Cells = Literal["typed", "text"]


@dataclass(frozen=True)
class BatchFinding:
    """A finding about one of many records, with the position of the record."""

    record: int
    """The number of the record, counted from 1."""

    row: int | None
    """The row of a table, counted from 1. For CSV and workbooks it is the row that a spreadsheet shows: the heading and
    blank rows count. ``None`` for other texts and for iterables."""

    line: int | None
    """The line of the uncompressed text at which the record begins, counted from 1. ``None`` for other sources."""

    offset: int | None
    """The byte of the uncompressed text at which the record begins, counted from 0. ``None`` for other sources."""

    severity: Literal["violation", "advice"]
    """A ``violation`` makes the record invalid; ``advice`` does not."""

    location: Literal["path", "header", "body"]
    """The part of the message."""

    pointer: str
    """The place in that part, as a JSON Pointer (RFC 6901). The pointer of the whole body is empty."""

    rule: str
    """The stable code of the rule. ``aicc.explain(code)`` describes the rule."""

    params: dict[str, Any] = field(hash=False)
    """The documented bound and the actual value, by name: ``{"maximum": 20, "actual": 31}``."""

    reference: str
    """The interface and the row of its page. Only the interface if no row documents the place."""

    message: str
    """The sentence for people, in the language of the run."""


@dataclass(frozen=True)
class ReadingNote:
    """One thing about a table that does not have the plain form, and how it was read.

    The plain form is UTF-8, commas, the first sheet, wire names in the first row, and values as the interface has them.
    """

    code: str
    """The stable code: ``encoding``, ``delimiter``, ``sheet``, ``headingRow``, ``hiddenRows``, ``renamedColumn``,
    ``ignoredColumn``, ``unknownColumn``, ``otherUnknownColumns``, ``labelValues``, ``booleanValues`` or
    ``integerValues``."""

    params: dict[str, Any] = field(hash=False)
    """What was found and how it was read, by name: ``{"position": 1, "heading": "Login", "member": "userAccount"}``."""

    message: str
    """The sentence for people, in the language of the run."""

    def __str__(self) -> str:
        """Returns the sentence."""
        return self.message


class BatchProgress(NamedTuple):
    """The progress of a run over many records."""

    records: int
    """The number of records that were checked."""

    valid: int
    """The number of valid records."""

    invalid: int
    """The number of invalid records."""

    read: int
    """The number of bytes that were read from a file, before decompression; of a Parquet file, the position behind the
    last part that was read. 0 if the source is not a file."""

    size: int | None
    """The size of the file in bytes, or ``None`` if it is not known."""


def check_many(
    interface: str,
    source: Source,
    *,
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
    valid: FilePath | BinaryWriter | None = None,
    invalid: FilePath | BinaryWriter | None = None,
    sink: Callable[[Findings], object] | None = None,
    progress: Callable[[BatchProgress], object] | None = None,
) -> BatchReport:
    """Returns a report on every record of a file, a stream or a table of request bodies.

    A bad record is reported as a finding, and checking continues: a truncated line, invalid UTF-8, an object without a
    JSON form or one whose code raises an exception. Only a small part of the source is in memory at any time. Other
    Python threads can run during the check.

    Args:
        interface: The name of the interface: one of ``aicc.interfaces()``.
        source: A path; a file that is opened in binary mode; Arrow data, such as a table of pyarrow, Polars, DuckDB or
            pandas; or an iterable of bodies, each as ``aicc.check`` takes it. A file may be compressed with gzip or
            zstd.
        format: The format of a file: ``jsonl`` (a record a line), ``json`` (an array of records, or one), ``csv``
            (below a row that names the columns), ``workbook`` (the same on a sheet of a workbook of Excel or
            OpenDocument) or ``parquet``. Default: the format that the extension of the file names. CSV with the name of
            a workbook, and a workbook with the name of CSV, are recognized.
        column: The column of Arrow data or a Parquet file that holds the records, as JSON or as structs. Default: the
            columns are the members of the records.
        cells: How the columns of Arrow data or a Parquet file are read: ``typed`` (the default), by their own types, or
            ``text``, as the cells of a CSV file: ``"4"`` is the number 4, ``skills/0/skillId`` names a member of an
            element, and an empty text is an absent member. For tables whose columns are all text, such as those of
            ``pandas.read_csv(dtype=str)``.
        encoding: The encoding of a CSV file by its label in the WHATWG standard, such as ``gb18030``, ``big5`` or
            ``windows-1252``. Default: found by the content of the file.
        delimiter: The character between the cells of a CSV file: a comma, a semicolon, a tab or a vertical bar.
            Default: found by the content of the file.
        sheet: The sheet of a workbook: its name as a ``str``, or its position from 1 as an ``int``. Default: found by
            the content of the file.
        header_row: The row of a CSV file or a workbook that names the columns, from 1. Default: found by the content
            of the file.
        columns: The members that columns of a table mean, by heading: ``{"Login": "userAccount"}``. They apply to
            tables of cells: CSV, workbooks and ``cells="text"``. Other headings are wire names or labels, in any
            spelling.
        ignore_columns: The headings of columns that are not read.
        strict_columns: Whether an unknown column is a ``ColumnError``, and a cell in a column without a name makes its
            row invalid. Default: False, the column is reported in ``report.reading`` and not read.
        profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
        threads: The number of threads that check, from 1; more than 256 count as 256. Default: one for each processor.
        limit: The number of findings that the report keeps, from 0: the first ones. ``None`` keeps all. The counts of
            the report include the others. Default: 10,000.
        advice: Whether the report includes advice. Default: True.
        language: The language of the messages: ``en`` (the default) or ``zh``.
        valid: Where to write the valid records of a JSON Lines or CSV file, unchanged: a path or a file that is opened
            in binary mode.
        invalid: Where to write the invalid records. Together the two outputs hold every byte of the uncompressed file;
            both get the heading of a CSV file.
        sink: Called with all findings in their order, some thousands at a time. ``limit`` does not apply to it.
        progress: Called with the progress of the run, about ten times a second and at the end.

    Raises:
        UnknownInterfaceError: The package does not know the interface.
        ColumnError: The interface has no member with the name of a column, or the table has no column of that name.
        SourceError: The source does not have the format. Its ``report`` covers the records before the error.
        OSError: A file cannot be read or written. It has such a ``report`` if records were read before.
        ValueError: An argument is outside its range, or does not apply to the source.
        TypeError: The source has a type that cannot be read.
        InternalError: This package has a bug. It has such a ``report``.

    Example:
        >>> report = aicc.check_many("agentAccount/create", "agents.csv")
        >>> report.records, report.invalid, report.by_rule["minLength"]
        (36, 14, 3)
    """
    form, records = readable(source, format, column, cells, caller="check_many")
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
    size = _size(source)

    def report_progress(records: int, valid: int, invalid: int, read: int) -> None:
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
            table=table,
            profile=profile,
            threads=threads,
            limit=limit,
            advice=advice,
            language=language,
            outputs=outputs,
            annotated=None,
            repairs=None,
            fixed=None,
            sink=sink,
            progress=None if progress is None else report_progress,
        )


def annotate(
    interface: str,
    source: FilePath | BinaryReader,
    output: FilePath | BinaryWriter,
    *,
    format: Literal["csv", "workbook"] | None = None,
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
) -> BatchReport:
    """Checks a workbook or a CSV file, writes a copy of it with the findings in it, and returns the report.

    In the copy of a workbook (.xlsx, .xlsm), each cell with a finding is red or yellow and has a note, the column
    ``aicc`` sums up each row, and the sheet ``aicc`` lists all findings. Every part that need not change is the same
    byte for byte. The copy of a CSV file has the invalid rows, and the reasons in the column ``aicc``. A copy can be
    corrected and checked again: the next copy replaces the marks.

    The marks show no secret, but the cells of the source may: the copy of a path is readable by its owner only.

    Args:
        interface: The name of the interface: one of ``aicc.interfaces()``.
        source: A path, or a file that is opened in binary mode.
        output: Where to write the copy: a path with the same extension, or a file that is opened in binary mode. A
            file that exists is replaced when the copy is complete.
        format: The format of the source: ``csv`` or ``workbook``. Default: the format that its extension names.
        encoding: See ``aicc.check_many``, for all options up to ``language``.
        delimiter: See above.
        sheet: See above.
        header_row: See above.
        columns: See above.
        ignore_columns: See above.
        strict_columns: See above.
        profile: See above.
        threads: See above.
        limit: The number of findings that the report keeps. The copy has all findings. Default: 10,000.
        advice: See above.
        language: The language of the marks and the report: ``en`` (the default) or ``zh``.

    Raises:
        UnknownInterfaceError: The package does not know the interface.
        ColumnError: The interface has no member with the name of a column.
        SourceError: The source does not have the format, or is a workbook of another kind.
        OSError: A file cannot be read or written.
        ValueError: An argument is outside its range, or does not apply to the source.

    Example:
        >>> report = aicc.annotate("agentAccount/create", "agents.xlsx", "agents-checked.xlsx")
        >>> report.invalid
        14
    """
    return check_with_copy(
        interface,
        source,
        output,
        format,
        copy="annotated",
        possible="can be annotated",
        table={
            "encoding": encoding,
            "delimiter": delimiter,
            "sheet": sheet,
            "header_row": header_row,
            "columns": columns or None,
            "ignore_columns": ignore_columns or None,
            "strict_columns": strict_columns or None,
        },
        profile=profile,
        threads=threads,
        limit=limit,
        advice=advice,
        language=language,
    )


def check_with_copy(
    interface: str,
    source: FilePath | BinaryReader,
    output: FilePath | BinaryWriter | None,
    format: Literal["csv", "workbook"] | None,
    *,
    copy: Literal["annotated", "fixed"],
    possible: str,
    table: Mapping[str, Any],
    repairs: Callable[..., None] | None = None,
    **settings: Any,
) -> BatchReport:
    """Checks a CSV file or a workbook, and writes a copy of it if there is an output.

    Args:
        interface: The name of the interface.
        source: See ``aicc.annotate``.
        output: See ``aicc.annotate``.
        format: See ``aicc.annotate``.
        copy: What the copy is: the argument of ``check_source`` that takes it.
        possible: What is possible with the two formats only, for the error on another one.
        table: The options of ``table_options``.
        repairs: Is called with each repair.
        settings: The arguments of ``check_source`` from ``profile`` to ``language``.
    """
    form, records = _readable(source, format)
    if form not in _COPIED:
        raise ValueError(f"only CSV files and workbooks {possible}, not {form}")
    chosen = table_options(form, "typed", **table)
    copies: dict[str, Any] = {"annotated": None, "fixed": None}
    with ExitStack() as opened:
        if output is not None:
            copies[copy] = opened.enter_context(_replacement(source, form, output))
        report = _aicc.check_source(
            interface,
            records,
            form,
            column=None,
            cells=False,
            table=chosen,
            outputs=None,
            repairs=repairs,
            sink=None,
            progress=None,
            **copies,
            **settings,
        )
        _refuse_other_content(report, output)
    return report


@contextmanager
def _replacement(source: Any, form: str, output: FilePath | BinaryWriter) -> Generator[Any, None, None]:
    """Opens a file that replaces a path when the block ends without an exception, for the owner only."""
    if not _is_path(output):
        yield output
        return
    extensions = _extensions_of_copy(source, form)
    if extensions and PurePath(output).suffix.lower() not in extensions:
        names = " or ".join(map(repr, extensions))
        raise ValueError(f"the copy has the format of the source: its name must end with {names}")
    _refuse_source(source, os.fspath(output))
    with replacing(os.fspath(output), 0o600) as file:
        yield file


def _refuse_other_content(report: BatchReport, output: object) -> None:
    """Raises an error if the content of a source, and so its copy, has another format than the names say."""
    if _is_path(output) and any(note.code == "format" for note in report.reading):
        raise ValueError("the content of the source has another format than its name: rename the source and the copy")


def _extensions_of_copy(source: Any, form: str) -> list[str]:
    """Returns the extensions that a copy can have: the one of the source, or those of its format."""
    extensions = [name for name, known in _EXTENSIONS.items() if known == form and name not in _NOT_COPIED]
    name: Any = source if _is_path(source) else getattr(source, "name", None)
    if not _is_path(name) or _format_of(name) != form:
        return extensions
    return [extension for extension in extensions if extension == _plain(name).suffix.lower()]


_COPIED = ("csv", "workbook")
"""The formats of files that can be copied with changes."""

_NOT_COPIED = (".ods", ".xls", ".xlsb")

_EXTENSIONS: dict[str, Format] = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".ods": "workbook",
    ".parquet": "parquet",
    ".tsv": "csv",
    ".txt": "csv",
    ".xls": "workbook",
    ".xlsb": "workbook",
    ".xlsm": "workbook",
    ".xlsx": "workbook",
}
_COMPRESSED = (".gz", ".zst")
_WITH_LINES = ("jsonl", "csv")
_OF_FILES = {"encoding": ("csv",), "delimiter": ("csv",), "sheet": ("workbook",), "header_row": ("csv", "workbook")}
"""The formats of files that an option applies to. The other options of tables apply to all tables of cells."""


def _format_of(name: FilePath) -> Format | None:
    """Returns the format that the extension of a file names: ``csv`` for ``agents.csv.gz``."""
    return _EXTENSIONS.get(_plain(name).suffix.lower())


def _plain(name: FilePath) -> PurePath:
    """Returns the name of a file without the extension of its compression."""
    path = PurePath(name)
    return path.with_suffix("") if path.suffix.lower() in _COMPRESSED else path


def readable(source: Any, chosen: Format | None, column: str | None, cells: Cells, *, caller: str) -> tuple[str, Any]:
    """Returns the arguments ``form`` and ``source`` of ``check_source`` for a source of many records.

    Args:
        source: See ``aicc.check_many``.
        chosen: The format that the caller chose.
        column: See ``aicc.check_many``.
        cells: See ``aicc.check_many``.
        caller: The function that is called, for errors.
    """
    if isinstance(source, (bytes, bytearray, memoryview, Mapping)):
        kind = cast("object", source).__class__.__name__
        raise TypeError(
            f"{caller}() expects a file or many records, but got a {kind}. To check one record, use aicc.check(); "
            "to check file contents, wrap them in io.BytesIO."
        )
    form, records = _readable(source, chosen, column, caller)
    _check_cells(cells, form, column)
    return form, records


def _readable(
    source: Any, chosen: Format | None = None, column: str | None = None, caller: str = "check_many"
) -> tuple[str, Any]:
    is_path = _is_path(source)
    is_arrow = hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__")
    if is_arrow or not (is_path or hasattr(source, "read")):
        if chosen is not None:
            raise ValueError(f"format applies to files only, not to {type(source).__name__}")
        if is_arrow:
            return "arrow", checked(source)
        if not hasattr(source, "__iter__"):
            raise TypeError(
                f"{caller}() expects a path, a file that is opened in binary mode, Arrow data or an iterable of "
                f"records, but got a {type(source).__name__}."
            )
        if column is not None:
            raise ValueError(f"column applies to Arrow data and Parquet files only, not to {type(source).__name__}")
        return "messages", source
    name: Any = source if is_path else getattr(source, "name", None)
    found = chosen or (_format_of(name) if _is_path(name) else None)
    formats = ", ".join(get_args(Format))
    if found is None:
        file = "the file" if name is None else repr(name)
        raise ValueError(f"the format of {file} is not known: pass format, one of {formats}")
    if found not in get_args(Format):
        raise ValueError(f"format must be one of {formats}, not {found!r}")
    if column is not None and found != "parquet":
        raise ValueError(f"column applies to Arrow data and Parquet files only, not to {found}")
    return found, source


def _check_cells(cells: Cells, form: str, column: str | None) -> None:
    if cells not in get_args(Cells):
        raise ValueError(f"cells must be one of {', '.join(get_args(Cells))}, not {cells!r}")
    if cells == "text" and form not in ("arrow", "parquet"):
        raise ValueError("cells applies to Arrow data and Parquet files only")
    if cells == "text" and column is not None:
        raise ValueError("cells='text' reads each column as a member: leave column out")


def table_options(form: str, cells: Cells, **options: object) -> dict[str, object]:
    """Returns the options that are not ``None``, or raises an error for one that does not apply to the source."""
    table = {name: value for name, value in options.items() if value is not None}
    for name in table:
        forms = _OF_FILES.get(name)
        if forms is not None and form not in forms:
            raise ValueError(f"{name} applies to the formats {' and '.join(forms)} only, not to {form}")
        if forms is None and form not in ("csv", "workbook") and cells != "text":
            raise ValueError(f"{name} applies to the formats csv and workbook, and to cells='text' only, not to {form}")
    return table


def _is_path(value: object) -> TypeIs[FilePath]:
    return isinstance(value, (str, os.PathLike))


def _size(source: Any) -> int | None:
    """Returns the size of a file in bytes, or ``None`` if it is not known."""
    status = _status(source)
    return status.st_size if status is not None and stat.S_ISREG(status.st_mode) else None


def _status(source: Any) -> os.stat_result | None:
    """Returns the status of a file, or ``None`` if the source is not a file of the system."""
    try:
        return os.stat(source if _is_path(source) else source.fileno())
    except (AttributeError, OSError, ValueError):
        return None


def _outputs(opened: ExitStack, source: Any, form: str, valid: Any, invalid: Any) -> tuple[Any, Any] | None:
    """Returns the files for valid and invalid records. The null device replaces one that the caller did not name."""
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
        raise ValueError(f"outputs are not compressed: remove {PurePath(path).suffix} from the name {path!r}")
    _refuse_source(source, path)
    return opened.enter_context(open(path, "wb"))


def _refuse_source(source: Any, path: str) -> None:
    """Raises an error if an output is the file that is read, or if the path that is read does not exist."""
    if _is_path(source):
        status = os.stat(source)
    elif (status := _status(source)) is None or not stat.S_ISREG(status.st_mode):
        return
    if os.path.exists(path) and os.path.samestat(status, os.stat(path)):
        raise ValueError(f"{path!r} is the source itself")
