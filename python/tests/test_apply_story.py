"""The story of docs/how-to/apply.md: each command prints what it shows, and a killed one creates each account once."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command import Command, environment
from documents import ROOT

PAGE = (ROOT / "docs/how-to/apply.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^```(?P<kind>console|csv|json|sh)\n(?P<text>.*?)^```|(?P<table>(?:^\|[^\n]*\n)+)", re.MULTILINE | re.DOTALL
)
JOURNAL = Path("agents.xlsx.journal.jsonl")
CREDENTIALS = {"AICC_TOKEN": "any", "AICC_APP_KEY": "any"}


@pytest.mark.skipif(sys.platform == "win32", reason="the page is for a Unix shell")
@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_the_story(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.replace("8043", str(free_port()))
    steps = list(STEP.finditer(page.partition("## What happens when")[0]))
    assert [step["kind"] for step in steps] == [
        *("console", None, "console", "json", "sh", "console", "sh", "sh", "console", "console"),
        *("console", "json", "csv", "console"),
        *("csv", "console", "console", "console"),
    ]
    template, table, check, faults, sandbox, plan, _, killed, resumed, outcomes, *later = steps
    sign_in, settings, user_ids, with_settings, sheet, *made = later
    show(command, template)
    fill_in(table["table"])
    show(command, check)
    Path("faults.json").write_text(faults["text"], encoding="utf-8")
    with running(command, sandbox["text"]) as platform:
        assert platform.stdout is not None
        assert platform.stdout.readline().startswith(b"https://")
        show(command, plan)
        with running(command, killed["text"]) as process:
            while JOURNAL.exists() is False or sent() < 2:
                assert process.poll() is None
                time.sleep(0.01)
            wait_for_accounts(command, page)
            process.kill()
        show(command, resumed)
        show(command, outcomes)
        assert results() == [("created", "101"), ("created", "102"), ("created", "103")]
        show(command, sign_in)
        Path("settings.json").write_text(settings["text"], encoding="utf-8")
        Path("users.csv").write_text(user_ids["text"], encoding="utf-8")
        show(command, with_settings)
        assert [step["status"] for line in lines("outcomes.jsonl") for step in line["steps"]] == ["done"] * 3
        Path("starters.csv").write_text(sheet["text"], encoding="utf-8")
        for step in made:
            show(command, step)
        assert Path("starters-passwords.csv").stat().st_mode & 0o777 == 0o600
    assert sent() == 3
    assert JOURNAL.read_text(encoding="utf-8").count('"stepDone"') == 6


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def sent() -> int:
    return JOURNAL.read_text(encoding="utf-8").count('"sent"')


def lines(name: str) -> list[dict[str, Any]]:
    """Returns the objects of a file of JSON Lines."""
    return [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]


def wait_for_accounts(command: Command, page: str) -> None:
    """Waits until the platform has two accounts: the process waits for the second answer then."""
    found = re.search(r"https://127\.0\.0\.1:\d+", page)
    assert found is not None
    curl = ["curl", "--silent", "--cacert", "sandbox.pem", f"{found[0]}/_aicc/accounts"]
    while subprocess.run(curl, capture_output=True, check=True).stdout.count(b'"workNo"') < 2:
        time.sleep(0.01)


@contextmanager
def running(command: Command, line: str) -> Generator[subprocess.Popen[bytes], None, None]:
    """Runs a command of the page until the end of the block."""
    process = command.start(
        *line.split()[1:], env=environment(**CREDENTIALS), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def show(command: Command, step: re.Match[str]) -> None:
    """Runs the command of a step, which must print what the page shows."""
    line, _, shown = step["text"].partition("\n")
    line = line.removeprefix("$ ").replace("aicc ", f"{' '.join(command.words)} ", 1)
    ran = subprocess.run(
        ["sh", "-c", line], env=environment(**CREDENTIALS), capture_output=True, encoding="utf-8", check=False
    )
    printed = (ran.stderr + ran.stdout).splitlines()
    expected = [text.rstrip("…") for text in shown.splitlines() if text != "…"]
    found = [text for text in printed if any(text.startswith(beginning) for beginning in expected)]
    assert ran.returncode == 0, ran
    assert len(found) == len(expected), (found, ran)


def results() -> list[tuple[str, str]]:
    """Returns the status and the work number of each row of the user's own workbook."""
    headings, *rows = openpyxl.load_workbook("agents-result.xlsx").worksheets[0].iter_rows(max_row=4, values_only=True)
    status, number = headings.index("status"), headings.index("workNo")
    return [(str(row[status]), str(row[number])) for row in rows]


def fill_in(table: str) -> None:
    """Fills in the rows of the template."""
    header, _, *rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines())
    book = openpyxl.load_workbook("agents.xlsx")
    sheet = book.worksheets[0]
    columns = {str(cell.value).rstrip(" *"): number for number, cell in enumerate(sheet[1], start=1)}
    for column, *values in rows:
        for place, value in zip(header[1:], values):
            sheet.cell(int(place.removeprefix("row ")), columns[column], value)
    book.save("agents.xlsx")
