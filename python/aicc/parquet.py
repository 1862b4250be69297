"""Reads Parquet files with pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from aicc.arrow import checked
from aicc.exceptions import SourceError

# The number of rows of a batch: enough for several threads, and a small part of a large file.
_ROWS = 16_384


def batches(source: Any, column: str | None) -> Iterator[Any]:
    """Returns the record batches of a Parquet file: a path or a file that is opened in binary mode."""
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise ImportError("reading Parquet files needs pyarrow: pip install 'aicc[parquet]'") from error
    try:
        with parquet.ParquetFile(source) as file:
            columns = [column] if column in file.schema_arrow.names else None
            yield from map(checked, file.iter_batches(batch_size=_ROWS, columns=columns))
    except UnicodeDecodeError as error:
        raise SourceError("the Parquet file cannot be read: the name of a column is not UTF-8") from error
    except (pyarrow.ArrowException, OSError) as error:
        # An error of the operating system has a number; the error of pyarrow about a damaged page does not.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise SourceError(f"the Parquet file cannot be read: {error}") from error
