"""``aicc check``: the formats that it reads, and files that cannot be read."""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from command import AGENTS, CREATE, EXAMPLES, Command, Ran, Write
from test_cli import FAULTS, QUERY

import aicc

INFO = "queryAgentInfoByAccount"
AGENT = json.loads((EXAMPLES / "agent-account-create.json").read_text(encoding="utf-8"))
MARKER = "Zq#7markr"
CREDENTIALS = {"AICC_TOKEN": "t0kenMARK", "AICC_APP_KEY": "k3yMARK"}


def places(ran: Ran, by: str) -> list[tuple[int, str, str]]:
    return [(finding[by], finding["pointer"], finding["rule"]) for finding in ran.findings]


# Compressed files, spreadsheets and Parquet


def test_compressed_files(command: Command, write: Write) -> None:
    plain = AGENTS.read_bytes()
    assert command.found(write("agents.csv.gz", gzip.compress(plain)), by="row") == FAULTS


def test_a_spreadsheet_is_checked_by_its_rows(command: Command, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    with AGENTS.open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file):
            book.active.append([int(cell) if cell.isdecimal() else cell for cell in cells])
    path = tmp_path / "agents.xlsx"
    book.save(path)
    assert command.found(path, by="row") == FAULTS
    assert {finding["line"] for finding in command.check(path, "-o", "jsonl").findings} == {None}
    assert command.check(path).stdout.splitlines()[1].split()[0] == "Row"
    ran = command.run("request", CREATE, str(path), "--host", "10.0.0.5", "-o", "json", **CREDENTIALS)
    faulty = {row for row, _, _ in FAULTS}
    assert [request["row"] for request in json.loads(ran.stdout)] == [n for n in range(2, 38) if n not in faulty]


def test_parquet_is_checked_by_its_records(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    bodies = [json.dumps(QUERY), "{}", "{"]
    pyarrow.parquet.write_table(pyarrow.table({"id": [1, 2, 3], "body": bodies}), path)
    expected = [(2, "/accountCode", "required"), (3, "", "syntax")]
    assert command.found(path, "--column", "body", interface=INFO) == expected
    ran = command.check(path, "--column", "body", interface=INFO)
    assert ran.stdout.splitlines()[1].split()[0] == "Record"
    ran = command.check(path, "--column", "bod")
    assert ran.code == 2
    assert "a.parquet: there is no column “bod”. Did you mean body? The columns are: id, body." in ran.sentences


# JSON


def test_an_array_is_many_records_by_their_number(command: Command, write: Write) -> None:
    file = write("a.json", '[\n {"accountCode": "x"},\n {},\n {"accountCode": "x", "accountCode": "y"}\n]\n')
    expected = [(2, "/accountCode", "required"), (3, "/accountCode", "uniqueKeys")]
    assert command.found(file, interface=INFO) == expected
    assert {finding["row"] for finding in command.check(file, "-o", "jsonl", interface=INFO).findings} == {None}
    assert command.check(file, interface=INFO).stdout.splitlines()[1].split()[0] == "Record"


def test_the_elements_of_an_array_are_checked_as_they_are_written(command: Command, write: Write) -> None:
    agents = [json.dumps(AGENT).replace('"agentType": 4', f'"agentType": {number}') for number in ("4", "4.0", "4e0")]
    agents.append(json.dumps(AGENT).replace('"agentType": 4', f'"agentType": {"9" * 5000}'))
    agents.append(json.dumps(AGENT).replace('"agentType": 4', '"agentType": NaN'))
    agents.append(json.dumps(AGENT).replace("+86", "\t"))
    file = write("a.json", f"[{','.join(agents)}]")
    expected = [
        (row, *found) for row in (2, 3, 4) for found in (("/agentType", "type"), ("/userAccount", "duplicateRecord"))
    ] + [(row, "", "syntax") for row in (5, 6)]
    assert command.found(file) == expected


@pytest.mark.parametrize(
    ("text", "record", "rule"),
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
def test_a_broken_array_is_a_finding_where_it_breaks(
    command: Command, write: Write, text: str, record: int, rule: str
) -> None:
    last = command.found(write("a.json", text), interface=INFO)[-1]
    assert last == (record, "", rule)


def test_an_element_may_be_too_large_and_the_rest_goes_on(command: Command, write: Write) -> None:
    file = write("a.json", f'["{"x" * 2_000_000}", nul]')
    findings = command.check(file, "-o", "jsonl").findings
    assert [(finding["record"], finding["params"]["reason"]) for finding in findings] == [
        (1, "size"),
        (2, "unexpectedEnd"),
    ]


@pytest.mark.parametrize("content", [b"", b"{", b"nonsense", b'"text"', b'{"a": "\xff"}'])
def test_a_file_that_is_no_object_is_a_finding(command: Command, write: Write, content: bytes) -> None:
    ran = command.check(write("a.json", content), "-o", "jsonl")
    assert ran.code == 1
    assert len(ran.findings) == 1


# JSON Lines


def test_json_lines_are_numbered_as_in_an_editor_and_broken_ones_do_not_stop(command: Command, write: Write) -> None:
    file = write(
        "a.jsonl", b'{"accountCode": "x"}\r\n\r\n{"accountCode": \n{}\n{"accountCode": "\xff"}\n{"accountCode":""}'
    )
    expected = [(3, "", "syntax"), (4, "/accountCode", "required"), (5, "", "syntax"), (6, "/accountCode", "minLength")]
    assert command.found(file, by="line", interface=INFO) == expected
    _, note, heading, *_ = command.check(file, interface=INFO).stdout.splitlines()
    assert note.startswith("  Some records are not UTF-8 and are not read.")
    assert heading.split()[0] == "Line"
    renamed = file.rename(file.with_suffix(".ndjson"))
    assert command.found(renamed, by="line", interface=INFO) == expected


def test_line_separators_inside_text_end_no_line(command: Command, write: Write) -> None:
    file = write("a.jsonl", '{"accountCode": "a\u2028b\x85c"}\n{}\n')
    assert command.found(file, by="line", interface=INFO) == [
        (1, "/accountCode", "invisibleCharacter"),
        (2, "/accountCode", "required"),
    ]


# CSV


def test_rows_of_csv_are_numbered_as_in_a_spreadsheet_and_lines_as_in_an_editor(command: Command, write: Write) -> None:
    file = write("a.csv", 'accountCode,username,password\n"two\nlines",u,p\n\n,u,p\n')
    (finding,) = command.check(file, "-o", "jsonl", interface=INFO).findings
    assert (finding["record"], finding["row"], finding["line"]) == (2, 4, 5)
    assert re.search(r"^ *4  ", command.check(file, interface=INFO).stdout, re.MULTILINE)


def test_broken_rows_are_findings_and_the_rest_goes_on(command: Command, write: Write) -> None:
    file = write(
        "a.csv", 'accountCode,username,password\nx,u\nx,u,p,q\n,u,p\nx,"u"v,p\n,u,p\nx,"never closed,p\nmore\n'
    )
    ran = command.check(file, "-o", "jsonl", interface=INFO)
    assert places(ran, "row") == [
        (2, "", "csv"),
        (3, "", "csv"),
        (4, "/accountCode", "required"),
        (5, "", "csv"),
        (6, "/accountCode", "required"),
        (7, "", "csv"),
    ]
    first = ran.findings[0]
    assert first["params"] == {"expected": 3, "actual": 2}
    assert "3" in first["message"]
    assert ran.code == 1


def test_cells_are_typed_and_lists_are_separated_by_commas(command: Command, write: Write) -> None:
    header = "userId,callerPresent,callType\n"
    file = write("a.csv", header + 'u,"1,2,3",1\nu,"1,2,3,4,5,6",7\n')
    expected = [(3, "/callType", "enum"), (3, "/callerPresent", "maxItems")]
    assert command.found(file, by="row", interface="agentsettings/create") == expected
    file = write("b.csv", "password,autoanswer,agenttype\n,TRUE,4\nx,maybe,five\n")
    expected = [(2, "/password", "required"), (3, "/autoanswer", "type"), (3, "/agenttype", "enum")]
    assert command.found(file, by="row", interface="loginex") == expected


def test_a_wrong_column_is_a_sentence_that_says_what_to_do(command: Command, write: Write) -> None:
    ran = command.check(write("a.csv", f"usrName,pasword\nx,{MARKER}\n"))
    assert ran.code == 2
    assert "a.csv: “usrName” is not a column of agentAccount/create. Did you mean userName?" in ran.sentences
    assert MARKER not in ran.output
    assert "skills/0/skillId" in ran.stderr


def test_a_column_that_occurs_twice_is_refused(command: Command, write: Write) -> None:
    ran = command.check(write("a.csv", "userName,userName\nx,y\n"))
    assert ran.code == 2
    assert "twice" in ran.stderr


@pytest.mark.parametrize("content", [f"{MARKER},x\n", f"x;{MARKER}\n", "", "\n", '"open\n', f'{MARKER},"\n'])
def test_a_first_line_without_column_names_is_refused_and_not_shown(
    command: Command, write: Write, content: str
) -> None:
    ran = command.check(write("a.csv", content))
    assert ran.code == 2
    assert "must name the columns" in ran.stderr
    assert MARKER not in ran.output


# No records


@pytest.mark.parametrize(("name", "content"), [("a.json", " [ ] "), ("a.jsonl", "\n"), ("a.csv", "userName\n")])
def test_no_records_are_a_warning_or_a_failure(command: Command, write: Write, name: str, content: str) -> None:
    file = write(name, content)
    ran = command.check(file)
    assert ran.code == 0
    assert "Records: 0" in ran.stdout
    assert name in ran.stderr
    ran = command.check(file, "--min-records", "1")
    assert ran.code == 2
    assert "1" in ran.stderr


def test_the_minimum_of_records_is_reached_by_all_files_together(command: Command, write: Write) -> None:
    file = write("a.jsonl", f"{json.dumps(QUERY)}\n" * 3)
    arguments = ("check", str(file), str(file), "-i", INFO, "--min-records")
    assert command.run(*arguments, "6").code == 0
    assert command.run(*arguments, "7").code == 2


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
def test_a_byte_order_mark_is_no_part_of_a_file(command: Command, write: Write, name: str, content: str) -> None:
    plain = command.found(write(name, content), "--no-advice", interface=INFO)
    marked = command.found(write(name, b"\xef\xbb\xbf" + content.encode()), "--no-advice", interface=INFO)
    assert marked == plain
    assert [(pointer, rule) for _, pointer, rule in marked] == [("/accountCode", "required")]


@pytest.mark.parametrize(("name", "content"), [("a.json", "{}"), ("a.jsonl", "{}")])
def test_utf_16_is_a_sentence(command: Command, write: Write, name: str, content: str) -> None:
    ran = command.check(write(name, content.encode("utf-16")))
    assert ran.code == 2
    assert f"{name}: " in ran.stderr
    assert "UTF-16" in ran.stderr
    assert "UTF-8" in ran.stderr


def test_another_encoding_is_a_finding_of_each_row_and_a_sentence(command: Command, write: Write) -> None:
    file = write("a.csv", "accountCode,username\nx,y\n王小明,x\n".encode("gbk"))
    ran = command.check(file, interface=INFO)
    assert ran.code == 1
    assert re.search(r"^ +3 .*\(body\) +syntax", ran.stdout, re.MULTILINE)
    assert "Records: 2 (1 valid, 1 invalid)" in ran.stdout
    assert "save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”)" in ran.sentences


# Names of files


@pytest.mark.skipif(sys.platform != "linux", reason="a name is any bytes on Linux only")
@pytest.mark.parametrize("output", ["table", "json", "jsonl", "csv"])
def test_a_name_that_is_not_utf_8_is_read_and_shown_with_escapes(command: Command, tmp_path: Path, output: str) -> None:
    name = bytes(tmp_path) + b"/a\xff\x1b.jsonl"
    Path(name.decode(errors="surrogateescape")).write_bytes(b"{}\n")
    ran = command.run("check", name, "-i", INFO, "-o", output)
    assert ran.code == 1
    assert r"a\xff\u{1b}.jsonl" in ran.stdout or r"a\\xff\u001b.jsonl" in ran.stdout
    assert "\x1b" not in ran.output


# Standard input, and files that cannot be checked


def test_standard_input_needs_a_format(command: Command) -> None:
    ran = command.run("check", "-", "-i", CREATE, stdin=b"{}")
    assert ran.code == 2
    assert "standard input" in ran.stderr
    assert "--format" in ran.stderr
    ran = command.run("check", "-", "-i", CREATE, "-f", "jsonl", "-o", "jsonl", stdin=b"{}\n")
    assert ran.code == 1
    assert ran.findings[0]["file"] == "-"


def test_the_format_can_be_chosen(command: Command, write: Write) -> None:
    file = write("agents.dat", "{}\n{}\n")
    assert command.check(file).code == 2
    assert len(command.found(file, "--format", "jsonl", interface=INFO)) == 2


def test_what_was_found_before_a_file_breaks_off_is_shown(command: Command, write: Write) -> None:
    lines = b"".join(b'{"accountCode":"","n":%d}\n' % number for number in range(40_000))
    packed = gzip.compress(lines)
    file = write("agents.jsonl.gz", packed[: len(packed) // 2])
    ran = command.check(file, "--limit", "2", interface=INFO)
    assert ran.code == 2
    assert "agents.jsonl.gz: " in ran.stderr
    assert ran.stdout.count("minLength") == 2  # the first record, and the count
    assert re.search(r"Records: \d{4,5} \(0 valid", ran.stdout)
    assert "Files that could not be read: 1." in ran.stdout


def test_an_unreadable_file_does_not_keep_the_others_from_being_checked(
    command: Command, tmp_path: Path, write: Write
) -> None:
    bad, folder = write("bad.json", "{}"), tmp_path / "folder.csv"
    folder.mkdir()
    ran = command.run("check", str(tmp_path / "none.csv"), str(folder), str(bad), "-i", CREATE, "-o", "jsonl")
    assert ran.code == 2
    assert "none.csv: No such file or directory" in ran.stderr
    assert "folder.csv: Is a directory" in ran.stderr
    assert "Files that could not be read: 2." in ran.stderr
    assert {finding["rule"] for finding in ran.findings} == {"required"}
    assert len(ran.findings) == 6


# Options


@pytest.mark.parametrize("arguments", [("check", "x.csv", "-i", "agentaccount/creat"), ("rules", "agentaccount/creat")])
def test_an_unknown_interface_names_the_known_and_the_closest(command: Command, arguments: tuple[str, ...]) -> None:
    ran = command.run(*arguments)
    assert ran.code == 2
    assert "agentaccount/creat" in ran.stderr
    for name in aicc.interfaces():
        assert name in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "x.csv"),
        ("check", "-i", CREATE),
        ("chekc",),
        ("check", "x.csv", "-i", CREATE, "--nothing"),
        ("check", "x.csv", "-i", CREATE, "--limit", "-1"),
        ("check", "x.csv", "-i", CREATE, "--threads", "99999999999999999999999"),
        ("check", "x.csv", "-i", CREATE, "--password-minimum", "x"),
        ("check", "x.csv", "-i", CREATE, "-o", "xml"),
        ("check", "x.csv", "-i", CREATE, "-l", "fr"),
        (),
    ],
    ids=" ".join,
)
def test_a_wrong_option_is_a_usage_error(command: Command, arguments: tuple[str, ...]) -> None:
    ran = command.run(*arguments)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.strip()
    assert "Traceback" not in ran.stderr


def test_the_password_policy_of_the_tenant(command: Command, write: Write) -> None:
    file = write("a.json", json.dumps({**AGENT, "password": "longenough99"}))
    assert {rule for _, _, rule in command.found(file)} == {"maxLength", "characterClasses"}
    assert command.found(file, "--password-maximum", "32", "--password-classes", "2") == []
    ran = command.check(file, "--password-minimum", "10")
    assert ran.code == 2
    assert "10" in ran.stderr
    assert "8" in ran.stderr


def test_skill_queues(command: Command, write: Write) -> None:
    agent = write("a.json", json.dumps(AGENT))
    queues = write("queues.json", '{"3": 4, "2": 5}')
    assert command.found(agent, "--skill-queues", str(queues)) == [(1, "/skills/1/skillId", "skillQueueType")]


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        '{"x": 1}',
        '{"3": "4"}',
        "{",
        '{"3": true}',
        '{"99999999999999999999": 4}',
        '{"9": 99999999999999999999}',
        pytest.param("[" * 200_000, id="deep"),
    ],
)
def test_wrong_skill_queues_are_a_sentence(command: Command, write: Write, content: str) -> None:
    agent = write("a.json", json.dumps(AGENT))
    ran = command.check(agent, "--skill-queues", str(write("wrong.json", content)))
    assert ran.code == 2
    assert "--skill-queues" in ran.stderr
