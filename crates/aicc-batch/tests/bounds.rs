//! Memory does not grow with the input. The tests count the bytes that one thread holds at any moment.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic_in_result_fn,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::{self, Cursor, Read};
use std::iter;
use std::num::NonZeroUsize;
use std::sync::Arc;

use aicc_batch::{
    Arrow, BatchReport, Csv, Error, JsonArray, JsonLines, Settings, TableOptions, Workbook, decompressed,
};
use aicc_core::{Columns, Interface, Profile, interfaces};
use arrow_array::{ArrayRef, ListArray, NullArray, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use common::binary_workbook::{compound, varint, wide, xls, xls_cell, xls_record, xls_text, xlsb, xlsb_record};
use common::workbook::{archive, open_document, workbook, workbook_with_styles};
use common::{INVALID, VALID};
use flate2::Compression;
use flate2::write::GzEncoder;

const MEBIBYTE: u64 = 1 << 20;

/// The maximum size of a record, and the size of a chunk, in these tests.
const SMALL: usize = 1 << 16;

/// The memory for the largest record, a chunk, their findings, the window of a decompressor, and the first 256 KiB of the input.
const FLAT: u64 = MEBIBYTE + (256 << 10);

/// Repeats a text up to a number of bytes, without holding it in memory.
struct Repeated {
    text: Vec<u8>,
    left: usize,
    at: usize,
}

impl Repeated {
    fn new(text: &str, bytes: usize) -> Self {
        Self { text: text.repeat(4096).into_bytes(), left: bytes, at: 0 }
    }
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = &self.text[self.at..];
        let length = buffer.len().min(rest.len()).min(self.left);
        buffer[..length].copy_from_slice(&rest[..length]);
        self.left -= length;
        self.at = (self.at + length) % self.text.len();
        Ok(length)
    }
}

fn settings<'p>(interface: &'static Interface, profile: &'p Profile) -> Settings<'p> {
    let chunk_size = NonZeroUsize::new(SMALL).unwrap();
    Settings { threads: NonZeroUsize::MIN, limit: 100, chunk_size, ..Settings::new(interface, profile) }
}

fn profile() -> Profile {
    Profile { maximum_size: SMALL, ..Profile::default() }
}

/// Returns the report of a run, and asserts that it holds at most `most` bytes at any moment.
fn within<E: Into<Error>>(most: u64, run: impl FnOnce() -> Result<BatchReport, E>) -> Result<BatchReport, Error> {
    let mut report = None;
    let counted = allocation_counter::measure(|| report = Some(run()));
    assert!(counted.bytes_max <= most, "{} bytes held, more than {most}", counted.bytes_max);
    report.unwrap().map_err(Into::into)
}

fn message(ended: Result<BatchReport, impl std::error::Error>) -> String {
    ended.unwrap_err().to_string()
}

const INTERFACE: &Interface = &interfaces::AGENT_INFO_QUERY;

#[test]
fn a_file_of_any_size() {
    let profile = profile();
    for size in [1, 4] {
        let lines = Repeated::new(&format!("{VALID}\n{INVALID}\n"), size << 20);
        let report = within(FLAT, || settings(INTERFACE, &profile).check(JsonLines::new(lines))).unwrap();
        assert!(report.counts.invalid > 20_000);
    }
}

#[test]
fn a_table_in_another_encoding_of_any_size() {
    let profile = profile();
    for size in [1, 4] {
        let heading = "userAccount,userName\n".as_bytes();
        // The second byte of each letter is not a character in Shift-JIS: the worst case, since each place is noted.
        let bytes = Repeated::new("agent001,àà\n", size << 20);
        let table = TableOptions { encoding: Some(encoding_rs::SHIFT_JIS), ..TableOptions::default() };
        // Accounts that are compared with each other have a bound of their own.
        let settings = Settings { table, advice: false, ..settings(&interfaces::AGENT_ACCOUNT_CREATE, &profile) };
        let report = within(2 * FLAT, || settings.check(Csv::new(heading.chain(bytes)))).unwrap();
        assert!(report.counts.by_rule["syntax"] > 20_000);
    }
}

/// Far larger than the maximum size of a record.
const LONG: usize = 4 << 20;

#[test]
fn a_line_without_an_end() {
    let profile = profile();
    let (line, element, row) = (Repeated::new("x", LONG), Repeated::new("[[", LONG), Repeated::new("x", LONG));
    let row = "accountCode\n\"".as_bytes().chain(row);
    let settings = settings(INTERFACE, &profile);
    for report in [
        within(FLAT, || settings.check(JsonLines::new(line))),
        within(FLAT, || settings.check(JsonArray::new(element))),
        within(FLAT, || settings.check(Csv::new(row))),
    ] {
        let counts = report.unwrap().counts;
        assert_eq!((counts.records, counts.invalid), (1, 1));
    }
}

#[test]
fn rows_of_very_many_cells() {
    let profile = profile();
    let settings = settings(INTERFACE, &profile);
    let heading = Repeated::new("accountCode,", LONG);
    assert!(within(FLAT, || settings.check(Csv::new(heading))).is_err());
    let rows = "accountCode\n".as_bytes().chain(Repeated::new(",", LONG));
    let records = within(4 * FLAT, || settings.check(Csv::new(rows))).unwrap().counts.records;
    assert_eq!(records, 1, "it is too large to see that it is blank");
    let account = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings };
    let names: Vec<String> = (0..2_000).map(|index| format!("skills/{index}/skillId")).collect();
    let table = format!("{}\n1{}\n", names.join(","), ",".repeat(names.len() - 1));
    let report = within(4 * FLAT, || account.check(Csv::new(table.as_bytes()))).unwrap();
    assert_eq!(report.counts.by_rule["required"], 6);
}

#[test]
fn columns_far_apart() {
    let names = ["skills/0/skillId", "skills/18446744073709551615/skillId"];
    assert!(Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &names).is_err());
}

/// Returns a gzip file with a thousandth of the size of its text.
fn gzip_bomb(text: &str, bytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    io::copy(&mut Repeated::new(text, bytes), &mut encoder).unwrap();
    encoder.finish().unwrap()
}

/// Returns a zstd file of zeros, in blocks of one byte and a length.
fn zstd_bomb(blocks: usize) -> Vec<u8> {
    const BLOCK: u32 = 128 << 10;
    let header = |is_last: bool| (BLOCK << 3 | 1 << 1 | u32::from(is_last)).to_le_bytes();
    // A magic number, no content size and no checksum, and a window of 128 KiB.
    let mut bomb = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 7 << 3];
    for block in 1..=blocks {
        bomb.extend(&header(block == blocks)[..3]);
        bomb.push(0);
    }
    bomb
}

#[test]
fn decompression_bombs() {
    let profile = profile();
    let settings = settings(INTERFACE, &profile);
    for (bomb, records) in
        [(gzip_bomb("\0", LONG), 1), (gzip_bomb("{\n", 1 << 18), 1 << 17), (zstd_bomb(LONG / (128 << 10)), 1)]
    {
        let report = within(FLAT, || settings.check(JsonLines::new(decompressed(bomb.as_slice()).unwrap()))).unwrap();
        assert_eq!((report.counts.records, report.counts.invalid), (records, records));
    }
}

#[test]
fn a_window_that_no_file_needs() {
    // The window of a frame is 2^41 bytes.
    let frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 31 << 3, 1, 0, 0];
    let ended = within(MEBIBYTE, || {
        let profile = profile();
        settings(INTERFACE, &profile).check(JsonLines::new(decompressed(frame.as_slice()).map_err(Error::Read)?))
    });
    assert!(matches!(ended, Err(Error::Read(_))));
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn text_cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

const HEADING: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>accountCode</t></is></c></row>"#;
const NO_TEXTS: &str = r#"<sst count="0" uniqueCount="0"></sst>"#;

fn check_workbook(workbook: &[u8], most: u64) -> Result<BatchReport, Error> {
    let profile = profile();
    let settings = settings(INTERFACE, &profile);
    within(most, || settings.check(Workbook::read(workbook)?.rows(&settings)?))
}

#[test]
fn a_workbook_is_read() {
    let rows = format!("{HEADING}<row r=\"2\">{}</row>", text_cell("A2", "li.na"));
    let report = check_workbook(&workbook(sheet(&rows).as_bytes(), NO_TEXTS.as_bytes()), MEBIBYTE).unwrap();
    assert_eq!((report.counts.records, report.counts.valid), (1, 1));
}

#[test]
fn a_row_of_a_workbook_is_no_larger_than_a_body() {
    let long = "x".repeat(1 << 16);
    let cells: String = (b'B'..=b'Z').map(|column| text_cell(&format!("{}2", char::from(column)), &long)).collect();
    let rows = format!("{HEADING}<row r=\"2\">{cells}</row><row r=\"3\">{}</row>", text_cell("A3", "li.na"));
    let report = check_workbook(&workbook(sheet(&rows).as_bytes(), NO_TEXTS.as_bytes()), FLAT).unwrap();
    assert_eq!((report.counts.valid, report.counts.by_rule["syntax"]), (1, 1));
    assert_eq!(report.records[0].position.row, Some(2));
}

#[test]
fn a_text_in_a_cell_is_no_larger_than_a_cell() {
    let runs = |text: &'static str| {
        let before = format!(r#"<worksheet><sheetData>{HEADING}<row r="2"><c r="A2" t="inlineStr"><is>"#);
        Cursor::new(before)
            .chain(Repeated::new(text, 12 << 20))
            .chain("</is></c></row></sheetData></worksheet>".as_bytes())
    };
    // A text of 12 MiB in one piece or in many, and other content of that size.
    let comment =
        Cursor::new("<worksheet><!--").chain(Repeated::new("x>", 12 << 20)).chain("--></worksheet>".as_bytes());
    let whole = Cursor::new(format!(r#"<worksheet><sheetData>{HEADING}<row r="2"><c r="A2" t="str"><v>"#))
        .chain(Repeated::new("x", 12 << 20))
        .chain("</v></c></row></sheetData></worksheet>".as_bytes());
    let workbooks = [
        workbook(runs("<r><t>x</t></r>"), NO_TEXTS.as_bytes()),
        workbook(whole, NO_TEXTS.as_bytes()),
        workbook(comment, NO_TEXTS.as_bytes()),
    ];
    for workbook in workbooks {
        let ended = message(check_workbook(&workbook, 32 * MEBIBYTE));
        assert!(ended.contains("a cell of more than 8 MiB: shorten"), "{ended}");
    }
}

#[test]
fn a_workbook_that_unpacks_to_very_much() {
    let styles = "<styleSheet><cellXfs>".as_bytes().chain(Repeated::new("<xf/>", 5 << 20));
    let workbook = workbook_with_styles(sheet(HEADING).as_bytes(), NO_TEXTS.as_bytes(), styles);
    let ended = check_workbook(&workbook, MEBIBYTE);
    assert_eq!(
        message(ended),
        "the workbook cannot be read: what styles.xml unpacks to, with the parts before it, is more than 4 MiB; save the sheet as CSV"
    );
}

#[test]
fn a_workbook_with_a_false_count() {
    for count in ["18446744073709551615", "1000000000000", "1e9", ""] {
        let texts =
            format!(r#"<!-- <sst uniqueCount="1"> --><sst count="1" uniqueCount="{count}"><si><t>x</t></si></sst>"#);
        let ended = check_workbook(&workbook(sheet(HEADING).as_bytes(), texts.as_bytes()), MEBIBYTE);
        assert_eq!(message(ended), "the workbook cannot be read: the number of its texts is wrong");
    }
}

#[test]
fn a_text_in_very_many_cells() {
    let texts = format!(r#"<sst uniqueCount="1"><si><t>{}</t></si></sst>"#, "x".repeat(1 << 20));
    let rows: String =
        (2..2000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#)).collect();
    let workbook = workbook(sheet(&format!("{HEADING}{rows}")).as_bytes(), texts.as_bytes());
    let ended = check_workbook(&workbook, 8 * FLAT);
    assert_eq!(
        message(ended),
        "the workbook cannot be read: the text of all its cells is more than 1024 MiB; save the sheet as CSV"
    );
}

#[test]
fn cells_where_no_sheet_has_them() {
    for (rows, reason) in [
        (
            r#"<row r="9"><c r="A9"><v>1</v></c></row><row r="8"><c r="A8"><v>1</v></c></row>"#,
            "its rows are not in order, or one occurs twice",
        ),
        (
            r#"<row r="2"><c r="XFE2"><v>1</v></c></row>"#,
            "it has a cell outside the 1,048,576 rows of 16,384 cells of a sheet",
        ),
        (
            r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#,
            "it has a cell outside the 1,048,576 rows of 16,384 cells of a sheet",
        ),
    ] {
        let ended = check_workbook(&workbook(sheet(&format!("{HEADING}{rows}")).as_bytes(), NO_TEXTS.as_bytes()), FLAT);
        assert_eq!(message(ended), format!("the workbook cannot be read: {reason}"));
    }
}

#[test]
fn hostile_cells_end_in_a_result() {
    let cells = [
        r#"<c r="ZZZZZZZZZZZZ99999999999999"><v>1</v></c>"#,
        r#"<c r=""><v>1</v></c>"#,
        r#"<c r="2A"><v>1</v></c>"#,
        r#"<c r="A0"><v>1</v></c>"#,
        r#"<c r="A2" t="s"><v>7</v></c>"#,
        r#"<c r="A2" t="s"><v>-1</v></c>"#,
        r#"<c r="A2"><v>1e999</v></c>"#,
        r#"<c r="A2" s="4294967296"><v>1</v></c>"#,
        r#"<c r="A2" t="e"><v>x</v></c>"#,
        r#"<c r="A2" t="d"><v>x</v></c>"#,
        "<c",
    ];
    for cell in cells {
        let rows = format!("{HEADING}<row r=\"2\">{cell}</row>");
        let workbook = workbook(sheet(&rows).as_bytes(), NO_TEXTS.as_bytes());
        // There is no limit on the memory of a panic inside the library.
        check_workbook(&workbook, u64::MAX).map_or_else(drop_error, |report| assert!(report.counts.records <= 1));
    }
}

#[test]
fn old_workbooks_whose_numbers_ask_for_memory() {
    let heading = xls_text(0, 0, "accountCode");
    // The first and the last cell of a sheet, and a stated size of 2^32 rows.
    let size = xls_record(0x0200, &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0]);
    let corners = [size, heading.clone(), xls_text(u16::MAX, 0, "li.na")].concat();
    assert_eq!(check_workbook(&xls(&[], &corners), FLAT).unwrap().counts.valid, 1);
    // A text of 64 KiB in many cells.
    let part = |length: usize| xls_record(0x003C, &[vec![0], vec![b'x'; length]].concat());
    let head = xls_record(0x00FC, &[[0; 8].as_slice(), &u16::MAX.to_le_bytes(), &[0]].concat());
    let texts = [head, part(8000).repeat(8), part(1535)].concat();
    let cells: Vec<u8> = (1..20_000).flat_map(|row| xls_cell(0x00FD, row, 0, &[0; 4])).collect();
    let ended = message(check_workbook(&xls(&texts, &[heading.clone(), cells].concat()), 8 * FLAT));
    assert!(ended.contains("the text of all its cells is more than 1024 MiB"), "{ended}");
    // Many sheets with the same cells.
    let many_cells: Vec<u8> = (1..20_000).flat_map(|row| xls_text(row, 0, "x")).collect();
    let mut book = xls(&[], &[heading, many_cells].concat());
    assert!(check_workbook(&book, 8 * FLAT).is_ok());
    // Each of these numbers leads to a circle of sectors, or out of the file.
    for place in [48, 60, 68, 76, 512, 516, 1024 + 116, 1024 + 128 + 116, 1024 + 128 + 120] {
        for number in [0_u32, 1, 2, 3, 0x7FFF_FFFF, 0xFFFF_FFF0] {
            let old: [u8; 4] = book[place..place + 4].try_into().unwrap();
            book[place..place + 4].copy_from_slice(&number.to_le_bytes());
            check_workbook(&book, 8 * FLAT).map_or_else(drop_error, drop);
            book[place..place + 4].copy_from_slice(&old);
        }
    }
}

#[test]
fn binary_workbooks_whose_numbers_ask_for_memory() {
    let row = |number: u32| xlsb_record(0, &[&number.to_le_bytes(), [0; 13].as_slice()].concat());
    let cell = |kind: u16, value: &[u8]| xlsb_record(kind, &[&[0; 8], value].concat());
    let heading = [row(0), cell(6, &wide("accountCode"))].concat();
    // A record of 256 MiB, of which nothing follows.
    let huge = [heading.clone(), varint(6), varint((1 << 28) - 1)].concat();
    let ended = message(check_workbook(&xlsb([].as_slice(), huge.as_slice()), FLAT));
    assert!(ended.contains("a cell of more than 8 MiB: shorten"), "{ended}");
    let cut = [heading.clone(), varint(6), varint(8 << 20)].concat();
    assert!(message(check_workbook(&xlsb([].as_slice(), cut.as_slice()), FLAT)).ends_with("it breaks off"));
    // A text in many cells.
    let text = xlsb_record(0x13, &[vec![0], wide(&"x".repeat(60_000))].concat());
    let cells: Vec<u8> = (1..20_000).flat_map(|number| [row(number), cell(7, &[0; 4])].concat()).collect();
    let ended = message(check_workbook(&xlsb(text.as_slice(), [heading, cells].concat().as_slice()), 8 * FLAT));
    assert!(ended.contains("the text of all its cells is more than 1024 MiB"), "{ended}");
    let styles = Repeated::new("\0", 5 << 20);
    let book = archive([
        ("xl/workbook.bin", Box::new([].as_slice()) as Box<dyn Read>),
        ("xl/styles.bin", Box::new(styles) as Box<dyn Read>),
    ]);
    assert!(message(check_workbook(&book, MEBIBYTE)).contains("what styles.bin unpacks to"));
}

#[test]
fn open_documents_that_repeat() {
    const BEFORE: &str = r#"<x xmlns:table="t" xmlns:text="x" xmlns:office="o"><table:table table:name="a">
        <table:table-row><table:table-cell office:value-type="string"><text:p>accountCode</text:p></table:table-cell></table:table-row>"#;
    let document = |rows: &str| open_document(format!("{BEFORE}{rows}</table:table></x>").as_bytes());
    let cell = |attributes: &str| {
        format!(
            r#"<table:table-cell office:value-type="string" {attributes}><text:p>li.na</text:p></table:table-cell>"#
        )
    };
    let empty = r#"<table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295"/></table:table-row>"#;
    assert_eq!(check_workbook(&document(empty), FLAT).unwrap().counts.records, 0);
    let some = format!(r#"<table:table-row table:number-rows-repeated="1000">{}</table:table-row>"#, cell(""));
    assert_eq!(check_workbook(&document(&some), FLAT).unwrap().counts.valid, 1000);
    let across =
        format!("<table:table-row>{}</table:table-row>", cell(r#"table:number-columns-repeated="4294967295""#));
    let down = format!(r#"<table:table-row table:number-rows-repeated="4294967295">{}</table:table-row>"#, cell(""));
    for rows in [across, down] {
        let ended = message(check_workbook(&document(&rows), FLAT));
        assert!(ended.contains("it repeats more cells than the limit, 16,777,216"), "{ended}");
    }
    let far = format!(
        r#"<table:table-row table:number-rows-repeated="1048575"/><table:table-row>{}</table:table-row>"#,
        cell("")
    );
    assert!(message(check_workbook(&document(&far), FLAT)).contains("outside the 1,048,576 rows"));
    let spaces = r#"<table:table-row><table:table-cell><text:p><text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>"#;
    assert!(message(check_workbook(&document(spaces), FLAT)).contains("a cell of more than 8 MiB: shorten"));
    let long = Cursor::new(format!("{BEFORE}<table:table-row><table:table-cell><text:p>"))
        .chain(Repeated::new("x", 12 << 20))
        .chain("</text:p></table:table-cell></table:table-row></table:table></x>".as_bytes());
    assert!(
        message(check_workbook(&open_document(long), 32 * MEBIBYTE)).contains("a cell of more than 8 MiB: shorten")
    );
}

#[test]
fn hostile_workbooks_end_in_a_result() {
    let parts = |name: &'static str, content: &'static [u8]| archive([(name, Box::new(content) as Box<dyn Read>)]);
    for workbook in [
        compound("EncryptedPackage", &[0; 4096]),
        compound("Workbook", &[0xFF; 4096]),
        compound("Book", &xls_record(0x0809, &[])),
        parts("content.xml", b"<table:table table:name=\"a\">"),
        parts("content.xml", b"<a><b></a>&x;"),
        parts("xl/workbook.bin", b"\x9C\x01\x02\0\0"),
        parts("encrypted-package", b""),
    ] {
        check_workbook(&workbook, 4 * FLAT).map_or_else(drop_error, drop);
    }
}

fn drop_error(error: Error) {
    assert!(matches!(error, Error::Workbook(_)), "{error}");
}

fn one_column(name: &str, column: ArrayRef) -> ArrayRef {
    let field = Field::new(name, column.data_type().clone(), true);
    Arc::new(StructArray::from(vec![(Arc::new(field), column)]))
}

#[test]
fn lists_that_take_no_memory() {
    let profile = profile();
    let nulls = i32::MAX;
    let list = |field: Field| {
        let values: ArrayRef = Arc::new(NullArray::new(usize::try_from(nulls).unwrap()));
        Arc::new(ListArray::new(Arc::new(field), OffsetBuffer::new(vec![0, nulls].into()), values, None)) as ArrayRef
    };
    let wide = settings(&interfaces::AGENT_SETTINGS_CREATE, &profile);
    let table = one_column("callNumber", list(Field::new("item", DataType::Null, true)));
    let report = within(FLAT, || wide.check(Arrow::new(iter::once(Ok(table))))).unwrap();
    assert_eq!(report.counts.by_rule["syntax"], 1);
    // An unknown member is not read.
    let inner = one_column("x", list(Field::new("item", DataType::Null, true)));
    let skills = ListArray::new(
        Arc::new(Field::new("item", inner.data_type().clone(), true)),
        OffsetBuffer::new(vec![0, 1].into()),
        inner,
        None,
    );
    let account = settings(&interfaces::AGENT_ACCOUNT_CREATE, &profile);
    let table = one_column("skills", Arc::new(skills));
    let report = within(FLAT, || account.check(Arrow::new(iter::once(Ok(table))))).unwrap();
    assert_eq!(report.counts.by_rule["unknownMember"], 1);
}

#[test]
fn huge_texts_in_arrow_data() {
    let profile = profile();
    let long = "'".repeat(LONG);
    let texts: ArrayRef = Arc::new(StringArray::from(vec![long.as_str(); 4]));
    let account = settings(&interfaces::AGENT_ACCOUNT_CREATE, &profile);
    for (array, rule) in [(Arc::clone(&texts), "syntax"), (one_column("userName", texts), "characters")] {
        let report = within(FLAT, || account.check(Arrow::new(iter::once(Ok(array))))).unwrap();
        assert_eq!(report.counts.by_rule[rule], 4);
    }
}

#[test]
fn deeply_nested_types() {
    let profile = profile();
    let nested = |depth| {
        let text: ArrayRef = Arc::new(StringArray::from(vec!["x"]));
        let column = (1..depth).fold(text, |column, _| one_column("x", column));
        let account = settings(&interfaces::AGENT_ACCOUNT_CREATE, &profile);
        account.check(Arrow::new(iter::once(Ok(one_column("userName", column)))))
    };
    assert_eq!(nested(127).unwrap().counts.by_rule["type"], 1);
    for depth in [128, 250] {
        assert_eq!(message(nested(depth)), "the column “userName” is nested more than 127 deep: leave it out");
    }
}
