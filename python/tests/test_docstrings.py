"""The examples in the docstrings of ``aicc`` give what they show."""

from __future__ import annotations

import csv
import doctest
from pathlib import Path

import openpyxl
import pytest
from documents import ROOT

import aicc

EXAMPLES = [
    test
    for name in aicc.__all__
    for test in doctest.DocTestFinder().find(getattr(aicc, name), name, module=False, globs={"aicc": aicc})
    if test.examples
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_gives_what_it_shows(
    example: doctest.DocTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = (ROOT / "examples/new-agents.csv").read_bytes()
    (tmp_path / "agents.csv").write_bytes(content)
    workbook = openpyxl.Workbook()
    for row in csv.reader(content.decode("utf-8-sig").splitlines()):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "agents.xlsx")
    monkeypatch.chdir(tmp_path)
    result = doctest.DocTestRunner().run(example)
    assert result.failed == 0
    assert result.attempted > 0
