"""``aicc check``: the findings in the examples, and each form in which they are written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest
from command import AGENTS, CREATE, EXAMPLES, Command, Write

QUERY = {"accountCode": "wang.xiaoming"}

FAULTS = [
    (5, "/userName", "characters"),
    (8, "/userAccount", "minLength"),
    (11, "/userAccount", "characters"),
    (13, "/password", "minLength"),
    (13, "/password", "characterClasses"),
    (16, "/password", "characterClasses"),
    (19, "/userName", "maxLength"),
    (21, "/email", "required"),
    (23, "/email", "format"),
    (25, "/agentType", "enum"),
    (27, "/agentType", "enum"),
    (29, "/ccRoleId", "enum"),
    (31, "/skills/0/agentWeight", "minimum"),
    (34, "/phone", "maxLength"),
    (35, "/userAccount", "minLength"),
    (35, "/userName", "characters"),
    (35, "/password", "characterClasses"),
    (35, "/email", "format"),
    (35, "/agentType", "enum"),
    (35, "/skills/0/skillWeight", "minimum"),
]
"""The faults of new-agents.csv, each with its row."""

COLUMNS = [
    *("file", "record", "row", "line", "key", "severity", "location", "pointer", "rule", "params", "reference"),
    "message",
]


def test_the_example_has_exactly_its_designed_faults(command: Command) -> None:
    assert command.found(AGENTS, by="row") == FAULTS
    ran = command.check(AGENTS, "-o", "jsonl")
    assert ran.code == 1
    assert "Records: 36 (22 valid, 14 invalid)." in ran.stderr


@pytest.mark.parametrize(
    ("name", "interface"),
    [
        ("agent-account-create.json", CREATE),
        ("agent-info-query.json", "queryAgentInfoByAccount"),
        ("agent-settings-create.json", "agentsettings/create"),
        ("agent-sign-in.json", "loginex"),
    ],
)
def test_the_other_examples_are_valid(command: Command, name: str, interface: str) -> None:
    ran = command.check(EXAMPLES / name, interface=interface)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "Records: 1 (1 valid, 0 invalid).\n", "")


# Forms of output


def test_a_table_names_file_row_pointer_rule_and_message_in_full(command: Command) -> None:
    ran = command.check(AGENTS)
    lines = ran.stdout.splitlines()
    assert lines[0].endswith("new-agents.csv")
    assert lines[1].split()[0] == "Row"
    assert lines[1].split()[-3:] == ["Pointer", "Rule", "Message"]
    message = "agentWeight must be at least 1; it is 0."
    words = next(line.split() for line in lines if "/skills/0/agentWeight" in line)
    assert words[0] == "31"
    assert words[-len(message.split()) - 2 :] == ["/skills/0/agentWeight", "minimum", *message.split()]
    assert "…" not in ran.stdout
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_a_table_wraps_and_is_never_cut(command: Command, columns: str) -> None:
    ran = command.run("check", str(AGENTS), "-i", CREATE, COLUMNS=columns)
    assert "…" not in ran.stdout
    table = ran.stdout.partition("\n")[2].partition("\n\n")[0].splitlines()
    assert all(len(line) <= int(columns) for line in table)
    messages = "".join(line[table[0].index("Messag") :] for line in table)
    assert messages.replace(" ", "").count("mustbeatleast1;itis0.") == 2


def test_json_is_one_document_with_the_summary(command: Command) -> None:
    data = json.loads(command.check(AGENTS, "-o", "json").stdout)
    assert [(finding["row"], finding["pointer"], finding["rule"]) for finding in data["findings"]] == FAULTS
    violations = data["summary"].pop("violations")
    assert data["summary"] == {"records": 36, "valid": 22, "invalid": 14, "unreadFiles": 0, "advice": {}}
    assert violations["minLength"] == 3
    assert list(violations.values()) == sorted(violations.values(), reverse=True)
    first = data["findings"][0]
    assert list(first) == COLUMNS
    assert (first["record"], first["row"], first["line"]) == (4, 5, 5)
    assert first["params"] == {"found": "'"}
    assert first["reference"] == "agentAccount/create 1.2"


def test_csv_has_a_row_for_each_finding(command: Command) -> None:
    text = command.check(AGENTS, "-o", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    # The key is a column for each member.
    assert list(rows[0]) == ["userAccount" if name == "key" else name for name in COLUMNS if name != "params"]
    assert rows[0]["userAccount"] == "o_brien"
    assert [(int(row["row"]), row["pointer"], row["rule"]) for row in rows] == FAULTS


def test_valid_files_give_empty_data(command: Command) -> None:
    example = EXAMPLES / "agent-account-create.json"
    assert command.check(example, "-o", "jsonl").stdout == ""
    assert json.loads(command.check(example, "-o", "json").stdout)["findings"] == []
    assert len(command.check(example, "-o", "csv").stdout.splitlines()) == 1


def test_a_terminal_is_not_obeyed_by_what_a_record_says(command: Command, write: Write) -> None:
    file = write("a.json", json.dumps({**QUERY, "\x1b[31mx\u202e": 1}))
    for output in ("table", "json", "jsonl", "csv"):
        ran = command.check(file, "-o", output, interface="queryAgentInfoByAccount")
        assert "\x1b" not in ran.output
        assert "\u202e" not in ran.output
        escaped = r"/\u{1b}[31mx\u{202e}" if output in ("table", "csv") else r"/\u001b[31mx\u202e"
        assert escaped in ran.stdout


def test_several_files_are_counted_together(command: Command, write: Write) -> None:
    good = write("good.json", json.dumps(QUERY))
    bad = write("bad.json", "{}")
    ran = command.run("check", str(good), str(bad), "-i", "queryAgentInfoByAccount")
    assert ran.code == 1
    assert "bad.json" in ran.stdout
    assert "good.json" not in ran.stdout
    assert "Records: 2 (1 valid, 1 invalid). Violations: required 1." in ran.stdout


def test_a_finding_says_whose_record_it_is(command: Command) -> None:
    default = command.check(AGENTS, "-o", "jsonl").findings[0]["key"]
    assert list(default) == ["userAccount"]
    chosen = command.check(AGENTS, "-o", "jsonl", "--key", "email", "--key", "agentType").findings[0]["key"]
    assert list(chosen) == ["email", "agentType"]
    assert default["userAccount"] in command.check(AGENTS).stdout


# Languages


def test_sentences_and_counts_are_chinese(command: Command) -> None:
    ran = command.check(AGENTS, "--language", "zh")
    assert "缺少必填项 email" in ran.stdout
    assert "36" in ran.stdout.splitlines()[-1]
    assert "有效 22，无效 14" in ran.stdout.splitlines()[-1]
    assert "Message" not in ran.stdout


@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "zh_CN.GBK", "zh"])
def test_the_locale_chooses_the_language(command: Command, locale: str) -> None:
    chosen = command.check(AGENTS, "-l", "zh")
    ran = command.run("check", str(AGENTS), "-i", CREATE, LANG=locale)
    assert (ran.stdout, ran.stderr) == (chosen.stdout, chosen.stderr)
    assert command.run("check", str(AGENTS), "-i", CREATE, LC_ALL=locale).stdout == chosen.stdout
    assert "Records: 36" in command.run("check", str(AGENTS), "-i", CREATE, "-l", "en", LANG=locale).stdout


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.UTF-8", ""])
def test_other_locales_get_english(command: Command, locale: str) -> None:
    assert "Records: 36" in command.run("check", str(AGENTS), "-i", CREATE, LANG=locale).stdout


# Many findings, and files of them


def test_a_table_shows_no_more_than_its_limit_and_counts_all(command: Command, write: Write) -> None:
    file = write("a.jsonl", "{}\n" * 2000)
    other = write("b.jsonl", "{}\n")
    ran = command.run("check", str(file), str(other), "-i", "queryAgentInfoByAccount")
    assert ran.stdout.count("/accountCode") == 1000
    lines = ran.stdout.splitlines()
    assert lines[-2] == "1001 more findings are not shown: raise --limit, or write all of them with --findings FILE."
    assert lines[-1] == "Records: 2001 (0 valid, 2001 invalid). Violations: required 2001."
    ran = command.check(file, "--limit", "0", "-l", "zh", interface="queryAgentInfoByAccount")
    assert ran.stdout.splitlines()[0].startswith("另有 2000 条未显示")
    assert len(command.found(file, "--limit", "1", interface="queryAgentInfoByAccount")) == 2000


def test_all_findings_go_to_a_file(command: Command, tmp_path: Path) -> None:
    expected = command.check(AGENTS, "-o", "jsonl").findings
    paths = {kind: tmp_path / f"findings.{kind}" for kind in ("jsonl", "csv", "parquet")}
    for path in paths.values():
        ran = command.check(AGENTS, "--findings", str(path), "--limit", "1")
        assert ran.code == 1
        assert ran.stdout.count("/userName") == 1
    assert [json.loads(line) for line in paths["jsonl"].read_text(encoding="utf-8").splitlines()] == expected
    with paths["csv"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["rule"], row["message"]) for row in rows] == [
        (str(finding["row"]), finding["rule"], finding["message"]) for finding in expected
    ]
    rows = pyarrow.parquet.read_table(paths["parquet"]).to_pylist()
    assert [list(row) for row in rows] == [COLUMNS] * len(FAULTS)
    parsed = [{**row, "params": json.loads(row["params"]), "key": json.loads(row["key"])} for row in rows]
    assert parsed == expected


def test_a_file_of_findings_in_an_unknown_form_is_refused(command: Command, tmp_path: Path) -> None:
    ran = command.check(AGENTS, "--findings", str(tmp_path / "findings.xlsx"))
    assert ran.code == 2
    assert "findings.xlsx" in ran.sentences
    assert all(extension in ran.stderr for extension in (".jsonl", ".csv", ".parquet"))


def test_a_file_can_be_split(command: Command, tmp_path: Path) -> None:
    valid, invalid = tmp_path / "valid.csv", tmp_path / "invalid.csv"
    ran = command.check(AGENTS, "--valid", str(valid), "--invalid", str(invalid), "--threads", "3")
    assert ran.code == 1
    assert "Records: 36 (22 valid, 14 invalid)" in ran.stdout
    assert "Records: 22 (22 valid, 0 invalid)" in command.check(valid).stdout
    assert "Records: 14 (0 valid, 14 invalid)" in command.check(invalid).stdout
    lines = AGENTS.read_bytes().splitlines()
    assert sorted(lines) == sorted(valid.read_bytes().splitlines() + invalid.read_bytes().splitlines()[1:])


def test_what_cannot_be_split_is_a_sentence(command: Command, tmp_path: Path, write: Write) -> None:
    array, lines = write("a.json", "[{}]"), write("a.jsonl", "{}\n")
    ran = command.check(array, "--valid", str(tmp_path / "valid"))
    assert ran.code == 2
    assert "only JSON Lines and CSV can be split" in ran.sentences
    ran = command.check(lines, "--valid", str(lines))
    assert ran.code == 2
    assert "a.jsonl" in ran.stderr
    assert lines.read_text() == "{}\n"
    ran = command.run("check", str(lines), str(lines), "-i", CREATE, "--invalid", str(tmp_path / "invalid"))
    assert ran.code == 2
    assert "--invalid" in ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.jsonl"]


# Advice


def test_advice_is_shown_and_marked_and_makes_nothing_invalid(command: Command, write: Write) -> None:
    file = write("a.json", json.dumps({**QUERY, "acountCode": "x", "password": "Zq#7markr"}))
    ran = command.check(file, interface="queryAgentInfoByAccount")
    assert ran.code == 0
    assert "unknownMember (advice)" in ran.stdout
    assert "Records: 1 (1 valid, 0 invalid). Advice: " in ran.stdout
    data = json.loads(command.check(file, "-o", "json", interface="queryAgentInfoByAccount").stdout)
    assert {finding["severity"] for finding in data["findings"]} == {"advice"}
    assert command.found(file, "--no-advice", interface="queryAgentInfoByAccount") == []


# Secrets


def test_a_password_is_never_shown_by_check(command: Command, write: Write) -> None:
    marker = "Zq#7markr"
    agent = {**json.loads((EXAMPLES / "agent-account-create.json").read_bytes()), "password": marker, "userName": 1}
    rows = f'password,userName\n{marker}\n{marker},x\n{marker},"x"y\n'.encode() + marker.encode() + b"\xff,x"
    files = [
        write("a.json", json.dumps(agent)),
        write("b.json", json.dumps([agent])[:-1]),
        write("c.jsonl", json.dumps(agent)[:-1] + "\n"),
        write("d.csv", rows),
        write("e.json", json.dumps({**agent, "password": [marker]})),
    ]
    for output in ("table", "json", "jsonl", "csv"):
        ran = command.run("check", *map(str, files), "-i", CREATE, "-o", output)
        assert ran.code == 1
        assert marker not in ran.output
