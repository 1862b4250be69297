//! Repairs of the cells of a table.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::collections::BTreeMap;

use aicc_batch::{BatchReport, Csv, Error, Failure, JsonLines, Repair, Settings, Source, Workbook};
use aicc_core::{Profile, interfaces};
use common::workbook::workbook;
use proptest::prelude::*;
use proptest::sample::select;

const HEADING: &str = "userAccount,userName,password,email,agentType,ccRoleId,phone";

fn settings(profile: &Profile, threads: usize, chunk_size: usize) -> Settings<'_> {
    let interface = &interfaces::AGENT_ACCOUNT_CREATE;
    Settings { interface, limit: usize::MAX, ..common::settings(profile, threads, chunk_size) }
}

/// Returns all repairs, and the repaired text.
fn repaired<S: Source>(source: S, settings: &Settings<'_>) -> Result<(Vec<Repair>, String), Error> {
    let (mut all, mut text) = (Vec::new(), Vec::new());
    let ended = settings.run(source, |update| {
        let repairs: Vec<Repair> = update.records.iter().flat_map(|record| update.repairs(record, settings)).collect();
        update.write_repaired(&repairs, &mut text)?;
        all.extend(repairs);
        Ok(())
    });
    ended.map_err(|Failure { error, .. }| error)?;
    Ok((all, String::from_utf8_lossy(&text).into_owned()))
}

/// Returns the repairs of a CSV file as texts, and the repaired file. They are the same for every size of chunks.
fn repaired_csv(input: &str) -> (Vec<String>, String) {
    let profile = Profile::default();
    let of_chunks = |threads, chunk_size| {
        let (repairs, text) = repaired(Csv::new(input.as_bytes()), &settings(&profile, threads, chunk_size)).unwrap();
        let shown = |Repair { cell, pointer, before, after, .. }: &Repair| format!("{cell} {pointer} {before}|{after}");
        (repairs.iter().map(shown).collect::<Vec<_>>(), text)
    };
    let whole = of_chunks(1, 1 << 20);
    for (threads, chunk_size) in [(1, 1), (3, 1), (8, 100)] {
        assert_eq!(of_chunks(threads, chunk_size), whole);
    }
    whole
}

fn report(input: &str) -> BatchReport {
    settings(&Profile::default(), 1, 1 << 20).check(Csv::new(input.as_bytes())).unwrap()
}

#[test]
fn only_the_bytes_of_repaired_cells_change() {
    let lines = [
        format!("\u{feff}{HEADING},,\r\n"),
        "account.1,Wang Wei,Abc#1234, a＠example.com\u{a0},4,2,,,\r\n".to_owned(),
        ",,,,,,,,\n\r\n".to_owned(),
        "account.2,Wang Wei,\"Abc#1234 \",a@example.com,\"４\",2,\"a\nb\",,\r".to_owned(),
        "wrong,number,of,cells\n".to_owned(),
        "account.3,Wang Wei,Abc#1234,“wang，wei”@example.com,4,2,（0755）,,".to_owned(),
    ];
    let (repairs, text) = repaired_csv(&lines.concat());
    assert_eq!(
        repairs,
        [
            "D2 /email  a＠example.com\u{a0}|a@example.com",
            "E5 /agentType ４|4",
            "D7 /email “wang，wei”@example.com|\"wang,wei\"@example.com",
        ]
    );
    let expected = lines.concat().replace(" a＠example.com\u{a0}", "a@example.com").replace("\"４\"", "\"4\"");
    assert_eq!(text, expected.replace("“wang，wei”@example.com", "\"\"\"wang,wei\"\"@example.com\""));
    assert_eq!(repaired_csv(&text), (Vec::new(), text.clone()));
}

#[test]
fn a_row_that_is_not_utf_8_is_written_as_it_is() {
    let profile = Profile::default();
    // Most lines are ASCII: the encoding of the other one need not be certain.
    let mut input = format!("{HEADING}\naccount.1,Wang Wei,x,a,4,2,\naccount.2,").into_bytes();
    input.extend_from_slice(b"\xC4\xEA,x,a,4,2,\n");
    let settings = settings(&profile, 1, 1 << 20);
    let mut text = Vec::new();
    settings
        .run(Csv::new(input.as_slice()), |update| {
            assert!(update.records.iter().all(|record| update.repairs(record, &settings).is_empty()));
            update.write_repaired(&[], &mut text)
        })
        .unwrap();
    assert_eq!(text, input);
}

#[test]
fn the_cells_of_a_workbook_can_be_shown_and_not_written() {
    let cell = |column: char, row: u8, text: &str| {
        format!(r#"<c r="{column}{row}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
    };
    let names: String = ('B'..).zip(HEADING.split(',')).map(|(column, name)| cell(column, 2, name)).collect();
    let texts = ["account.1", "Wang Wei", "Abc#1234 ", "a＠example.com", "4", "2"];
    let texts: String = ('B'..).zip(texts).map(|(column, text)| cell(column, 4, text)).collect();
    let sheet =
        format!(r#"<worksheet><sheetData><row r="2">{names}</row><row r="4">{texts}</row></sheetData></worksheet>"#);
    let workbook = workbook(sheet.as_bytes(), "<sst/>".as_bytes());
    let profile = Profile::default();
    let settings = settings(&profile, 1, 1 << 20);
    let mut repairs = Vec::new();
    let mut book = Workbook::read(workbook.as_slice()).unwrap();
    settings
        .run(book.rows(&settings).unwrap(), |update| {
            repairs.extend(update.records.iter().flat_map(|record| update.repairs(record, &settings)));
            assert!(matches!(update.write_repaired(&repairs, &mut Vec::new()), Err(Error::NoLines)));
            Ok(())
        })
        .unwrap();
    let repairs: Vec<_> = repairs.iter().map(|repair| (repair.cell.as_str(), repair.after.as_str())).collect();
    assert_eq!(repairs, [("E4", "a@example.com")]);
}

#[test]
fn json_has_no_cells() {
    let profile = Profile::default();
    let input = "{\"userAccount\":\" wang.wei\"}\n";
    let (repairs, text) = repaired(JsonLines::new(input.as_bytes()), &settings(&profile, 1, 64)).unwrap();
    assert_eq!((repairs.len(), text.as_str()), (0, input));
}

/// Returns texts with the mistakes of people around and inside of texts that are right or nearly so.
fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    let part = select(
        &[
            "wang.wei",
            "王伟",
            "a@example.com",
            "4",
            "2",
            "Abc#1234",
            "ａ＠ｂ．ｃ",
            "４",
            "，",
            "“",
            "’",
            "\"",
            " ",
            "\u{a0}",
            "\u{3000}",
            "\u{200b}",
            "\u{feff}",
            "\u{200d}",
            "。",
            "（",
            "\n",
            "***",
        ][..],
    );
    let cell = prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat());
    prop::collection::vec(prop::collection::vec(cell, 7), 1..6)
}

/// Returns how many findings of each rule a pointer has in each record, without advice on duplicates: it depends on other records.
fn findings(report: &BatchReport) -> BTreeMap<(u64, String, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for record in &report.records {
        for finding in record.findings().filter(|finding| finding.rule() != "duplicateRecord") {
            *counts.entry((record.record, finding.pointer(), finding.rule())).or_default() += 1;
        }
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_repair_brings_no_finding_and_is_made_once(rows in cells()) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
        let input = format!("{HEADING}\n{}", rows.iter().map(line).collect::<String>());
        let (repairs, text) = repaired_csv(&input);
        let (before, after) = (findings(&report(&input)), findings(&report(&text)));
        prop_assert!(after.iter().all(|(place, count)| before.get(place) >= Some(count)), "{before:?} {after:?}");
        let sum = |counts: &BTreeMap<_, usize>| counts.values().sum::<usize>();
        prop_assert!(sum(&after) + repairs.len() <= sum(&before));
        prop_assert_eq!(repaired_csv(&text), (Vec::new(), text));
        prop_assert!(!repairs.iter().any(|repair| repair.contains("/password")));
    }
}
