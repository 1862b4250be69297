//! The cells of `.xlsx` workbooks, and files that are not workbooks.

use aicc_batch::{BatchReport, Csv, Error, JsonLines, Settings, Workbook};
use aicc_core::{Param, Profile, interfaces};

use crate::common;
use crate::common::workbook::{workbook, workbook_with_styles};

/// Columns `userId`, `callType` and `callNumber`.
const HEADING: &str =
    r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>"#;
const TEXTS: &str =
    "<sst><si><t>userId</t></si><si><t>callType</t></si><si><t>callNumber</t></si><si><t>u</t></si></sst>";

fn report(rows: &str) -> Result<BatchReport, Error> {
    let sheet = format!("<worksheet><sheetData>{HEADING}{rows}</sheetData></worksheet>");
    let workbook = workbook(sheet.as_bytes(), TEXTS.as_bytes());
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_SETTINGS_CREATE, ..common::settings(&profile, 2, 1) };
    Ok(settings.check(Workbook::read(workbook.as_slice())?.rows(&settings)?)?)
}

/// Returns row, pointer, rule and params of each finding.
fn found(rows: &str) -> Vec<String> {
    let report = report(rows).unwrap();
    let findings = report.records.iter().flat_map(|record| {
        record.findings().map(|finding| {
            let params: Vec<String> = finding.params().iter().map(|(name, param)| format!("{name}={param}")).collect();
            format!("{} {} {} {}", record.position.row.unwrap(), finding.pointer(), finding.rule(), params.join(" "))
        })
    });
    findings.collect()
}

#[test]
fn a_cell_without_a_value_is_a_violation_at_its_member() {
    // The library does not know all of these errors.
    for error in ["#N/A", "#DIV/0!", "#SPILL!", "#CALC!", ""] {
        let rows = format!(
            r#"<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="e"><v>{error}</v></c></row>
               <row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3"><v>1</v></c></row>"#
        );
        let expected: &[&str] = if error.is_empty() { &[] } else { &["2 /callType cell reason=error"] };
        assert_eq!(found(&rows), expected, "{error}");
    }
}

#[test]
fn a_formula_counts_as_its_stored_value() {
    let rows = r#"
        <row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>
        <row r="3"><c r="A3"><f>1+1</f></c><c r="B3"><f>2</f><v/></c><c r="D3"><f>2</f><v></v></c></row>
        <row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"#;
    let expected = [
        "3 /callType cell reason=formula",
        "3 /userId cell reason=formula",
        "3 /callNumber cell reason=formula",
        "4 /userId cell reason=error",
    ];
    assert_eq!(found(rows), expected);
}

#[test]
fn blank_rows_and_columns_without_names_are_skipped() {
    let rows = r#"
        <row r="2"/>
        <row r="4"><c r="A4" t="inlineStr"><is><t xml:space="preserve">  </t></is></c><c r="B4" s="1"/></row>
        <row r="5"><c r="A5" t="s"><v>3</v></c><c r="C5" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>
        <row r="6"><c r="A6" t="s"><v>3</v></c></row>"#;
    assert_eq!((found(rows), report(rows).unwrap().counts.reading.len()), (vec![], 0));
    assert_eq!(report(rows).unwrap().counts.records, 2);
}

#[test]
fn a_cell_beside_the_table_is_an_unknown_column_and_no_record() {
    let rows = r#"
        <row r="2"><c r="A2" t="s"><v>3</v></c><c r="C2" t="s"><v>3</v></c><c r="F2" t="s"><v>3</v></c></row>
        <row r="3"><c r="F3" t="s"><v>3</v></c></row>
        <row r="4"><c r="A4" t="s"><v>3</v></c><c r="F4" t="e"><v>#N/A</v></c></row>
        <row r="6"><c r="G6" t="s"><v>3</v></c></row>"#;
    let report = report(rows).unwrap();
    assert_eq!((report.counts.records, report.counts.valid), (2, 2));
    let notes: Vec<_> = report.counts.reading.iter().map(|note| (note.code(), note.params())).collect();
    let note = |position| ("unknownColumn", vec![("position", Param::Integer(position))]);
    assert_eq!(notes, [note(3), note(6), note(7)]);
}

#[test]
fn content_that_the_format_does_not_allow_is_an_error() {
    for (rows, reason) in [
        (r#"<row r="2"><c r="A2" t="s"><v>-1</v></c></row>"#, "not a number"),
        (r#"<row r="2"><c r="A2" t="s"><v>18446744073709551616</v></c></row>"#, "not a number"),
        (r#"<row r="2"><c r="A2" t="s"><v>1.9</v></c></row>"#, "not a number"),
        (r#"<row r="2"><c r="A2" t="s"><v>x</v></c></row>"#, "not a number"),
        (r#"<row r="2"><c r="A2" t="s"><v>&#51;</v></c></row>"#, "not a number"),
        (r#"<row r="2"><c r="A2" t="s"><v>4</v></c></row>"#, "it is damaged, or it has a part that is not supported"),
        (r#"<row r="1"><c r="A1" t="s"><v>3</v></c></row>"#, "occurs twice"),
        (r#"<row r="3"/><row r="2"><c r="A2" t="s"><v>3</v></c></row>"#, "not in order"),
        (r#"<row r="4294967298"><c r="A4294967298" t="s"><v>3</v></c></row>"#, "row"),
        (r#"<row r="2"><c r="A4294967298" t="s"><v>3</v></c></row>"#, "row 2 of the sheet"),
        (r#"<row r="2"><c r="A3" t="s"><v>3</v></c></row>"#, "a cell of another row"),
        (r#"<row r="2"><c r="B2" t="s"><v>3</v></c><c r="A2" t="s"><v>3</v></c></row>"#, "not in order"),
        (r#"<row r="2"><c r="A2" t="s"><v>3</v></c><c r="A2" t="s"><v>3</v></c></row>"#, "twice"),
        (r#"<row r="2"><c r="XFE2" t="s"><v>3</v></c></row>"#, "outside the 1,048,576 rows of 16,384 cells"),
        (r#"<row r="1048577"><c r="A1048577" t="s"><v>3</v></c></row>"#, "outside the 1,048,576 rows of 16,384 cells"),
        (r#"<row r="0"><c r="A0" t="s"><v>3</v></c></row>"#, "not in order"),
        (r#"<c r="A2" t="s"><v>3</v></c>"#, "a cell of another row"),
    ] {
        let message = report(rows).unwrap_err().to_string();
        assert!(message.starts_with("the workbook cannot be read: ") && message.contains(reason), "{rows}: {message}");
    }
}

#[test]
fn a_number_outside_the_dates_stays_a_number() {
    let rows = r#"<row r="2"><c r="A2" s="1"><v>45000</v></c><c r="B2" s="1"><v>13800138000</v></c></row>"#;
    let sheet = format!("<worksheet><sheetData>{HEADING}{rows}</sheetData></worksheet>");
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let workbook = workbook_with_styles(sheet.as_bytes(), TEXTS.as_bytes(), styles.as_bytes());
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_SETTINGS_CREATE, ..common::settings(&profile, 1, 1) };
    let report = settings.check(Workbook::read(workbook.as_slice()).unwrap().rows(&settings).unwrap()).unwrap();
    let finding = report.records[0].findings().next().unwrap();
    assert_eq!((finding.pointer().as_str(), finding.params()[1].1.to_string().as_str()), ("/callType", "13800138000"));
}

#[test]
fn cells_without_references_follow_each_other() {
    let rows = r#"<row><c t="s"><v>3</v></c><c><v>7</v></c></row><row r="4"><c r="B4"><v>1</v></c></row>"#;
    let expected = ["2 /callType enum allowed=0, 1, 2 actual=7", "4 /userId required "];
    let found: Vec<String> = found(rows).iter().map(|line| line.replace(['“', '”'], "")).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_error_for_another_file_says_what_it_is_and_what_to_do() {
    let refused = |bytes: &[u8]| Workbook::read(bytes).err().unwrap().to_string();
    for (bytes, reason) in [
        (
            b"".as_slice(),
            "it is not a workbook, or it is damaged: open it in Excel or LibreOffice, and save it as .xlsx",
        ),
        (b"PK\x03\x04", "it is not a workbook"),
        (b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "it is not a workbook"),
        (b"%PDF-1.7\n\x00\x01", "it is not a workbook"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "it is malformed"),
        (b"userId,callType\nu,1\n", "it is text, such as CSV, with the name of a workbook: read it in the format csv"),
        (b"\xFF\xFEu\0s\0", "it is text, such as CSV"),
        (b"\n <html><table><tr><td>userId</td></tr></table>", "it is a web page (HTML) or other markup"),
        (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", "it is a web page (HTML) or other markup"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "it is a web page (HTML) or other markup"),
        (
            br#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#,
            "it is an XML spreadsheet of 2003",
        ),
        (b"\x09\x08\x10\0", "it is not a workbook"),
        (b"\x09\x04\x06\0\0\0\x10\0", "it is a workbook of Excel 4 or older"),
    ] {
        let message = refused(bytes);
        assert!(message.starts_with(&format!("the workbook cannot be read: {reason}")), "{bytes:?}: {message}");
    }
}

#[test]
fn a_workbook_is_recognized_by_the_readers_of_texts() {
    let workbook = workbook("<worksheet/>".as_bytes(), TEXTS.as_bytes());
    let profile = Profile::default();
    for ended in [
        common::settings(&profile, 1, 1).check(Csv::new(workbook.as_slice())),
        common::settings(&profile, 1, 1).check(JsonLines::new(workbook.as_slice())),
    ] {
        assert!(ended.unwrap_err().to_string().contains("read it in the format workbook"));
    }
}
