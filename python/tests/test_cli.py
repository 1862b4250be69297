from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

import aicc
from aicc.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples"
CREATE = "agentAccount/create"
MARKER = "Zq#7markr"

QUERY = {"accountCode": "wang.xiaoming"}
AGENT = json.loads((EXAMPLES / "agent-account-create.json").read_text(encoding="utf-8"))


def run(*arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> Result:
    result = CliRunner(env=env).invoke(app, list(arguments), input=stdin)
    if not isinstance(result.exception, (SystemExit, type(None))):
        raise result.exception
    return result


def check(file: Path, *arguments: str, interface: str = CREATE) -> Result:
    return run("check", str(file), "-i", interface, *arguments)


def findings(result: Result) -> list[tuple[int, str, str]]:
    rows = [json.loads(line) for line in result.stdout.split("\n") if line]
    return [(row["row"], row["pointer"], row["rule"]) for row in rows]


def found(file: Path, *arguments: str, interface: str = CREATE) -> list[tuple[int, str, str]]:
    return findings(check(file, "-o", "jsonl", *arguments, interface=interface))


@pytest.fixture
def write(tmp_path: Path):
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


# The example that is shipped

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


def test_the_example_has_exactly_its_designed_faults():
    result = check(EXAMPLES / "new-agents.csv", "-o", "jsonl")
    assert findings(result) == FAULTS
    assert result.exit_code == 1
    assert "Rows: 36 (22 valid, 14 invalid)" in result.stderr


@pytest.mark.parametrize(
    ("name", "interface"),
    [
        ("agent-account-create.json", CREATE),
        ("agent-info-query.json", "queryAgentInfoByAccount"),
        ("agent-settings-create.json", "agentsettings/create"),
        ("agent-sign-in.json", "loginex"),
    ],
)
def test_the_other_examples_are_valid(name: str, interface: str):
    result = check(EXAMPLES / name, interface=interface)
    assert result.exit_code == 0
    assert result.stdout == "Rows: 1 (1 valid, 0 invalid).\n"


# Forms of output


def test_a_table_names_file_row_pointer_rule_and_message_in_full():
    result = check(EXAMPLES / "new-agents.csv")
    lines = result.stdout.splitlines()
    assert lines[0].endswith("new-agents.csv")
    assert lines[1].split() == ["Row", "Pointer", "Rule", "Message"]
    message = "agentWeight must be at least 1; it is 0."
    assert ["31", "/skills/0/agentWeight", "minimum", *message.split()] in [line.split() for line in lines]
    assert "…" not in result.stdout
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_a_table_wraps_and_is_never_cut(columns: str):
    result = run("check", str(EXAMPLES / "new-agents.csv"), "-i", CREATE, env={"COLUMNS": columns})
    assert "…" not in result.stdout
    assert all(len(line) <= int(columns) for line in result.stdout.splitlines()[1:])
    letters = result.stdout.replace(" ", "").replace("\n", "")
    assert letters.count("mustbeatleast1") == 2 or columns == "40"


def test_json_is_one_document_with_the_summary():
    result = check(EXAMPLES / "new-agents.csv", "-o", "json")
    data = json.loads(result.stdout)
    assert [(row["row"], row["pointer"], row["rule"]) for row in data["findings"]] == FAULTS
    assert data["summary"]["rows"] == 36
    assert data["summary"]["invalid"] == 14
    assert data["summary"]["byRule"]["minLength"] == 3
    assert data["findings"][0]["params"] == {"found": "'"}
    assert data["findings"][0]["reference"] == "agentAccount/create 1.2"


def test_csv_has_a_line_for_each_finding():
    result = check(EXAMPLES / "new-agents.csv", "-o", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(int(row["row"]), row["pointer"], row["rule"]) for row in rows] == FAULTS
    assert list(rows[0]) == ["file", "row", "severity", "location", "pointer", "rule", "reference", "message"]


def test_chinese():
    result = check(EXAMPLES / "new-agents.csv", "--language", "zh")
    assert "缺少必填项 email" in result.stdout
    assert "共 36 行（有效 22，无效 14）。违规：" in result.stdout


def test_valid_files_give_empty_data():
    example = EXAMPLES / "agent-account-create.json"
    assert check(example, "-o", "jsonl").stdout == ""
    assert json.loads(check(example, "-o", "json").stdout)["findings"] == []
    assert len(check(example, "-o", "csv").stdout.splitlines()) == 1


def test_a_terminal_is_not_obeyed_by_what_a_record_says(write):
    file = write("a.json", json.dumps({**QUERY, "\x1b[31mx\u202e": 1}))
    result = check(file, interface="queryAgentInfoByAccount")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "/\\x1b[31mx" in result.stdout


def test_several_files_are_counted_together(write):
    good = write("good.json", json.dumps(QUERY))
    bad = write("bad.json", "{}")
    result = run("check", str(good), str(bad), "-i", "queryAgentInfoByAccount")
    assert result.exit_code == 1
    assert "bad.json" in result.stdout
    assert "good.json" not in result.stdout
    assert "Rows: 2 (1 valid, 1 invalid). Violations: required 1." in result.stdout


# Many findings, and files of them


def test_a_table_shows_no_more_than_its_limit_and_counts_all(write):
    file = write("a.jsonl", "{}\n" * 2000)
    other = write("b.jsonl", "{}\n")
    result = run("check", str(file), str(other), "-i", "queryAgentInfoByAccount")
    assert result.stdout.count("/accountCode") == 1000
    lines = result.stdout.splitlines()
    assert lines[-2] == ("1001 more findings are not shown: raise --limit, or write all of them with --findings FILE.")
    assert lines[-1] == "Rows: 2001 (0 valid, 2001 invalid). Violations: required 2001."
    result = check(file, "--limit", "0", "-l", "zh", interface="queryAgentInfoByAccount")
    assert result.stdout.splitlines()[0].startswith("另有 2000 条未显示")
    assert len(found(file, "--limit", "1", interface="queryAgentInfoByAccount")) == 2000


def test_all_findings_go_to_a_file(tmp_path: Path):
    expected = [json.loads(line) for line in check(EXAMPLES / "new-agents.csv", "-o", "jsonl").stdout.splitlines()]
    paths = {kind: tmp_path / f"findings.{kind}" for kind in ("jsonl", "csv", "parquet")}
    for path in paths.values():
        result = check(EXAMPLES / "new-agents.csv", "--findings", str(path), "--limit", "1")
        assert result.exit_code == 1
        assert result.stdout.count("/userName") == 1
    assert [json.loads(line) for line in paths["jsonl"].read_text(encoding="utf-8").splitlines()] == expected
    columns = [name for name in expected[0] if name != "params"]
    with paths["csv"].open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{name: str(row[name]) for name in columns} for row in expected]
    rows = pyarrow.parquet.read_table(paths["parquet"]).to_pylist()
    assert [{**row, "params": json.loads(row["params"])} for row in rows] == expected


def test_a_file_of_findings_in_an_unknown_form_is_refused(tmp_path: Path):
    result = check(EXAMPLES / "new-agents.csv", "--findings", str(tmp_path / "findings.xlsx"))
    assert result.exit_code == 2
    assert "must end with one of .jsonl, .csv, .parquet" in " ".join(result.stderr.replace("│", " ").split())


def test_a_file_can_be_split(tmp_path: Path):
    valid, invalid = tmp_path / "valid.csv", tmp_path / "invalid.csv"
    result = check(EXAMPLES / "new-agents.csv", "--valid", str(valid), "--invalid", str(invalid), "--threads", "3")
    assert result.exit_code == 1
    assert "Rows: 36 (22 valid, 14 invalid)" in result.stdout
    assert "Rows: 22 (22 valid, 0 invalid)" in check(valid).stdout
    assert "Rows: 14 (0 valid, 14 invalid)" in check(invalid).stdout
    lines = (EXAMPLES / "new-agents.csv").read_bytes().splitlines()
    assert sorted(lines) == sorted(valid.read_bytes().splitlines() + invalid.read_bytes().splitlines()[1:])


def test_what_cannot_be_split_is_a_sentence(tmp_path: Path, write):
    array, lines = write("a.json", "[{}]"), write("a.jsonl", "{}\n")
    result = check(array, "--valid", str(tmp_path / "valid"))
    assert result.exit_code == 2
    assert "only JSON Lines and CSV can be split" in result.stderr
    result = check(lines, "--valid", str(lines))
    assert result.exit_code == 2
    assert "is the source itself" in result.stderr
    assert lines.read_text() == "{}\n"
    result = run("check", str(lines), str(lines), "-i", CREATE, "--invalid", str(tmp_path / "invalid"))
    assert result.exit_code == 2
    assert "one file at a time" in result.stderr


# Other kinds of files


def test_compressed_files(write):
    plain = (EXAMPLES / "new-agents.csv").read_bytes()
    assert found(write("agents.csv.gz", gzip.compress(plain))) == FAULTS


def test_a_spreadsheet_is_checked_by_its_rows(tmp_path: Path):
    book = openpyxl.Workbook()
    with (EXAMPLES / "new-agents.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file):
            book.active.append([int(cell) if cell.isdecimal() else cell for cell in cells])
    path = tmp_path / "agents.xlsx"
    book.save(path)
    assert found(path) == FAULTS
    result = run("request", CREATE, str(path), "--host", "10.0.0.5", "-o", "json", env=CREDENTIALS)
    faulty = {row for row, _, _ in FAULTS}
    assert [request["row"] for request in json.loads(result.stdout)] == [n for n in range(2, 38) if n not in faulty]


def test_parquet_is_checked_by_its_records(tmp_path: Path):
    path = tmp_path / "a.parquet"
    bodies = [json.dumps(QUERY), "{}", "{"]
    pyarrow.parquet.write_table(pyarrow.table({"id": [1, 2, 3], "body": bodies}), path)
    expected = [(2, "/accountCode", "required"), (3, "", "syntax")]
    assert found(path, "--column", "body", interface="queryAgentInfoByAccount") == expected
    result = check(path, "--column", "bod")
    assert result.exit_code == 2
    assert "Did you mean body? The columns are: id, body." in result.stderr


# Advice


def test_advice_is_shown_and_marked_and_makes_nothing_invalid(write):
    file = write("a.json", json.dumps({**QUERY, "acountCode": "x", "password": MARKER}))
    result = check(file, interface="queryAgentInfoByAccount")
    assert result.exit_code == 0
    assert "unknownMember (advice)" in result.stdout
    assert "Rows: 1 (1 valid, 0 invalid). Advice: " in result.stdout
    data = json.loads(check(file, "-o", "json", interface="queryAgentInfoByAccount").stdout)
    assert {row["severity"] for row in data["findings"]} == {"advice"}
    assert found(file, "--no-advice", interface="queryAgentInfoByAccount") == []


# JSON


def test_an_array_is_many_records_by_their_number(write):
    file = write("a.json", '[\n {"accountCode": "x"},\n {},\n {"accountCode": "x", "accountCode": "y"}\n]\n')
    expected = [(2, "/accountCode", "required"), (3, "/accountCode", "uniqueKeys")]
    assert found(file, interface="queryAgentInfoByAccount") == expected


def test_the_elements_of_an_array_are_checked_as_they_are_written(write):
    agents = [json.dumps(AGENT).replace('"agentType": 4', f'"agentType": {number}') for number in ("4", "4.0", "4e0")]
    agents.append(json.dumps(AGENT).replace('"agentType": 4', f'"agentType": {"9" * 5000}'))
    agents.append(json.dumps(AGENT).replace('"agentType": 4', '"agentType": NaN'))
    agents.append(json.dumps(AGENT).replace("+86", "\t"))
    file = write("a.json", f"[{','.join(agents)}]")
    expected = [(row, "/agentType", "type") for row in (2, 3, 4)] + [(row, "", "syntax") for row in (5, 6)]
    assert found(file) == expected


@pytest.mark.parametrize(
    ("text", "row", "rule"),
    [
        ("[{}", 1, "array"),
        ("[{} {}]", 1, "syntax"),
        ("[{},]", 2, "syntax"),
        ("[", 1, "array"),
        ("[{}] x", 2, "array"),
        ('[{"a": tru}]', 1, "syntax"),
        pytest.param("[" * 100_000, 1, "array", id="deep"),
        ('[{"accountCode": "x"}, {"accountCode": "y"', 2, "array"),
    ],
)
def test_a_broken_array_is_a_finding_where_it_breaks(write, text: str, row: int, rule: str):
    last = found(write("a.json", text), interface="queryAgentInfoByAccount")[-1]
    assert last == (row, "", rule)


def test_an_element_may_be_too_large_and_the_rest_goes_on(write):
    file = write("a.json", f'["{"x" * 2_000_000}", nul]')
    data = json.loads(check(file, "-o", "json").stdout)
    assert [(row["row"], row["params"]["reason"]) for row in data["findings"]] == [(1, "size"), (2, "unexpectedEnd")]


def test_an_empty_array_holds_nothing(write):
    result = check(write("a.json", " [ ] "))
    assert result.exit_code == 0
    assert "Rows: 0" in result.stdout


@pytest.mark.parametrize("content", [b"", b"{", b"nonsense", b'"text"', b'{"a": "\xff"}'])
def test_a_file_that_is_no_object_is_a_finding(write, content: bytes):
    result = check(write("a.json", content), "-o", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1


# JSON Lines


def test_json_lines_are_numbered_as_in_an_editor_and_broken_ones_do_not_stop(write):
    file = write(
        "a.jsonl", b'{"accountCode": "x"}\r\n\r\n{"accountCode": \n{}\n{"accountCode": "\xff"}\n{"accountCode":""}'
    )
    expected = [(3, "", "syntax"), (4, "/accountCode", "required"), (5, "", "syntax"), (6, "/accountCode", "minLength")]
    assert found(file, interface="queryAgentInfoByAccount") == expected
    assert found(file.rename(file.with_suffix(".ndjson")), interface="queryAgentInfoByAccount") == expected


def test_line_separators_inside_text_end_no_line(write):
    file = write("a.jsonl", '{"accountCode": "a\u2028b\x85c"}\n{}\n')
    assert found(file, interface="queryAgentInfoByAccount") == [
        (1, "/accountCode", "invisibleCharacter"),
        (2, "/accountCode", "required"),
    ]


# CSV


def test_rows_of_csv_are_numbered_by_the_line_where_they_start(write):
    file = write("a.csv", 'accountCode,username,password\n"two\nlines",u,p\n\n,u,p\n')
    assert found(file, interface="queryAgentInfoByAccount") == [(5, "/accountCode", "required")]


def test_broken_rows_are_findings_and_the_rest_goes_on(write):
    file = write(
        "a.csv", 'accountCode,username,password\nx,u\nx,u,p,q\n,u,p\nx,"u"v,p\n,u,p\nx,"never closed,p\nmore\n'
    )
    result = check(file, "-o", "jsonl", interface="queryAgentInfoByAccount")
    assert findings(result) == [
        (2, "", "csv"),
        (3, "", "csv"),
        (4, "/accountCode", "required"),
        (5, "", "csv"),
        (6, "/accountCode", "required"),
        (7, "", "csv"),
    ]
    first = json.loads(result.stdout.splitlines()[0])
    assert first["params"] == {"expected": 3, "actual": 2}
    assert "3" in first["message"]
    assert result.exit_code == 1


def test_cells_are_typed_and_lists_are_separated_by_commas(write):
    header = "userId,callerPresent,callType\n"
    file = write("a.csv", header + 'u,"1,2,3",1\nu,"1,2,3,4,5,6",7\n')
    expected = [(3, "/callType", "enum"), (3, "/callerPresent", "maxItems")]
    assert found(file, interface="agentsettings/create") == expected
    file = write("b.csv", "password,autoanswer,agenttype\n,TRUE,4\nx,maybe,five\n")
    expected = [(2, "/password", "required"), (3, "/autoanswer", "type"), (3, "/agenttype", "enum")]
    assert found(file, interface="loginex") == expected


def test_a_wrong_column_is_a_sentence_that_says_what_to_do(write):
    result = check(write("a.csv", f"usrName,password\nx,{MARKER}\n"))
    assert result.exit_code == 2
    assert '"usrName" is not a column of agentAccount/create. Did you mean userName?' in result.stderr
    assert "skills/0/skillId" in result.stderr
    assert MARKER not in result.output


def test_a_column_that_occurs_twice_is_refused(write):
    result = check(write("a.csv", "userName,userName\nx,y\n"))
    assert result.exit_code == 2
    assert "twice" in result.stderr


@pytest.mark.parametrize("content", [f"{MARKER},x\n", f"x;{MARKER}\n", "", "\n", '"open\n', f'{MARKER},"\n'])
def test_a_first_line_without_column_names_is_refused_and_not_shown(write, content: str):
    result = check(write("a.csv", content))
    assert result.exit_code == 2
    assert "first line" in result.stderr
    assert MARKER not in result.output


# Encodings


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "{}"),
        ("a.json", "[{}]"),
        ("a.jsonl", "{}\n"),
        ("a.csv", "accountCode,username\n,u\n"),
    ],
)
def test_a_byte_order_mark_is_no_part_of_a_file(write, name: str, content: str):
    plain = found(write(name, content), "--no-advice", interface="queryAgentInfoByAccount")
    marked = found(write(name, b"\xef\xbb\xbf" + content.encode()), "--no-advice", interface="queryAgentInfoByAccount")
    assert marked == plain
    assert [(pointer, rule) for _, pointer, rule in marked] == [("/accountCode", "required")]


@pytest.mark.parametrize(("name", "content"), [("a.csv", "userName\n"), ("a.json", "{}"), ("a.jsonl", "{}")])
def test_utf_16_is_a_sentence(write, name: str, content: str):
    result = check(write(name, content.encode("utf-16")))
    assert result.exit_code == 2
    assert "UTF-16" in result.stderr
    assert "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)" in result.stderr


def test_another_encoding_is_a_finding_of_each_row_and_a_sentence(write):
    file = write("a.csv", "accountCode,username\nx,y\n王小明,x\n".encode("gbk"))
    result = check(file, interface="queryAgentInfoByAccount")
    assert result.exit_code == 1
    assert re.search(r"^  3  \(body\) +syntax", result.stdout, re.MULTILINE)
    assert "Rows: 2 (1 valid, 1 invalid)" in result.stdout
    assert "save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”)" in result.stderr


# Files that cannot be checked, and options


def test_standard_input_needs_a_format():
    result = run("check", "-", "-i", CREATE, stdin=b"{}")
    assert result.exit_code == 2
    assert "standard input: its format is not known: add --format" in result.stderr
    result = run("check", "-", "-i", CREATE, "-f", "jsonl", "-o", "jsonl", stdin=b"{}\n")
    assert result.exit_code == 1
    assert json.loads(result.stdout.splitlines()[0])["file"] == "-"


def test_the_format_can_be_chosen(write):
    file = write("agents.txt", "{}\n{}\n")
    assert check(file).exit_code == 2
    assert len(found(file, "--format", "jsonl", interface="queryAgentInfoByAccount")) == 2


def test_what_was_found_before_a_file_breaks_off_is_told(tmp_path: Path):
    lines = b"".join(b'{"accountCode":"","n":%d}\n' % number for number in range(40_000))
    packed = gzip.compress(lines)
    file = tmp_path / "agents.jsonl.gz"
    file.write_bytes(packed[: len(packed) // 2])
    result = run("check", str(file), "-i", "queryAgentInfoByAccount", "--limit", "2")
    assert result.exit_code == 2
    assert "agents.jsonl.gz: the input cannot be read" in result.stderr
    assert result.stdout.count("minLength") == 2  # that of the first row, and the count
    assert re.search(r"Rows: \d{4,5} \(0 valid", result.stdout)
    assert "Files that could not be read: 1." in result.stdout


def test_an_unreadable_file_does_not_keep_the_others_from_being_checked(tmp_path: Path, write):
    bad = write("bad.json", "{}")
    result = run("check", str(tmp_path / "none.csv"), str(tmp_path), str(bad), "-i", CREATE, "-o", "jsonl")
    assert result.exit_code == 2
    assert "none.csv: No such file or directory" in result.stderr
    assert "Is a directory" in result.stderr
    assert "Files that could not be read: 2." in result.stderr
    assert len(result.stdout.splitlines()) == 6


def test_an_unknown_interface_names_the_known_and_the_closest():
    for result in (run("check", "x.csv", "-i", "agentaccount/creat"), run("rules", "agentaccount/creat")):
        assert result.exit_code == 2
        text = " ".join(result.stderr.replace("│", " ").split())
        assert "Did you mean agentAccount/create?" in text
        for name in aicc.interfaces():
            assert name in text


def test_interfaces_are_completed():
    environment = {"_AICC_COMPLETE": "complete_bash", "COMP_WORDS": "aicc rules agent", "COMP_CWORD": "2"}
    result = CliRunner(env=environment).invoke(app, [], prog_name="aicc")
    assert result.stdout.split() == ["agentAccount/create", "agentsettings/create"]


def test_a_missing_option_is_a_usage_error():
    assert run("check", "x.csv").exit_code == 2


def test_the_password_policy_of_the_tenant(write):
    file = write("a.json", json.dumps({**AGENT, "password": "longenough99"}))
    assert {rule for _, _, rule in found(file)} == {"maxLength", "characterClasses"}
    assert found(file, "--password-maximum", "32", "--password-classes", "2") == []
    result = check(file, "--password-minimum", "10")
    assert result.exit_code == 2
    assert "minimum 10, maximum 8" in " ".join(result.stderr.split())


def test_skill_queues(write):
    agent = write("a.json", json.dumps(AGENT))
    queues = write("queues.json", '{"3": 4, "2": 5}')
    assert found(agent, "--skill-queues", str(queues)) == [(1, "/skills/1/skillId", "skillQueueType")]
    for wrong in ("[]", '{"x": 1}', '{"3": "4"}', "{", '{"3": true}'):
        result = check(agent, "--skill-queues", str(write("wrong.json", wrong)))
        assert result.exit_code == 2
        assert "--skill-queues" in result.stderr


def test_the_edition():
    arguments = (
        "request",
        "loginex",
        str(EXAMPLES / "agent-sign-in.json"),
        "--host",
        "10.0.0.5",
        "--agent-id",
        "60000",
    )
    assert run(*arguments).exit_code == 2
    assert run(*arguments, "--edition", "2025-11-13").exit_code == 0
    assert run(*arguments, "--edition", "2024").exit_code == 2


# Secrets


def test_a_password_is_never_shown_by_check(write):
    agent = {**AGENT, "password": MARKER, "userName": 1}
    files = [
        write("a.json", json.dumps(agent)),
        write("b.json", json.dumps([agent])[:-1]),
        write("c.jsonl", json.dumps(agent)[:-1] + "\n"),
        write(
            "d.csv",
            f'password,userName\n{MARKER}\n{MARKER},x\n{MARKER},"x"y\n{MARKER}\udcff,x'.encode(
                "utf-8", "surrogateescape"
            ),
        ),
        write("e.json", json.dumps({**agent, "password": [MARKER]})),
    ]
    for output in ("table", "json", "jsonl", "csv"):
        result = run("check", *map(str, files), "-i", CREATE, "-o", output)
        assert MARKER not in result.output


CREDENTIALS = {"AICC_TOKEN": "t0kenMARK", "AICC_APP_KEY": "k3yMARK"}


@pytest.mark.parametrize("output", ["http", "json"])
def test_a_request_shows_its_secrets_only_when_asked(write, output: str):
    file = write("a.json", json.dumps({**AGENT, "password": "Zq#7mark"}))
    arguments = ("request", CREATE, str(file), "--host", "service.besclouds.com", "-o", output)
    masked = run(*arguments, env=CREDENTIALS)
    assert masked.exit_code == 0
    for secret in ("Zq#7mark", "t0kenMARK", "k3yMARK"):
        assert secret not in masked.output
    shown = run(*arguments, "--show-secrets", env=CREDENTIALS)
    for secret in ("Zq#7mark", "Bearer t0kenMARK", "k3yMARK"):
        assert secret in shown.stdout


def test_a_request_is_what_would_be_sent():
    file = EXAMPLES / "agent-account-create.json"
    arguments = ("request", CREATE, str(file), "--host", "service.besclouds.com")
    result = run(*arguments, "-o", "json", "--show-secrets", env=CREDENTIALS)
    (request,) = json.loads(result.stdout)
    cloud = aicc.Cloud("service.besclouds.com", token="t0kenMARK", app_key="k3yMARK")
    expected = aicc.AgentAccountCreate.from_json(file.read_bytes()).request(cloud)
    assert (request["method"], request["url"], request["headers"]) == (expected.method, expected.url, expected.headers)
    assert request["body"].encode() == expected.content
    assert run(*arguments, env=CREDENTIALS).stdout.splitlines()[1:5] == [
        f"POST {expected.url}",
        "Content-Type: application/json",
        "x-app-key: ***",
        "Authorization: ***",
    ]
    wrapped = run(*arguments, "-o", "json", "--wrapped", env=CREDENTIALS)
    assert json.loads(json.loads(wrapped.stdout)[0]["body"])["requestParam"]["password"] == "***"


def test_the_token_can_come_from_a_file(write):
    token = write("token", f"{MARKER}\n".replace("#", "_"))
    arguments = ("request", CREATE, str(EXAMPLES / "agent-account-create.json"), "--host", "10.0.0.5", "--show-secrets")
    assert "Authorization: Bearer Zq_7markr\n" in run(*arguments, "--token-file", str(token)).stdout
    assert run(*arguments, "--token-file", "nowhere").exit_code == 2


def test_a_file_of_many_records_gives_many_requests_and_reports_the_others():
    file = str(EXAMPLES / "new-agents.csv")
    result = run("request", CREATE, file, "--host", "10.0.0.5", "-o", "json", env=CREDENTIALS)
    assert result.exit_code == 1
    faulty = {row for row, _, _ in FAULTS}
    assert [request["row"] for request in json.loads(result.stdout)] == [n for n in range(2, 38) if n not in faulty]
    assert "/skills/0/agentWeight" in result.stderr
    assert "Rows: 36 (22 valid, 14 invalid)" in result.stderr


def test_a_sign_in_request_needs_its_agent():
    arguments = ("request", "loginex", str(EXAMPLES / "agent-sign-in.json"), "--host", "10.0.0.5")
    assert "--agent-id" in run(*arguments).stderr
    assert run(*arguments).exit_code == 2
    result = run(*arguments, "--agent-id", "291")
    assert "PUT https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex\n" in result.stdout
    assert "made-up" not in result.output
    result = run(*arguments, "--agent-id", "100")
    assert result.exit_code == 2
    assert "--agent-id" in result.stderr


def test_credentials_that_cannot_be_used_are_sentences():
    arguments = ("request", CREATE, str(EXAMPLES / "agent-account-create.json"), "--host", "10.0.0.5")
    missing = run(*arguments, env={"AICC_TOKEN": ""})
    assert missing.exit_code == 2
    assert "AICC_TOKEN" in missing.stderr
    broken = run(*arguments, env={"AICC_TOKEN": f"{MARKER} x"})
    assert broken.exit_code == 2
    assert MARKER not in broken.output
    for option in (("--host", "a/b"), ("--scheme", "ftp"), ("--port", "0")):
        assert run(*arguments, *option, env=CREDENTIALS).exit_code == 2


# What the interfaces say


@pytest.mark.parametrize("interface", aicc.interfaces())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_rules_show_every_row(interface: str, language: str):
    result = run("rules", interface, "--language", language)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    for row in aicc.rules(interface):
        assert any(line.startswith(f"{row['row']} ") and row["name"] in line for line in lines)
    assert "…" not in result.stdout


def test_rules_show_bounds_of_edition_and_policy():
    assert "maximum 59999" in run("rules", "loginex").stdout
    assert "maximum 999999" in run("rules", "loginex", "--edition", "2025-11-13").stdout
    assert "maxLength 32" in run("rules", CREATE, "--password-maximum", "32").stdout
    assert "characters -.0–9@A–Z_a–z" in run("rules", CREATE).stdout
    assert json.loads(run("rules", CREATE, "-o", "json").stdout)["name"] == CREATE


def test_rules_describe_rows_in_the_language_edition_and_policy():
    assert "Agent ID. Form: a decimal number" in run("rules", "loginex").stdout
    chinese = run("rules", "loginex", "--language", "zh", "--edition", "2025-11-13").stdout
    assert "座席签入平台" in chinese
    assert "座席工号。" in chinese
    assert "取值范围为 101～999999" in re.sub(r"\s+", " ", chinese)
    assert "Agent ID" not in chinese
    policy = ("--password-minimum", "8", "--password-maximum", "32", "--password-classes", "3")
    assert "8 to 32 characters" in run("rules", CREATE, *policy).stdout


@pytest.mark.parametrize("part", ["request", "reply"])
def test_schema_and_openapi_are_those_of_the_library(part: str):
    for interface in aicc.interfaces():
        assert json.loads(run("schema", interface, "--part", part).stdout) == aicc.json_schema(interface, part)
    assert json.loads(run("openapi").stdout) == aicc.openapi()


COMMANDS = re.findall(
    r"^aicc ([^>\n]*)", (Path(__file__).parents[2] / "docs" / "schemas.md").read_text(encoding="utf-8"), re.MULTILINE
)


def test_the_commands_of_the_page_on_schemas_run():
    assert len(COMMANDS) == 3
    for command in COMMANDS:
        assert run(*command.split()).exit_code == 0


def test_schema_and_openapi_are_described_in_the_language():
    assert json.loads(run("schema", "loginex", "-l", "zh").stdout) == aicc.json_schema("loginex", language="zh")
    assert json.loads(run("openapi", "-l", "zh").stdout) == aicc.openapi(language="zh")


def test_explain_knows_every_rule_code():
    for code in (*aicc.rule_codes(), "csv", "array"):
        for language in ("en", "zh"):
            result = run("explain", code, "--language", language)
            assert result.exit_code == 0
            assert result.stdout.strip()
            assert not re.search(r"\{\w+\|", result.stdout)
    assert "agentAccount/create      1.1  userAccount           50" in run("explain", "maxLength").stdout


def test_explain_knows_every_result_code_and_status():
    for page in aicc.catalogue()["interfaces"]:
        for answer in [*page["resultCodes"]["known"], *page["resultCodes"]["further"]]:
            result = run("explain", answer["code"])
            assert answer["meaning"]["en"] in result.stdout
            assert answer["action"] is None or answer["action"]["en"] in result.stdout
        for answer in page["statuses"]:
            assert answer["meaning"]["zh"] in run("explain", str(answer["status"]), "-l", "zh").stdout
    assert run("explain", "000-003").stdout.splitlines()[-1].split("  ")[-1].strip() == "sign in again"
    assert run("explain", "7").stdout.splitlines()[-1].split() == ["agentsettings/create", "returnCode", "7", "failure"]


def test_explain_says_when_it_does_not_know():
    result = run("explain", "maxlenght")
    assert result.exit_code == 2
    assert "Did you mean maxLength?" in result.stderr
    assert "The codes are: syntax" in run("explain", "?").stderr


# The command as a process


def aicc_process(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "aicc.cli", *arguments], **options)  # type: ignore[call-overload]


def finished(*arguments: str, env: dict[str, str] | None = None) -> tuple[int, bytes, bytes]:
    environment = {**os.environ, **(env or {})}
    process = aicc_process(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_help_and_version():
    code, out, _ = finished("--version")
    assert code == 0
    assert out.startswith(b"aicc ")
    code, out, _ = finished("--help")
    assert code == 0
    assert b"aicc check agents.csv -i agentAccount/create" in out


@pytest.mark.parametrize("command", ["check", "rules", "schema", "openapi", "request", "explain"])
def test_each_command_has_help(command: str):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_what_is_piped_is_utf_8_in_any_locale():
    code, out, _ = finished(
        "check", str(EXAMPLES / "new-agents.csv"), "-i", CREATE, "-l", "zh", env={"PYTHONIOENCODING": "ascii"}
    )
    assert code == 1
    assert "缺少必填项" in out.decode()


def test_a_full_disk_is_a_sentence():
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    with open("/dev/full", "wb") as full:
        process = aicc_process(
            "check", str(EXAMPLES / "new-agents.csv"), "-i", CREATE, stdout=full, stderr=subprocess.PIPE
        )
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.splitlines()[-1] == b"aicc: No space left on device"


def test_nobody_reads_any_more(write):
    file = write("a.jsonl", "{}\n" * 20_000)
    process = aicc_process(
        "check", str(file), "-i", CREATE, "-o", "jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert err == b""


def interrupted(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Presses Ctrl-C until the process ends: one that comes just before it waits for input does not wake it."""
    for _ in range(60):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=1)
    raise TimeoutError


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way")
def test_control_c_is_quiet(tmp_path):
    pipe = tmp_path / "endless.jsonl"
    os.mkfifo(pipe)
    process = aicc_process(
        *("check", str(pipe), "-i", CREATE),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A process in the background of a shell is started without Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with pipe.open("wb"):  # waits until the command opens it
        out, err = interrupted(process)
    # A shell calls both 130: the exit code, and the death by a second Ctrl-C while Python is leaving.
    assert process.returncode in (130, -signal.SIGINT)
    assert (out, err.strip()) == (b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_progress_is_shown_for_long_files_on_a_terminal_only(write):
    import pty

    long = write("long.jsonl", (json.dumps(QUERY) + " " * 1000 + "\n") * 2000)
    short = write("short.jsonl", json.dumps(QUERY))
    for file, shown in ((long, True), (short, False)):
        terminal, other = pty.openpty()
        process = aicc_process(
            "check",
            str(file),
            "-i",
            "queryAgentInfoByAccount",
            "-o",
            "jsonl",
            stdout=subprocess.PIPE,
            stderr=other,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        )
        os.close(other)
        seen = b""
        while True:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            seen += piece
            if not piece:
                break
        os.close(terminal)
        out, _ = process.communicate(timeout=60)
        assert out == b""
        assert process.returncode == 0
        assert (b"100%" in seen) is shown
        assert (b"2,000 records" in seen) is shown
