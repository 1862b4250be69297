"""The command line shows no secret in any output of any command, also when the command fails."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import os
import traceback
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
import typer
from typer.testing import CliRunner

import aicc
from aicc.cli import app

MARKER = "Mk7!Zq2?"
CREATE = "agentAccount/create"
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
    rows.writerows([["test123456", value, "4.0", "2"] for value in (MARKER, MARKER * 9, MARKER + "\u00e9")])
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


def run(*arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> str:
    """Returns what a command prints, and what tools that collect local variables show of its failure."""
    result = CliRunner(env={**SECRETS, **(env or {})}).invoke(app, list(arguments), input=stdin)
    shown = [result.output, result.stdout, result.stderr]
    if result.exc_info:
        shown.append(locals_of_the_package(result.exc_info[1]))
    return "".join(shown)


PACKAGE = Path(aicc.__file__).parent


def locals_of_the_package(error: BaseException | None) -> str:
    shown = []
    while error is not None:
        captured = traceback.TracebackException.from_exception(error, capture_locals=True)
        shown += [str(error), repr(error)]
        shown += [repr(frame.locals) for frame in captured.stack if Path(frame.filename).is_relative_to(PACKAGE)]
        error = error.__cause__ or error.__context__
    return "\n".join(shown)


def assert_hidden(text: str) -> None:
    assert "Mk7" not in text


@pytest.fixture
def file(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / request.param
    path.write_bytes(FILES[request.param])
    return str(path)


@pytest.mark.parametrize("file", FILES, indirect=True)
@pytest.mark.parametrize(
    ("output", "language"), [("table", "en"), ("table", "zh"), ("json", "en"), ("jsonl", "zh"), ("csv", "zh")]
)
def test_check(file: str, output: str, language: str) -> None:
    shown = run(
        "check", file, "-i", CREATE, "-o", output, "-l", language, "--column", "value", "--edition", "2025-11-13"
    )
    shown += run("check", file, "-i", CREATE, "-o", output, "-l", language)
    assert_hidden(shown)
    assert shown


@pytest.mark.parametrize("source_format", ["jsonl", "json", "csv", "excel", "parquet"])
def test_check_of_what_is_something_else(source_format: str) -> None:
    assert_hidden(run("check", "-", "-i", CREATE, "-f", source_format, stdin=LINES.encode()))
    assert_hidden(run("check", "-", "-i", "loginex", "-f", source_format, stdin=table().encode()))


@pytest.mark.parametrize("file", ["lines.jsonl", "table.csv", "table.xlsx", "column.parquet"], indirect=True)
@pytest.mark.parametrize("extension", [".csv", ".jsonl", ".parquet"])
def test_files_of_findings(file: str, extension: str, tmp_path: Path) -> None:
    findings = tmp_path / f"findings{extension}"
    column = ["--column", "value"] if file.endswith("column.parquet") else []
    assert_hidden(run("check", file, "-i", CREATE, "--findings", str(findings), *column))
    if extension == ".parquet":
        content = repr(pyarrow.parquet.read_table(findings).to_pydict())
    else:
        content = findings.read_text(encoding="utf-8")
    assert "password" in content
    assert_hidden(content)
    assert MARKER.encode() not in findings.read_bytes()


@pytest.mark.parametrize("file", FILES, indirect=True)
@pytest.mark.parametrize("output", ["http", "json"])
def test_request(file: str, output: str) -> None:
    shown = run("request", CREATE, file, "--host", "service.example.com", "-o", output)
    shown += run("request", CREATE, file, "--host", "service.example.com", "-o", output, "--wrapped", "-l", "zh")
    assert_hidden(shown)


@pytest.mark.parametrize("file", ["array.json"], indirect=True)
def test_a_request_shows_them_when_it_is_asked_to(file: str) -> None:
    shown = run("request", CREATE, file, "--host", "service.example.com", "--show-secrets")
    assert MARKER in shown
    assert f"Bearer {SECRETS['AICC_TOKEN']}" in shown


@pytest.mark.parametrize("file", ["array.json"], indirect=True)
@pytest.mark.parametrize(
    ("host", "options"),
    [
        ("service.example.com", ["--port", "0"]),
        ("service.example.com", ["--port", MARKER[:2]]),
        ("service.example.com", ["--scheme", "http"]),
        ("service.example.com", ["--token-file", "/nonexistent"]),
        ("service.example.com", ["--skill-queues", "/nonexistent"]),
        ("service.example.com", ["--nothing"]),
    ],
)
def test_options_that_are_wrong(file: str, host: str, options: list[str]) -> None:
    assert_hidden(run("request", CREATE, file, "--host", host, *options))


@pytest.mark.parametrize("file", ["array.json"], indirect=True)
def test_a_host_with_credentials_is_refused_without_them(file: str) -> None:
    arguments = ["request", CREATE, file, "--host", f"user:{MARKER}@service.example.com"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert_hidden(result.output)


@pytest.mark.parametrize("file", ["array.json"], indirect=True)
@pytest.mark.parametrize("name", list(SECRETS))
@pytest.mark.parametrize("text", ["Mk7 \n", "Mk7\r\nX: y", "Mk7\u00e9", "Mk7\udcff"])
def test_credentials_that_are_wrong(file: str, name: str, text: str, tmp_path: Path) -> None:
    shown = run("request", CREATE, file, "--host", "service.example.com", env={name: text})
    token = tmp_path / "token"
    token.write_bytes(os.fsencode(text))
    shown += run("request", CREATE, file, "--host", "service.example.com", "--token-file", str(token))
    assert_hidden(shown)
    assert shown


@pytest.mark.parametrize("interface", ["queryAgentInfoByAccount", "agentsettings/create", "loginex"])
def test_requests_of_the_other_interfaces(interface: str) -> None:
    body = {
        "queryAgentInfoByAccount": {"accountCode": "a", "username": "u", "password": MARKER},
        "agentsettings/create": {"userId": "u", "password": MARKER},
        "loginex": {"password": MARKER},
    }[interface]
    arguments = ["request", interface, "-", "-f", "json", "--host", "10.0.0.5", "--agent-id", "291"]
    shown = run(*arguments, stdin=json.dumps(body).encode())
    assert "10.0.0.5" in shown
    assert_hidden(shown)
    assert_hidden(run(*arguments, stdin=json.dumps({**body, "password": MARKER * 99}).encode()))


def test_commands_without_an_input_know_no_secret() -> None:
    for arguments in (
        ["rules", CREATE],
        ["schema", CREATE],
        ["openapi"],
        ["explain", "maxLength"],
        ["--help"],
        ["--version"],
    ):
        shown = run(*arguments)
        assert shown
        assert_hidden(shown)
    commands = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert commands == {"check", "request", "rules", "schema", "openapi", "explain"}, "add the new command to the walk"


class Provoked(Exception):
    """An unexpected failure."""


@pytest.mark.parametrize("file", ["array.json"], indirect=True)
@pytest.mark.parametrize("place", ["Cloud", "AgentAccountCreate.from_json", "check_source", "_print", "_request"])
def test_a_failure_that_nobody_expected(file: str, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from aicc.cli import request

    def fail(*_arguments: object, **_options: object) -> None:
        raise Provoked

    if place == "Cloud":
        monkeypatch.setattr(aicc, "Cloud", fail)
    elif place == "AgentAccountCreate.from_json":
        monkeypatch.setattr(aicc, "message_class", lambda _: type("Failing", (), {"from_json": staticmethod(fail)}))
    else:
        monkeypatch.setattr(request, place, fail)
    for name, text in SECRETS.items():
        monkeypatch.setenv(name, text)
    command = typer.main.get_command(app)
    with contextlib.redirect_stderr(io.StringIO()), pytest.raises(Provoked) as error:
        command(["request", CREATE, file, "--host", "service.example.com"], standalone_mode=False)
    shown = locals_of_the_package(error.value)
    assert "service.example.com" in shown
    assert_hidden(shown)
