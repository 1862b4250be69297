"""The story of docs/tutorial/first-hour.md: each command prints what the page shows, after the described changes."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest
from command import EXAMPLES, Command
from documents import ROOT

PAGE = (ROOT / "docs/tutorial/first-hour.md").read_text(encoding="utf-8")
STEP = re.compile(r"^```console\n\$ aicc (?P<command>.*)\n(?P<shown>[^`]*)```|(?P<table>(?:^\|.*\n)+)", re.MULTILINE)
ANNOTATED, TEMPLATE = "hr-agents-checked.csv", "new-agents.xlsx"


def test_the_story(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLES / "hr-agents.csv", tmp_path)
    steps = list(STEP.finditer(PAGE))
    assert len(steps) == 7
    printed = ""
    for step in steps:
        if step["table"]:
            header, _, *rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in step["table"].splitlines())
            {"before": correct, "cell": fill_in}[header[1]](rows)
            continue
        ran = command.run(*shlex.split(step["command"]), COLUMNS="120")
        printed = ran.stdout + ran.stderr
        lines = [line for line in step["shown"].splitlines() if line != "…"]
        assert [line for line in printed.splitlines() if line in lines] == lines
    assert "1 valid, 0 invalid" in printed
    assert (tmp_path / "hr-agents.csv").read_bytes() == (EXAMPLES / "hr-agents.csv").read_bytes()


def correct(rows: list[list[str]]) -> None:
    """Corrects cells of the annotated copy."""
    path = Path(ANNOTATED)
    text = path.read_text(encoding="utf-8-sig")
    for _, before, after in rows:
        text, count = re.subn(rf"(^|;){re.escape(before)}(?=;)", rf"\g<1>{after}", text, flags=re.MULTILINE)
        assert count == 1, before
    path.write_text(text, encoding="utf-8-sig")


def fill_in(rows: list[list[str]]) -> None:
    """Fills in the first row of the template."""
    book = openpyxl.load_workbook(TEMPLATE)
    sheet = book.worksheets[0]
    columns = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
    for column, value in rows:
        sheet.cell(2, columns[column]).value = value
    book.save(TEMPLATE)
