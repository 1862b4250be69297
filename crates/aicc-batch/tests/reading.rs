//! How tables are read: the row that names the columns, the names, and the forms of values.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::{self, Read};
use std::num::NonZeroU32;
use std::sync::Arc;

use aicc_batch::{Arrow, BatchReport, Csv, Error, Settings, TableOptions, Workbook};
use aicc_core::spec::Interface;
use aicc_core::{ColumnOptions, Language, Profile, interfaces};
use arrow_array::{ArrayRef, StringArray, StructArray};
use common::workbook::workbook;
use common::{Drip, settings};

const CREATE: &Interface = &interfaces::AGENT_ACCOUNT_CREATE;
const HEADING: &str = "userAccount,userName,password,email,agentType,ccRoleId";
const AGENT: &str = "wang.xm01,Wang,Demo#001,wang@example.com,4,2";

/// Returns the report on an input, and asserts that it is the same for every size of chunks and reads and number of threads.
fn checked(input: &str, table: &TableOptions) -> BatchReport {
    let profile = Profile::default();
    let check = |threads, chunk_size, read| {
        let table = table.clone();
        let settings = Settings { interface: CREATE, table, advice: false, ..settings(&profile, threads, chunk_size) };
        settings.check(Csv::new(Drip(input.as_bytes(), read))).unwrap()
    };
    let whole = check(1, 1 << 20, usize::MAX);
    for threads in [1, 3] {
        for chunk_size in [1, 7, 50, 300] {
            for read in [1, 50] {
                assert_eq!(check(threads, chunk_size, read), whole, "chunks of {chunk_size}, reads of {read}");
            }
        }
    }
    whole
}

fn refused(input: &str, table: &TableOptions) -> Error {
    let profile = Profile::default();
    let settings = Settings { interface: CREATE, table: table.clone(), ..settings(&profile, 1, 1 << 20) };
    settings.check(Csv::new(input.as_bytes())).unwrap_err().error
}

/// Returns the sentences of the notes.
fn notes(report: &BatchReport) -> Vec<String> {
    report.counts.reading.iter().map(|note| note.message(Language::English)).collect()
}

/// Returns row and rule of each finding.
fn found(report: &BatchReport) -> Vec<(u64, String)> {
    let records = report.records.iter();
    let findings = records.flat_map(|record| {
        record.findings().map(|finding| (record.position.row.unwrap(), finding.rule().to_owned())).collect::<Vec<_>>()
    });
    findings.collect()
}

fn heading_row(row: u32) -> TableOptions {
    TableOptions { heading_row: NonZeroU32::new(row), ..TableOptions::default() }
}

fn columns(columns: ColumnOptions) -> TableOptions {
    TableOptions { columns, ..TableOptions::default() }
}

#[test]
fn the_plain_form_is_read_without_a_note() {
    let report = checked(&format!("{HEADING}\n{AGENT}\n"), &TableOptions::default());
    assert_eq!((report.counts.records, report.counts.valid, notes(&report)), (1, 1, vec![]));
}

#[test]
fn titles_above_the_heading_are_skipped_and_reported() {
    let input = format!("New agents,,,,,\n\nPlease fill in: email, phone\n{HEADING}\n{AGENT}\nx,,,,,\n");
    let report = checked(&input, &TableOptions::default());
    assert_eq!(report.counts.records, 2);
    // A row counts as in a spreadsheet: titles and blank rows, too.
    assert!(found(&report).iter().all(|(row, _)| *row == 6), "{:?}", found(&report));
    assert_eq!(notes(&report), ["Row 4 names the columns. Rows above it that are not read: 2."]);
    let chinese = report.counts.reading[0].message(Language::Chinese);
    assert_eq!(chinese, "第 4 行是列名，其上方有 2 行未读取。");
    assert_eq!(report.counts.reading[0].code(), "headingRow");
}

#[test]
fn the_row_with_the_most_names_is_the_heading() {
    // Two words of the instruction are names of columns.
    let report = checked(&format!("userName,email\n{HEADING}\n{AGENT}\n"), &TableOptions::default());
    assert_eq!((report.counts.records, report.counts.valid), (1, 1));
    // The first one at a tie: the second row is a record like all others.
    let report = checked(&format!("{HEADING}\n{HEADING}\n{AGENT}\n"), &TableOptions::default());
    assert_eq!((report.counts.records, report.counts.valid), (2, 1));
}

#[test]
fn the_options_choose_the_heading() {
    let input = format!("{HEADING}\n{HEADING}\n{AGENT}\n");
    let report = checked(&input, &heading_row(2));
    assert_eq!((report.counts.records, report.counts.valid), (1, 1));
    assert_eq!(notes(&report), ["Row 2 names the columns. Rows above it that are not read: 1."]);
    // The choice also says what is above the heading.
    let report = checked(&format!("{AGENT}\n{HEADING}\n{AGENT}\n"), &heading_row(2));
    assert_eq!((report.counts.records, report.counts.valid), (1, 1));
    for row in [4, 5, 1000] {
        let error = refused(&format!("{HEADING}\n{AGENT}\n\n\n"), &heading_row(row));
        assert!(matches!(error, Error::NoHeadingRow { .. }), "{error:?}");
        assert!(error.to_string().starts_with(&format!("row {row} cannot name the columns")), "{error}");
    }
    let error = refused(&format!("{HEADING}\n{AGENT}\n"), &heading_row(2));
    assert!(matches!(error, Error::NoHeading { .. }), "{error:?}");
    assert!(!error.to_string().contains("Demo#001"));
}

#[test]
fn a_record_above_the_heading_is_an_error() {
    // Somebody sorted the rows together with the heading.
    let other = AGENT.replace("01", "02");
    let input = format!("x,,,,,\n{AGENT}\n{other}\n{HEADING}\n{AGENT}\n");
    let error = refused(&input, &TableOptions::default());
    assert!(matches!(error, Error::RecordAboveHeading { row: 2, heading: 4 }), "{error:?}");
    assert!(error.to_string().starts_with("row 2 can be read as a record, but is above row 4"), "{error}");
    assert!(error.message(Language::Chinese).contains("第 2 行"));
    assert!(!error.to_string().contains("wang"));
}

#[test]
fn an_input_without_a_heading_says_how_many_rows_were_searched() {
    let error = refused(&format!("{AGENT}\n\n{AGENT}\n"), &TableOptions::default());
    assert_eq!(
        error.to_string(),
        "a row must name the columns, but none of the first rows names a column of agentAccount/create (rows that were searched: 2)"
    );
    assert!(error.hint(Language::English).unwrap().contains("userAccount, userName"));
    assert!(refused("\n,,\n", &TableOptions::default()).to_string().starts_with("the table is empty"));
    // Only the first rows are searched.
    let input = format!("{}{HEADING}\n{AGENT}\n", "x\n".repeat(50));
    assert!(matches!(refused(&input, &TableOptions::default()), Error::NoHeading { rows: 50, .. }));
    assert_eq!(checked(&input, &heading_row(51)).counts.valid, 1);
    // A misspelled name is shown, and what it may mean.
    let error = refused("usrAccount,pasword\na,b\n", &TableOptions::default());
    assert!(error.hint(Language::English).unwrap().starts_with("Did you mean userAccount?"), "{error}");
}

#[test]
fn unknown_columns_are_skipped_and_reported_once() {
    let input = format!("Department,{HEADING},aicc\nSales,{AGENT},ok\n,{AGENT},\nHR,{AGENT}\n");
    let report = checked(&input, &TableOptions::default());
    assert_eq!((report.counts.records, report.counts.valid), (3, 2));
    // A row that is too short may lack any of its cells.
    assert_eq!(found(&report), [(4, "csv".to_owned())]);
    let codes: Vec<&str> = report.counts.reading.iter().map(|note| note.code()).collect();
    assert_eq!(codes, ["unknownColumn"]);
    assert!(notes(&report)[0].contains("Department"), "{:?}", notes(&report));
    let ignored = ColumnOptions { ignored: vec!["department".to_owned()], ..ColumnOptions::default() };
    let codes: Vec<_> = checked(&input, &columns(ignored)).counts.reading.iter().map(|note| note.code()).collect();
    assert_eq!(codes, ["ignoredColumn"]);
    let strict = ColumnOptions { strict: true, ..ColumnOptions::default() };
    assert!(matches!(refused(&input, &columns(strict)), Error::Column(_)));
}

#[test]
fn only_the_first_unknown_columns_are_listed() {
    let with_unknown = |count: usize| {
        let numbered = |text: &str| (1..=count).map(|number| format!("{text} {number},")).collect::<String>();
        let rows = format!("{}{HEADING},Last\n{}{AGENT},x\n", numbered("Extra"), numbered("x"));
        let report = checked(&rows, &TableOptions::default());
        (report.counts.reading.iter().map(|note| note.code()).collect::<Vec<_>>(), notes(&report))
    };
    let (codes, sentences) = with_unknown(19);
    assert_eq!(codes, ["unknownColumn"; 20]);
    assert!(sentences[18].contains("“Extra 19”"), "{sentences:?}");
    let (codes, sentences) = with_unknown(39);
    assert_eq!((codes.len(), codes[20]), (21, "otherUnknownColumns"));
    assert!(sentences[19].contains("“Extra 20”"), "{sentences:?}");
    assert_eq!(sentences[20], "20 more columns are unknown and are skipped.");
}

#[test]
fn a_single_name_that_the_caller_chose_is_found_below_a_title() {
    let names = vec![("Login".to_owned(), "userAccount".to_owned())];
    let table = columns(ColumnOptions { names, ..ColumnOptions::default() });
    let input = "New agents,,\nlogin *,Department,City\nwang.xm01,Sales,Shenzhen\n";
    let report = checked(input, &table);
    assert_eq!(
        (report.counts.records, notes(&report)[0].as_str()),
        (1, "Row 2 names the columns. Rows above it that are not read: 1.")
    );
    let report = checked_sheet(&["New agents", "Login,Department,City", "wang.xm01,Sales,Shenzhen"], &table).unwrap();
    assert_eq!(report.counts.records, 1);
    // Without the choice, it can be a word of an instruction.
    let unchosen = input.replace("login *", "userAccount");
    assert!(matches!(refused(&unchosen, &TableOptions::default()), Error::NoHeading { rows: 3, .. }));
}

#[test]
fn a_finding_belongs_to_the_cell_of_its_column() {
    let input = format!("Department,{HEADING}\nSales,{}\n", AGENT.replace(",4,", ",5x,"));
    let profile = Profile::default();
    let settings = Settings { interface: CREATE, ..settings(&profile, 1, 1 << 20) };
    let mut columns = Vec::new();
    let take = |update: aicc_batch::BatchUpdate<'_>| {
        columns.extend(update.records.iter().flat_map(|record| update.regions(record)));
        Ok(())
    };
    settings.run(Csv::new(input.as_bytes()), take).unwrap();
    let line = input.lines().nth(1).unwrap();
    let start = u64::try_from(line.find("5x").unwrap() + 1).unwrap();
    assert_eq!(columns[0].map(|region| (region.line, region.column)), Some((2, start)));
}

#[test]
fn headings_in_other_spellings_name_their_members() {
    let names = vec![("Login".to_owned(), "userAccount".to_owned())];
    let table = columns(ColumnOptions { names, ..ColumnOptions::default() });
    let input = format!("Login,座席名称,PASSWORD *,E-mail,agent type,ccRoleId\n{AGENT}\n");
    let report = checked(&input, &table);
    assert_eq!((report.counts.records, report.counts.valid), (1, 1));
    let params: Vec<_> = report.counts.reading.iter().map(|note| note.params()).collect();
    let members: Vec<String> = params.iter().map(|params| params[2].1.to_string()).collect();
    assert_eq!(members, ["userAccount", "userName", "password", "email", "agentType"]);
}

#[test]
fn values_in_other_forms_are_reported_once_for_each_column() {
    let row = |role: &str, kind: &str| AGENT.replace(",4,2", &format!(",{kind},{role}"));
    let rows = [row("2.0", "4"), row("2", "音频座席"), row("3.0", "audio agent"), row("2", "nonsense")];
    let report = checked(&format!("{HEADING}\n{}\n", rows.join("\n")), &TableOptions::default());
    assert_eq!((report.counts.valid, found(&report)), (3, vec![(5, "enum".to_owned())]));
    let expected = [
        "Values of “agentType” that are read by their label: 2, such as “音频座席” as 4.",
        "Values of “ccRoleId” that are read as integers: 2, such as “2.0” as 2.",
    ];
    assert_eq!(notes(&report), expected);
    let codes: Vec<&str> = report.counts.reading.iter().map(|note| note.code()).collect();
    assert_eq!(codes, ["labelValues", "integerValues"]);
}

/// Fails after its text.
struct Broken<'i>(&'i [u8]);

impl Read for Broken<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() { Err(io::Error::other("broken")) } else { self.0.read(buffer) }
    }
}

#[test]
fn records_before_an_error_are_checked_although_the_heading_is_still_searched() {
    let input = format!("New agents\n{HEADING}\n{AGENT}\n{AGENT}\n");
    let profile = Profile::default();
    for chunk_size in [1, 50, 1 << 20] {
        let settings = Settings { interface: CREATE, ..settings(&profile, 1, chunk_size) };
        let failure = settings.check(Csv::new(Broken(input.as_bytes()))).unwrap_err();
        assert!(matches!(failure.error, Error::Read(_)), "{:?}", failure.error);
        assert_eq!(failure.before.counts.records, 2, "chunks of {chunk_size}");
        assert_eq!(failure.before.counts.reading.len(), 1);
    }
}

#[test]
fn the_rows_above_the_heading_go_to_both_outputs() {
    let input = format!("New agents\n\n{HEADING}\n{AGENT}\nx,,,,,\n");
    let profile = Profile::default();
    for chunk_size in [1, 20, 1 << 20] {
        let (mut valid, mut invalid) = (Vec::new(), Vec::new());
        let settings = Settings { interface: CREATE, ..settings(&profile, 2, chunk_size) };
        settings.split(Csv::new(input.as_bytes()), &mut valid, &mut invalid).unwrap();
        let head = format!("New agents\n\n{HEADING}\n");
        assert_eq!(String::from_utf8(valid).unwrap(), format!("{head}{AGENT}\n"));
        assert_eq!(String::from_utf8(invalid).unwrap(), format!("{head}x,,,,,\n"));
    }
}

/// Returns a worksheet of texts. Empty texts have no cell.
fn sheet(rows: &[&str]) -> Vec<u8> {
    let mut xml = String::new();
    for (index, row) in rows.iter().enumerate() {
        let number = index + 1;
        xml += &format!("<row r=\"{number}\">");
        for (column, text) in row.split(',').enumerate().filter(|(_, text)| !text.is_empty()) {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            xml += &format!("<c r=\"{letter}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        }
        xml += "</row>";
    }
    workbook(format!("<worksheet><sheetData>{xml}</sheetData></worksheet>").as_bytes(), "<sst/>".as_bytes())
}

fn checked_sheet(rows: &[&str], table: &TableOptions) -> Result<BatchReport, Error> {
    let profile = Profile::default();
    let settings = Settings { interface: CREATE, table: table.clone(), advice: false, ..settings(&profile, 1, 1) };
    Ok(settings.check(Workbook::read(sheet(rows).as_slice())?.rows(&settings)?)?)
}

#[test]
fn the_heading_of_a_workbook_is_found_as_that_of_a_text() {
    let shifted = |row: &str| format!(",Sales,{row}");
    let heading = format!(",Department,{HEADING}");
    let (agent, broken) = (shifted(AGENT), shifted(&AGENT.replace(",4,", ",6,")));
    let rows = ["New agents", "", &heading, &agent, "", &broken];
    let report = checked_sheet(&rows, &TableOptions::default()).unwrap();
    assert_eq!((report.counts.records, found(&report)), (2, vec![(6, "enum".to_owned())]));
    let codes: Vec<&str> = report.counts.reading.iter().map(|note| note.code()).collect();
    assert_eq!(codes, ["headingRow", "unknownColumn"]);
    let position = report.counts.reading[1].params()[0].1.to_string();
    assert_eq!(position, "2", "a column counts as in a spreadsheet");
    let error = checked_sheet(&[AGENT, HEADING, AGENT], &TableOptions::default()).unwrap_err();
    assert!(matches!(error, Error::RecordAboveHeading { row: 1, heading: 2 }), "{error:?}");
    assert_eq!(checked_sheet(&[AGENT, HEADING, AGENT], &heading_row(2)).unwrap().counts.valid, 1);
}

#[test]
fn a_data_frame_of_texts_has_the_same_headings_and_values() {
    let column = |name: &str, values: [&str; 2]| {
        let values: ArrayRef = Arc::new(StringArray::from(values.to_vec()));
        (name.to_owned(), values)
    };
    let table = [
        column("座席账号", ["wang.xm01", "li.na001"]),
        column("userName", ["Wang", "Li"]),
        column("Department", ["Sales", ""]),
        column("password", ["Demo#001", "Demo#002"]),
        column("E-mail", ["w@example.com", "l@example.com"]),
        column("agentType", ["audio agent", "4"]),
        column("ccRoleId", ["2.0", "2"]),
    ];
    let fields: Vec<(&str, ArrayRef)> = table.iter().map(|(name, values)| (name.as_str(), values.clone())).collect();
    let array: ArrayRef = Arc::new(StructArray::try_from(fields).unwrap());
    let profile = Profile::default();
    let settings = Settings { interface: CREATE, texts_are_cells: true, ..settings(&profile, 2, 1) };
    let report = settings.check(Arrow::new([Ok(array.slice(0, 1)), Ok(array.slice(1, 1))])).unwrap();
    assert_eq!((report.counts.records, report.counts.valid), (2, 2));
    let codes: Vec<&str> = report.counts.reading.iter().map(|note| note.code()).collect();
    assert_eq!(codes, ["renamedColumn", "unknownColumn", "renamedColumn", "labelValues", "integerValues"]);
}
