//! Where the values of findings are in a file.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::num::NonZeroUsize;

use aicc_batch::{BatchUpdate, Csv, JsonArray, JsonLines, Region, Settings, Source, Workbook};
use aicc_core::{Interface, Profile, interfaces};
use common::Drip;
use common::workbook::workbook;

const ACCOUNT: &Interface = &interfaces::AGENT_ACCOUNT_CREATE;
const SIGN_IN: &Interface = &interfaces::AGENT_SIGN_IN;

/// A finding: the line where its region begins, the rule, and the text in the region.
type Found = (u64, String, String);

/// Returns the text that an editor selects for a region.
fn selected(input: &str, region: Region) -> String {
    let input = input.strip_prefix('\u{FEFF}').unwrap_or(input);
    let (mut line, mut column, mut text) = (1, 1, String::new());
    let mut characters = input.chars().peekable();
    loop {
        let is_before_end = (line, column) < (region.end_line, region.end_column);
        let Some(character) = characters.next().filter(|_| is_before_end) else { return text };
        if (line, column) >= (region.line, region.column) {
            text.push(character);
        }
        column += 1;
        if character == '\n' || (character == '\r' && characters.peek() != Some(&'\n')) {
            (line, column) = (line + 1, 1);
        }
    }
}

/// Returns the findings of an input, and asserts that they are the same for every size of chunks.
fn found<'i, S: Source>(
    interface: &'static Interface,
    input: &'i [u8],
    source: impl Fn(Drip<'i>) -> S,
    maximum_size: usize,
) -> Vec<Found> {
    let profile = Profile { maximum_size, ..Profile::default() };
    let text = String::from_utf8_lossy(input);
    let found = |threads: usize, chunk_size: usize| {
        let mut found = Vec::new();
        let settings = Settings {
            threads: NonZeroUsize::new(threads).unwrap(),
            chunk_size: NonZeroUsize::new(chunk_size).unwrap(),
            ..Settings::new(interface, &profile)
        };
        let take = |update: BatchUpdate<'_>| {
            for record in &update.records {
                let regions = update.regions(record);
                assert_eq!(regions.len(), record.kept());
                assert_eq!(update.regions(&update.records[0]).len(), update.records[0].kept());
                assert_eq!(update.regions(record), regions);
                for (finding, region) in record.findings().zip(regions) {
                    let region = region.unwrap();
                    found.push((region.line, finding.rule().to_owned(), selected(&text, region)));
                }
            }
            Ok(())
        };
        settings.run(source(Drip(input, usize::MAX)), take).unwrap();
        found
    };
    let whole = found(1, 1 << 20);
    for chunk_size in 1..=input.len() + 1 {
        assert_eq!(found(1 + chunk_size % 2, chunk_size), whole, "chunks of {chunk_size}");
    }
    whole
}

fn expect(found: &[Found], expected: &[(u64, &str, &str)]) {
    let found: Vec<_> = found.iter().map(|(line, rule, text)| (*line, rule.as_str(), text.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_finding_about_a_row_has_the_region_of_its_cell() {
    let rows = "\u{FEFF}userName,userAccount,password,email,agentType,ccRoleId,skills/0/skillId,skills/1/skillId\r\n\
        王,wang.xm01,Demo#001,é@x,4,2,,\"seven\"\r\n\
        \r\n\
        \"a\r\nb\",\"\",Demo#001,\"x,\"\"y\",\"\n4\",2\r\n\
        \"a\nb\",wang.xm01,Demo#001,a@example.com,4,2,x,\r\
        W,Demo#001\n";
    let found = found(ACCOUNT, rows.as_bytes(), Csv::new, 1 << 20);
    expect(
        &found,
        &[
            (2, "format", "é@x"),
            (2, "type", "\"seven\""),
            (4, "csv", "\"a\r\nb\",\"\",Demo#001,\"x,\"\"y\",\"\n4\",2"),
            (8, "type", "x"),
            (8, "duplicateRecord", "wang.xm01"),
            (9, "csv", "W,Demo#001"),
        ],
    );
}

#[test]
fn a_missing_cell_has_its_place_and_a_missing_column_the_row() {
    let rows =
        "userName,,agentType,userAccount,password,email\n王,,5.5,\"\",Demo#001,a@example.com\n,,4,wang.xm01,Demo#001,b";
    let found = found(ACCOUNT, rows.as_bytes(), Csv::new, 1 << 20);
    let row = "王,,5.5,\"\",Demo#001,a@example.com";
    let second = ",,4,wang.xm01,Demo#001,b";
    expect(
        &found,
        &[
            (2, "required", "\"\""),
            (2, "enum", "5.5"),
            (2, "required", row),
            (3, "required", ""),
            (3, "format", "b"),
            (3, "required", second),
        ],
    );
}

#[test]
fn a_cell_with_a_list_is_the_region_of_each_text_in_it() {
    let rows = "userId,callNumber\nu,\"1,1234567890123456,3,12345678901234567\"\n";
    let found = found(&interfaces::AGENT_SETTINGS_CREATE, rows.as_bytes(), Csv::new, 1 << 20);
    let cell = "\"1,1234567890123456,3,12345678901234567\"";
    expect(&found, &[(2, "maxLength", cell), (2, "maxLength", cell)]);
}

#[test]
fn a_row_that_cannot_be_read_has_the_region_of_its_error() {
    let long = "x".repeat(80);
    let rows = [b"status,password\n4,\xC0\xEE\n9,\"a\"b\n".as_slice(), long.as_bytes(), b"\n9,a\n"].concat();
    let found = found(SIGN_IN, &rows, Csv::new, 40);
    // The two bytes that are not UTF-8 are one character each.
    expect(&found, &[(2, "syntax", "\u{FFFD}"), (3, "csv", "9,\"a\"b"), (4, "syntax", "x"), (5, "enum", "9")]);
}

#[test]
fn a_finding_about_json_has_the_region_of_its_value() {
    let lines = "\u{FEFF}{\"password\": \"王\", \"status\": 9, \"phonenum\" : [1, {}]}\r\n\
        \n\
        {\"status\": \"é\", \"a/b~\": {\"x\": 1}, \"status\": 4, \"p\\u0061ssword\": \"\"}\n\
        [1, 2] \n\
        {\"password\": \"王\", \"status\": 9,}\n\
        {\"password\": \"王\"";
    let found_in_lines = found(SIGN_IN, lines.as_bytes(), JsonLines::new, 1 << 20);
    let expected = [
        (1, "type", "[1, {}]"),
        (1, "enum", "9"),
        (3, "uniqueKeys", "\"é\""),
        (3, "type", "\"é\""),
        (3, "unknownMember", "{\"x\": 1}"),
        (4, "type", "[1, 2]"),
        (5, "syntax", "}"),
        (6, "syntax", ""),
    ];
    expect(&found_in_lines, &expected);
    let wrapped = "{\"requestParam\": {\"userAccount\": \"a\", \"skills\": [{\"skillId\": 1}, {\"agentWeight\": 0}]}}";
    let found = found(ACCOUNT, wrapped.as_bytes(), JsonLines::new, 1 << 20);
    let of_values: Vec<_> = found.into_iter().filter(|(_, rule, _)| rule != "required").collect();
    expect(&of_values, &[(1, "minLength", "\"a\""), (1, "minimum", "0")]);
}

#[test]
fn an_element_of_an_array_can_be_anywhere_in_a_line() {
    let array = "\u{FEFF} [{\"password\": \"王\", \"status\": 9},{\"status\":\n 9, \"password\": \"\"} , {\"status\": 4}, {\"a\n\": 1,\n \"password\": \"\"}  ,\
        {\"x\" \"password\"},   7 ";
    let found_in_array = found(SIGN_IN, array.as_bytes(), JsonArray::new, 1 << 20);
    expect(
        &found_in_array,
        &[
            (1, "enum", "9"),
            (2, "enum", "9"),
            (2, "required", "{\"status\": 4}"),
            (2, "syntax", "\n"),
            (4, "syntax", "\""),
            (4, "array", "7"),
        ],
    );
    let alone = "{\n  \"password\": \"\",\n  \"status\": [\n    9\n  ]\n}\n";
    expect(&found(SIGN_IN, alone.as_bytes(), JsonArray::new, 1 << 20), &[(3, "type", "[\n    9\n  ]")]);
}

#[test]
fn a_finding_about_a_workbook_has_the_name_of_its_cell() {
    let heading = |cell: &str, name: &str| format!(r#"<c r="{cell}" t="str"><v>{name}</v></c>"#);
    let names = [("B2", "password"), ("Z2", "status"), ("AA2", "agenttype"), ("XFD2", "ip")];
    let names: String = names.iter().map(|(cell, name)| heading(cell, name)).collect();
    let sheet = format!(
        r#"<worksheet><sheetData><row r="2">{names}</row>
        <row r="7"><c r="Z7"><v>9</v></c><c r="AA7"><v>9</v></c><c r="XFD7"><v>9</v></c></row>
        <row r="8"><c r="A8"><v>9</v></c><c r="Z8"><v>9</v></c></row></sheetData></worksheet>"#
    );
    let book = workbook(sheet.as_bytes(), "<sst/>".as_bytes());
    let (profile, mut found) = (Profile::default(), Vec::new());
    let take = |update: BatchUpdate<'_>| {
        for record in &update.records {
            assert_eq!(update.regions(record), vec![None; record.kept()]);
            found.extend(update.cells(record));
        }
        Ok(())
    };
    let mut book = Workbook::read(book.as_slice()).unwrap();
    let settings = Settings::new(SIGN_IN, &profile);
    settings.run(book.rows(&settings).unwrap(), take).unwrap();
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(found, [name("B7"), name("AA7"), name("Z7"), name("XFD7"), name("B8"), name("Z8")]);
}
