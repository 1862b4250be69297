//! The result of each record, in the columns of a user's own file: what is added, and that everything else stays.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic_in_result_fn,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io;
use std::num::NonZero;

use aicc_batch::{Csv, Error, Settings, Workbook};
use aicc_core::{ColumnOptions, Language, Profile, interfaces};
use aicc_workbook::{AnnotatedCopy, CopyNote, PatchError, ResultCopy, RowResult};
use common::{Parts, SHEET, archive, contains, parts, parts_of, sheet_with, text};

/// Returns settings that refuse unknown columns.
fn settings(profile: &Profile) -> Settings<'_> {
    let mut settings = Settings::new(&interfaces::AGENT_SETTINGS_CREATE, profile);
    settings.limit = usize::MAX;
    settings.table.columns = ColumnOptions { strict: true, ..ColumnOptions::default() };
    settings
}

fn created(row: u64, work_no: &str) -> RowResult {
    RowResult { row, status: "created".into(), work_no: work_no.into(), code: "0".into(), ..RowResult::default() }
}

fn refused(row: u64) -> RowResult {
    RowResult {
        row,
        status: "refused".into(),
        code: "100-002".into(),
        meaning: "The account exists; choose another one.".into(),
        action: "=1+1".into(),
        ..RowResult::default()
    }
}

/// Returns the copy of a workbook, and what is reported about it.
fn copied(parts: &Parts, results: &[RowResult]) -> Result<(Parts, Vec<CopyNote>), PatchError> {
    let (file, profile) = (archive(parts), Profile::default());
    let settings = settings(&profile);
    let mut output = Vec::new();
    let mut copy = ResultCopy::new(&mut output, results.iter().cloned().map(Ok));
    let mut workbook = Workbook::read(file.as_slice()).unwrap();
    let bytes = workbook.file().unwrap();
    let ended = settings.run(workbook.rows(&settings).unwrap(), |update| copy.add(&update).map_err(|_| Error::Stopped));
    ended.unwrap();
    let notes = copy.finish(Some(bytes))?;
    Ok((parts_of(&output), notes))
}

fn copy_of(parts: &Parts, results: &[RowResult]) -> Parts {
    copied(parts, results).unwrap().0
}

/// Returns a sheet with the columns `userId` and `callType` and these rows.
fn sheet(rows: &str) -> String {
    sheet_with("", rows, "<pageMargins/><tableParts/>")
}

fn rows() -> String {
    let user = text("u");
    format!(
        r#"<row r="2"><c r="A2" {user}<c r="B2"><v>1</v></c></row>
<row r="3" s="1" customFormat="1"><c r="A3" {user}<c r="B3" s="1"><v>1</v></c></row><row r="4"/><row r="5"><c r="B5"><v>1</v></c></row>"#
    )
}

fn cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

#[test]
fn only_the_columns_of_results_are_added() {
    let before = parts(&sheet(&rows()));
    let (after, notes) = copied(&before, &[created(2, "108"), refused(3)]).unwrap();
    assert_eq!(notes, []);
    let changed: Vec<&str> =
        before.iter().filter(|(name, part)| after[*name] != **part).map(|(name, _)| name.as_str()).collect();
    assert_eq!((changed.as_slice(), before.len()), (&[SHEET][..], after.len()));
    let headings = [("C1", "status"), ("D1", "workNo"), ("E1", "code"), ("F1", "meaning"), ("G1", "action")];
    let headings = headings.map(|(place, name)| cell(&format!("{place}\" s=\"1\""), name)).concat();
    let created = [cell("C2\"", "created"), cell("D2\"", "108"), cell("E2\"", "0")].concat();
    let meaning = "The account exists; choose another one.";
    let refused = [("C3", "refused"), ("E3", "100-002"), ("F3", meaning), ("G3", "'=1+1")];
    let refused = refused.map(|(place, text)| cell(&format!("{place}\" s=\"1\""), text)).concat();
    let widths = [12, 12, 12, 40, 60];
    let widths = (3..).zip(widths).map(|(n, w)| format!(r#"<col min="{n}" max="{n}" width="{w}" customWidth="1"/>"#));
    let expected = before[SHEET]
        .replace("A1:B3", "A1:G3")
        .replace("<sheetData>", &format!("<cols>{}</cols><sheetData>", widths.collect::<String>()))
        .replace(r#"<row r="1" spans="1:2">"#, r#"<row r="1">"#)
        .replace("callType</t></is></c></row>", &format!("callType</t></is></c>{headings}</row>"))
        .replace(r#"<c r="B2"><v>1</v></c></row>"#, &format!(r#"<c r="B2"><v>1</v></c>{created}</row>"#))
        .replace(r#"<c r="B3" s="1"><v>1</v></c></row>"#, &format!(r#"<c r="B3" s="1"><v>1</v></c>{refused}</row>"#));
    assert_eq!(after[SHEET], expected);
}

#[test]
fn the_results_of_an_earlier_run_are_replaced() {
    let before = parts(&sheet(&rows()));
    let first = copy_of(&before, &[created(2, "108"), refused(3), refused(5)]);
    assert_eq!(copy_of(&first, &[created(2, "108"), refused(3), refused(5)]), first);
    let second = copy_of(&first, &[created(2, "108"), created(3, "109")]);
    contains(&second[SHEET], r#"<c r="D3" s="1" t="inlineStr"><is><t xml:space="preserve">109</t>"#);
    contains(
        &second[SHEET],
        r#"<c r="F3" s="1"/><c r="G3" s="1"/></row><row r="4"/><row r="5"><c r="B5"><v>1</v></c></row>"#,
    );
    assert_eq!(second[SHEET].matches(">status<").count(), 1);
}

#[test]
fn the_columns_come_after_everything_beside_the_table() {
    let beside = rows().replace(r#"<row r="4"/>"#, r#"<row r="4"><c r="E4"><f>1+1</f><v>2</v></c></row>"#);
    let after = copy_of(&parts(&sheet(&beside)), &[created(2, "108")]);
    contains(&after[SHEET], r#"<c r="E4"><f>1+1</f><v>2</v></c></row>"#);
    contains(&after[SHEET], r#"<c r="F2" t="inlineStr"><is><t xml:space="preserve">created</t>"#);
}

#[test]
fn the_columns_stand_beside_the_marks_of_a_check() {
    let (before, profile) = (parts(&sheet(&rows())), Profile::default());
    let settings = settings(&profile);
    let annotated = |parts: &Parts| {
        let (file, mut output) = (archive(parts), Vec::new());
        let mut copy = AnnotatedCopy::new(&mut output, Language::English);
        let mut workbook = Workbook::read(file.as_slice()).unwrap();
        let bytes = workbook.file().unwrap();
        let rows = workbook.rows(&settings).unwrap();
        settings.run(rows, |update| copy.add(&update).map_err(|_| Error::Stopped)).unwrap();
        copy.finish(Some(bytes)).unwrap();
        parts_of(&output)
    };
    let results = [created(2, "108")];
    let marked = annotated(&before);
    let both = copy_of(&marked, &results);
    contains(&both[SHEET], r#"<c r="D2" t="inlineStr"><is><t xml:space="preserve">created</t>"#);
    contains(&both[SHEET], r#"<c r="C5" s="2" t="inlineStr"><is><t xml:space="preserve">userId is mandatory"#);
    assert_eq!(annotated(&both)[SHEET], both[SHEET]);
    let results_first = annotated(&copy_of(&before, &results));
    contains(&results_first[SHEET], r#"<c r="H5" s="2" t="inlineStr"><is><t xml:space="preserve">userId is mandatory"#);
}

#[test]
fn results_that_are_not_in_order_are_an_error() {
    let before = parts(&sheet(&rows()));
    for wrong in
        [[created(3, "1"), created(2, "2")], [created(2, "1"), created(2, "2")], [created(1, "1"), created(2, "2")]]
    {
        let error = copied(&before, &wrong).unwrap_err();
        contains(&error.to_string(), "give the results in the order of their rows");
    }
    let error = rows_with("userId\nu\nv\n", &[created(3, "1"), created(2, "2")]).unwrap_err();
    contains(&error.message(Language::Chinese), "第 2 行的结果顺序有误");
}

#[test]
fn an_error_of_the_iterator_ends_the_copy() {
    let (file, profile) = (archive(&parts(&sheet(&rows()))), Profile::default());
    let settings = settings(&profile);
    let results = [Ok(created(2, "1")), Err(io::Error::other("the spool"))];
    let mut copy = ResultCopy::new(Vec::new(), results.into_iter());
    let mut workbook = Workbook::read(file.as_slice()).unwrap();
    let bytes = workbook.file().unwrap();
    let rows = workbook.rows(&settings).unwrap();
    settings.run(rows, |update| copy.add(&update).map_err(|_| Error::Stopped)).unwrap();
    contains(&copy.finish(Some(bytes)).unwrap_err().to_string(), "the spool");
}

/// Returns the copy of a CSV file.
fn rows_with(text: &str, results: &[RowResult]) -> Result<String, PatchError> {
    let profile = Profile::default();
    let mut settings = settings(&profile);
    let mut output = Vec::new();
    let mut copy = ResultCopy::new(&mut output, results.iter().cloned().map(Ok));
    // Small chunks: the rows of a file are in many of them.
    settings.chunk_size = NonZero::new(64.max(text.len() / 100)).unwrap();
    let mut failed = Ok(());
    let ended = settings.run(Csv::new(text.as_bytes()), |update| {
        failed = copy.add(&update);
        if failed.is_ok() { Ok(()) } else { Err(Error::Stopped) }
    });
    failed?;
    ended.unwrap();
    assert_eq!(copy.finish(None)?, []);
    Ok(String::from_utf8(output).unwrap().strip_prefix('\u{feff}').unwrap().to_owned())
}

const HEADING: &str = "userId,callType,status,workNo,code,meaning,action";
const REFUSED: &str = r#"refused,,"100-002","The account exists; choose another one.","'=1+1""#;

#[test]
fn every_row_of_a_csv_file_gets_its_result() {
    let before = "userId,callType\r\n\"=u,1\", 1\r\n\r\n\"a\r\nb\",7\r\nu\r\n,\r\nv,0";
    let after = rows_with(before, &[created(2, "108"), refused(4), created(7, "109")]).unwrap();
    let expected = [
        HEADING,
        "\"=u,1\", 1,created,108,0,,",
        "",
        &format!("\"a\r\nb\",7,{REFUSED}"),
        "u,,,,,,",
        ",,,,,,",
        "v,0,created,109,0,,",
    ];
    assert_eq!(after, expected.join("\r\n"));
    // Most results of the second run are other ones.
    let again = rows_with(&after, &[refused(2), refused(4)]).unwrap();
    let expected = [
        HEADING,
        &format!("\"=u,1\", 1,{REFUSED}"),
        "",
        &format!("\"a\r\nb\",7,{REFUSED}"),
        "u,,,,,,",
        ",,,,,,",
        "v,0,,,,,",
    ];
    assert_eq!(again, expected.join("\r\n"));
}

#[test]
fn the_columns_of_an_earlier_run_are_found_where_a_person_moved_them() {
    let before = "status;workNo;code;meaning;action;userId;callType\ncreated;1;0;;;u;1\nx;y\n";
    let after = rows_with(before, &[created(2, "2")]).unwrap();
    assert_eq!(after, "userId;callType;status;workNo;code;meaning;action\nu;1;created;2;0;;\n;;;;;;\n");
}

#[test]
fn each_row_keeps_its_line_end_and_the_rows_above_the_heading_stay() {
    let after = rows_with("Title,\n\nuserId,callType\r\nu,1\nv,1\r\n\n", &[created(4, "1"), created(5, "2")]).unwrap();
    let expected = format!("Title,\n\n{HEADING}\r\nu,1,created,1,0,,\nv,1,created,2,0,,\r\n\n");
    assert_eq!(after, expected);
    assert_eq!(rows_with("userId,callType\n", &[]).unwrap(), format!("{HEADING}\n"));
}

#[test]
fn a_row_that_is_too_long_stays_as_it_is() {
    let long = format!("\"{}\"", "长".repeat(700_000));
    let before = format!("userId,callType\nu,1\n{long},1\nv,1\n");
    let after = rows_with(&before, &[created(2, "1"), refused(3), created(4, "2")]).unwrap();
    assert_eq!(after, format!("{HEADING}\nu,1,created,1,0,,\n{long},1\nv,1,created,2,0,,\n"));
}

/// Reads a copy of many rows back, and finds each result in its row.
#[test]
fn the_results_of_many_rows_are_read_back() {
    let count = 20_000;
    let rows: String = (2..count + 2).map(|row| format!("u{row},1\n")).collect();
    let results: Vec<RowResult> = (2..count + 2).map(|row| created(row, &row.to_string())).collect();
    let after = rows_with(&format!("userId,callType\n{rows}"), &results).unwrap();
    let mut lines = (1_u64..).zip(after.lines()).skip(1);
    assert!(lines.all(|(row, line)| line == format!("u{row},1,created,{row},0,,")));
    assert_eq!(after.lines().count(), usize::try_from(count).unwrap() + 1);
}
