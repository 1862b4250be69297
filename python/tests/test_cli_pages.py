"""``aicc rules``, ``schema``, ``openapi`` and ``explain`` show what the pages say. Help and completion."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.metadata import version

import pytest
from command import COMMANDS, CREATE, Command, environment
from documents import ROOT

import aicc

NAMES = ["check", "rules", "schema", "openapi", "request", "explain"]


# Tables of the pages


@pytest.mark.parametrize("interface", aicc.interfaces())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_rules_show_every_row(command: Command, interface: str, language: str) -> None:
    ran = command.run("rules", interface, "--language", language)
    assert ran.code == 0
    lines = ran.stdout.splitlines()
    for row in aicc.rules(interface):
        assert any(line.split()[:1] == [row["row"]] and row["name"] in line for line in lines)
    assert "…" not in ran.stdout


def test_rules_show_bounds_of_edition_and_policy(command: Command) -> None:
    assert "maximum 59999" in command.run("rules", "loginex").stdout
    assert "maximum 999999" in command.run("rules", "loginex", "--edition", "2025-11-13").stdout
    assert "maxLength 32" in command.run("rules", CREATE, "--password-maximum", "32").stdout
    assert "characters -.0–9@A–Z_a–z" in command.run("rules", CREATE).stdout
    assert json.loads(command.run("rules", CREATE, "-o", "json").stdout)["name"] == CREATE


def test_rules_describe_rows_in_the_language_edition_and_policy(command: Command) -> None:
    assert "Agent ID. Form: a decimal number" in command.run("rules", "loginex").stdout
    chinese = command.run("rules", "loginex", "--language", "zh", "--edition", "2025-11-13").stdout
    assert "座席签入平台" in chinese
    assert "座席工号。" in chinese
    assert "取值范围为 101～999999" in re.sub(r"\s+", " ", chinese)
    assert "Agent ID" not in chinese
    policy = ("--password-minimum", "8", "--password-maximum", "32", "--password-classes", "3")
    assert "8 to 32 characters" in command.run("rules", CREATE, *policy).stdout


@pytest.mark.parametrize("part", ["request", "reply"])
@pytest.mark.parametrize("interface", aicc.interfaces())
def test_a_schema_is_that_of_the_library(command: Command, interface: str, part: str) -> None:
    expected = aicc.json_schema(interface, part)
    assert json.loads(command.run("schema", interface, "--part", part).stdout) == expected


def test_openapi_is_that_of_the_library(command: Command) -> None:
    assert json.loads(command.run("openapi").stdout) == aicc.openapi()


def test_schema_and_openapi_are_described_in_the_language(command: Command) -> None:
    expected = aicc.json_schema("loginex", language="zh")
    assert json.loads(command.run("schema", "loginex", "-l", "zh").stdout) == expected
    assert json.loads(command.run("openapi", "-l", "zh").stdout) == aicc.openapi(language="zh")


COMMANDS_OF_THE_PAGE = re.findall(
    r"^aicc ([^>\n]*)", (ROOT / "docs/how-to/schemas.md").read_text(encoding="utf-8"), re.MULTILINE
)


def test_the_commands_of_the_page_on_schemas_run(command: Command) -> None:
    assert len(COMMANDS_OF_THE_PAGE) == 3
    for arguments in COMMANDS_OF_THE_PAGE:
        assert command.run(*arguments.split()).code == 0


# Codes


@pytest.mark.parametrize("language", ["en", "zh"])
def test_explain_knows_every_rule_code(command: Command, language: str) -> None:
    for code in (*aicc.rule_codes(), "csv", "array"):
        ran = command.run("explain", code, "--language", language)
        assert ran.code == 0
        assert ran.stdout.strip()
        assert not re.search(r"\{\w+\|", ran.stdout)


def test_explain_shows_the_bounds_of_a_rule(command: Command) -> None:
    rows = [line.split() for line in command.run("explain", "maxLength").stdout.splitlines()]
    assert ["agentAccount/create", "1.1", "userAccount", "50"] in rows


def test_explain_knows_every_result_code_and_status(command: Command) -> None:
    for page in aicc.catalogue()["interfaces"]:
        for answer in [*page["resultCodes"]["known"], *page["resultCodes"]["further"]]:
            ran = command.run("explain", answer["code"])
            assert answer["meaning"]["en"] in ran.stdout
            assert answer["action"] is None or answer["action"]["en"] in ran.stdout
        for answer in page["statuses"]:
            assert answer["meaning"]["zh"] in command.run("explain", str(answer["status"]), "-l", "zh").stdout
    *_, last, empty, url = command.run("explain", "000-003").stdout.splitlines()
    assert (last.split("  ")[-1].strip(), empty) == ("sign in again", "")
    assert url == "https://aicc.dev/codes/loginex/000-003/"
    last = command.run("explain", "7").stdout.splitlines()[-1]
    assert last.split() == ["agentsettings/create", "returnCode", "7", "failure"]


def test_explain_says_when_it_does_not_know(command: Command) -> None:
    ran = command.run("explain", "maxlenght")
    assert ran.code == 2
    assert "Did you mean maxLength?" in ran.sentences
    assert "syntax, " in command.run("explain", "?").sentences


# Help, and completion in shells


def test_help_and_version(command: Command) -> None:
    ran = command.run("--version")
    assert (ran.code, ran.stdout) == (0, f"aicc {version('aicc')}\n")
    ran = command.run("--help")
    assert ran.code == 0
    assert "aicc check agents.csv -i agentAccount/create" in ran.stdout
    assert all(re.search(rf"^ +{name} ", ran.stdout, re.MULTILINE) for name in NAMES)
    assert command.run("-h").code == 0


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_help_in_both_languages(command: Command, name: str) -> None:
    english, chinese = (command.run(name, "--help", LANG=locale) for locale in ("C.UTF-8", "zh_CN.UTF-8"))
    assert (english.code, chinese.code) == (0, 0)
    assert f"aicc {name}" in english.stdout
    assert f"aicc {name}" in chinese.stdout
    assert not re.search(r"[\u4e00-\u9fff]", english.stdout)
    assert re.search(r"[\u4e00-\u9fff]", chinese.stdout)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("aicc rules agent", {"agentAccount/create", "agentsettings/create"}),
        ("aicc check x.csv -i log", {"loginex"}),
        ("aicc exp", {"explain"}),
    ],
)
def test_interfaces_and_commands_are_completed(command: Command, line: str, expected: set[str]) -> None:
    words = line.split()
    program = f"""
        eval "$({command.words[0]} completions bash)"
        COMP_WORDS=({line}) COMP_CWORD={len(words) - 1}
        _aicc aicc {words[-1]} {words[-2]}
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    ran = subprocess.run(["bash", "-c", program], env=environment(), capture_output=True, encoding="utf-8", check=True)
    assert set(ran.stdout.split()) == expected


# Both faces


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "--help",
        "--nothing",
        "check --help",
        "request --help -l zh",
        "check examples/new-agents.csv -i agentAccount/create",
        "check examples/new-agents.csv -i agentAccount/create -o json -l zh",
        "check examples -i loginex",
        "check examples/nowhere.csv -i loginex",
        "check examples/agent-sign-in.json -i logniex",
        "rules loginex",
        "explain maxLenght",
        "request loginex examples/agent-sign-in.json --host 10.0.0.5 --agent-id 291",
        "completions fish",
        "man",
    ],
)
def test_the_script_and_the_binary_print_the_same(arguments: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    script, binary = (command.run(*arguments.split()) for command in COMMANDS.values())
    assert script == binary
    assert script.output
