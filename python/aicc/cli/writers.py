"""The forms in which findings are written, while they come."""

from __future__ import annotations

import csv
import json
import sys
from contextlib import ExitStack
from enum import Enum
from importlib import import_module
from pathlib import Path
from textwrap import indent
from typing import Any, Protocol, TextIO

import aicc
from aicc.cli.findings import Place, Row, Summary


class Output(str, Enum):
    """The forms of findings on standard output."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Writer(Protocol):
    """Writes findings in one form."""

    def write(self, place: Place, findings: aicc.Findings) -> None:
        """Writes the next ones."""

    def finish(self, summary: Summary) -> None:
        """Writes the end of the output."""


class JsonLinesWriter:
    """A JSON object on each line."""

    def __init__(self, file: TextIO) -> None:
        """Writes to a file."""
        self._file = file
        self._encode = json.JSONEncoder(ensure_ascii=False).encode

    def write(self, place: Place, findings: aicc.Findings) -> None:
        """Writes the next findings."""
        self._file.writelines(f"{self._encode(row)}\n" for row in place.rows(findings))

    def finish(self, summary: Summary) -> None:
        """Writes nothing after the findings."""


class JsonWriter:
    """One JSON document: the findings, then the summary."""

    def __init__(self, file: TextIO) -> None:
        """Writes to a file."""
        self._file = file
        self._file.write('{\n  "findings": [')
        self._separator = ""

    def write(self, place: Place, findings: aicc.Findings) -> None:
        """Writes the next findings."""
        for row in place.rows(findings):
            self._file.write(f"{self._separator}\n{_indented(row, 4)}")
            self._separator = ","

    def finish(self, summary: Summary) -> None:
        """Writes the summary."""
        end = "\n  ]" if self._separator else "]"
        self._file.write(f'{end},\n  "summary": {_indented(summary.to_dict(), 2).lstrip()}\n}}\n')


def _indented(value: Any, depth: int) -> str:
    return indent(json.dumps(value, indent=2, ensure_ascii=False), " " * depth)


class CsvWriter:
    """A row for each finding, without its params."""

    def __init__(self, file: TextIO) -> None:
        """Writes to a file."""
        self._columns = [name for name in Row.__annotations__ if name != "params"]
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(self._columns)

    def write(self, place: Place, findings: aicc.Findings) -> None:
        """Writes the next findings."""
        self._writer.writerows([row[name] for name in self._columns] for row in place.rows(findings))

    def finish(self, summary: Summary) -> None:
        """Writes nothing after the findings."""


class ParquetWriter:
    """The table as it is, with file and row."""

    def __init__(self, path: Path) -> None:
        """Writes to a path; an ImportError where pyarrow is missing, which does it."""
        try:
            # Without types that a type checker could read.
            self._arrow: Any = import_module("pyarrow")
            parquet: Any = import_module("pyarrow.parquet")
        except ImportError as error:
            raise ImportError("Parquet files are written by pyarrow: pip install pyarrow") from error
        texts = [(name, self._arrow.string()) for name in Row.__annotations__ if name not in ("file", "row")]
        self._schema = self._arrow.schema([("file", self._arrow.string()), ("row", self._arrow.int64()), *texts])
        self._writer = parquet.ParquetWriter(path, self._schema)

    def write(self, place: Place, findings: aicc.Findings) -> None:
        """Writes the next findings."""
        table = self._arrow.table(findings)
        added = {
            "file": self._arrow.repeat(place.file, len(findings)),
            "row": table[place.column],
        }
        columns = [added[name] if name in added else table[name] for name in self._schema.names]
        self._writer.write_table(self._arrow.table(columns, schema=self._schema))

    def finish(self, summary: Summary) -> None:
        """Writes what makes the file complete."""
        self._writer.close()


_STANDARD_OUTPUT: dict[Output, type[JsonWriter | JsonLinesWriter | CsvWriter]] = {
    Output.json: JsonWriter,
    Output.jsonl: JsonLinesWriter,
    Output.csv: CsvWriter,
}
_FILES: dict[str, type[JsonLinesWriter | CsvWriter]] = {".jsonl": JsonLinesWriter, ".csv": CsvWriter}
EXTENSIONS = (*_FILES, ".parquet")


def writers(output: Output, path: Path | None, opened: ExitStack) -> list[Writer]:
    """What writes findings as they come: to standard output, if not in a table, and to a file of a known extension."""
    found: list[Writer] = []
    if output in _STANDARD_OUTPUT:
        found.append(_STANDARD_OUTPUT[output](sys.stdout))
    if path is not None and path.suffix in _FILES:
        file = opened.enter_context(path.open("w", encoding="utf-8", newline=""))
        found.append(_FILES[path.suffix](file))
    elif path is not None:
        found.append(ParquetWriter(path))
    return found
