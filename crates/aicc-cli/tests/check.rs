//! What a user of `aicc check` sees.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use aicc_cli::ExitStatus;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use common::{Call, Ended, Folder, example};
use parquet::arrow::ArrowWriter;
use serde_json::Value;

const QUERY: &str = "check -i queryAgentInfoByAccount";

fn query(path: &Path) -> Ended {
    Call::new(QUERY).file(None, path).run()
}

/// Returns number, pointer and rule of each finding. `number` is `row`, `line` or `record`.
fn found(call: Call<'_>, number: &str) -> Vec<(u64, String, String)> {
    let mut call = call;
    call.arguments.extend(["-o".into(), "jsonl".into()]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let finding = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        (row[number].as_u64().unwrap(), text(&row["pointer"]), text(&row["rule"]))
    };
    call.run().output.lines().map(finding).collect()
}

const FAULTS: [(u64, &str, &str); 20] = [
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
];
const CREATE: &str = "check -i agentAccount/create";

fn agents() -> Call<'static> {
    Call::new(CREATE).file(None, &example("new-agents.csv"))
}

/// Returns a row of a table as its words.
fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// Returns the columns that a text takes on a terminal.
fn columns(text: &str) -> usize {
    text.chars().map(|character| if character > '\u{2e7f}' { 2 } else { 1 }).sum()
}

// Verdicts

#[test]
fn the_example_has_exactly_its_designed_faults() {
    let faults = FAULTS.map(|(row, pointer, rule)| (row, pointer.to_owned(), rule.to_owned()));
    assert_eq!(found(agents(), "row"), faults);
    assert_eq!(agents().run().status, ExitStatus::Violations);
}

#[test]
fn the_other_examples_are_valid() {
    for (name, interface) in [
        ("agent-account-create.json", "agentAccount/create"),
        ("agent-info-query.json", "queryAgentInfoByAccount"),
        ("agent-settings-create.json", "agentsettings/create"),
        ("agent-sign-in.json", "loginex"),
    ] {
        let ended = Call::new(&format!("check -i {interface}")).file(None, &example(name)).run();
        assert_eq!((ended.status, ended.errors), (ExitStatus::Valid, String::new()));
        assert_eq!(ended.output, "Records: 1 (1 valid, 0 invalid).\n");
    }
}

#[test]
fn advice_is_marked_and_makes_nothing_invalid() {
    let folder = Folder::new();
    let file = folder.write("a.json", r#"{"accountCode": "a", "acountCode": "x"}"#);
    let ended = query(&file);
    assert_eq!(ended.status, ExitStatus::Valid);
    assert!(ended.output.contains("  unknownMember (advice)  "));
    assert!(ended.output.ends_with("Records: 1 (1 valid, 0 invalid). Advice: unknownMember 1.\n"), "{}", ended.output);
    for (options, rules) in
        [("--no-advice", 0), ("--advice", 1), ("--no-advice --advice", 1), ("--advice --no-advice", 0)]
    {
        let call = Call::new(&format!("{QUERY} {options}")).file(None, &file);
        assert_eq!(found(call, "record").len(), rules);
    }
}

// The table

#[test]
fn a_table_names_file_row_key_pointer_rule_and_message() {
    let ended = agents().run();
    let lines: Vec<&str> = ended.output.lines().collect();
    assert!(lines[0].ends_with("new-agents.csv"));
    assert_eq!(words(lines[1]), ["Row", "userAccount", "Pointer", "Rule", "Message"]);
    assert!(lines[2].starts_with("  5  o_brien "));
    let message = words("agentWeight must be at least 1; it is 0.");
    let row = lines.iter().map(|line| words(line)).find(|row| row.starts_with(&["31"])).unwrap();
    assert_eq!(row[2..4], ["/skills/0/agentWeight", "minimum"]);
    assert_eq!(row[4..], message);
    assert!(lines.iter().all(|line| *line == line.trim_end()));
    assert!(ended.output.contains("\n\nRecords: 36 (22 valid, 14 invalid). Violations: enum 4, characterClasses 3, "));
    assert_eq!(ended.errors, "");
}

#[test]
fn the_first_column_is_what_a_person_counts() {
    let folder = Folder::new();
    let csv = folder.write("a.csv", "accountCode,username\nx,\"two\nlines\"\n\n,u\n");
    let lines = folder.write("a.jsonl", "{\"accountCode\": \"x\"}\n\n{}\n");
    let array = folder.write("a.json", "[{\"accountCode\": \"x\"},\n{}]");
    let ended = Call::new(&format!("{QUERY} --no-advice")).file(None, &csv).file(None, &lines).file(None, &array).run();
    let first = |line: &str| words(line)[..2].join(" ");
    let lines: Vec<String> = ended.output.lines().filter(|line| words(line).len() > 3).map(first).collect();
    assert_eq!(
        lines[..6],
        [
            "Row accountCode",
            "4 /accountCode",
            "Line accountCode",
            "3 /accountCode",
            "Record accountCode",
            "2 /accountCode"
        ]
    );
}

#[test]
fn a_table_wraps_and_is_never_cut() {
    for language in ["en", "zh"] {
        let text = |width| {
            Call { width, ..Call::new(&format!("{CREATE} -l {language}")) }
                .file(None, &example("new-agents.csv"))
                .run()
                .output
        };
        let letters = |text: &str| {
            let mut letters: Vec<char> =
                text.lines().skip(1).flat_map(str::chars).filter(|letter| !letter.is_whitespace()).collect();
            letters.sort_unstable();
            letters
        };
        let whole = letters(&text(None));
        for width in [25, 40, 80, 200] {
            let wrapped = text(Some(width));
            assert_eq!(letters(&wrapped), whole);
            assert!(wrapped.lines().skip(1).all(|line| columns(line) <= usize::from(width)), "{wrapped}");
        }
    }
}

#[test]
fn colours_are_for_terminals() {
    let folder = Folder::new();
    let file = folder.write("a.json", r#"{"acountCode": "x"}"#);
    let ended = Call { is_coloured: true, ..Call::new(QUERY) }.file(None, &file).run();
    let (red, yellow) = ("\u{1b}[38;5;1mrequired", "\u{1b}[38;5;3munknownMember (advice)");
    assert!(ended.output.contains(red) && ended.output.contains(yellow), "{:?}", ended.output);
    assert!(ended.output.contains("\u{1b}[38;5;1m\u{1b}[1mRecords: 1"), "{:?}", ended.output);
    assert!(!query(&file).output.contains('\u{1b}'));
}

#[test]
fn a_terminal_does_not_execute_what_a_record_or_a_file_name_says() {
    let folder = Folder::new();
    let file = folder.write("a\u{1b}]0;b.json", "{\"accountCode\": \"\u{202e}x\", \"\\u001b[31mx\": 1}");
    let ended = query(&file);
    assert!(ended.output.contains(r"a\u{1b}]0;b.json"));
    assert!(ended.output.contains(r"/\u{1b}[31mx"));
    assert!(ended.output.contains(r"\u{202e}x"));
    assert!(ended.output.chars().all(|character| character == '\n' || !character.is_control()));
}

#[test]
fn a_table_shows_no_more_than_its_limit_and_counts_all() {
    let folder = Folder::new();
    let (file, other) = (folder.write("a.jsonl", "{}\n".repeat(2000)), folder.write("b.jsonl", "{}\n"));
    let ended = Call::new(QUERY).file(None, &file).file(None, &other).run();
    assert_eq!(ended.output.matches("/accountCode").count(), 1000);
    let lines: Vec<&str> = ended.output.lines().rev().take(2).collect();
    assert_eq!(lines[1], "1001 more findings are not shown: raise --limit, or write all of them with --findings FILE.");
    assert_eq!(lines[0], "Records: 2001 (0 valid, 2001 invalid). Violations: required 2001.");
    let none = Call::new(&format!("{QUERY} --limit 0 -l zh")).file(None, &file).run();
    assert!(none.output.starts_with("另有 2000 条未显示"));
    assert_eq!(found(Call::new(&format!("{QUERY} --limit 1")).file(None, &file), "line").len(), 2000);
}

#[test]
fn several_files_are_counted_together() {
    let folder = Folder::new();
    let (good, bad) = (folder.write("good.json", r#"{"accountCode": "a"}"#), folder.write("bad.json", "{}"));
    let ended = Call::new(QUERY).file(None, &good).file(None, &bad).run();
    assert_eq!(ended.status, ExitStatus::Violations);
    assert!(ended.output.contains("bad.json") && !ended.output.contains("good.json"));
    assert!(ended.output.ends_with("Records: 2 (1 valid, 1 invalid). Violations: required 1.\n"));
}

#[test]
fn chinese_covers_the_table_and_the_counts() {
    let ended = Call::new(&format!("{CREATE} --language zh")).file(None, &example("new-agents.csv")).run();
    assert_eq!(words(ended.output.lines().nth(1).unwrap()), ["行", "userAccount", "位置", "规则", "说明"]);
    assert!(ended.output.contains("缺少必填项 email"));
    assert!(ended.output.contains("共 36 条记录（有效 22，无效 14）。违规：enum 4"));
}

// Whose record it is

#[test]
fn the_key_is_chosen_by_the_user() {
    let ended =
        Call::new(&format!("{CREATE} --key email --key skills/0/skillId")).file(None, &example("new-agents.csv")).run();
    assert_eq!(words(ended.output.lines().nth(1).unwrap())[..3], ["Row", "email", "skills/0/skillId"]);
    for (key, sentence) in [
        ("password", "aicc: --key: “password” cannot be a key: it is a secret, "),
        ("userAcount", "aicc: --key: “userAcount” cannot be a key: it is not a member of agentAccount/create "),
    ] {
        let ended = Call::new(&format!("{CREATE} --key {key}")).file(None, &example("new-agents.csv")).run();
        assert_eq!((ended.status, ended.output.as_str()), (ExitStatus::Failed, ""));
        assert!(ended.errors.starts_with(sentence), "{}", ended.errors);
    }
}

// Files that are written

#[test]
fn all_findings_go_to_a_file_and_some_to_the_table() {
    let folder = Folder::new();
    let path = folder.path("findings.JSONL");
    let ended = Call::new(&format!("{CREATE} --limit 1"))
        .file(None, &example("new-agents.csv"))
        .file(Some("--findings"), &path)
        .run();
    assert_eq!(ended.status, ExitStatus::Violations);
    assert!(ended.output.contains("19 more findings are not shown"));
    let jsonl = Call::new(&format!("{CREATE} -o jsonl")).file(None, &example("new-agents.csv")).run().output;
    assert_eq!(fs::read_to_string(&path).unwrap(), jsonl);
}

#[test]
fn a_file_can_be_split() {
    let folder = Folder::new();
    let (valid, invalid) = (folder.path("valid.csv"), folder.path("invalid.csv"));
    let call = Call::new(&format!("{CREATE} --threads 3")).file(None, &example("new-agents.csv"));
    let ended = call.file(Some("--valid"), &valid).file(Some("--invalid"), &invalid).run();
    assert_eq!(ended.status, ExitStatus::Violations);
    let counts = |path: &Path| Call::new(CREATE).file(None, path).run().output;
    assert!(counts(&valid).contains("Records: 22 (22 valid, 0 invalid)"));
    assert!(counts(&invalid).contains("Records: 14 (0 valid, 14 invalid)"));
    let lines =
        |path: &Path, skip| fs::read_to_string(path).unwrap().lines().skip(skip).map(str::to_owned).collect::<Vec<_>>();
    let mut together = [lines(&valid, 0), lines(&invalid, 1)].concat();
    let mut whole = lines(&example("new-agents.csv"), 0);
    together.sort();
    whole.sort();
    assert_eq!(together, whole);
}

#[test]
fn options_that_do_not_apply_are_refused_before_anything_is_written() {
    let folder = Folder::new();
    let (array, lines) = (folder.write("a.json", "[{}]"), folder.write("a.jsonl", "{}\n"));
    let output = folder.path("output");
    for (call, option) in [
        (Call::new(QUERY).file(None, &array).file(Some("--valid"), &output), "--valid"),
        (Call::new(QUERY).file(None, &lines).file(None, &lines).file(Some("--invalid"), &output), "--invalid"),
        (Call::new(QUERY).file(None, &lines).file(Some("--findings"), &output), "--findings"),
        (Call::new(&format!("{QUERY} --column body")).file(None, &lines), "--column"),
    ] {
        let ended = call.run();
        assert_eq!((ended.status, ended.output.as_str()), (ExitStatus::Failed, ""));
        assert!(ended.errors.starts_with(&format!("aicc: {option}")), "{}", ended.errors);
        assert!(!output.exists());
    }
}

#[test]
fn outputs_keep_what_they_had_if_a_file_cannot_be_read() {
    let folder = Folder::new();
    let (findings, valid) = (folder.write("findings.jsonl", "yesterday"), folder.write("valid.csv", "yesterday"));
    let broken = folder.write("a.csv", "nothing,here\n");
    let call = Call::new(QUERY).file(None, &broken);
    let ended = call.file(Some("--findings"), &findings).file(Some("--valid"), &valid).run();
    assert_eq!(ended.status, ExitStatus::Failed);
    for output in [findings, valid] {
        assert_eq!(fs::read_to_string(&output).unwrap(), "yesterday");
        assert!(ended.errors.contains(&format!("aicc: {}: nothing is written to this file", output.display())));
    }
}

// Files that cannot be read, and files without records

#[test]
fn what_was_found_before_a_file_breaks_off_is_kept() {
    let folder = Folder::new();
    let text: String = (0..40_000).map(|number| format!("{{\"accountCode\":\"\",\"n\":{number}}}\n")).collect();
    let mut compressed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    compressed.write_all(text.as_bytes()).unwrap();
    let compressed = compressed.finish().unwrap();
    let broken = folder.write("a.jsonl.gz", &compressed[..compressed.len() / 2]);
    let bad = folder.write("b.jsonl", "{}\n");
    let ended = Call::new(&format!("{QUERY} -o jsonl"))
        .file(None, &broken)
        .file(None, &folder.path("missing.csv"))
        .file(None, &bad)
        .run();
    assert_eq!(ended.status, ExitStatus::Failed);
    let lines: Vec<&str> = ended.output.lines().collect();
    assert!(lines.len() > 1000);
    assert!(lines.last().unwrap().contains("b.jsonl"));
    assert!(ended.errors.contains("a.jsonl.gz: "));
    assert!(ended.errors.contains("missing.csv: No such file or directory\n"));
    assert!(ended.errors.contains("Files that could not be read: 2.\n"));
}

#[test]
fn the_format_comes_from_the_extension_or_the_option() {
    let folder = Folder::new();
    let file = folder.write("agents.dat", "{}\n{}\n");
    let ended = query(&file);
    assert_eq!(ended.status, ExitStatus::Failed);
    assert!(
        ended.errors.contains("agents.dat: its format is not known; add --format jsonl|json|csv|workbook|parquet.")
    );
    assert_eq!(found(Call::new(&format!("{QUERY} --format jsonl")).file(None, &file), "line").len(), 2);
    let ended = Call::new(&format!("{QUERY} -")).input(b"{}\n").run();
    assert_eq!(ended.status, ExitStatus::Failed);
    assert!(ended.errors.starts_with("aicc: standard input: its format is not known"));
    let ended = Call::new(&format!("{QUERY} - -f jsonl -o jsonl")).input(b"{}\n").run();
    assert_eq!(ended.status, ExitStatus::Violations);
    assert!(ended.output.starts_with(r#"{"file":"-","#));
}

#[test]
fn no_records_are_a_warning_and_too_few_a_failure() {
    let folder = Folder::new();
    let (empty, one) =
        (folder.write("empty.csv", "accountCode\n"), folder.write("one.jsonl", "{\"accountCode\":\"a\"}\n"));
    let ended = query(&empty);
    assert_eq!(ended.status, ExitStatus::Valid);
    assert!(ended.errors.ends_with("empty.csv: it has no records; check that it is the right file.\n"));
    let at_least = |minimum| Call::new(&format!("{QUERY} --min-records {minimum}")).file(None, &one).run();
    assert_eq!(at_least(1).status, ExitStatus::Valid);
    let ended = at_least(2);
    assert_eq!(ended.status, ExitStatus::Failed);
    assert_eq!(
        ended.errors,
        "aicc: --min-records: at least 2 records are expected, and the files have 1; check that they are complete.\n"
    );
}

#[test]
fn another_encoding_is_a_finding_of_each_row_and_a_sentence() {
    let folder = Folder::new();
    let file = folder.write("a.csv", b"accountCode,username\nx,y\n\xcd\xf5,x\n");
    let ended = Call::new(&format!("{QUERY} --no-advice")).file(None, &file).run();
    assert_eq!(ended.status, ExitStatus::Violations);
    let row = ended.output.lines().nth(3).unwrap();
    assert_eq!(words(row)[..4], ["3", "\u{fffd}\u{fffd}", "(body)", "syntax"]);
    assert!(ended.output.contains("Records: 2 (1 valid, 1 invalid)"));
    assert!(ended.errors.contains("save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”)"));
}

#[test]
fn a_wrong_column_is_a_sentence_that_says_what_to_do() {
    let folder = Folder::new();
    let file = folder.write("a.csv", "usrName,password\nx,Zq#7markr\n");
    let ended = Call::new(CREATE).file(None, &file).run();
    assert!(ended.output.contains("Did you mean userName?"), "{}", ended.output);
    let strict = Call::new(&format!("{CREATE} --strict-columns")).file(None, &file).run();
    assert_eq!(strict.status, ExitStatus::Failed);
    assert!(strict.errors.contains("Did you mean userName?"), "{}", strict.errors);
    for text in [ended.output, ended.errors, strict.output, strict.errors] {
        assert!(!text.contains("Zq#7markr"));
    }
}

#[test]
fn parquet_is_checked_by_its_records() {
    let folder = Folder::new();
    let path = folder.path("a.parquet");
    let bodies = StringArray::from(vec![r#"{"accountCode": "a"}"#, "{}", "{"]);
    let columns: [(&str, ArrayRef); 2] =
        [("id", Arc::new(Int64Array::from(vec![1, 2, 3]))), ("body", Arc::new(bodies))];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let expected = [(2, "/accountCode".to_owned(), "required".to_owned()), (3, String::new(), "syntax".to_owned())];
    assert_eq!(found(Call::new(&format!("{QUERY} --column body")).file(None, &path), "record"), expected);
    let content = fs::read(&path).unwrap();
    assert_eq!(found(Call::new(&format!("{QUERY} --column body -f parquet -")).input(&content), "record"), expected);
    let ended = Call::new(&format!("{QUERY} --column bod")).file(None, &path).run();
    assert_eq!(ended.status, ExitStatus::Failed);
    assert!(
        ended.errors.contains("there is no column “bod”. Did you mean body? The columns are: id, body."),
        "{}",
        ended.errors
    );
}

// Options

#[test]
fn numbers_have_a_range() {
    let folder = Folder::new();
    let file = folder.write("a.jsonl", "{\"accountCode\":\"a\"}\n");
    let run = |options: &str| Call::new(&format!("{QUERY} {options}")).file(None, &file).run();
    for options in ["--threads 300", "--threads 1000000", "--limit 0", "--min-records 0"] {
        assert_eq!(run(options).status, ExitStatus::Valid, "{options}");
    }
    let huge = "99999999999999999999999";
    for option in
        ["--threads", "--limit", "--min-records", "--password-minimum", "--password-maximum", "--password-classes"]
    {
        for number in [huge, "x", "1.5", ""] {
            let ended = run(&format!("{option} {number}"));
            assert_eq!((ended.status, ended.output.as_str()), (ExitStatus::Failed, ""), "{option} {number}");
            assert!(ended.errors.contains(option), "{}", ended.errors);
        }
    }
    assert_eq!(run("--threads 0").status, ExitStatus::Failed);
}

#[test]
fn the_password_policy_is_the_tenants() {
    let folder = Folder::new();
    let example = fs::read_to_string(example("agent-account-create.json")).unwrap();
    let mut agent: Value = serde_json::from_str(&example).unwrap();
    agent["password"] = "longenough99".into();
    let file = folder.write("a.json", agent.to_string());
    let run = |options: &str| Call::new(&format!("{CREATE}{options}")).file(None, &file).run();
    assert!(run("").output.contains("maxLength 1"));
    assert_eq!(run(" --password-maximum 32 --password-classes 2").status, ExitStatus::Valid);
    for language in ["en", "zh"] {
        let ended = run(&format!(" -l {language} --password-minimum 10"));
        assert_eq!(ended.status, ExitStatus::Failed);
        assert!(
            ended.errors.starts_with("aicc: --password-minimum, ")
                && ended.errors.contains("10")
                && ended.errors.contains('8')
        );
        assert_eq!(ended.errors.is_ascii(), language == "en");
    }
}

#[test]
fn skill_queues_come_from_a_file() {
    let folder = Folder::new();
    let queues = folder.write("queues.json", r#"{"3": 4, "2": 5}"#);
    let call = || Call::new(CREATE).file(None, &example("agent-account-create.json"));
    let expected = [(1, "/skills/1/skillId".to_owned(), "skillQueueType".to_owned())];
    assert_eq!(found(call().file(Some("--skill-queues"), &queues), "record"), expected);
    let deep = "[".repeat(200_000);
    for wrong in [
        "[]",
        r#"{"x": 1}"#,
        r#"{"3": "4"}"#,
        "{",
        r#"{"3": true}"#,
        r#"{"99999999999999999999": 4}"#,
        r#"{"9": 99999999999999999999}"#,
        &deep,
    ] {
        let ended = call().file(Some("--skill-queues"), &folder.write("wrong.json", wrong)).run();
        assert_eq!(ended.status, ExitStatus::Failed);
        assert!(ended.errors.starts_with("aicc: --skill-queues"), "{}", ended.errors);
    }
    let ended = call().file(Some("--skill-queues"), &folder.path("missing.json")).run();
    assert!(ended.errors.contains("missing.json: No such file or directory"), "{}", ended.errors);
}

#[test]
fn the_annotated_copy_has_the_invalid_rows_and_can_be_checked_again() {
    let folder = Folder::new();
    let copy = folder.path("checked.csv");
    let ended = Call::new("check -i agentAccount/create -l en")
        .file(None, &example("new-agents.csv"))
        .file(Some("--annotate"), &copy)
        .run();
    assert_eq!((ended.status, ended.errors.as_str()), (ExitStatus::Violations, ""));
    let text = fs::read_to_string(&copy).unwrap();
    assert!(text.lines().next().unwrap().ends_with(",aicc"), "{text}");
    assert!(text.contains("\"userName contains characters that are not allowed: “'”.\""), "{text}");
    let rules = |path: &Path| {
        let found = found(Call::new("check -i agentAccount/create").file(None, path), "record");
        found.into_iter().map(|(_, pointer, rule)| (pointer, rule)).collect::<Vec<_>>()
    };
    assert_eq!(rules(&copy), rules(&example("new-agents.csv")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_copy_that_cannot_be_written_is_refused_before_anything_is_read() {
    let folder = Folder::new();
    let rows = folder.write("agents.csv", "userAccount\n");
    let (lines, book) = (folder.write("agents.jsonl", "{}\n"), folder.path("copy.xlsx"));
    let refused = |files: &[&Path], copy: &Path| {
        let call =
            files.iter().fold(Call::new("check -i agentAccount/create -l en"), |call, file| call.file(None, file));
        let ended = call.file(Some("--annotate"), copy).run();
        assert_eq!((ended.status, ended.output.as_str()), (ExitStatus::Failed, ""));
        ended.errors
    };
    assert!(refused(&[&rows], &book).contains("its name must end with .csv"));
    assert!(refused(&[&rows, &rows], &folder.path("copy.csv")).contains("only one file at a time"));
    assert!(
        refused(&[&lines], &folder.path("copy.jsonl"))
            .contains("only CSV files and workbooks in the format .xlsx or .xlsm")
    );
    assert!(refused(&[&folder.path("agents.xlsx")], &folder.path("copy.csv")).contains("its name must end with .xlsx"));
    assert!(refused(&[&folder.path("agents.ods")], &book).contains("only CSV files and workbooks in the format .xlsx"));
    assert!(refused(&[&rows], &rows).contains("same file"));
    assert_eq!(fs::read(&rows).unwrap(), b"userAccount\n");
}
