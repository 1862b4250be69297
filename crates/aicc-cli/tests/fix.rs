//! What a user of `aicc check --fix` sees.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::fs;

use aicc_cli::ExitStatus;
use common::{Call, Folder, example};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

const FIX: &str = "check -i agentAccount/create --fix";
const HEADING: &str = "userAccount,userName,password,email,agentType,ccRoleId\n";
const AGENTS: &str = "\
wang.wei\u{a0},王伟（北京）,Abc#1234,wang.wei＠example.com,4,2\r
li.na.01,Li Na,Abc#1234\u{200b},li.na@example.com,\"４\",2
";

fn agents(folder: &Folder) -> std::path::PathBuf {
    folder.write("agents.csv", HEADING.to_owned() + AGENTS)
}

#[test]
fn repairs_are_shown_with_their_invisible_characters() {
    let folder = Folder::new();
    let ended = Call::new(FIX).file(None, &agents(&folder)).run();
    let lines: Vec<Vec<&str>> = ended.output.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[1], ["Cell", "userAccount", "Pointer", "Before", "After"]);
    assert_eq!(lines[2][0], "A2");
    assert_eq!(lines[2][2..], ["/userAccount", "“wang.wei\\u{a0}”", "“wang.wei”"]);
    assert_eq!(lines[3][0], "D2");
    assert_eq!(lines[3][2..], ["/email", "“wang.wei＠example.com”", "“wang.wei@example.com”"]);
    assert_eq!(lines[4], ["E3", "li.na.01", "/agentType", "“４”", "“4”"]);
    assert_eq!(ended.output.lines().nth(6), Some("Proposed repairs: 3. Write them to a new file with --fixed FILE."));
    // The password is not repaired, and not shown.
    assert!(!ended.output.contains("Abc#"));
    assert_eq!((ended.errors.as_str(), ended.status), ("", ExitStatus::Violations));
}

#[test]
fn repairs_are_shown_as_json() {
    let folder = Folder::new();
    let ended = Call::new(&format!("{FIX} -o json")).file(None, &agents(&folder)).run();
    let document: Value = serde_json::from_str(&ended.output).unwrap();
    let repairs = document["repairs"].as_array().unwrap();
    assert_eq!(repairs.len(), 3);
    let expected = json!({
        "file": repairs[2]["file"], "record": 2, "row": 3, "cell": "E3", "key": {"userAccount": "li.na.01"},
        "pointer": "/agentType", "before": "４", "after": "4",
    });
    assert_eq!(repairs[2], expected);
    assert_eq!(repairs[0]["before"], "wang.wei\u{a0}");
    assert_eq!(document["summary"]["records"], 2);
}

#[test]
fn repairs_are_written_to_a_new_file_where_every_other_byte_stays() {
    let folder = Folder::new();
    let (agents, fixed) = (agents(&folder), folder.path("new.csv"));
    let ended = Call::new(FIX).file(Some("--fixed"), &fixed).file(None, &agents).run();
    assert!(ended.output.contains(&format!("Repairs: 3, in the new file {}.", fixed.display())), "{}", ended.output);
    let expected = HEADING.to_owned() + &AGENTS.replace('\u{a0}', "").replace('＠', "@").replace('４', "4");
    assert_eq!(fs::read_to_string(&fixed).unwrap(), expected);
    assert_eq!(fs::read_to_string(&agents).unwrap(), HEADING.to_owned() + AGENTS);

    let again = Call::new(FIX).file(None, &fixed).run();
    assert!(again.output.starts_with("No repairs are proposed."), "{}", again.output);
    assert!(again.output.contains("invalid"), "the password still breaks its rules: {}", again.output);
}

#[test]
fn the_new_file_keeps_delimiter_mark_and_line_ends() {
    let folder = Folder::new();
    let rows = ["userAccount,email", "wang.wei,wang＠example.com", "", "\"li.na.01\",li@example.com"];
    for (start, delimiter, end) in
        [("", ",", "\n"), ("\u{feff}", ";", "\r\n"), ("\u{feff}sep=|\r\n", "|", "\r\n"), ("New agents\r", "\t", "\r")]
    {
        let text = start.to_owned() + &rows.join(end).replace(',', delimiter);
        let (agents, fixed) = (folder.write("agents.csv", &text), folder.path("new.csv"));
        let ended = Call::new(FIX).file(Some("--fixed"), &fixed).file(None, &agents).run();
        assert!(ended.output.contains("Repairs: 1"), "{} {}", ended.output, ended.errors);
        assert_eq!(fs::read_to_string(&fixed).unwrap(), text.replace('＠', "@"));
    }
}

#[test]
fn a_file_in_another_encoding_becomes_utf_8() {
    let folder = Folder::new();
    let (agents, fixed) = (example("hr-agents.csv"), folder.path("new.csv"));
    let ended = Call::new(FIX).file(Some("--fixed"), &fixed).file(None, &agents).run();
    assert!(ended.output.contains("“zhao.lei＠example.com”"), "{}", ended.output);
    let (before, encoding) = (fs::read(&agents).unwrap(), aicc_batch::TableOptions::encoding_of("gb18030").unwrap());
    let expected = encoding.decode(&before).0.replace('＠', "@");
    assert!(expected.contains(";客服一部\r\n"));
    assert_eq!(fs::read_to_string(&fixed).unwrap(), format!("\u{feff}{expected}"));
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_new_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let fixed = folder.write("new.csv", "old");
    Call::new(FIX).file(Some("--fixed"), &fixed).file(None, &agents(&folder)).run();
    assert_eq!(fs::metadata(&fixed).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_new_file_shows_the_repairs_without_the_option() {
    let folder = Folder::new();
    let call = Call::new("check -i agentAccount/create").file(Some("--fixed"), &folder.path("new.csv"));
    assert!(call.file(None, &agents(&folder)).run().output.contains("“wang.wei\\u{a0}”"));
}

#[test]
fn standard_input_can_be_repaired() {
    let folder = Folder::new();
    let (input, fixed) = (HEADING.to_owned() + AGENTS, folder.path("new.csv"));
    let call = Call::new(&format!("{FIX} -f csv -")).file(Some("--fixed"), &fixed).input(input.as_bytes());
    assert!(call.run().output.contains("Repairs: 3"));
    assert!(fs::read_to_string(&fixed).unwrap().contains("wang.wei@example.com"));
}

#[test]
fn findings_can_be_written_beside_repairs() {
    let folder = Folder::new();
    let findings = folder.path("findings.jsonl");
    Call::new(FIX).file(Some("--findings"), &findings).file(None, &agents(&folder)).run();
    let text = fs::read_to_string(&findings).unwrap();
    let rules: Vec<String> =
        text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["rule"].to_string()).collect();
    assert!(rules.contains(&"\"characters\"".to_owned()), "{rules:?}");
}

#[test]
fn a_limit_hides_repairs_and_writes_all_of_them() {
    let folder = Folder::new();
    let fixed = folder.path("new.csv");
    let ended = Call::new(&format!("{FIX} --limit 1")).file(Some("--fixed"), &fixed).file(None, &agents(&folder)).run();
    assert!(ended.output.contains("2 more repairs are not shown"), "{}", ended.output);
    assert!(ended.output.contains("Repairs: 3"), "{}", ended.output);
    assert!(!fs::read_to_string(&fixed).unwrap().contains('＠'));
}

/// Writes a workbook with the agents.
fn book(folder: &Folder, name: &str) -> std::path::PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip((HEADING.to_owned() + AGENTS).lines()) {
        for (column, cell) in (0..).zip(line.trim_end().split(',')) {
            sheet.write_string(row, column, cell.trim_matches('"')).unwrap();
        }
    }
    folder.write(name, book.save_to_buffer().unwrap())
}

#[test]
fn repairs_are_written_to_a_copy_of_a_workbook() {
    let folder = Folder::new();
    let (agents, fixed) = (book(&folder, "agents.xlsx"), folder.path("new.xlsx"));
    let before = fs::read(&agents).unwrap();
    let ended = Call::new(FIX).file(Some("--fixed"), &fixed).file(None, &agents).run();
    assert_eq!((ended.errors.as_str(), ended.status), ("", ExitStatus::Violations));
    assert!(ended.output.contains(&format!("Repairs: 3, in the new file {}.", fixed.display())), "{}", ended.output);
    assert_eq!(fs::read(&agents).unwrap(), before);

    let again = Call::new(FIX).file(None, &fixed).run();
    assert!(again.output.starts_with("No repairs are proposed."), "{}", again.output);
    let pointers = |file: &std::path::Path| {
        let ended = Call::new("check -i agentAccount/create -o jsonl").file(None, file).run();
        let line = |line: &str| serde_json::from_str::<Value>(line).unwrap()["pointer"].as_str().unwrap().to_owned();
        ended.output.lines().map(line).collect::<Vec<_>>()
    };
    let found = pointers(&agents);
    assert!(["/userAccount", "/email", "/agentType"].iter().all(|pointer| found.contains(&(*pointer).to_owned())));
    // The password is not repaired.
    assert!(pointers(&fixed).iter().all(|pointer| pointer == "/password"), "{:?}", pointers(&fixed));
}

#[test]
fn a_copy_has_the_format_of_the_content_of_its_file() {
    let folder = Folder::new();
    let (text, workbook) = (folder.write("agents.xlsx", HEADING.to_owned() + AGENTS), book(&folder, "agents.csv"));
    for option in ["--fixed", "--annotate"] {
        for (file, copy, extension) in [(&text, "new.xlsx", ".csv"), (&workbook, "new.csv", ".xlsx")] {
            let copy = folder.path(copy);
            let ended =
                Call::new("check -i agentAccount/create -l en").file(None, file).file(Some(option), &copy).run();
            let sentence = format!("let the names of the file and of the copy end with {extension}.");
            assert!(ended.errors.starts_with(&format!("aicc: {option} ")), "{}", ended.errors);
            assert!(ended.errors.contains(&sentence), "{}", ended.errors);
            assert_eq!((ended.status, copy.exists()), (ExitStatus::Failed, false));
        }
    }
}

#[test]
fn what_cannot_be_repaired_is_refused() {
    let folder = Folder::new();
    let (agents, records) = (agents(&folder), folder.write("records.jsonl", "{}\n"));
    let new = folder.path("new.csv");
    for (call, sentence) in [
        (Call::new(FIX).file(None, &records), "--fix: it applies to CSV files and"),
        (
            Call::new(FIX).file(Some("--fixed"), &new).file(None, &records),
            "--fixed: only CSV files and workbooks in the format .xlsx or .xlsm can be copied",
        ),
        (Call::new(FIX).file(Some("--fixed"), &folder.path("new.xlsx")).file(None, &agents), "must end with .csv."),
        (Call::new(FIX).file(Some("--fixed"), &new).file(None, &agents).file(None, &agents), "--fixed: only one file"),
        (Call::new(&format!("{FIX} -o sarif")).file(None, &agents), "--fix: repairs are shown as a table or as JSON"),
        (Call::new(FIX).file(Some("--fixed"), &agents).file(None, &agents), "agents.csv"),
    ] {
        let ended = call.run();
        assert_eq!(ended.status, ExitStatus::Failed);
        assert!(ended.errors.contains(sentence), "{}", ended.errors);
        assert!(!new.exists());
    }
    assert_eq!(fs::read_to_string(&agents).unwrap(), HEADING.to_owned() + AGENTS);
}

#[test]
fn repairs_are_in_the_language_of_the_user() {
    let folder = Folder::new();
    let ended = Call::new(&format!("{FIX} -l zh")).file(None, &agents(&folder)).run();
    assert!(ended.output.contains("修改前"), "{}", ended.output);
    assert!(ended.output.contains("建议修改 3 处。"), "{}", ended.output);
}

#[test]
fn a_file_without_mistakes_has_no_repairs() {
    let ended = Call::new(FIX).file(None, &example("new-agents.csv")).run();
    assert!(ended.output.starts_with("No repairs are proposed."), "{}", ended.output);
}
