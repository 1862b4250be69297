//! Checks of CSV files.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use aicc_batch::{BatchFinding, BatchReport, BatchUpdate, Csv, Error, Settings, TableOptions};
use aicc_core::{Cell, Check, ColumnError, ColumnOptions, Columns, Language, Profile, interfaces};
use common::{Drip, found, report_of, row};
use proptest::prelude::*;

/// Returns settings for sign-ins.
fn settings(profile: &Profile, threads: usize, chunk_size: usize) -> Settings<'_> {
    Settings { interface: &interfaces::AGENT_SIGN_IN, ..common::settings(profile, threads, chunk_size) }
}

fn report(input: &[u8], profile: &Profile) -> BatchReport {
    report_of(&interfaces::AGENT_SIGN_IN, input, profile, csv)
}

fn csv(input: Drip<'_>) -> Csv<Drip<'_>> {
    Csv::new(input)
}

#[test]
fn findings_have_the_number_and_position_of_their_row() {
    let input = "\u{FEFF}status,password\r\n\r\n4,li.na\r\n9,\"a\"\r\n,\"a\r\nb\"\n\n\"x\",a\n4,\"é\"\"\"";
    let report = report(input.as_bytes(), &Profile::default());
    assert_eq!((report.counts.records, report.counts.valid), (5, 3));
    assert_eq!(found(&report), [row(2, 4, 31, &["enum"]), row(4, 8, 47, &["enum"])]);
}

#[test]
fn checking_continues_after_a_bad_row() {
    let input = b"status,password\n1\n1,2,3\n4,\"a\"b\n\"4\",a\"b\n\xFF,a\n-1,a\n4,\"a\n";
    let report = report(input, &Profile::default());
    assert_eq!(report.counts.records, 7);
    let expected = [
        row(1, 2, 16, &["csv"]),
        row(2, 3, 18, &["csv"]),
        row(3, 4, 24, &["csv"]),
        row(5, 6, 39, &["syntax encoding"]),
        row(6, 7, 43, &["enum"]),
        row(7, 8, 48, &["csv"]),
    ];
    assert_eq!(found(&report), expected);
    let message = |record: usize, language| report.records[record].findings().next().unwrap().message(language);
    assert_eq!(message(0, Language::English), "The row must have one cell for each of the 2 columns; it has 1.");
    assert_eq!(message(1, Language::Chinese), "该行应有 2 个单元格（每列一个），实际为 3 个。");
    assert_eq!(message(2, Language::English), "The row cannot be read as CSV: check its quotation marks.");
    assert_eq!(
        message(3, Language::English),
        "The row is not UTF-8 (byte 0): save the file as UTF-8, or choose its encoding."
    );
    assert_eq!(
        message(3, Language::Chinese),
        "该行不是 UTF-8 编码（字节偏移 0），请将文件另存为 UTF-8，或指定其编码。"
    );
}

#[test]
fn a_row_that_is_too_long_ends_with_its_line() {
    let profile = Profile { maximum_size: 30, ..Profile::default() };
    let long = "a,".repeat(100);
    let input = format!("password\n{long}\n{}\"\nb\n\"{long}\n{long}\n\na\nb,c\n", " ".repeat(31));
    let report = report(input.as_bytes(), &profile);
    let expected = [
        row(1, 2, 9, &["syntax size"]),
        row(2, 3, 210, &["syntax size"]),
        row(4, 5, 245, &["syntax size"]),
        row(5, 6, 447, &["syntax size"]),
        row(7, 9, 651, &["csv"]),
    ];
    assert_eq!(found(&report), expected);
    assert_eq!(report.counts.records, 7);
    let too_long = report.records[0].findings().next().unwrap();
    assert_eq!(too_long.message(Language::English), "The row is larger than the limit of 30 bytes.");
    assert_eq!(too_long.message(Language::Chinese), "该行超过大小上限（30 字节）。");
}

#[test]
fn strict_columns_must_be_members_of_the_interface() {
    let columns = ColumnOptions { strict: true, ..ColumnOptions::default() };
    let table = TableOptions { columns, ..TableOptions::default() };
    let refused = |input: &'static str| {
        let profile = Profile::default();
        let settings = Settings { table: table.clone(), ..settings(&profile, 1, 100) };
        settings.check(Csv::new(input.as_bytes())).unwrap_err().error
    };
    let column = |input| match refused(input) {
        Error::Column(error) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(column("password,Statuss\na,4\n").column(), Some("Statuss"));
    assert_eq!(column("password,agent typ\na,4\n").similar(), Some("agenttype"));
    assert_eq!(column("password,Hunter2!\na,4\n").to_string(), "the name of column 2 is not a column of loginex");
    assert_eq!(column("status,status\n"), ColumnError::Twice { column: "status".to_owned() });
    // An error does not show a row that may be a record.
    for input in ["", "\n\n", "4,Pa5$word\n", "\"password\n", "\u{FEFF}"] {
        let error = refused(input);
        assert!(matches!(error, Error::NoHeading { .. }), "{input:?}: {error:?}");
        assert!(!error.to_string().contains("Pa5$word"));
    }
}

#[test]
fn a_heading_that_is_too_long_is_an_error() {
    let profile = Profile { maximum_size: 15, ..Profile::default() };
    // The beginning of the heading alone would name columns.
    let input = b"status,password,agenttype,phonenum\n4,a,4,1\n";
    for chunk_size in [1, 5, 1000] {
        let error = settings(&profile, 1, chunk_size).check(Csv::new(input.as_slice())).unwrap_err().error;
        let expected = "the row that names the columns is longer than the limit of 15 bytes";
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_heading_in_another_encoding_is_an_error() {
    let error =
        settings(&Profile::default(), 1, 100).check(Csv::new(b"\xD7\xF9\xCF\xAF,email\n".as_slice())).unwrap_err();
    assert!(
        error.to_string().contains("is not UTF-8") && error.to_string().contains("choose it with the option"),
        "{error}"
    );
}

#[test]
fn a_carriage_return_ends_a_row_as_a_line_feed_does() {
    let profile = Profile::default();
    let expected = [row(2, 3, 20, &["enum"]), row(3, 4, 24, &["csv"])];
    for input in ["status,password\r4,a\r9,b\r4,a,c\r", "status,password\r4,a\r9,b\n4,a,c"] {
        let report = report(input.as_bytes(), &profile);
        assert_eq!((report.counts.records, found(&report)), (3, expected.to_vec()), "{input:?}");
    }
    let mixed = report("status,password\r\n\r4,\"a\rb\"\r\r\n9,b\n".as_bytes(), &profile);
    assert_eq!((mixed.counts.records, found(&mixed)), (2, vec![row(2, 6, 28, &["enum"])]));
    // An error does not show the text of a file without line feeds.
    let error = settings(&profile, 1, 100).check(Csv::new("password,phonenum\rS3cret!,40038,1\r".as_bytes())).unwrap();
    assert_eq!(error.counts.by_rule["csv"], 1);
}

#[test]
fn a_row_that_is_too_long_ends_with_its_carriage_return() {
    let profile = Profile { maximum_size: 30, ..Profile::default() };
    for length in 40..60 {
        let input = format!("password\r{}\r\na,b\ra\r", "x".repeat(length));
        let report = report(input.as_bytes(), &profile);
        let found: Vec<_> = found(&report).into_iter().map(|(record, _, _, rules)| (record, rules)).collect();
        let expected = [(1, vec!["syntax size".to_owned()]), (2, vec!["csv".to_owned()])];
        assert_eq!((report.counts.records, found), (3, expected.to_vec()), "{length}");
    }
}

#[test]
fn blank_rows_and_columns_without_names_are_skipped() {
    let input = ",,\nstatus,,password,\n4,,a\n,,,\n \t,,\u{A0}\n9,,a,,,\n4,x,a\n4\n,,\"\",\n";
    let report = report(input.as_bytes(), &Profile::default());
    assert_eq!(report.counts.records, 5);
    let rows: Vec<_> = found(&report).into_iter().map(|(record, line, _, rules)| (record, line, rules)).collect();
    let rule = |rule: &str| vec![rule.to_owned()];
    assert_eq!(rows, [(2, 6, rule("enum")), (4, 8, rule("csv"))]);
    let finding = report.records[1].findings().next().unwrap();
    assert_eq!(finding.params().into_iter().map(|(_, count)| count.to_string()).collect::<Vec<_>>(), ["2", "1"]);
}

#[test]
fn a_cell_in_a_column_without_a_name_is_an_unknown_column_and_one_behind_all_columns_is_shifted() {
    let input = "status,,password,\n4,x,a,\n4,y,a,z\n,only,,\n4,,a,,shifted\n4,,\"a\",\n";
    let report = report(input.as_bytes(), &Profile::default());
    assert_eq!((report.counts.records, report.counts.valid), (4, 3));
    assert_eq!(found(&report), [row(3, 5, 41, &["csv"])]);
    let notes: Vec<_> = report.counts.reading.iter().map(|note| note.message(Language::English)).collect();
    let note = |column| format!("Column {column} has cells but no name, and is skipped.");
    assert_eq!(notes, [note(2), note(4)]);
    assert_eq!(report.counts.reading[0].message(Language::Chinese), "第 2 列有内容但没有列名，已跳过。");
    // With strict columns, there is no unknown column.
    let columns = ColumnOptions { strict: true, ..ColumnOptions::default() };
    let table = TableOptions { columns, ..TableOptions::default() };
    let profile = Profile::default();
    let report = Settings { table, ..settings(&profile, 1, 100) }.check(Csv::new(input.as_bytes())).unwrap();
    assert_eq!((report.counts.records, report.counts.valid, report.counts.reading.len()), (5, 1, 0));
}

#[test]
fn a_row_counts_as_in_a_spreadsheet_and_a_line_as_in_an_editor() {
    let profile = Profile { maximum_size: 30, ..Profile::default() };
    let long = "x".repeat(40);
    let input = format!("\u{FEFF}\n,\r\nstatus,password\r\n9,a\n\n4,\"a\nb\"\r9,\"a\r\n\nb\"\n{long}\n9,c\n4,\"d\n");
    let report = report(input.as_bytes(), &profile);
    let positions: Vec<_> =
        report.records.iter().map(|record| (record.record, record.position.row, record.position.line)).collect();
    let position = |record, row, line| (record, Some(row), Some(line));
    assert_eq!(
        positions,
        [position(1, 4, 4), position(3, 7, 8), position(4, 8, 11), position(5, 9, 12), position(6, 10, 13)]
    );
}

#[test]
fn a_quoted_empty_cell_is_an_empty_text_if_its_member_can_be_empty() {
    let report = report(b"status,password,phonenum\n4,\"\",\"\"\n4,,\n\"4\",\"\",1\n", &Profile::default());
    assert_eq!(found(&report), [row(2, 3, 33, &["required"])]);
}

#[test]
fn a_heading_alone_has_no_records() {
    for input in ["password", "\n\npassword\n", "\u{FEFF}\"password\"\r\n\r\n"] {
        assert_eq!(report(input.as_bytes(), &Profile::default()).counts.records, 0, "{input:?}");
    }
}

#[test]
fn the_heading_goes_to_both_outputs_and_each_row_to_one() {
    let profile = Profile { maximum_size: 40, ..Profile::default() };
    let long = "\"x".repeat(100);
    let input = format!("\u{FEFF}\n\"status\",password\r\n4,a\r\n9,a\n\n{long}\n4,\"a\nb\"\r\n4,\"a");
    for threads in [1, 3] {
        for chunk_size in [1, 2, 3, 5, 50, 1000] {
            let (mut valid, mut invalid) = (Vec::new(), Vec::new());
            let settings = settings(&profile, threads, chunk_size);
            settings.split(Csv::new(input.as_bytes()), &mut valid, &mut invalid).unwrap();
            let heading = "\u{FEFF}\n\"status\",password\r\n";
            assert_eq!(String::from_utf8(valid).unwrap(), format!("{heading}4,a\r\n\n4,\"a\nb\"\r\n"));
            assert_eq!(String::from_utf8(invalid).unwrap(), format!("{heading}9,a\n{long}\n4,\"a"));
        }
    }
}

#[test]
fn a_body_has_the_members_of_its_row() {
    let profile = Profile::default();
    let settings = Settings { bodies: true, ..settings(&profile, 1, 100) };
    let mut bodies = Vec::new();
    let take = |update: BatchUpdate<'_>| {
        bodies.extend(update.bodies.iter().map(|body| {
            (body.record, body.position.row, body.position.line, String::from_utf8(body.json.clone()).unwrap())
        }));
        Ok(())
    };
    settings.run(Csv::new("status,password\n9,a\n4,\"a\nb\"\n,\n4,c\n".as_bytes()), take).unwrap();
    let body = |record, row, line, json: &str| (record, Some(row), Some(line), json.to_owned());
    assert_eq!(
        bodies,
        [body(2, 3, 3, r#"{"status":4,"password":"a\nb"}"#), body(3, 5, 6, r#"{"status":4,"password":"c"}"#)]
    );
}

proptest! {
    #[test]
    fn each_row_has_the_findings_of_the_core(
        rows in proptest::collection::vec(("[49x\"\n,é]{0,4}", "[a\"\r\n, \u{FEFF}]{0,5}"), 0..10),
        chunk_size in 1..100_usize,
        threads in 1..4_usize,
    ) {
        let quote = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines = rows.iter().map(|(id, code)| format!("{},{}\r\n", quote(id), quote(code)));
        let input = format!("status,password\n{}", lines.collect::<String>());
        let profile = Profile::default();
        let settings = settings(&profile, threads, chunk_size);
        let report = settings.check(Csv::new(input.as_bytes())).unwrap();
        let columns = Columns::new(settings.interface, &["status", "password"]).unwrap();
        let (mut records, mut record_number) = (report.records.iter(), 0);
        for (id, code) in &rows {
            let cells = [Cell::Text(id), Cell::Text(code)];
            if columns.is_blank(&cells) {
                continue;
            }
            record_number += 1;
            let mut check = Check::new(settings.interface, &profile);
            check.row(columns.row(&cells));
            let report = check.report();
            let findings: Vec<_> = report.violations().iter().chain(report.advice()).map(BatchFinding::Rule).collect();
            if !findings.is_empty() {
                let record = records.next().unwrap();
                prop_assert_eq!(record.record, record_number);
                prop_assert_eq!(record.findings().collect::<Vec<_>>(), findings);
            }
        }
        prop_assert!(records.next().is_none());
        prop_assert_eq!(report.counts.records, record_number);
    }

    #[test]
    fn any_input_is_checked_to_its_end(rows in "[a1,\"\r\n ]{0,60}", chunk_size in 1..50_usize) {
        let input = format!("status,password\n{rows}");
        let profile = Profile { maximum_size: 20, ..Profile::default() };
        let split = |threads, chunk_size| {
            let (mut valid, mut invalid) = (Vec::new(), Vec::new());
            let source = Csv::new(input.as_bytes());
            let report = settings(&profile, threads, chunk_size).split(source, &mut valid, &mut invalid).unwrap();
            (report, valid, invalid)
        };
        let whole = split(1, 1 << 10);
        prop_assert_eq!(whole.1.len() + whole.2.len(), input.len() + "status,password\n".len());
        prop_assert_eq!(whole, split(2, chunk_size));
    }
}
