# pyright: basic
# pyarrow has no type annotations.
"""Checks the rows of Apache Spark DataFrames.

Install the extra ``aicc[spark]``. The Python workers of the cluster need ``aicc`` and pyarrow:
see docs/how-to/spark.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.types import BinaryType, StringType, StructField, StructType

import aicc

__all__ = ["check", "split"]

_PLACE = {"record", "row", "line", "offset"}
"""The columns of findings that describe a position in the batch, which Spark does not keep."""


def check(
    df: DataFrame,
    interface: str,
    column: str = "value",
    *,
    keep: str | Sequence[str] = (),
    profile: aicc.Profile | None = None,
    advice: bool = True,
    language: str = "en",
) -> DataFrame:
    """Returns the findings on the request body of each row, as a DataFrame.

    Args:
        df: The rows.
        interface: The name of the interface: one of ``aicc.interfaces()``.
        column: The column of the bodies: JSON as text or binary, or a struct of the members by wire name, in which a
            null is an absent member.
        keep: The columns that identify the row, such as its key or ``_metadata.file_path``. Default: no columns.
        profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
        advice: Whether the result includes advice. Default: True.
        language: The language of the messages: ``en`` (the default) or ``zh``.

    Returns:
        A row for each finding: the columns of ``keep`` with the values of the checked row, then the columns of
        ``aicc.check_many(…).findings`` that describe the finding. A row without findings does not appear.

    Raises:
        UnknownInterfaceError: The package does not know the interface.
        ColumnError: The column does not exist or holds no bodies, or a column of ``keep`` has the name of a column of
            the findings.
        ValueError: The language is not supported.
    """
    checker = _Checker(interface, column, profile, advice, language)
    columns = checker.columns(df)
    keep = [keep] if isinstance(keep, str) else keep
    rows = df.select(*dict.fromkeys([*keep, column]))
    kept = rows.schema.fields[: len(set(keep))]
    for field in kept:
        if field.name in columns:
            reason = f"the findings have a column {field.name!r} too: rename the column of the DataFrame."
            raise aicc.ColumnError(field.name, reason)
    schema = StructType([*kept, *(StructField(name, StringType(), nullable=False) for name in columns)])
    return rows.mapInArrow(partial(_findings, checker, [field.name for field in kept], columns), schema)


def split(
    df: DataFrame, interface: str, column: str = "value", *, profile: aicc.Profile | None = None
) -> tuple[DataFrame, DataFrame]:
    """Returns a DataFrame of the valid rows and one of the invalid rows, with all columns.

    Spark computes each of them separately: call ``df.persist()`` first if the DataFrame is expensive or
    non-deterministic.

    Args:
        df: The rows.
        interface: The name of the interface: one of ``aicc.interfaces()``.
        column: The column of the bodies, as in :func:`check`.
        profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.

    Raises:
        UnknownInterfaceError: The package does not know the interface.
        ColumnError: The column does not exist, or holds no bodies.
    """
    checker = _Checker(interface, column, profile, advice=False)
    checker.columns(df)
    valid, invalid = (df.mapInArrow(partial(_split, checker, is_valid), df.schema) for is_valid in (True, False))
    return valid, invalid


@dataclass(frozen=True)
class _Checker:
    """The check that every worker runs."""

    interface: str
    column: str
    profile: aicc.Profile | None
    advice: bool
    language: str = "en"

    def columns(self, df: DataFrame) -> list[str]:
        """Returns the columns that describe a finding. Wrong arguments raise here, before a job starts."""
        no_rows = pa.schema([(name, pa.string()) for name in df.columns]).empty_table()
        columns = self.findings(no_rows).column_names
        data_type = df.schema[self.column].dataType
        if not isinstance(data_type, (StringType, BinaryType, StructType)):
            reason = f"the column {self.column!r} must be string, binary or struct, not {data_type.simpleString()}."
            raise aicc.ColumnError(self.column, reason)
        return [name for name in columns if name not in _PLACE]

    def findings(self, batch: pa.RecordBatch | pa.Table) -> pa.Table:
        """Returns all findings on the rows of a batch."""
        report = aicc.check_many(
            self.interface,
            batch,
            column=self.column,
            profile=self.profile,
            advice=self.advice,
            language=self.language,
            threads=1,  # Spark gives each task one core.
            limit=None,
        )
        return pa.table(report.findings)


def _indices(findings: pa.Table | pa.RecordBatch) -> np.ndarray:
    """Returns the index of each finding's row in the batch."""
    return findings["record"].to_numpy() - 1


def _findings(
    checker: _Checker, keep: list[str], columns: list[str], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows = batch.select(keep)
        # Each finding repeats its row, and a row can have thousands of findings.
        for findings in checker.findings(batch).to_batches(max_chunksize=batch.num_rows or None):
            kept = rows.take(pa.array(_indices(findings)))
            arrays = [*kept.columns, *findings.select(columns).columns]
            yield pa.RecordBatch.from_arrays(arrays, names=[*keep, *columns])


def _split(checker: _Checker, is_valid: bool, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        chosen = np.full(batch.num_rows, is_valid)
        chosen[_indices(checker.findings(batch))] = not is_valid
        yield batch.filter(pa.array(chosen))
