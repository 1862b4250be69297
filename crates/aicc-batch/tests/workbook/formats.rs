//! Workbooks of all formats, as other libraries write them: see `tests/workbooks/README.md`.

use std::io::Read;
use std::path::Path;

use aicc_batch::{BatchUpdate, ReadingNote, Settings, TableFormat, Workbook};
use aicc_core::{Language, Profile, interfaces};

use crate::common::binary_workbook::{wide, xls, xls_cell, xls_record, xls_text, xlsb, xlsb_record};
use crate::common::workbook::open_document;
use crate::common::{Drip, settings};

/// What a user sees of a workbook.
struct Checked {
    /// The cell or the row, the pointer, the rule and its params of each finding.
    findings: Vec<String>,
    reading: Vec<String>,
    /// The valid records.
    bodies: Vec<String>,
}

fn checked(workbook: &[u8]) -> Checked {
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, bodies: true, ..settings(&profile, 2, 64) };
    let (mut findings, mut bodies) = (Vec::new(), Vec::new());
    let take = |update: BatchUpdate<'_>| {
        for record in &update.records {
            let row = record.position.row.unwrap();
            for (finding, cell) in record.findings().zip(update.cells(record)) {
                let params = finding.params().into_iter().map(|(name, param)| format!(" {name}={param}"));
                let (place, params) = (cell.unwrap_or_else(|| row.to_string()), params.collect::<String>());
                findings.push(format!("{place} {} {}{params}", finding.pointer(), finding.rule()));
            }
        }
        bodies.extend(update.bodies.iter().map(|body| String::from_utf8(body.json.clone()).unwrap()));
        Ok(())
    };
    let mut book = Workbook::read(Drip(workbook, 1000)).unwrap();
    let counts = settings.run(book.rows(&settings).unwrap(), take).unwrap();
    let reading = counts.reading.iter().map(|note| note.message(Language::English)).collect();
    Checked { findings, reading, bodies }
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks").join(name)).unwrap()
}

/// The findings on the table of SheetJS.
const FINDINGS: &[&str] = &[
    "B5 /userAccount minLength minimum=6 actual=5",
    "D6 /password maxLength maximum=8 actual=10",
    "D6 /password characterClasses missing=uppercase, lowercase minimum=4 actual=2",
    "F6 /agentType enum allowed=4, 5, 11, 99 actual=9",
    "C7 /userName characters found='&<>",
    "F7 /agentType enum allowed=4, 5, 11, 99 actual=4.5",
    "G7 /ccRoleId enum allowed=2, 3, 4 actual=TRUE",
    "B8 /userAccount minLength minimum=6 actual=5",
    "H8 /phone cell reason=error",
];

#[test]
fn a_table_has_the_same_findings_in_each_format() {
    for name in ["sheetjs.xlsx", "sheetjs.xlsb", "sheetjs.xls", "sheetjs-biff5.xls", "sheetjs.ods"] {
        let checked = checked(&file(name));
        let expected: Vec<&str> = match name {
            // SheetJS writes dates as numbers here, and leaves out cells with errors.
            "sheetjs.ods" => {
                let others = FINDINGS.iter().filter(|finding| !finding.starts_with("D6") && !finding.starts_with("H8"));
                let mut expected: Vec<&str> = others.copied().collect();
                expected.insert(1, "D6 /password minLength minimum=8 actual=5");
                expected.insert(
                    2,
                    "D6 /password characterClasses missing=uppercase, lowercase, special minimum=4 actual=1",
                );
                expected
            }
            _ => FINDINGS.to_vec(),
        };
        assert_eq!(checked.findings, expected, "{name}");
        let reading = [
            "The records are on sheet 2, “Data”. Other sheets that look like tables are not read: Old.",
            "Row 3 names the columns. Rows above it that are not read: 1.",
        ];
        assert_eq!(checked.reading, reading, "{name}");
        // SheetJS does not write Chinese to workbooks of Excel 95.
        let user = if name == "sheetjs-biff5.xls" { "___" } else { "王小明" };
        let body = format!(
            r#"{{"userAccount":"wang.xm01","userName":"{user}","password":"Demo#001","email":"wang@example.com","agentType":4,"ccRoleId":2,"phone":"75512345678"}}"#
        );
        assert_eq!(checked.bodies, [body], "{name}");
    }
}

#[test]
fn hidden_rows_are_read_and_reported() {
    let account = "B5 /userAccount minLength minimum=6 actual=5";
    let agent_type = "F6 /agentType enum allowed=4, 5, 11, 99 actual=9";
    for (name, findings, hidden) in [
        ("xlwt.xls", [account, agent_type].as_slice(), "5"),
        ("odfpy.ods", &[account, agent_type, "H6 /phone cell reason=formula"], "5, 6"),
    ] {
        let checked = checked(&file(name));
        assert_eq!(checked.findings, findings, "{name}");
        let note = format!("Hidden rows are checked like visible rows. The hidden rows are: {hidden}.");
        assert_eq!(checked.reading[1], note, "{name}");
        assert!(checked.bodies[0].contains(r#""userName":"王小明""#), "{name}");
    }
    let many = ReadingNote::HiddenRows { rows: vec![2, 3], count: 9 };
    assert_eq!(
        many.message(Language::English),
        "Hidden rows are checked like visible rows. 9 rows are hidden, the first of them: 2, 3."
    );
    assert_eq!(many.message(Language::Chinese), "隐藏的行与可见的行一样检查。共有 9 行隐藏，其中前几行：第 2, 3 行。");
}

/// Returns the value of `userName` or its finding, for a cell in row 3 of a `.xls` workbook.
fn xls_value(cell: &[u8]) -> String {
    let cells = [xls_text(1, 4, "userName"), xls_text(1, 5, "email"), xls_text(2, 5, "x"), cell.to_vec()].concat();
    value(&checked(&xls(&[], &cells)))
}

fn value(checked: &Checked) -> String {
    let is_it = |finding: &&String| finding.contains("/userName");
    checked.findings.iter().find(is_it).cloned().unwrap_or_else(|| "it is valid".to_owned())
}

#[test]
fn values_of_old_workbooks() {
    let formula = |value: &[u8], flags: u16| xls_cell(0x0006, 2, 4, &[value, &flags.to_le_bytes(), &[0; 6]].concat());
    let special = |kind: u8, value: u8| [kind, 0, value, 0, 0, 0, 0xFF, 0xFF];
    let text = xls_record(0x0207, &[1, 0, 0, b'<']);
    let shared = xls_record(0x04BC, &[0; 10]);
    for (cell, expected) in [
        (xls_cell(0x0205, 2, 4, &[0x2A, 1]), "E3 /userName cell reason=error"),
        (xls_cell(0x0205, 2, 4, &[0x77, 1]), "E3 /userName cell reason=error"),
        (xls_cell(0x0205, 2, 4, &[1, 0]), "it is valid"),
        (formula(&special(2, 0x07), 0), "E3 /userName cell reason=error"),
        (formula(&special(3, 0), 0), "E3 /userName required"),
        (formula(&0_f64.to_le_bytes(), 1), "E3 /userName cell reason=formula"),
        (formula(&0_f64.to_le_bytes(), 0), "it is valid"),
        ([formula(&special(0, 0), 0), shared, text.clone()].concat(), "E3 /userName characters found=<"),
        (formula(&special(0, 0), 0), "E3 /userName cell reason=formula"),
        // Of two records for one cell, the last one counts.
        ([xls_text(2, 4, "<"), xls_text(2, 4, "Li")].concat(), "it is valid"),
    ] {
        assert_eq!(xls_value(&cell), expected, "{cell:X?}");
    }
}

#[test]
fn malformed_records_are_an_error() {
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, 1, 1) };
    let refused = |workbook: &[u8]| {
        let ended =
            Workbook::read(workbook).and_then(|mut book| settings.check(book.rows(&settings)?).map_err(Into::into));
        ended.unwrap_err().to_string()
    };
    let index = xls_cell(0x00FD, 2, 4, &7_u32.to_le_bytes());
    for cells in
        [index, xls_cell(0x0203, 2, 4, &[0; 7]), xls_record(0x0203, &[0]), xls_record(0x00BD, &[2, 0, 4, 0, 0])]
    {
        let workbook = xls(&[], &[xls_text(1, 4, "userName"), cells].concat());
        assert!(refused(&workbook).contains("malformed"), "{}", refused(&workbook));
    }
    assert!(refused(&xls(&xls_record(0x002F, &[0; 6]), &[])).ends_with("save it without a password"));
    let row = |number: u32| xlsb_record(0, &[&number.to_le_bytes(), [0; 13].as_slice()].concat());
    let cell =
        |kind: u16, column: u32, value: &[u8]| xlsb_record(kind, &[&column.to_le_bytes(), &[0; 4], value].concat());
    let name = cell(6, 0, &wide("userName"));
    for (cells, reason) in [
        ([row(0), name.clone(), row(0)].concat(), "its rows are not in order, or one occurs twice"),
        ([row(0), name.clone(), name.clone()].concat(), "row 1 of the sheet has cells that are not in order"),
        ([name.clone(), row(0)].concat(), "a cell is outside the rows"),
        ([row(1 << 20), name.clone()].concat(), "outside the 1,048,576 rows"),
        ([row(0), cell(6, 1 << 14, &wide("x"))].concat(), "outside the 1,048,576 rows"),
        ([row(0), name.clone(), row(1), cell(7, 0, &[9, 0, 0, 0])].concat(), "the cells of the sheet are malformed"),
        ([row(0), name.clone(), row(1), cell(5, 0, &[0; 7])].concat(), "the cells of the sheet are malformed"),
    ] {
        let message = refused(&xlsb([].as_slice(), cells.as_slice()));
        assert!(message.contains(reason), "{message}");
    }
}

#[test]
fn formulas_and_errors_of_binary_workbooks() {
    let row = |number: u32| xlsb_record(0, &[&number.to_le_bytes(), [0; 7].as_slice(), &[0x10, 0]].concat());
    let cell =
        |kind: u16, column: u32, value: &[u8]| xlsb_record(kind, &[&column.to_le_bytes(), &[0; 4], value].concat());
    let short = |kind: u16, value: &[u8]| xlsb_record(kind, &[&[0; 4], value].concat());
    let heading = [row(1), cell(1, 1, &[]), cell(6, 4, &wide("userName")), short(0x11, &wide("email"))].concat();
    for (cells, expected) in [
        (cell(0x0B, 4, &[0x2A]), "E3 /userName cell reason=error"),
        (cell(0x03, 4, &[0x77]), "E3 /userName cell reason=error"),
        ([cell(1, 3, &[]), short(0x0E, &[7])].concat(), "E3 /userName cell reason=error"),
        (cell(0x08, 4, &[wide("<"), vec![0; 9]].concat()), "E3 /userName characters found=<"),
        (cell(0x3E, 4, &[vec![1], wide("<"), vec![0; 9]].concat()), "E3 /userName characters found=<"),
        ([cell(0x0A, 4, &[1]), short(0x11, &wide("x"))].concat(), "it is valid"),
    ] {
        let checked = checked(&xlsb([].as_slice(), [heading.clone(), row(2), cells.clone()].concat().as_slice()));
        assert_eq!(value(&checked), expected, "{cells:X?}");
        assert_eq!(checked.reading, ["Hidden rows are checked like visible rows. The hidden rows are: 3."]);
    }
}

#[test]
fn texts_and_values_of_open_documents() {
    let content = |row: &str| {
        let cell = |text: &str| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        };
        let heading = cell("userName") + &cell("email");
        format!(
            r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"><table:table table:name="a">
            <table:table-row table:number-rows-repeated="7"><table:table-cell table:number-columns-repeated="99"/></table:table-row>
            <table:table-header-rows><table:table-row><table:table-cell/>{heading}</table:table-row></table:table-header-rows>
            <table:table-row><table:table-cell/>{row}<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>
            </table:table-row></table:table></office:document-content>"#
        )
    };
    let text = |inner: &str| format!(r#"<table:table-cell office:value-type="string">{inner}</table:table-cell>"#);
    for (cell, expected) in [
        (text("<text:p>a<text:span>&lt;</text:span></text:p>"), "B9 /userName characters found=<"),
        (text("<text:p>a<text:s text:c=\"30\"/>b</text:p>"), "B9 /userName maxLength maximum=20 actual=32"),
        (text("<text:p>a&amp;b</text:p>"), "B9 /userName characters found=&"),
        (text("<office:annotation><text:p>&lt;</text:p></office:annotation><text:p>a</text:p>"), "it is valid"),
        (
            r#"<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>"#
                .to_owned(),
            "B9 /userName cell reason=error",
        ),
        (r#"<table:table-cell table:formula="of:=1+1"/>"#.to_owned(), "B9 /userName cell reason=formula"),
        (r#"<table:table-cell office:value-type="float" office:value="4.0"><text:p>&lt;</text:p></table:table-cell>"#.to_owned(), "it is valid"),
        (r#"<table:table-cell office:value-type="date" office:date-value="2023-09-27T08:30:00"/>"#.to_owned(), "it is valid"),
    ] {
        assert_eq!(value(&checked(&open_document(content(&cell).as_bytes()))), expected, "{cell}");
    }
}

#[test]
fn the_content_decides_between_csv_and_workbooks() {
    let [as_csv, as_workbook] = [TableFormat::Csv, TableFormat::Workbook];
    let csv = b"userAccount,userName\nli.na,Li\n".as_slice();
    let utf_16 = b"u\0s\0e\0r\0".as_slice();
    let page = b"<html><table><tr><td>userAccount".as_slice();
    let (xlsx, xls) = (file("sheetjs.xlsx"), file("xlwt.xls"));
    for (content, of_csv, of_workbook) in [
        (csv, as_csv, as_csv),
        (&xlsx, as_workbook, as_workbook),
        (&xls, as_workbook, as_workbook),
        // What is not certain is read as its name says.
        (utf_16, as_csv, as_workbook),
        (page, as_csv, as_workbook),
        (b"", as_csv, as_workbook),
        (b"\xFF\xFEu\0s\0", as_csv, as_csv),
    ] {
        for (named, expected) in [(as_csv, of_csv), (as_workbook, of_workbook)] {
            let (found, mut reader) = named.by_content(Drip(content, 7)).unwrap();
            assert_eq!(found, expected, "{:?}", &content[..content.len().min(40)]);
            let mut read = Vec::new();
            reader.read_to_end(&mut read).unwrap();
            assert_eq!(read, content);
        }
    }
}
