//! What a user sees of how a table is read, and the options that decide it.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

#[allow(dead_code, unreachable_pub, reason = "each file of tests uses a part of it")]
mod common;

use std::path::{Path, PathBuf};

use aicc_batch::TableOptions;
use aicc_cli::ExitStatus;
use common::{Call, Ended, Folder};
use serde_json::{Value, json};

const CREATE: &str = "check -i agentAccount/create";
const HEADING: &str = "userAccount,userName,password,email,agentType,ccRoleId";
const AGENT: &str = "wang.xm01,Wang,Demo#001,wang@example.com,4,2";
const BROKEN: &str = "li.na001,Li,Demo#001,li@example.com,7,2";

/// A table with a title, a heading in another spelling, a column too many and a value by its label.
fn titled(folder: &Folder) -> PathBuf {
    let heading = HEADING.replace("email", "E-mail");
    let labelled = AGENT.replace(",4,", ",audio agent,");
    folder.write("agents.csv", format!("New agents\n\nDepartment,{heading}\nSales,{labelled}\nHR,{BROKEN}\n"))
}

fn check(line: &str, file: &Path) -> Ended {
    Call::new(&format!("{CREATE}{line}")).file(None, file).run()
}

#[test]
fn a_table_shows_how_a_file_was_read_above_its_findings() {
    let folder = Folder::new();
    let file = titled(&folder);
    let ended = check(" -l en", &file);
    let lines: Vec<&str> = ended.output.lines().collect();
    assert!(lines[0].ends_with("agents.csv"), "{}", ended.output);
    assert_eq!(lines[1], "  Row 3 names the columns. Rows above it that are not read: 1.");
    assert!(lines[2].starts_with("  Column 1, ") && lines[2].contains("Department"), "{}", lines[2]);
    assert_eq!(lines[3], "  Columns that are read by another name: “E-mail” as email.");
    assert_eq!(lines[4], "  Values of “agentType” that are read by their label: 1, such as “audio agent” as 4.");
    assert!(lines[5].starts_with("Row  userAccount"), "{}", ended.output);
    assert!(lines[6].contains("/agentType"), "{}", ended.output);
    assert_eq!((ended.status, ended.errors.as_str()), (ExitStatus::Violations, ""));
    let chinese = check(" -l zh", &file).output;
    assert!(chinese.contains("  第 3 行是列名，其上方有 1 行未读取。\n"), "{chinese}");
    assert!(chinese.contains("  按其他名称读取的列：“E-mail”为 email。\n"), "{chinese}");
}

#[test]
fn a_file_without_findings_shows_its_notes() {
    let folder = Folder::new();
    let file = folder.write("agents.csv", format!("New agents\n{HEADING}\n{AGENT}\n"));
    let ended = check(" -l en", &file);
    assert_eq!(ended.status, ExitStatus::Valid);
    let expected =
        "  Row 2 names the columns. Rows above it that are not read: 1.\n\nRecords: 1 (1 valid, 0 invalid).\n";
    assert!(ended.output.ends_with(expected), "{}", ended.output);
    // The plain form has no notes, and no heading for them.
    let file = folder.write("plain.csv", format!("{HEADING}\n{AGENT}\n"));
    assert_eq!(check(" -l en", &file).output, "Records: 1 (1 valid, 0 invalid).\n");
}

#[test]
fn programs_read_each_note_with_its_code_and_params() {
    let folder = Folder::new();
    let file = titled(&folder);
    let document: Value = serde_json::from_str(&check(" -o json -l en", &file).output).unwrap();
    let notes = document["reading"].as_array().unwrap();
    let codes: Vec<&str> = notes.iter().map(|note| note["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["headingRow", "unknownColumn", "renamedColumn", "labelValues"]);
    assert_eq!(notes[0]["params"], json!({"row": 3, "skipped": 1}));
    assert_eq!(notes[2]["params"], json!({"position": 5, "heading": "E-mail", "member": "email"}));
    let params = json!({"position": 6, "heading": "agentType", "text": "audio agent", "value": 4, "count": 1});
    assert_eq!(notes[3]["params"], params);
    assert!(notes.iter().all(|note| note["file"].as_str().unwrap().ends_with("agents.csv")));
    assert!(notes.iter().all(|note| note["message"].as_str().unwrap().ends_with(['.', '?'])));
}

#[test]
fn reports_of_other_tools_have_the_notes_of_a_file() {
    let folder = Folder::new();
    let file = titled(&folder);
    let sarif: Value = serde_json::from_str(&check(" -o sarif -l en", &file).output).unwrap();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(
        (notification["level"].as_str(), &notification["properties"]["code"]),
        (Some("note"), &json!("headingRow"))
    );
    let junit = check(" -o junit -l en", &file).output;
    let property = "<property name=\"reading.headingRow\" value=\"Row 3 names the columns. Rows above it that are not read: 1.\"/>";
    assert!(junit.contains(property), "{junit}");
}

#[test]
fn a_form_without_a_place_for_notes_leaves_them_to_standard_error() {
    let folder = Folder::new();
    let file = titled(&folder);
    for form in ["jsonl", "csv", "github", "gitlab"] {
        let ended = check(&format!(" -l en -o {form}"), &file);
        let note = "agents.csv: Row 3 names the columns. Rows above it that are not read: 1.\n";
        assert!(ended.errors.contains(note) && !ended.output.contains("names the columns"), "{form}: {}", ended.errors);
    }
    for form in ["table", "json", "sarif", "junit"] {
        assert!(!check(&format!(" -l en -o {form}"), &file).errors.contains("names the columns"), "{form}");
    }
}

#[test]
fn many_unknown_columns_are_listed_up_to_a_bound() {
    let folder = Folder::new();
    let (names, cells): (String, String) = (1..=30).map(|number| (format!("Extra {number},"), "x,".to_owned())).unzip();
    let file = folder.write("agents.csv", format!("{names}{HEADING}\n{cells}{AGENT}\n"));
    let table = check(" -l en", &file).output;
    assert_eq!(table.matches("is unknown and is skipped.").count(), 20, "{table}");
    assert!(table.contains("\n  10 more columns are unknown and are skipped.\n"), "{table}");
    let document: Value = serde_json::from_str(&check(" -o json -l zh", &file).output).unwrap();
    let notes = document["reading"].as_array().unwrap();
    assert_eq!((notes.len(), &notes[20]["code"]), (21, &json!("otherUnknownColumns")));
    assert_eq!(notes[20]["params"], json!({"count": 10}));
    assert_eq!(notes[20]["message"], "另有 10 个未知列，已跳过。");
}

#[test]
fn the_options_of_columns_apply() {
    let folder = Folder::new();
    let heading = HEADING.replace("userAccount", "Login").replace("userName", "Who");
    let file = folder.write("agents.csv", format!("Department,{heading}\nSales,{AGENT}\n"));
    let document = |line: &str| -> Value {
        let line = format!(" -o json --map Login=userAccount {line}");
        serde_json::from_str(&check(&line, &file).output).unwrap()
    };
    let codes = |line: &str| -> Vec<String> {
        let document = document(line);
        assert_eq!(document["summary"]["valid"], 1, "{document}");
        let notes = document["reading"].as_array().unwrap();
        notes.iter().map(|note| note["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        codes("--map Who=userName --ignore-column department"),
        ["ignoredColumn", "renamedColumn", "renamedColumn"]
    );
    for (name, content) in [
        ("map.json", "{\"Who\": \"userName\"}"),
        ("map.csv", "Who,userName\n"),
        ("marked.csv", "\u{feff}Who,userName\r\n"),
    ] {
        let map = folder.write(name, content);
        let ended = Call::new(&format!("{CREATE} -o json --map Login=userAccount")).file(Some("--map-file"), &map);
        let ended = ended.file(None, &file).run();
        assert_eq!(ended.status, ExitStatus::Valid, "{name}: {}{}", ended.output, ended.errors);
    }
    let strict = check(" -l en --map Login=userAccount --map Who=userName --strict-columns", &file);
    assert_eq!(strict.status, ExitStatus::Failed);
    assert!(strict.errors.contains("agents.csv: "), "{}", strict.errors);
}

#[test]
fn the_header_row_can_be_chosen() {
    let folder = Folder::new();
    let file = folder.write("agents.csv", format!("{AGENT}\n{HEADING}\n{AGENT}\n"));
    let ended = check(" -l en", &file);
    assert_eq!(ended.status, ExitStatus::Failed);
    assert!(ended.errors.contains("row 1 can be read as a record, but is above row 2"), "{}", ended.errors);
    assert_eq!(check(" --header-row 2", &file).status, ExitStatus::Valid);
}

#[test]
fn an_option_with_another_file_or_a_bad_value_is_refused() {
    let folder = Folder::new();
    let lines = folder.write("agents.jsonl", "{}\n");
    let table = titled(&folder);
    for (option, only) in [
        ("--encoding gbk", "CSV files only"),
        ("--delimiter tab", "CSV files only"),
        ("--sheet Data", "workbooks only"),
        ("--header-row 2", "CSV files and workbooks only"),
        ("--map a=email", "CSV files and workbooks only"),
        ("--ignore-column a", "CSV files and workbooks only"),
        ("--strict-columns", "CSV files and workbooks only"),
    ] {
        let ended = check(&format!(" -l en {option}"), &lines);
        assert_eq!(ended.status, ExitStatus::Failed);
        let name = option.split(' ').next().unwrap();
        assert!(
            ended.errors.starts_with(&format!("aicc: {name}: it applies to {only}; leave it out.")),
            "{}",
            ended.errors
        );
    }
    // One of several files is enough.
    let both = Call::new(&format!("{CREATE} --header-row 3")).file(None, &lines).file(None, &table).run();
    assert_eq!(both.status, ExitStatus::Violations, "{}", both.errors);
    for (option, reason) in [
        ("--encoding latin-9000", "such as gb18030"),
        ("--delimiter x", "comma, semicolon, tab, pipe"),
        ("--header-row 0", "from 1 to"),
        ("--map email", "such as Login=userAccount"),
        ("--map a=", "such as Login=userAccount"),
    ] {
        let ended = check(&format!(" -l en {option}"), &table);
        assert_eq!(ended.status, ExitStatus::Failed);
        assert!(ended.errors.contains(reason), "{option}: {}", ended.errors);
    }
    let unknown = check(" -l en --map Department=emal", &table);
    assert_eq!(unknown.status, ExitStatus::Failed);
    assert!(unknown.errors.contains("Did you mean email?"), "{}", unknown.errors);
    let bad = folder.write("bad.json", "{\"a\": 1}");
    let ended = Call::new(&format!("{CREATE} -l en")).file(Some("--map-file"), &bad).file(None, &table).run();
    assert!(ended.errors.starts_with("aicc: --map-file: ") && ended.errors.contains("JSON object"), "{}", ended.errors);
}

#[test]
fn tables_with_other_extensions_are_tables() {
    let folder = Folder::new();
    for name in ["agents.txt", "agents.TSV"] {
        let file = folder.write(name, format!("{HEADING}\n{AGENT}\n"));
        let ended = check(" --delimiter comma", &file);
        assert_eq!(ended.status, ExitStatus::Valid, "{name}: {}", ended.errors);
    }
}

#[test]
fn a_workbook_shows_its_sheet_and_its_hidden_rows() {
    let folder = Folder::new();
    let book = folder.write("agents.ods", include_bytes!("../../aicc-batch/tests/workbooks/odfpy.ods"));
    let ended = check(" -l en", &book);
    let lines: Vec<&str> = ended.output.lines().collect();
    assert_eq!(
        lines[1..4],
        [
            "  The records are on sheet 2, “Data”. Other sheets that look like tables are not read: Old.",
            "  Hidden rows are checked like visible rows. The hidden rows are: 5, 6.",
            "  Row 3 names the columns. Rows above it that are not read: 1.",
        ]
    );
    let chinese = check(" -l zh", &book).output;
    assert!(chinese.contains("  记录取自第 2 个工作表“Data”。其他看似表格的工作表未读取：Old。\n"), "{chinese}");
    assert!(chinese.contains("  隐藏的行与可见的行一样检查。隐藏的行：第 5, 6 行。\n"), "{chinese}");
    let json: Value = serde_json::from_str(&check(" -o json", &book).output).unwrap();
    assert_eq!(json["reading"][1]["params"], json!({"rows": [5, 6], "count": 2}));
    for option in [" --sheet Old", " --sheet 3"] {
        let ended = check(&format!("{option} -l en"), &book);
        assert!(
            !ended.output.contains("sheet") && ended.output.contains("B2") | ended.output.contains("/userName"),
            "{}",
            ended.output
        );
    }
    let ended = check(" --sheet New -l en", &book);
    assert_eq!(ended.status, ExitStatus::Failed);
    assert!(ended.errors.contains("it has no sheet “New”; its sheets are “Guide”, “Data”, “Old”"), "{}", ended.errors);
}

#[test]
fn a_file_with_the_name_of_another_format_is_read_by_its_content() {
    let folder = Folder::new();
    let csv = folder.write("agents.xls", format!("{HEADING}\n{AGENT}\n"));
    let ended = check(" -l en", &csv);
    assert_eq!(ended.status, ExitStatus::Valid);
    let note = "  The file is read in the format csv, because its content has this format.";
    assert!(ended.output.contains(note), "{}", ended.output);
    let book = folder.write("agents.csv", include_bytes!("../../aicc-batch/tests/workbooks/xlwt.xls"));
    let ended = check(" -l zh", &book);
    assert!(ended.output.contains("  文件内容为 workbook 格式，因此按该格式读取。"), "{}", ended.output);
    // The content decides also against an option.
    let ended = Call::new(&format!("{CREATE} -l en -f workbook")).file(None, &csv).run();
    assert_eq!(ended.status, ExitStatus::Valid);
    assert!(ended.output.contains(note), "{}", ended.output);
    let page = folder.write("page.xls", "<html><table><tr><td>userAccount</td></tr></table></html>");
    let ended = check(" -l en", &page);
    assert_eq!(ended.status, ExitStatus::Failed);
    assert!(
        ended.errors.contains("it is a web page (HTML)") && ended.errors.contains("save it as .xlsx"),
        "{}",
        ended.errors
    );
}

fn gbk(text: &str) -> Vec<u8> {
    TableOptions::encoding_of("gbk").unwrap().encode(text).0.into_owned()
}

/// A file as a Chinese spreadsheet writes it: Chinese headings in GBK, with semicolons.
fn chinese(folder: &Folder) -> PathBuf {
    let text = "座席账号;座席姓名;密码\n".to_owned() + "wang.xm01;王伟;Demo#001\nli.na001;李娜;短\n";
    folder.write("agents.csv", gbk(&text))
}

#[test]
fn a_table_in_another_encoding_is_read_and_says_so() {
    let folder = Folder::new();
    let file = chinese(&folder);
    let ended = check(" -l en", &file);
    let lines: Vec<&str> = ended.output.lines().collect();
    assert_eq!(lines[1], "  The file is read as GB18030.", "{} {}", ended.output, ended.errors);
    assert_eq!(lines[2], "  The cells are separated by semicolons.");
    assert!(ended.output.contains("Records: 2 ("), "{}", ended.output);
    // The parts of the file are UTF-8 with a byte order mark.
    let (valid, invalid) = (folder.path("valid.csv"), folder.path("invalid.csv"));
    check(&format!(" --valid {} --invalid {}", valid.display(), invalid.display()), &file);
    let invalid = std::fs::read_to_string(invalid).unwrap();
    assert!(invalid.starts_with("\u{FEFF}座席账号;座席姓名;密码\n"), "{invalid}");
    assert!(std::fs::read(valid).unwrap().starts_with("\u{FEFF}".as_bytes()));
    // With the wrong encoding, no row names columns.
    assert_eq!(check(" --encoding shift_jis", &file).status, ExitStatus::Failed);
}

#[test]
fn an_encoding_that_is_not_certain_names_the_possible_ones() {
    let folder = Folder::new();
    let text = format!("{HEADING}\n{}\n", AGENT.replace("Wang", "王伟"));
    let file = folder.write("agents.csv", gbk(&text));
    let ended = check(" -l en", &file);
    assert_eq!(ended.status, ExitStatus::Failed);
    assert!(ended.errors.contains("Possible encodings: GB18030 (it reads “王伟”)"), "{}", ended.errors);
    assert!(ended.errors.contains("Name the encoding of your file, for example: --encoding "), "{}", ended.errors);
    assert_eq!(check(" --encoding gbk", &file).status, ExitStatus::Valid);
}

#[test]
fn tabs_in_a_tsv_file_need_no_note() {
    let folder = Folder::new();
    let text = format!("{HEADING}\n{AGENT}\n").replace(',', "\t");
    for (name, has_note) in [("agents.tsv", false), ("agents.txt", true)] {
        let ended = check(" -l en -o json", &folder.write(name, &text));
        assert_eq!(ended.status, ExitStatus::Valid);
        assert_eq!(ended.output.contains("separated by tabs"), has_note, "{}", ended.output);
    }
}
