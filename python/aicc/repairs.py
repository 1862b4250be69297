"""``fix``: repairs of the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from aicc.batch import check_with_copy

if TYPE_CHECKING:
    from aicc._aicc import BatchReport, Profile
    from aicc.batch import BinaryReader, BinaryWriter, FilePath

__all__ = ["Repair", "RepairReport", "fix"]


@dataclass(frozen=True)
class Repair:
    """A repair that is proposed for a cell of a table. Never of a secret."""

    record: int
    """The number of the record, counted from 1."""

    row: int
    """The row that a spreadsheet shows, counted from 1."""

    cell: str
    """The name of the cell, such as ``C7``."""

    key: dict[str, Any] = field(hash=False)
    """The members that say whose record it is, by name: ``{"userAccount": "wang.wei"}``. Never a secret."""

    pointer: str
    """The JSON Pointer (RFC 6901) of the finding that the repair takes away."""

    before: str
    """The text of the cell."""

    after: str
    """The text that is proposed."""


@dataclass(frozen=True)
class RepairReport:
    """The repairs of a table, and the report on the table as it was read."""

    repairs: tuple[Repair, ...]
    """The first repairs, up to the limit, in the order of the records and of the columns."""

    found: int
    """The number of all repairs."""

    report: BatchReport = field(hash=False)
    """The report on the table before the repairs."""


def fix(
    interface: str,
    source: FilePath | BinaryReader,
    output: FilePath | BinaryWriter | None = None,
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
) -> RepairReport:
    """Returns the repairs that are proposed for the cells of a CSV file or a workbook, and writes them to a new file.

    A repair removes blanks and invisible characters around a text, and characters without width inside. It replaces
    other spaces by plain ones, full-width characters by ASCII, and curved quotation marks by straight ones. It is
    proposed only if it takes a violation or the advice ``invisibleCharacter`` away and brings no finding, and never for
    a secret.

    In the new file, everything outside the repaired cells stays as it is. A CSV file becomes UTF-8. A workbook must be
    .xlsx or .xlsm: the repaired cells keep their style, and a cell with a formula keeps the formula, with a warning.
    The cells may contain passwords: the file of a path is readable by its owner only.

    Args:
        interface: The name of the interface: one of ``aicc.interfaces()``.
        source: A path, or a file that is opened in binary mode.
        output: Where to write the repaired file: a path with the same extension, or a file that is opened in binary
            mode. A file that exists is replaced when the new file is complete. Default: nothing is written.
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
        limit: The number of repairs, and of findings, that are returned, from 0: the first ones. ``None`` returns all.
            The file has all repairs. Default: 10,000.
        advice: Whether a repair can take the advice ``invisibleCharacter`` away. Default: True.
        language: The language of the report: ``en`` (the default) or ``zh``.

    Raises:
        UnknownInterfaceError: The package does not know the interface.
        ColumnError: The interface has no member with the name of a column.
        SourceError: The source does not have the format, or is a workbook of another kind.
        OSError: A file cannot be read or written.
        ValueError: An argument is outside its range, or does not apply to the source.

    Example:
        >>> import io
        >>> table = "userId,callType\\nann,１\\n".encode()
        >>> fixed = aicc.fix("agentsettings/create", io.BytesIO(table), format="csv")
        >>> [(repair.cell, repair.before, repair.after) for repair in fixed.repairs]
        [('B2', '１', '1')]
    """
    repairs: list[Repair] = []
    found = 0

    def add(*values: Any) -> None:
        nonlocal found
        found += 1
        if limit is None or found <= limit:
            repairs.append(Repair(*values))

    report = check_with_copy(
        interface,
        source,
        output,
        format,
        copy="fixed",
        possible="have cells that can be repaired",
        repairs=add,
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
    return RepairReport(tuple(repairs), found, report)
