//! Repaired cells in a user's own workbook: what changes, and that everything else stays.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use aicc_batch::{BatchReport, Error, Settings, Workbook};
use aicc_core::{Language, Profile, interfaces};
use aicc_workbook::{AnnotatedCopy, CopyNote, RepairedCopy};
use common::{Parts, SHEET, archive, contains, parts, parts_of, sheet_with, text};

fn settings(profile: &Profile) -> Settings<'_> {
    Settings { limit: usize::MAX, ..Settings::new(&interfaces::AGENT_SETTINGS_CREATE, profile) }
}

/// Returns the copy of a workbook with repaired cells, and what is reported about it.
fn repaired(parts: &Parts) -> (Parts, Vec<CopyNote>) {
    let (file, profile) = (archive(parts), Profile::default());
    let settings = settings(&profile);
    let mut output = Vec::new();
    let mut copy = RepairedCopy::new(&mut output);
    let mut workbook = Workbook::read(file.as_slice()).unwrap();
    let bytes = workbook.file().unwrap();
    let ended = settings.run(workbook.rows(&settings).unwrap(), |update| {
        let repairs: Vec<_> = update.records.iter().flat_map(|record| update.repairs(record, &settings)).collect();
        copy.add(&update, &repairs).map_err(|_| Error::Stopped)
    });
    ended.unwrap();
    let notes = copy.finish(Some(bytes)).unwrap();
    (parts_of(&output), notes)
}

fn checked(parts: &Parts) -> BatchReport {
    let (file, profile) = (archive(parts), Profile::default());
    let settings = settings(&profile);
    let mut workbook = Workbook::read(file.as_slice()).unwrap();
    settings.check(workbook.rows(&settings).unwrap()).unwrap()
}

/// Returns a sheet with the columns `userId` and `callType` and these rows.
fn sheet(rows: &str) -> String {
    let merged = r#"<mergeCells count="1"><mergeCell ref="D1:E1"/></mergeCells><pageMargins/>"#;
    sheet_with(r#"<cols><col min="1" max="2" width="9"/></cols>"#, rows, merged)
}

/// Two cells can be repaired, and one has a formula.
fn rows() -> String {
    let (user, wide) = (text("u"), text("１"));
    format!(
        r#"<row r="2" spans="1:2"><c r="A2" {user}<c r="B2"><v>1</v></c></row>
<row r="3" ht="20"><c r="A3" {user}<c r="B3" s="1" {wide}<!-- mine --></row><row r="4"/><row r="6"><c r="A6" {user}<c r="B6" t="str"><f>"１"</f><v>１</v></c></row>
<row r="7"><c r="A7" {}<c r="B7"><v>7</v></c></row>"#,
        text("u\u{a0}")
    )
}

#[test]
fn only_the_repaired_cells_change() {
    let before = parts(&sheet(&rows()));
    assert_eq!(checked(&before).counts.invalid, 3);
    let (after, notes) = repaired(&before);
    let changed: Vec<&str> =
        before.iter().filter(|(name, part)| after[*name] != **part).map(|(name, _)| name.as_str()).collect();
    assert_eq!((changed.as_slice(), before.len()), (&[SHEET][..], after.len()));
    let cell = |place: &str, text: &str| {
        format!(r#"<c r="{place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
    };
    let expected = before[SHEET]
        .replace(&format!(r#"<c r="B3" s="1" {}"#, text("１")), &cell("B3\" s=\"1\"", "1"))
        .replace(&format!(r#"<c r="A7" {}"#, text("u\u{a0}")), &cell("A7\"", "u"));
    assert_eq!(after[SHEET], expected);
    // The formula stays, and the user knows it.
    assert_eq!(notes, [CopyNote::Formulas { cells: vec!["B6".to_owned()], count: 1 }]);
    assert_eq!(
        notes[0].message(Language::English),
        "cells with a formula are not repaired. Their number is 1, and the first are B6; correct the cells that the formulas read."
    );
    assert!(notes[0].message(Language::Chinese).contains("共有 1 个，前几个是 B6"));
    assert_eq!(checked(&after).counts.by_rule.get("enum"), Some(&2));
}

#[test]
fn a_workbook_without_repairs_has_the_same_parts() {
    let mut before = parts(&sheet(&format!(r#"<row r="2"><c r="A2" {}<c r="B2"><v>1</v></c></row>"#, text("u"))));
    assert_eq!(repaired(&before), (before.clone(), vec![]));
    before.insert(SHEET.to_owned(), sheet(""));
    assert_eq!(repaired(&before), (before.clone(), vec![]));
}

#[test]
fn the_marks_of_an_annotated_copy_stay() {
    let (file, profile) = (archive(&parts(&sheet(&rows()))), Profile::default());
    let settings = settings(&profile);
    let mut output = Vec::new();
    let mut copy = AnnotatedCopy::new(&mut output, Language::English);
    let mut workbook = Workbook::read(file.as_slice()).unwrap();
    let bytes = workbook.file().unwrap();
    let ended = settings.run(workbook.rows(&settings).unwrap(), |update| copy.add(&update).map_err(|_| Error::Stopped));
    ended.unwrap();
    copy.finish(Some(bytes)).unwrap();
    let before = parts_of(&output);
    contains(&before[SHEET], r#"<c r="B3" s="2" t="inlineStr"><is><t>１</t>"#);
    let (after, _) = repaired(&before);
    contains(&after[SHEET], r#"<c r="B3" s="2" t="inlineStr"><is><t xml:space="preserve">1</t>"#);
    assert_eq!(after["xl/styles.xml"], before["xl/styles.xml"]);
}
