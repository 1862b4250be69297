"""The README's Python blocks run, and print what the README shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import documents
import pytest
from documents import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"^```console\n\$ aicc (.*?)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
BLOCKS = documents.blocks("README.md")


def test_the_readme_has_its_blocks() -> None:
    assert len(BLOCKS) == 5


@pytest.mark.parametrize(("code", "printed"), BLOCKS)
def test_a_block_prints_what_the_readme_shows(code: str, printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert documents.printed(code, "README.md") == printed


@pytest.mark.parametrize(("arguments", "shown"), CONSOLE)
def test_a_command_prints_the_lines_that_the_readme_shows(arguments: str, shown: str) -> None:
    command = [sys.executable, "-m", "aicc.cli", *arguments.split()]
    environment = {**os.environ, "COLUMNS": "160", "PYTHONUTF8": "1"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    lines = [line for line in shown.splitlines() if line != "…"]
    assert len(lines) == 5
    assert [line for line in (ran.stdout + ran.stderr).splitlines() if line in lines] == lines
