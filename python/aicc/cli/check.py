"""`aicc check`: what is wrong with the records of files, and where."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Optional

import typer

import aicc
from aicc.cli import options
from aicc.cli.findings import Place, Row, Summary
from aicc.cli.output import complain, complain_of_file, console, write_hidden, write_summary, write_tables
from aicc.cli.progress import watched
from aicc.cli.sources import Format, format_of, source_of
from aicc.cli.writers import EXTENSIONS, Output, Writer, writers

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="JSON Lines, JSON, CSV, Excel or Parquet files; - is standard input."),
]
FormatOption = Annotated[
    Optional[Format], typer.Option("--format", "-f", help="The format of the files.", show_default="by extension")
]
OutputOption = Annotated[Output, typer.Option("--output", "-o", help="The form of the findings.")]
Advice = Annotated[bool, typer.Option("--advice/--no-advice", help="Show advice, which makes no record invalid.")]
Limit = Annotated[int, typer.Option(metavar="N", min=0, help="The most findings that a table shows.")]
Column = Annotated[
    Optional[str],
    typer.Option(
        metavar="NAME",
        help="The column of a Parquet file that holds the records, as JSON or structs.",
        show_default="the columns are members",
    ),
]
Threads = Annotated[
    Optional[int], typer.Option(metavar="N", min=1, help="How many threads check.", show_default="one a processor")
]


def _known_extension(path: Optional[Path]) -> Optional[Path]:
    if path is None or path.suffix in EXTENSIONS:
        return path
    raise typer.BadParameter(f"{path} must end with one of {', '.join(EXTENSIONS)}.")


FindingsFile = Annotated[
    Optional[Path],
    typer.Option(
        metavar="FILE",
        callback=_known_extension,
        help=f"Write all findings to a file: {', '.join(EXTENSIONS)}.",
        rich_help_panel="Files",
    ),
]
ValidFile = Annotated[
    Optional[Path],
    typer.Option(metavar="FILE", help="Write the valid records of a JSON Lines or CSV file.", rich_help_panel="Files"),
]
InvalidFile = Annotated[Optional[Path], typer.Option(metavar="FILE", help="Write the others.", rich_help_panel="Files")]


def check(
    files: Files,
    interface: options.InterfaceOption,
    source_format: FormatOption = None,
    column: Column = None,
    output: OutputOption = Output.table,
    limit: Limit = 1000,
    language: options.LanguageOption = options.Language.en,
    advice: Advice = True,
    threads: Threads = None,
    findings: FindingsFile = None,
    valid: ValidFile = None,
    invalid: InvalidFile = None,
    edition: options.EditionOption = options.Edition.e2023,
    password_minimum: options.PasswordMinimum = None,
    password_maximum: options.PasswordMaximum = None,
    password_classes: options.PasswordClasses = None,
    skill_queues: options.SkillQueues = None,
) -> None:
    """Check the records of files: every broken rule of every record, and its place.

    - .jsonl: one record a line
    - .json: one record, or an array of records
    - .csv: one record a row, under a line that names the columns: userName, skills/0/skillId, …
    - .xlsx: the same on the first sheet
    - .parquet: one record a row

    Files may be compressed: .gz, .zst. They may be of any size: a small part of them is in memory at any time.

    Exit status: 0 when all records are valid, 1 when some are not, 2 when a file or an option cannot be used.
    """
    profile = options.profile_of(edition, password_minimum, password_maximum, password_classes, skill_queues)
    if len(files) > 1 and (valid or invalid):
        raise typer.BadParameter("one file at a time can be split.", param_hint="'--valid', '--invalid'")
    summary = Summary()
    shown: list[Row] = []
    with ExitStack() as opened:
        streams = _writers(output, findings, opened)
        # Findings that come while a file is read would run into the progress bar of the same terminal.
        show_progress = output is Output.table or not sys.stdout.isatty()
        watch = opened.enter_context(watched([str(file) for file in files], show=show_progress))
        for name in map(str, files):
            place: Optional[Place] = None
            report: Optional[aicc.BatchReport] = None
            try:
                source = source_of(name)
                place = Place(name, format_of(name, source_format))
                report = aicc.check_many(
                    interface,
                    source,
                    format=place.format.value,
                    column=column,
                    profile=profile,
                    threads=threads,
                    limit=limit - len(shown) if output is Output.table else 0,
                    advice=advice,
                    language=language.value,
                    valid=valid,
                    invalid=invalid,
                    sink=_sink(streams, place),
                    progress=watch(name),
                )
            except (ValueError, ImportError, OSError) as error:
                complain_of_file(name, error)
                summary.unread += 1
                report = getattr(error, "report", None)
            if place is not None and report is not None:
                summary.add(report)
                shown += place.rows(report.findings)
        for stream in streams:
            stream.finish(summary)
    _conclude(output, shown, summary, language.value)
    raise typer.Exit(2 if summary.unread else 1 if summary.invalid else 0)


def _writers(output: Output, path: Optional[Path], opened: ExitStack) -> list[Writer]:
    try:
        return writers(output, path, opened)
    except ImportError as error:
        raise typer.BadParameter(f"{error}.", param_hint="'--findings'") from None


def _sink(streams: list[Writer], place: Place) -> Optional[Callable[[aicc.Findings], None]]:
    """What takes all findings of a file; nothing where only some of them are shown."""

    def write(findings: aicc.Findings) -> None:
        for stream in streams:
            stream.write(place, findings)

    return write if streams else None


def _conclude(output: Output, shown: list[Row], summary: Summary, language: str) -> None:
    """Writes the table, and the line that counts."""
    out = console(stderr=output is not Output.table)
    if output is Output.table:
        write_tables(out, shown, language)
        write_hidden(summary.found - len(shown), language, out)
    write_summary(summary, language, out)
    if any(row["params"].get("reason") == "encoding" for row in shown):
        complain(_SAVE_AS_UTF_8[language])


_SAVE_AS_UTF_8 = {
    "en": "some records are not UTF-8: save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”), then check it again.",
    "zh": "有些记录不是 UTF-8 编码：请将文件另存为 UTF-8（在电子表格中选“CSV UTF-8”）后重新检查。",
}
