"""The code of the READMEs, the recipes and other pages prints what they show. Both READMEs show the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import documents
import pytest
from documents import ROOT

READMES = ["README.md", "README.zh-CN.md"]
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in READMES}
PAGES = [*READMES, "python/README.md", "docs/how-to/python.md", "docs/how-to/sandbox.md"]
BLOCKS = [(name, *block) for name in PAGES for block in documents.blocks(name)]
COMMAND_PAGE = (ROOT / "docs/how-to/command-line.md").read_text(encoding="utf-8")
CONSOLE = [
    block
    for text in [*TEXTS.values(), COMMAND_PAGE]
    for block in re.findall(r"^```console\n\$ aicc (.*?)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
]


def test_the_pages_have_their_blocks() -> None:
    assert len(BLOCKS) == 24
    assert len(CONSOLE) == 12


@pytest.mark.parametrize(("name", "code", "printed"), BLOCKS)
def test_a_block_prints_what_the_page_shows(
    name: str, code: str, printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert documents.printed(code, name) == printed


@pytest.mark.parametrize(("arguments", "shown"), CONSOLE)
def test_a_command_prints_the_lines_that_the_page_shows(arguments: str, shown: str) -> None:
    ran = _aicc(*arguments.split())
    lines = [line for line in shown.splitlines() if line != "…"]
    assert lines
    assert [line for line in (ran.stdout + ran.stderr).splitlines() if line in lines] == lines


def test_the_page_names_every_command_and_option() -> None:
    commands = re.findall(r"^  ([a-z]+) ", _aicc("--help").stdout.partition("Commands:")[2], re.MULTILINE)
    assert {"check", "request"} <= set(commands)
    for command in set(commands) - {"help"}:
        assert f"`aicc {command}" in COMMAND_PAGE
        for option in re.findall(r"^ *(?:-\w, )?(--[a-z-]+)", _aicc(command, "--help").stdout, re.MULTILINE):
            assert re.search(rf"{option}(?![\w-])", COMMAND_PAGE), f"{command} {option}"


def test_both_readmes_show_the_same_code() -> None:
    english, chinese = ([_code(*block) for block in _fenced(TEXTS[name])] for name in READMES)
    assert chinese == english


def test_the_pictures_show_what_the_command_prints() -> None:
    subprocess.run([sys.executable, "docs/terminal.py", "--check"], cwd=ROOT, check=True)


def test_the_figures_are_those_of_the_benchmark() -> None:
    benchmarks = (ROOT / "docs/explanation/benchmarks.md").read_text(encoding="utf-8")
    table = benchmarks.partition("### agentAccount/create, bytes\n")[2].partition("###")[0]
    subjects = ["aicc.check", "pydantic SchemaValidator", "jsonschema-rs iter_errors"]
    measured = [re.search(rf"^\| {subject} +\|[^|]+\| +([\d.]+) ", table, re.MULTILINE) for subject in subjects]
    for text in TEXTS.values():
        shown = re.search(r"\| ([\d.]+) \| ([\d.]+) \| ([\d.]+)[^|]+\|$", text, re.MULTILINE)
        assert shown is not None
        assert list(shown.groups()) == [figure and figure[1] for figure in measured], (
            "copy them from docs/explanation/benchmarks.md"
        )


def _aicc(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "160", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "aicc", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def _fenced(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def _code(language: str, block: str) -> tuple[str, str]:
    """A block without what differs by language: comments, the language that is asked for, and what is printed."""
    if language == "text":
        return language, ""
    if language == "console":
        return language, block.partition("\n")[0].replace(" --language zh", "")
    code = re.sub(r" *# .*", "", block)
    return language, code.replace('_in("zh")', "").replace('"zh"', '"en"')
