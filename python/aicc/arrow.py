"""Checks of Arrow data from pyarrow."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from aicc.exceptions import SourceError


def checked(source: Any) -> Any:
    """Returns the data after checking the sizes of its buffers.

    A file or stream can claim more data than its buffers hold. pyarrow does not check that when it reads, and the
    Arrow interface between libraries does not pass the sizes on. Everything else is checked when the data is imported.

    Raises:
        SourceError: A buffer is too small, or the name of a column is not UTF-8.
    """
    pyarrow = sys.modules.get("pyarrow")
    if pyarrow is None:
        return source
    if isinstance(source, pyarrow.RecordBatchReader):
        return pyarrow.RecordBatchReader.from_batches(source.schema, _batches(source))
    if isinstance(source, (pyarrow.Table, pyarrow.RecordBatch)):
        _check_columns(source, 0)
    elif isinstance(source, (pyarrow.Array, pyarrow.ChunkedArray)):
        _check("the data", source, 0)
    return source


def _batches(reader: Iterable[Any]) -> Iterator[Any]:
    rows = 0
    for batch in reader:
        _check_columns(batch, rows)
        rows += batch.num_rows
        yield batch


def _check_columns(table: Any, rows: int) -> None:
    try:
        columns = table.columns
    except UnicodeDecodeError as error:
        raise SourceError("the Arrow data cannot be read: the name of a column is not UTF-8") from error
    for number, column in enumerate(columns, 1):
        _check(f"column {number}", column, rows)


def _check(what: str, column: Any, rows: int) -> None:
    for chunk in getattr(column, "chunks", [column]):
        try:
            chunk.validate()
        except ValueError as error:
            place = f"{what}, rows {rows + 1} to {rows + len(chunk)}"
            raise SourceError(f"the Arrow data cannot be read: it is malformed in {place} ({error})") from error
        rows += len(chunk)
