"""``aicc check -o``: what other programs read. Documents are validated with the schemas of ``tests/schemas``."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import Counter
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest
import xmlschema
from command import AGENTS, CREATE, Command, Write, environment
from documents import ROOT

SCHEMAS = ROOT / "tests" / "schemas"
INFO = "queryAgentInfoByAccount"
FORMS = ("table", "json", "jsonl", "csv", "sarif", "junit", "github", "gitlab")

HOSTILE = "=1;+2\t-3\r\n::error::%0A,\"'<b>&amp;|`*_[a](b)]]>\0\x1b[31m\x9b\u202e\u200b\ufffe\uffff"
"""Control, invisible and formula characters, and what CSV, XML, Markdown and workflow commands treat as syntax."""


@pytest.fixture
def folder(write: Write) -> Path:
    """A folder with a file for each kind of finding, and with names that need to be escaped."""
    records = [{}, {"accountCode": "\u200btest01", HOSTILE: 1}, {"accountCode": HOSTILE}, {"accountCode": "test01"}]
    lines = "\n".join(map(json.dumps, records))
    write("a b,c:d%.jsonl", f"{lines}\n[\n")
    write("新.json", f"[{lines.replace(chr(10), ',')}]")
    write("broken.csv", 'accountCode\n"a\nb",c\nx,y,z\n')
    return write("valid.jsonl", '{"accountCode": "test01"}\n').parent


def run_in(folder: Path, command: Command, *arguments: str) -> tuple[int, str]:
    """Runs the command in a folder, outside of GitHub Actions. Returns the exit status and standard output."""
    variables = environment(GITHUB_STEP_SUMMARY="")
    process = command.start(*arguments, cwd=folder, env=variables, stdout=PIPE, stderr=DEVNULL)
    stdout, _ = process.communicate()
    return process.returncode, stdout.decode()


def check(command: Command, folder: Path, form: str) -> str:
    """Checks every file of the folder, and one that does not exist."""
    files = [*sorted(path.name for path in folder.iterdir()), "missing.jsonl"]
    code, stdout = run_in(folder, command, "check", *files, "-i", INFO, "-o", form)
    assert code == 2
    return stdout


def findings_of(command: Command, folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in check(command, folder, "jsonl").splitlines()]


@pytest.mark.parametrize("form", FORMS)
def test_no_form_contains_a_hidden_character(command: Command, folder: Path, form: str) -> None:
    text = check(command, folder, form).removeprefix("\ufeff")
    categories = {unicodedata.category(character) for character in text.replace("\n", "").replace(" ", "")}
    assert categories.isdisjoint({"Cc", "Cf", "Zl", "Zp", "Zs"})


def test_json_is_one_document_with_the_findings_of_json_lines(command: Command, folder: Path) -> None:
    document = json.loads(check(command, folder, "json"))
    assert document["findings"] == findings_of(command, folder)
    rules = Counter(finding["rule"] for finding in document["findings"])
    summary = document["summary"]
    assert {**summary["violations"], **summary["advice"]} == dict(rules)
    assert (summary["records"], summary["unreadFiles"]) == (summary["valid"] + summary["invalid"], 1)


def test_csv_has_a_row_for_each_finding_and_no_formula(command: Command, folder: Path) -> None:
    rows = list(csv.DictReader(check(command, folder, "csv").removeprefix("\ufeff").splitlines()))
    findings = findings_of(command, folder)
    places = [(str(finding["record"]), finding["rule"], finding["reference"]) for finding in findings]
    assert [(row["record"], row["rule"], row["reference"]) for row in rows] == places
    assert {row["accountCode"] for row in rows} >= {"", r"\u{200b}test01"}
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_sarif_is_valid_and_points_to_the_lines(command: Command, folder: Path) -> None:
    log = json.loads(check(command, folder, "sarif"))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(log)
    (run,) = log["runs"]
    assert not run["invocations"][0]["executionSuccessful"]
    for result, finding in zip(run["results"], findings_of(command, folder), strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
        location = result["locations"][0]["physicalLocation"]
        assert unquote(location["artifactLocation"]["uri"]) == finding["file"]
        assert result["properties"]["key"] == finding["key"]


def test_sarif_marks_the_value_in_the_text(command: Command, write: Write) -> None:
    long = "x" * 65
    text = f'username,accountCode\n"a\nb",x\n中文😀,{long}\n中文,""\n'
    ran = command.check(write("agents.csv", text), "-o", "sarif", "--no-advice", interface=INFO)
    marked = []
    for result in json.loads(ran.stdout)["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        line = text.split("\n")[region["startLine"] - 1]
        assert region["startLine"] == region["endLine"]
        marked.append((result["ruleId"], line[region["startColumn"] - 1 : region["endColumn"] - 1]))
    assert marked == [("maxLength", long), ("required", '""')]


def test_sarif_names_the_cell_of_a_workbook(command: Command, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["username", "accountCode"], [], ["x", "x" * 65]):
        book.active.append(cells)
    path = tmp_path / "agents.xlsx"
    book.save(path)
    ran = command.check(path, "-o", "sarif", "--no-advice", interface=INFO)
    (result,) = json.loads(ran.stdout)["runs"][0]["results"]
    (location,) = result["locations"]
    names = [(name["kind"], name["fullyQualifiedName"]) for name in location["logicalLocations"]]
    assert names == [("member", "/accountCode"), ("cell", "B3")]
    assert location["physicalLocation"]["region"] == {"startLine": 3}


def test_junit_is_valid_and_its_counts_are_right(command: Command, folder: Path) -> None:
    text = check(command, folder, "junit")
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(text)
    suites = ElementTree.fromstring(text)
    for suite in suites:
        for count, element in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            assert suite.get(count) == str(len(suite.findall(element)))
    counts = {suite.get("name"): (suite.get("failures"), suite.get("errors")) for suite in suites}
    assert counts["missing.jsonl"] == ("0", "1")
    assert counts["valid.jsonl"] == ("0", "0")
    invalid = {
        (found["file"], found["record"]) for found in findings_of(command, folder) if found["severity"] != "advice"
    }
    assert len(suites.findall("testsuite/testcase/failure")) == len(invalid)


def test_gitlab_reads_a_report_with_stable_fingerprints(command: Command, folder: Path, write: Write) -> None:
    report = json.loads(check(command, folder, "gitlab"))
    schema = json.loads((SCHEMAS / "gitlab-code-quality.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)

    def fingerprints(text: str) -> list[str]:
        write("agents.csv", text)
        _, stdout = run_in(folder, command, "check", "agents.csv", "-i", CREATE, "-o", "gitlab")
        return [finding["fingerprint"] for finding in json.loads(stdout)]

    heading, first, *rest = AGENTS.read_text(encoding="utf-8").splitlines()
    before = fingerprints("\n".join([heading, first, *rest]))
    after = fingerprints("\n".join([heading, first.replace("wang", "zhang"), *rest, first, ""]))
    assert before == after
    assert len(set(before)) == len(before) > 10


def test_github_shows_ten_annotations_and_the_rest_in_the_summary(command: Command, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    ran = command.run("check", str(AGENTS), "-i", CREATE, "-o", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert ran.code == 1
    annotations = ran.stdout.splitlines()
    assert len(annotations) == 10
    assert {line.split(" ")[0] for line in annotations} == {"::error"}
    titles = [line.split("title=")[1].split("::")[0] for line in annotations]
    assert titles[0] == titles[-2] == "enum"
    text = summary.read_text(encoding="utf-8")
    found = command.check(AGENTS, "-o", "jsonl").findings
    assert [line.split(" | ")[4] for line in text.splitlines() if "| Row " in line] == [row["rule"] for row in found]
    assert "| enum | 4 |" in text


def test_github_without_a_summary_prints_the_counts(command: Command, folder: Path) -> None:
    lines = check(command, folder, "github").splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) <= 10
    assert commands[0].startswith("::error file=missing.jsonl,")
    assert all(line == "" or line.startswith("| ") or line.startswith("|-") for line in lines[len(commands) :])
