"""The command shows no secret in any output, also when it fails."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from command import CREATE, Command

MARKER = "Mk7!Zq2?"
SECRETS = {"AICC_TOKEN": "tok3nMk7Zq2", "AICC_APP_KEY": "keyMk7Zq2"}

RIGHT = {
    "userAccount": "test123456",
    "userName": "Li Na",
    "password": MARKER,
    "email": "li.na@example.com",
    "agentType": 4,
    "ccRoleId": 2,
}
WRONG: list[dict[str, Any]] = [
    {**RIGHT, "password": MARKER * 9},
    {**RIGHT, "password": MARKER + "\u00e9"},
    {**RIGHT, "Password": MARKER, "passwd": MARKER, "Authorization": MARKER},
    {**RIGHT, "agentType": MARKER, "skills": MARKER},
    {**RIGHT, "password": [MARKER]},
]
LINES = "\n".join(map(json.dumps, [RIGHT, *WRONG])) + f'\n{{"password": "{MARKER}\n"{MARKER}"\n{MARKER}\n'


def table(names: tuple[str, ...] = ("userAccount", "password", "agentType", "ccRoleId")) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(names)
    # A finding on another member shows the cell of that member.
    rows.writerows([["test123456", value, "4.5", "2"] for value in (MARKER, MARKER * 9, MARKER + "\u00e9")])
    return text.getvalue() + f'a,"{MARKER},1\nb,{MARKER}\n'


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(table().split('a,"')[0])):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def parquet(rows: list[dict[str, Any]]) -> bytes:
    content = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), content)
    return content.getvalue()


FILES: dict[str, bytes] = {
    "lines.jsonl": LINES.encode(),
    "lines.jsonl.gz": gzip.compress(LINES.encode()),
    "array.json": json.dumps([RIGHT, *WRONG]).encode(),
    "broken.json": json.dumps([RIGHT, *WRONG])[:-3].encode(),
    "latin.jsonl": f'{{"password": "{MARKER}\u00e9"}}'.encode("latin-1"),
    "table.csv": table().encode(),
    "utf16.csv": table().encode("utf-16"),
    "no_heading.csv": table().split("\n", 1)[1].encode(),
    "unknown_column.csv": table(("userAccount", "Password", "agentType", "ccRoleId")).encode(),
    "table.xlsx": workbook(),
    "broken.xlsx": MARKER.encode() * 9,
    "table.parquet": parquet([{name: str(value) for name, value in row.items()} for row in [RIGHT, *WRONG]]),
    "column.parquet": parquet([{"value": line} for line in LINES.splitlines()]),
    "broken.parquet": MARKER.encode() * 9,
    "broken.jsonl.gz": gzip.compress(LINES.encode())[:-9],
    "nothing.txt": MARKER.encode(),
}
"""Files to check, by name. Each has the marker where a secret belongs, or where a user put it by mistake."""


COMMANDS = {
    *("apply", "check", "completions", "explain", "man", "openapi", "plan", "request", "rules", "sandbox", "schema"),
    "template",
}
OUTPUTS = {"table", "json", "jsonl", "csv", "sarif", "junit", "github", "gitlab"}
LANGUAGES = ("en", "zh")
HOST = ("--host", "service.example.com")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all files."""
    path = tmp_path_factory.mktemp("secrets")
    for name, content in FILES.items():
        (path / name).write_bytes(content)
    return path


def assert_hidden(text: str) -> None:
    assert "Mk7" not in text
    assert "Traceback" not in text


def shown(command: Command, *arguments: str, stdin: bytes = b"", **variables: str) -> str:
    """Returns what a command prints, which must have no secret."""
    text = command.run(*arguments, stdin=stdin, **{**SECRETS, **variables}).output
    assert_hidden(text)
    assert text
    return text


def all_shown(command: Command, calls: Iterable[Sequence[str]]) -> None:
    """Runs several commands at the same time."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda arguments: shown(command, *arguments), calls):
            pass


# aicc check


def test_check(command: Command, folder: Path) -> None:
    calls = product(FILES, OUTPUTS, LANGUAGES)
    all_shown(
        command, (["check", str(folder / file), "-i", CREATE, "-o", form, "-l", tag] for file, form, tag in calls)
    )


def test_check_with_the_secret_as_the_key(command: Command, folder: Path) -> None:
    calls = product(FILES, OUTPUTS)
    options = ("-i", CREATE, "--key", "password", "--key", "userAccount", "--edition", "2025-11-13")
    all_shown(command, (["check", str(folder / file), *options, "-o", form] for file, form in calls))


@pytest.mark.parametrize("output", sorted(OUTPUTS))
def test_check_of_a_column(command: Command, folder: Path, output: str) -> None:
    shown(command, "check", str(folder / "column.parquet"), "-i", CREATE, "-o", output, "--column", "value")


@pytest.mark.parametrize("source_format", ["jsonl", "json", "csv", "workbook", "parquet"])
def test_check_of_what_is_something_else(command: Command, source_format: str) -> None:
    shown(command, "check", "-", "-i", CREATE, "-f", source_format, stdin=LINES.encode())
    shown(command, "check", "-", "-i", "loginex", "-f", source_format, stdin=table().encode())


@pytest.mark.parametrize("file", ["lines.jsonl", "table.csv", "table.xlsx", "column.parquet"])
@pytest.mark.parametrize("extension", [".csv", ".jsonl", ".parquet"])
def test_files_of_findings(command: Command, folder: Path, file: str, extension: str, tmp_path: Path) -> None:
    findings = tmp_path / f"findings{extension}"
    column = ["--column", "value"] if file == "column.parquet" else []
    shown(command, "check", str(folder / file), "-i", CREATE, "--findings", str(findings), *column)
    if extension == ".parquet":
        content = repr(pyarrow.parquet.read_table(findings).to_pydict())
    else:
        content = findings.read_text(encoding="utf-8")
    assert "password" in content
    assert_hidden(content)
    assert b"Mk7" not in findings.read_bytes()


def test_the_summary_of_a_github_step(command: Command, folder: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    for file in ("lines.jsonl", "table.csv"):
        shown(command, "check", str(folder / file), "-i", CREATE, "-o", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert "password" in summary.read_text(encoding="utf-8")
    assert_hidden(summary.read_text(encoding="utf-8"))


def test_the_walk_visits_every_output_and_command(command: Command) -> None:
    refused = command.run("check", "x.json", "-i", CREATE, "-o", "nothing").sentences
    listed = re.search(r"Possible: ([^.]*)\.", refused)
    assert listed is not None
    assert set(listed[1].split(", ")) == OUTPUTS, "add the new output to the walk"
    commands = command.run("--help").stdout.partition("Commands:\n")[2].partition("\n\n")[0]
    assert set(re.findall(r"^  (\w+)", commands, re.MULTILINE)) - {"help"} == COMMANDS, (
        "add the new command to the walk"
    )


# aicc request


def test_request(command: Command, folder: Path) -> None:
    calls = product(FILES, ("http", "json"), LANGUAGES, ([], ["--wrapped"]))
    all_shown(
        command,
        (
            ["request", CREATE, str(folder / file), *HOST, "-o", output, "-l", language, *wrapped]
            for file, output, language, wrapped in calls
        ),
    )


def test_a_request_shows_them_when_it_is_asked_to(command: Command, folder: Path) -> None:
    arguments = ("request", CREATE, str(folder / "array.json"), *HOST, "--show-secrets")
    text = command.run(*arguments, **SECRETS).stdout
    assert MARKER in text
    assert f"Bearer {SECRETS['AICC_TOKEN']}" in text


@pytest.mark.parametrize(
    "options",
    [
        ["--port", "0"],
        ["--port", MARKER[:2]],
        ["--scheme", "http"],
        ["--token-file", "/nonexistent"],
        ["--skill-queues", "/nonexistent"],
        ["--nothing"],
    ],
    ids=" ".join,
)
def test_options_that_are_wrong(command: Command, folder: Path, options: list[str]) -> None:
    shown(command, "request", CREATE, str(folder / "array.json"), *HOST, *options)


def test_a_host_with_credentials_is_refused_without_them(command: Command, folder: Path) -> None:
    host = f"user:{MARKER}@service.example.com"
    ran = command.run("request", CREATE, str(folder / "array.json"), "--host", host)
    assert ran.code == 2
    assert_hidden(ran.output)


@pytest.mark.parametrize("name", list(SECRETS))
@pytest.mark.parametrize("text", ["Mk7 \n", "Mk7\r\nX: y", "Mk7\u00e9", "Mk7\udcff"], ids=ascii)
def test_credentials_that_are_wrong(command: Command, folder: Path, name: str, text: str, tmp_path: Path) -> None:
    arguments = ("request", CREATE, str(folder / "array.json"), *HOST)
    shown(command, *arguments, **{name: text})
    token = tmp_path / "token"
    token.write_bytes(os.fsencode(text))
    shown(command, *arguments, "--token-file", str(token))


@pytest.mark.parametrize("interface", ["queryAgentInfoByAccount", "agentsettings/create", "loginex"])
def test_requests_of_the_other_interfaces(command: Command, interface: str) -> None:
    body = {
        "queryAgentInfoByAccount": {"accountCode": "a", "username": "u", "password": MARKER},
        "agentsettings/create": {"userId": "u", "password": MARKER},
        "loginex": {"password": MARKER},
    }[interface]
    arguments = ["request", interface, "-", "-f", "json", "--host", "10.0.0.5", "--agent-id", "291"]
    assert "10.0.0.5" in shown(command, *arguments, stdin=json.dumps(body).encode())
    shown(command, *arguments, stdin=json.dumps({**body, "password": MARKER * 99}).encode())


# The other commands


def test_commands_without_an_input_show_no_secret(command: Command) -> None:
    all_shown(
        command,
        [
            ["rules", CREATE],
            ["schema", CREATE],
            ["openapi"],
            ["template", CREATE, "-"],
            ["explain", "maxLength"],
            ["completions", "bash"],
            ["man"],
            ["--help"],
            ["request", "--help"],
            ["sandbox", "--help"],
            ["plan", "--help"],
            ["apply", "--help"],
            ["--version"],
        ],
    )
