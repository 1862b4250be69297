//! Marks in a user's own workbook: what is added, and that everything else stays.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use aicc_batch::{Csv, Error, KeyMembers, Settings, Workbook};
use aicc_core::{Language, Profile, interfaces};
use aicc_workbook::{AnnotatedCopy, CopyNote};
use common::{Parts, RELATIONSHIPS, SHEET, archive, contains, parts, parts_of, sheet_with, text};

/// Returns the copy of a workbook, and what is reported about it.
fn annotated_in(parts: &Parts, language: Language) -> (Parts, Vec<CopyNote>) {
    let (file, profile) = (archive(parts), Profile::default());
    let mut settings = Settings::new(&interfaces::AGENT_SETTINGS_CREATE, &profile);
    settings.key = KeyMembers::of(settings.interface);
    settings.limit = usize::MAX;
    let mut output = Vec::new();
    let mut copy = AnnotatedCopy::new(&mut output, language);
    let mut workbook = Workbook::read(file.as_slice()).unwrap();
    let bytes = workbook.file().unwrap();
    let ended = settings.run(workbook.rows(&settings).unwrap(), |update| copy.add(&update).map_err(|_| Error::Stopped));
    ended.unwrap();
    let notes = copy.finish(Some(bytes)).unwrap();
    (parts_of(&output), notes)
}

fn annotated(parts: &Parts) -> Parts {
    annotated_in(parts, Language::English).0
}

/// Returns a sheet with the columns `userId` and `callType` and these rows.
fn sheet(rows: &str) -> String {
    sheet_with("", rows, "<pageMargins/><tableParts/>")
}

/// The second record has a wrong value, the third one none.
fn rows() -> String {
    let user = text("u");
    format!(
        r#"<row r="2"><c r="A2" {user}<c r="B2"><v>1</v></c></row>
<row r="3"><c r="A3" {user}<c r="B3" s="1"><v>77</v></c></row><row r="4"/><row r="5"><c r="B5"><v>1</v></c></row>"#
    )
}

/// The sentences of the records.
const WRONG: &str = "callType must be “0”, “1” or “2”; it is “77”.";
const MISSING: &str = "userId is mandatory and is missing.";

#[test]
fn each_cell_with_a_finding_is_marked_and_nothing_else_changes() {
    let before = parts(&sheet(&rows()));
    let after = annotated(&before);
    let changed: Vec<&str> =
        before.iter().filter(|(name, part)| after[*name] != **part).map(|(name, _)| name.as_str()).collect();
    let expected = ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml", SHEET];
    assert_eq!(changed, expected);
    let sheet = &after[SHEET];
    // The row without findings, the empty row and the row of the heading keep their bytes up to the new cell.
    contains(sheet, &format!(r#"<row r="2"><c r="A2" {}<c r="B2"><v>1</v></c></row>"#, text("u")));
    contains(sheet, r#"</row><row r="4"/><row r="5">"#);
    contains(sheet, r#"<c r="C1" s="1" t="inlineStr"><is><t xml:space="preserve">aicc</t></is></c></row>"#);
    contains(
        sheet,
        r#"<c r="B3" s="2"><v>77</v></c><c r="C3" s="3" t="inlineStr"><is><t xml:space="preserve">callType"#,
    );
    // The missing value is a new cell.
    contains(sheet, r#"<row r="5"><c r="A5" s="3"/><c r="B5"><v>1</v></c><c r="C5" s="3" t="inlineStr">"#);
    contains(sheet, r#"<dimension ref="A1:C3"/><cols><col min="3" max="3" width="60" customWidth="1"/></cols>"#);
    contains(sheet, r#"r:id="rId2"/><tableParts/>"#);
}

#[test]
fn the_list_and_the_notes_have_the_sentences() {
    let after = annotated(&parts(&sheet(&rows())));
    contains(&after["xl/comments1.xml"], r#"<comment ref="B3" authorId="0">"#);
    contains(&after["xl/comments1.xml"], WRONG);
    contains(&after["xl/drawings/vmlDrawing1.vml"], "<x:Row>4</x:Row><x:Column>0</x:Column>");
    let list = &after["xl/worksheets/sheet2.xml"];
    contains(
        list,
        r#"<row r="2"><c r="A2"><v>3</v></c><c r="B2" t="inlineStr"><is><t xml:space="preserve">B3</t></is></c>"#,
    );
    contains(list, MISSING);
    contains(&after["xl/workbook.xml"], r#"name="aicc" sheetId="8""#);
}

#[test]
fn the_sentences_have_the_language_of_the_user() {
    let (after, _) = annotated_in(&parts(&sheet(&rows())), Language::Chinese);
    contains(&after["xl/worksheets/sheet2.xml"], "缺少必填项 userId。");
    contains(&after["xl/worksheets/sheet2.xml"], "违规");
}

#[test]
fn the_cells_of_a_sheet_with_prefixes_and_without_references_are_found() {
    let sheet = sheet(&rows())
        .replace(" r=\"", " x=\"")
        .replace("<row x=\"5\"", "<row r=\"5\"")
        .replace("<c x=\"B5\"", "<c r=\"B5\"");
    let prefixed = sheet.replace("</", "\0").replace('<', "<x:").replace('\0', "</x:").replace(" xmlns=", " xmlns:x=");
    let prefixed = prefixed.replace("</x:row>", "</x:row >").replace("</x:c>", "</x:c\n>");
    let after = annotated(&parts(&prefixed));
    contains(&after[SHEET], "<x:c x=\"B3\" s=\"2\"><x:v>77</x:v></x:c\n><x:c r=\"C3\" s=\"3\" t=\"inlineStr\"><x:is>");
    contains(&after[SHEET], r#"<x:c r="A5" s="3"/><x:c r="B5">"#);
    contains(&after[SHEET], "<x:legacyDrawing ");
}

#[test]
fn notes_of_a_person_stay() {
    let mut before = parts(
        &sheet(&rows()).replace("<tableParts/>", &format!(r#"<legacyDrawing xmlns:q="{RELATIONSHIPS}" q:id="rId2"/>"#)),
    );
    let comment = |cell: &str| format!(r#"<comment ref="{cell}" authorId="0"><text><t>mine</t></text></comment>"#);
    before.extend([
        (
            "xl/worksheets/_rels/sheet1.xml.rels".to_owned(),
            format!(
                r#"<Relationships><Relationship Id="rId1" Type="{RELATIONSHIPS}/comments" Target="../comments9.xml"/><Relationship Id="rId2" Type="{RELATIONSHIPS}/vmlDrawing" Target="../drawings/d.vml"/></Relationships>"#
            ),
        ),
        (
            "xl/comments9.xml".to_owned(),
            format!("<comments><authors><author>me</author></authors><commentList>{}{}</commentList></comments>", comment("A1"), comment("B3")),
        ),
        ("xl/drawings/d.vml".to_owned(), "<xml><v:shape id=\"_x0000_s1030\">theirs<br></v:shape></xml>".to_owned()),
    ]);
    let after = annotated(&before);
    let comments = &after["xl/comments9.xml"];
    contains(comments, "<author>me</author><author>aicc</author>");
    contains(comments, &format!("{}{}", comment("A1"), comment("B3")));
    contains(comments, r#"<comment ref="A5" authorId="1">"#);
    assert_eq!(comments.matches("ref=\"B3\"").count(), 1);
    contains(&after["xl/drawings/d.vml"], "theirs<br></v:shape>");
    contains(&after["xl/drawings/d.vml"], "_x0000_s1031");
    assert!(!after.contains_key("xl/drawings/vmlDrawing1.vml"));
    assert_eq!(annotated(&after), after);
}

#[test]
fn a_second_run_replaces_the_marks_of_the_first() {
    let once = annotated(&parts(&sheet(&rows())));
    assert_eq!(annotated(&once), once);
    // A person corrects the file: only the heading and the empty list stay.
    let mut corrected = once;
    let part = corrected.get_mut(SHEET).unwrap();
    *part = part
        .replace("<v>77</v>", "<v>1</v>")
        .replace(r#"<c r="A5" s="3"/>"#, &format!(r#"<c r="A5" s="3" {}"#, text("u")));
    let after = annotated(&corrected);
    assert!(!after[SHEET].contains("callType must"), "{}", after[SHEET]);
    contains(&after[SHEET], r#"<c r="B3" s="1"><v>1</v></c><c r="C3" s="0"/>"#);
    contains(&after[SHEET], r#"<c r="A5" s="0" t="inlineStr">"#);
    assert!(!after["xl/comments1.xml"].contains("<comment "));
    assert!(!after["xl/drawings/vmlDrawing1.vml"].contains("<v:shape "));
    assert_eq!(after["xl/worksheets/sheet2.xml"].matches("<row ").count(), 1);
}

#[test]
fn what_is_beside_the_table_stays() {
    let beside = rows().replace(r#"<v>77</v></c>"#, r#"<v>77</v></c><c r="C3"><f>1+1</f><v>2</v></c>"#);
    let merged = sheet(&beside).replace("<pageMargins/>", r#"<mergeCells><mergeCell ref="D2:E9"/></mergeCells>"#);
    let after = annotated(&parts(&merged));
    contains(&after[SHEET], r#"<c r="C3"><f>1+1</f><v>2</v></c><c r="F3" "#);
}

#[test]
fn a_workbook_with_a_signature_is_reported() {
    let mut before = parts(&sheet(&rows()));
    let origin = r#"<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>"#;
    let part = before.get_mut("_rels/.rels").unwrap();
    *part = part.replace("</Relationships>", origin);
    let (_, notes) = annotated_in(&before, Language::English);
    assert_eq!(notes, [CopyNote::Signature]);
}

#[test]
fn a_workbook_of_another_kind_is_refused() {
    let (file, profile) = (archive(&parts(&sheet(&rows()))), Profile::default());
    let settings = Settings::new(&interfaces::AGENT_SETTINGS_CREATE, &profile);
    let mut output = Vec::new();
    let mut copy = AnnotatedCopy::new(&mut output, Language::English);
    let mut workbook = Workbook::read(file.as_slice()).unwrap();
    let rows = workbook.rows(&settings).unwrap();
    settings.run(rows, |update| copy.add(&update).map_err(|_| Error::Stopped)).unwrap();
    // The reader has no file for workbooks of other kinds.
    contains(&copy.finish(None).unwrap_err().to_string(), "save the workbook as .xlsx");
    assert!(output.is_empty());
}

/// Returns the annotated copy of a CSV file.
fn annotated_rows(text: &str) -> String {
    let profile = Profile::default();
    let settings = Settings { limit: usize::MAX, ..Settings::new(&interfaces::AGENT_SETTINGS_CREATE, &profile) };
    let mut output = Vec::new();
    let mut copy = AnnotatedCopy::new(&mut output, Language::English);
    settings.run(Csv::new(text.as_bytes()), |update| copy.add(&update).map_err(|_| Error::Stopped)).unwrap();
    assert_eq!(copy.finish(None).unwrap(), []);
    String::from_utf8(output).unwrap()
}

#[test]
fn the_copy_of_a_csv_file_has_the_invalid_rows_with_their_reasons() {
    let wrong = "callType must be “0”, “1” or “2”; it is “7”.";
    let copy = annotated_rows("userId,callType\r\n\"=u,1\",1\r\n\"=u,1\", 7\r\n,0\r\nu\r\n");
    assert_eq!(
        copy,
        format!(
            "\u{feff}userId,callType,aicc\r\n\"=u,1\", 7,\"callType must be “0”, “1” or “2”; it is “ 7”.\"\r\n\
             ,0,\"{MISSING}\"\r\nu,,\"The row must have one cell for each of the 2 columns; it has 1.\"\r\n"
        )
    );
    // A person moves the column of marks and corrects one row.
    let moved = format!("aicc,userId,callType\n\"{MISSING}\",u,1\n\"{wrong}\",u,7\n");
    assert_eq!(annotated_rows(&moved), format!("\u{feff}userId,callType,aicc\nu,7,\"{wrong}\"\n"));
    assert_eq!(annotated_rows("userId\nu\n"), "\u{feff}userId,aicc\n");
    let short = annotated_rows("aicc,userId,callType\nx\n");
    assert!(short.ends_with("\n,,\"The row must have one cell for each of the 3 columns; it has 1.\"\n"), "{short}");
}

#[test]
fn no_reason_is_a_formula_and_a_quotation_mark_stays_in_its_cell() {
    let copy = annotated_rows("userId,callType\nu,\"=\"\"1\"\n");
    assert!(copy.ends_with("u,\"=\"\"1\",\"callType must be “0”, “1” or “2”; it is “=\"\"1”.\"\n"), "{copy}");
}

#[test]
fn the_copy_keeps_the_delimiter_and_the_rows_above_the_heading() {
    let copy = annotated_rows("New settings;\r\n\r\nuserId;callType\r\nu;1\r\n\"a;b\";7\r\n");
    assert_eq!(
        copy,
        "\u{feff}New settings;\r\n\r\nuserId;callType;aicc\r\n\
         \"a;b\";7;\"callType must be “0”, “1” or “2”; it is “7”.\"\r\n"
    );
    let copy = annotated_rows("sep=;\nuserId;callType\nu;7\n");
    assert_eq!(copy.lines().last().unwrap().split(';').next(), Some("u"));
    let again = annotated_rows(copy.trim_start_matches('\u{feff}'));
    assert_eq!(again, copy);
}

#[test]
fn the_copy_keeps_the_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let copy = annotated_rows(&["Title", "userId,callType", "u,7", "u,1", "u,8", ""].join(end));
        let lines: Vec<&str> = copy.split(end).collect();
        assert_eq!(lines.len(), 5, "{copy:?}");
        assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])), "{copy:?}");
        assert_eq!((lines[0], lines[1]), ("\u{feff}Title", "userId,callType,aicc"));
        assert!(lines[2].starts_with("u,7,\"") && lines[3].starts_with("u,8,\""), "{copy:?}");
        assert_eq!(annotated_rows(&copy), copy);
    }
}
