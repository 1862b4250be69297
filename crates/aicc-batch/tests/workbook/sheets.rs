//! Which sheet of a workbook is read.

use std::num::NonZeroU32;

use aicc_batch::{BatchReport, Error, Settings, SheetChoice, TableOptions, Workbook};
use aicc_core::{Language, Profile, interfaces};

use crate::common::settings;
use crate::common::workbook::{text_row, workbook_of_sheets};

type Sheet<'s> = (&'s str, bool, &'s str);

fn check(sheets: &[Sheet<'_>], sheet: Option<SheetChoice>) -> Result<BatchReport, Error> {
    let profile = Profile::default();
    let table = TableOptions { sheet, ..TableOptions::default() };
    let settings = Settings { interface: &interfaces::AGENT_SETTINGS_CREATE, table, ..settings(&profile, 1, 64) };
    Ok(settings.check(Workbook::read(workbook_of_sheets(sheets).as_slice())?.rows(&settings)?)?)
}

/// Returns the number of records on the sheet that is read, and the sentences about the choice of the sheet.
fn read(sheets: &[Sheet<'_>], sheet: Option<SheetChoice>) -> (u64, Vec<String>) {
    let counts = check(sheets, sheet).unwrap().counts;
    let notes = counts.reading.iter().filter(|note| note.code() == "sheet");
    (counts.records, notes.map(|note| note.message(Language::English)).collect())
}

fn refused(sheets: &[Sheet<'_>], sheet: Option<SheetChoice>) -> [String; 2] {
    let error = check(sheets, sheet).unwrap_err();
    [error.message(Language::English), error.message(Language::Chinese)]
}

/// Returns a table with this number of records, from cell C5 on.
fn table(records: u32) -> String {
    let heading = text_row(5, b'C', &["userId", "callType", "callNumber"]);
    heading + &(6..6 + records).map(|row| text_row(row, b'C', &["u", "1"])).collect::<String>()
}

fn guide() -> String {
    text_row(1, b'A', &["How to fill in the table"]) + &text_row(2, b'A', &["userId", "The identity of the agent"])
}

fn name(name: &str) -> Option<SheetChoice> {
    Some(SheetChoice::Name(name.to_owned()))
}

fn number(number: u32) -> Option<SheetChoice> {
    NonZeroU32::new(number).map(SheetChoice::Number)
}

#[test]
fn the_sheet_with_the_most_names_is_read() {
    let (guide, two, three) = (guide(), table(2), table(3));
    assert_eq!(read(&[("Data", false, &two)], None), (2, vec![]));
    // A single sheet is read, also if it is hidden.
    assert_eq!(read(&[("Data", true, &two)], None), (2, vec![]));
    assert_eq!(read(&[("Data", false, &two), ("Lists", false, "")], None), (2, vec![]));
    let note = "The records are on sheet 2, “Data”.";
    assert_eq!(read(&[("Lists", false, ""), ("Data", false, &two)], None), (2, vec![note.to_owned()]));
    assert_eq!(read(&[("Guide", false, &guide), ("Data", false, &two)], None), (2, vec![note.to_owned()]));
    let note = "The records are on sheet 1, “May”. Other sheets that look like tables are not read: June.";
    assert_eq!(read(&[("May", false, &two), ("June", false, &three)], None), (2, vec![note.to_owned()]));
}

#[test]
fn a_visible_sheet_is_before_a_hidden_one_and_our_own_marks_are_not_read() {
    let (two, three) = (table(2), table(3));
    let note = "The records are on sheet 2, “New”. Other sheets that look like tables are not read: Old.";
    assert_eq!(read(&[("Old", true, &three), ("New", false, &two)], None), (2, vec![note.to_owned()]));
    let note = "The records are on sheet 2, “New”.";
    assert_eq!(read(&[("aicc", false, &three), ("New", false, &two)], None), (2, vec![note.to_owned()]));
}

#[test]
fn the_options_choose_a_sheet() {
    let (two, three) = (table(2), table(3));
    let sheets = [("May", false, two.as_str()), ("June", true, &three)];
    for choice in [name("June"), number(2)] {
        assert_eq!(read(&sheets, choice), (3, vec![]));
    }
    let [english, chinese] = refused(&sheets, name("July\u{1b}"));
    assert_eq!(english, "the workbook cannot be read: it has no sheet “July\\u{1b}”; its sheets are “May”, “June”");
    assert_eq!(chinese, "无法读取工作簿：它没有工作表 “July\\u{1b}”；其工作表为 “May”, “June”");
    assert!(refused(&sheets, number(3))[0].contains("it has no sheet 3; its sheets are “May”, “June”"));
}

#[test]
fn a_sheet_whose_name_is_a_number_is_before_the_sheet_at_this_position() {
    let (two, three) = (table(2), table(3));
    let choice = |number: u32| Some(SheetChoice::NameOrNumber(number.to_string(), NonZeroU32::new(number).unwrap()));
    let years = [("2025", false, two.as_str()), ("2026", false, &three), ("1", false, &three)];
    assert_eq!(read(&years, choice(2026)), (3, vec![]));
    assert_eq!(read(&years, choice(1)), (3, vec![]));
    assert_eq!(read(&years, number(1)), (2, vec![]));
    assert_eq!(read(&[("May", false, &two), ("June", false, &three)], choice(2)), (3, vec![]));
    assert!(refused(&years, choice(2027))[0].contains("it has no sheet 2027; its sheets are “2025”, “2026”, “1”"));
}

#[test]
fn the_guide_of_a_template_is_not_a_table_beside_the_records() {
    let two = table(2);
    let row = |row| text_row(row, b'A', &["1", "User ID", "yes", "text", "userId"]);
    let guide = row(1) + &row(2);
    for name in ["Guide", "填写说明"] {
        assert_eq!(read(&[("Data", false, &two), (name, false, &guide)], None), (2, vec![]), "{name}");
        let note = "The records are on sheet 2, “Data”.".to_owned();
        assert_eq!(read(&[(name, false, &guide), ("Data", true, &two)], None), (2, vec![note]), "{name}");
    }
    // A table of a user with this name is one.
    let note = "The records are on sheet 1, “Data”. Other sheets that look like tables are not read: Guide.".to_owned();
    assert_eq!(read(&[("Data", false, &two), ("Guide", false, &two)], None), (2, vec![note]));
    assert_eq!(read(&[("Guide", false, &two), ("Lists", false, "")], None), (2, vec![]));
}

#[test]
fn the_error_names_what_is_on_each_sheet() {
    let (notes, broken) = (text_row(1, b'A', &["S3cret!"]) + &text_row(2, b'A', &["x"]), r#"<row r="x"/>"#);
    let [english, chinese] = refused(&[("Notes", false, &notes), ("Lists", true, ""), ("Broken", false, broken)], None);
    assert_eq!(
        english,
        "the workbook cannot be read: none of its sheets has a row that names columns of agentsettings/create: “Notes” does not \
         name one in the rows that were searched (2); “Lists” is empty; “Broken” cannot be read"
    );
    assert_eq!(
        chinese,
        "无法读取工作簿：其各工作表中都没有 agentsettings/create 的列名行：“Notes”在已查找的 2 行中没有列名；“Lists”为空；“Broken”无法读取"
    );
    // The error about the only sheet with cells says more.
    let close = text_row(1, b'A', &["userIdd", "x"]);
    let [english, _] = refused(&[("Lists", false, ""), ("Data", false, &close)], None);
    assert!(english.contains("userIdd"), "{english}");
    assert!(refused(&[], None)[0].contains("it has no sheet with cells"));
}
