//! The advice `duplicateRecord`: an earlier record of the run has the same account (reading R20).

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::num::NonZeroUsize;
use std::sync::Arc;

use aicc_batch::{Arrow, BatchReport, Csv, JsonArray, JsonLines, KeyMembers, Settings, Workbook};
use aicc_core::{Location, Param, Profile, interfaces};
use arrow_array::{ArrayRef, Int64Array, StringArray, StructArray};
use arrow_schema::{DataType, Field, Fields};
use serde_json::json;

use common::workbook::workbook;

const INTERFACE: &aicc_core::Interface = &interfaces::AGENT_ACCOUNT_CREATE;

/// Returns a valid record with an account.
fn record(account: &str) -> String {
    json!({
        "userAccount": account, "userName": "Wang Wei", "password": "Abc#1234", "email": "a@example.com",
        "agentType": 4, "ccRoleId": 2,
    })
    .to_string()
}

fn lines(accounts: &[&str]) -> String {
    accounts.iter().map(|account| record(account) + "\n").collect()
}

fn settings(profile: &Profile, threads: usize, chunk_size: usize) -> Settings<'_> {
    Settings { interface: INTERFACE, ..common::settings(profile, threads, chunk_size) }
}

/// Returns each duplicate of a report: the number of its record, and that of the earlier one.
fn duplicates(report: &BatchReport) -> Vec<(u64, i64)> {
    let mut found = Vec::new();
    for record in &report.records {
        for finding in record.findings().filter(|finding| finding.rule() == "duplicateRecord") {
            assert_eq!(finding.severity().as_str(), "advice");
            let [("record", Param::Integer(earlier))] = finding.params()[..] else { panic!("{finding:?}") };
            found.push((record.record, earlier));
        }
    }
    found
}

fn check(lines: &str) -> BatchReport {
    settings(&Profile::default(), 1, 1 << 20).check(JsonLines::new(lines.as_bytes())).unwrap()
}

#[test]
fn a_duplicate_names_the_first_record_with_the_account() {
    let report = check(&lines(&["wang.wei", "li.na.01", "Wang.Wei", "li.na.02", "wang.wei"]));
    assert_eq!(duplicates(&report), [(3, 1), (5, 1)]);
    assert_eq!((report.counts.valid, report.counts.invalid, report.counts.findings), (5, 0, 2));
    assert_eq!(report.counts.by_rule, [("duplicateRecord", 2)].into());
    assert_eq!(report.counts.by_place, [((Location::Body, "/userAccount".to_owned()), 2)].into());
    let [first, _] = &report.records[..] else { panic!("two records have findings") };
    assert_eq!((first.position.line, first.position.offset), (Some(3), Some(2 * record("wang.wei").len() as u64 + 2)));
    let finding = first.findings().next().unwrap();
    assert_eq!((finding.pointer().as_str(), finding.reference().as_str()), ("/userAccount", "agentAccount/create 1.1"));
    assert_eq!(
        finding.message(aicc_core::Language::English),
        "userAccount is the same as in record 1: check whether one of the two records is a duplicate."
    );
}

#[test]
fn a_value_that_breaks_a_rule_is_not_compared() {
    // Too short, with a space, absent, and given twice.
    for account in ["wang", "wang wei", ""] {
        let report = check(&lines(&[account, account]));
        assert!(duplicates(&report).is_empty(), "{account}");
    }
    assert!(duplicates(&check("{}\n{}\n")).is_empty());
    let twice = r#"{"userAccount":"wang.wei","userAccount":"wang.wei"}"#;
    assert!(duplicates(&check(&format!("{twice}\n{}\n{twice}\n", record("wang.wei")))).is_empty());
}

#[test]
fn a_record_that_cannot_be_read_is_not_compared() {
    let whole = record("wang.wei");
    let report = check(&format!("{}\n{whole}\n{}\n", &whole[..whole.len() - 1], &whole[..whole.len() - 1]));
    assert!(duplicates(&report).is_empty());
}

#[test]
fn a_record_that_is_invalid_for_another_reason_is_compared() {
    let invalid = record("wang.wei").replace("a@example.com", "nobody");
    let report = check(&format!("{invalid}\n{}\n{invalid}\n", record("wang.wei")));
    assert_eq!(duplicates(&report), [(2, 1), (3, 1)]);
    let rules: Vec<&str> = report.records[2].findings().map(|finding| finding.rule()).collect();
    assert_eq!(rules, ["format", "duplicateRecord"]);
    assert_eq!((report.counts.valid, report.counts.invalid), (1, 2));
}

#[test]
fn advice_is_in_the_order_of_the_page() {
    let with_advice = record("wang.wei").replace("Wang Wei", "Wang\u{a0}Wei").replace('}', r#","extra":1}"#);
    let report = check(&format!("{}\n{with_advice}\n", record("wang.wei")));
    let rules: Vec<&str> = report.records[0].findings().map(|finding| finding.rule()).collect();
    assert_eq!(rules, ["duplicateRecord", "invisibleCharacter", "unknownMember"]);
}

#[test]
fn a_wrapped_record_is_the_same_as_a_flat_one() {
    let report = check(&format!("{}\n{{\"requestParam\":{}}}\n", record("wang.wei"), record("wang.wei")));
    assert_eq!(duplicates(&report), [(2, 1)]);
    assert_eq!(report.records[0].findings().next().unwrap().pointer(), "/requestParam/userAccount");
}

#[test]
fn without_advice_or_a_unique_member_nothing_is_compared() {
    let profile = Profile::default();
    let input = lines(&["wang.wei", "wang.wei"]);
    let report =
        Settings { advice: false, ..settings(&profile, 1, 64) }.check(JsonLines::new(input.as_bytes())).unwrap();
    assert_eq!((report.counts.findings, report.records.len()), (0, 0));
    let input = r#"{"accountCode":"li.na"}"#.to_owned() + "\n";
    let report = common::settings(&profile, 1, 64).check(JsonLines::new(input.repeat(2).as_bytes())).unwrap();
    assert_eq!(report.counts.findings, 0);
}

#[test]
fn runs_are_not_compared_with_each_other() {
    let input = lines(&["wang.wei"]);
    assert!(duplicates(&check(&input)).is_empty());
    assert!(duplicates(&check(&input)).is_empty());
}

/// 60 records, of which some are blank, malformed, invalid or duplicates.
fn mixed() -> String {
    let record = |number: usize| match number % 7 {
        0 => format!("\n{}\n", record("wang.wei")),
        1 => "{\n".to_owned(),
        2 => record(&format!("account.{}", number / 14)) + "\n",
        3 => record(&format!("Account.{}", number / 21)).replace("a@example.com", "nobody") + "\n",
        _ => record(&format!("other.{number}")) + "\n",
    };
    (0..60).map(record).collect()
}

#[test]
fn threads_and_chunks_change_nothing() {
    let report = common::report_of(INTERFACE, mixed().as_bytes(), &Profile::default(), JsonLines::new);
    assert_eq!(report.counts.by_rule["duplicateRecord"], 21);
}

#[test]
fn a_limit_keeps_the_first_findings_and_every_count() {
    let (input, profile) = (mixed(), Profile::default());
    let all = settings(&profile, 1, 1 << 20).check(JsonLines::new(input.as_bytes())).unwrap();
    let rules = |report: &BatchReport| -> Vec<String> {
        let rules = |record: &aicc_batch::RecordFindings| -> Vec<String> {
            record.findings().map(|found| format!("{} {}", record.record, found.rule())).collect()
        };
        report.records.iter().flat_map(rules).collect()
    };
    for threads in [1, 8] {
        for limit in 0..=rules(&all).len() {
            let limited = Settings { limit, ..settings(&profile, threads, 300) };
            let report = limited.check(JsonLines::new(input.as_bytes())).unwrap();
            assert_eq!(report.counts, all.counts);
            assert_eq!(rules(&report), rules(&all)[..limit]);
        }
    }
}

#[test]
fn a_duplicate_has_a_key_a_body_and_a_region() {
    let (input, profile) = (lines(&["wang.wei", "li.na.01", "WANG.WEI"]), Profile::default());
    let settings = Settings { bodies: true, key: KeyMembers::of(INTERFACE), ..settings(&profile, 1, 1) };
    let (mut bodies, mut regions, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    settings
        .run(JsonLines::new(input.as_bytes()), |update| {
            bodies.extend(update.bodies.iter().map(|body| body.record));
            regions.extend(update.records.iter().flat_map(|record| update.regions(record)));
            keys.extend(update.records.iter().map(|record| record.key["userAccount"].clone()));
            Ok(())
        })
        .unwrap();
    assert_eq!(bodies, [1, 2, 3]);
    assert_eq!(keys, ["WANG.WEI"]);
    let region = regions[0].unwrap();
    let line = input.lines().nth(2).unwrap();
    let columns = usize::try_from(region.column).unwrap() - 1..usize::try_from(region.end_column).unwrap() - 1;
    assert_eq!((region.line, &line[columns]), (3, "\"WANG.WEI\""));
}

#[test]
fn valid_and_invalid_lines_stay_apart() {
    let input = lines(&["wang.wei", "wang.wei"]) + "{}\n";
    let (mut valid, mut invalid) = (Vec::new(), Vec::new());
    let profile = Profile::default();
    let report = settings(&profile, 2, 1).split(JsonLines::new(input.as_bytes()), &mut valid, &mut invalid).unwrap();
    assert_eq!(duplicates(&report), [(2, 1)]);
    assert_eq!(String::from_utf8(valid).unwrap(), lines(&["wang.wei", "wang.wei"]));
    assert_eq!(invalid, b"{}\n");
}

const ROWS: [[&str; 6]; 4] = [
    ["wang.wei", "Wang Wei", "Abc#1234", "a@example.com", "4", "2"],
    ["li.na.01", "Li Na", "Abc#1234", "a@example.com", "4", "2"],
    ["", "", "", "", "", ""],
    ["WANG.wei", "Wang Wei", "Abc#1234", "a@example.com", "4", "2"],
];
const NAMES: [&str; 6] = ["userAccount", "userName", "password", "email", "agentType", "ccRoleId"];

/// Returns the rows as a worksheet.
fn sheet() -> String {
    let row = |(row, texts): (usize, &[&str; 6])| {
        let cell =
            |(column, text): (char, &&str)| format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#);
        format!(r#"<row r="{row}">{}</row>"#, ('A'..).zip(texts).map(cell).collect::<String>())
    };
    let rows: String = (1..).zip([NAMES].iter().chain(&ROWS)).map(row).collect();
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

#[test]
fn every_source_is_compared() {
    let profile = Profile::default();
    let settings = || Settings { threads: NonZeroUsize::MIN, ..Settings::new(INTERFACE, &profile) };

    let array = format!("[{},{},{}]", record("wang.wei"), record("li.na.01"), record("WANG.wei"));
    let report = settings().check(JsonArray::new(array.as_bytes())).unwrap();
    assert_eq!(duplicates(&report), [(3, 1)]);

    let rows: Vec<String> = [NAMES].iter().chain(&ROWS).map(|row| row.join(",") + "\n").collect();
    let report = settings().check(Csv::new(rows.concat().as_bytes())).unwrap();
    assert_eq!((duplicates(&report), report.records[0].position.row), (vec![(3, 1)], Some(5)));

    let workbook = workbook(sheet().as_bytes(), "<sst/>".as_bytes());
    let mut book = Workbook::read(workbook.as_slice()).unwrap();
    let report = settings().check(book.rows(&settings()).unwrap()).unwrap();
    assert_eq!((duplicates(&report), report.records[0].position.row), (vec![(3, 1)], Some(5)));

    let column = |index: usize| -> ArrayRef {
        let texts = ROWS.iter().map(|row| Some(row[index]).filter(|text| !text.is_empty()));
        match index {
            0..4 => Arc::new(texts.collect::<StringArray>()),
            _ => Arc::new(texts.map(|text| text.map(|text| text.parse::<i64>().unwrap())).collect::<Int64Array>()),
        }
    };
    let fields = NAMES
        .iter()
        .enumerate()
        .map(|(index, name)| Field::new(*name, if index < 4 { DataType::Utf8 } else { DataType::Int64 }, true));
    let table: ArrayRef =
        Arc::new(StructArray::new(fields.collect::<Fields>(), (0..NAMES.len()).map(column).collect(), None));
    let report = settings().check(Arrow::new([Ok(table.clone()), Ok(table)])).unwrap();
    assert_eq!(duplicates(&report), [(3, 1), (4, 1), (5, 2), (6, 1)]);
}
