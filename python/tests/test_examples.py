"""Each program in examples/python prints what its docstring shows."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from documents import ROOT

PROGRAMS = sorted((ROOT / "examples/python").glob("*.py"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_an_example_prints_what_its_docstring_shows(program: Path) -> None:
    shown = dedent((ast.get_docstring(ast.parse(program.read_text("utf-8"))) or "").partition("prints:\n\n")[2])
    command = [sys.executable, "-X", "utf8", program]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.stdout + ran.stderr == shown + "\n"
    assert shown
