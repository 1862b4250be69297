"""`aicc check`: what is wrong with the records of files, and where."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Optional

import typer

from aicc.cli import options
from aicc.cli.findings import Checker, Row, Summary
from aicc.cli.output import Output, complain_of_file, write_findings
from aicc.cli.progress import watched
from aicc.cli.sources import Format, SourceError, format_of, open_source, read_items

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="JSON, JSON Lines or CSV files; - is standard input."),
]
FormatOption = Annotated[
    Optional[Format], typer.Option("--format", "-f", help="The format of the files.", show_default="by extension")
]
OutputOption = Annotated[Output, typer.Option("--output", "-o", help="The form of the findings.")]
Advice = Annotated[bool, typer.Option("--advice/--no-advice", help="Show advice, which makes no record invalid.")]


def check(
    files: Files,
    interface: options.InterfaceOption,
    source_format: FormatOption = None,
    output: OutputOption = Output.table,
    language: options.LanguageOption = options.Language.en,
    advice: Advice = True,
    edition: options.EditionOption = options.Edition.e2023,
    password_minimum: options.PasswordMinimum = None,
    password_maximum: options.PasswordMaximum = None,
    password_classes: options.PasswordClasses = None,
    skill_queues: options.SkillQueues = None,
) -> None:
    """Check the records of files: every broken rule of every record, and where it stands.

    - .json: one record, or an array of records
    - .jsonl: one record a line
    - .csv: one record a row, under a line that names the columns: userName, skills/0/skillId, …

    Exit status: 0 when all records are valid, 1 when some are not, 2 when a file or an option cannot be used.
    """
    profile = options.profile_of(edition, password_minimum, password_maximum, password_classes, skill_queues)
    checker = Checker(interface, profile, language.value, advice)
    summary = Summary()
    # Findings that come while a file is read would run into the progress bar of the same terminal.
    show_progress = output in (Output.table, Output.json) or not sys.stdout.isatty()
    findings = _findings([str(file) for file in files], source_format, checker, summary, show_progress)
    write_findings(output, findings, summary, checker.language)
    raise typer.Exit(2 if summary.unread else 1 if summary.invalid else 0)


def _findings(
    names: list[str], chosen: Optional[Format], checker: Checker, summary: Summary, show_progress: bool
) -> Iterator[Row]:
    with watched(names, show=show_progress) as watch:
        for name in names:
            try:
                with open_source(name) as file:
                    for item in read_items(watch(name, file), format_of(name, chosen), checker.interface):
                        found = checker.check(name, item)
                        summary.count(found)
                        yield from found
            except (SourceError, OSError) as error:
                complain_of_file(name, error)
                summary.unread += 1
