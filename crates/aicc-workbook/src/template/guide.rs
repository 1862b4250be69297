//! The sheet that explains every row of the page.

use aicc_core::spec::{Array, Field, Kind, Object};
use aicc_core::{Columns, Language, Wording};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::template::data::set_up_print;
use crate::template::definition::Template;
use crate::template::example::example;
use crate::template::messages::{RowTexts, values_of_list, yes_or_no};
use crate::template::style::{Style, width};
use crate::template::words;

/// The widths of the columns, in digits.
const WIDTHS: [u8; 8] = [8, 26, 12, 18, 52, 40, 22, 22];

/// The height of a line of text, and of the space above and below the lines of a row, in points.
const LINE_HEIGHT: f64 = 13.5;
const ROW_SPACE: f64 = 6.0;

const HEADINGS: [Wording; 8] = [
    words::ROW,
    words::COLUMN,
    words::MANDATORY,
    words::TYPE,
    words::WHAT_TO_ENTER,
    words::NOTES,
    words::EXAMPLE,
    words::NAME,
];

/// Writes the title of the page, how to fill in the workbook, and the rows in the order of the page.
pub(super) fn write(
    sheet: &mut Worksheet,
    template: &Template<'_>,
    language: Language,
    style: &Style,
) -> Result<(), XlsxError> {
    sheet.set_name(Columns::GUIDE.in_language(language))?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(width))?;
    }
    let document = template.interface.document;
    sheet.write_string_with_format(0, 0, document.title.in_language(language), &style.title)?;
    sheet.write_string_with_format(1, 0, document.summary.in_language(language), &style.summary)?;
    let mut row = 3;
    for paragraph in instructions(template, language) {
        sheet.write_string_with_format(row, 0, paragraph, &style.paragraph)?;
        row = row.saturating_add(1);
    }
    let heading = row.saturating_add(1);
    sheet.set_row_height(heading, LINE_HEIGHT + 2.0 * ROW_SPACE)?;
    let last_column = u16::try_from(HEADINGS.len()).unwrap_or_default().saturating_sub(1);
    for (column, wording) in (0..).zip(HEADINGS) {
        sheet.write_string_with_format(heading, column, wording.in_language(language), &style.heading)?;
    }
    let mut last = heading;
    for texts in guide_rows(template, language) {
        last = last.saturating_add(1);
        sheet.set_row_height(last, height(&texts))?;
        for (column, text) in (0..).zip(&texts) {
            sheet.write_string_with_format(last, column, text, format_of(column, style))?;
        }
    }
    sheet.set_freeze_panes(heading.saturating_add(1), 0)?.autofilter(heading, 0, last, last_column)?;
    sheet.set_screen_gridlines(false);
    set_up_print(sheet, heading, language)
}

/// Returns a height that shows all lines of a row. Programs for spreadsheets do not agree on the height of a row without one.
fn height(texts: &[String; 8]) -> f64 {
    let lines = texts.iter().zip(WIDTHS).map(|(text, column)| -> usize {
        text.lines().map(|line| width(line).div_ceil(usize::from(column)).max(1)).sum()
    });
    let lines = u8::try_from(lines.max().unwrap_or(1)).unwrap_or(u8::MAX);
    f64::from(lines) * LINE_HEIGHT + ROW_SPACE
}

/// Returns the format of a column of the table.
fn format_of(column: u16, style: &Style) -> &Format {
    match column {
        1 => &style.strong,
        2 => &style.centred,
        _ => &style.cell,
    }
}

fn instructions(template: &Template<'_>, language: Language) -> [String; 5] {
    // The name of the sheet is in the language of the workbook.
    let sheet = words::DATA_SHEET.in_language(template.language);
    [
        words::FILL_IN.filled(&[("sheet", sheet)], language),
        words::ASTERISK.in_language(language).to_owned(),
        words::COLOURS.in_language(language).to_owned(),
        words::CHECK_IT.filled(&[("interface", template.interface.name)], language),
        words::EDITION.filled(&[("edition", template.profile.edition.as_str())], language),
    ]
}

/// Returns the texts of the rows of the page.
fn guide_rows(template: &Template<'_>, language: Language) -> Vec<[String; 8]> {
    let body = &template.interface.request;
    let wrapper = body.wrapper.map(|wrapper| {
        let label = wrapper.label.in_language(language);
        let group = words::TYPE_GROUP.in_language(language);
        [wrapper.row, label, "", group, "", "", "", wrapper.name].map(str::to_owned)
    });
    wrapper.into_iter().chain(rows_of(template, body.object, "", language)).collect()
}

fn rows_of(template: &Template<'_>, object: &'static Object, prefix: &str, language: Language) -> Vec<[String; 8]> {
    let rows = object.fields.iter().flat_map(|field| {
        let pointer = format!("{prefix}/{}", field.name);
        let texts = RowTexts { field, fields: object.fields, profile: template.profile, language };
        let row = row_of(template, texts, &pointer);
        let members = match &field.kind {
            Kind::Array(Array { element: Kind::Object(inner), .. }) => {
                rows_of(template, inner, &format!("{pointer}/0"), language)
            }
            Kind::Object(inner) => rows_of(template, inner, &pointer, language),
            _ => Vec::new(),
        };
        [row].into_iter().chain(members)
    });
    rows.collect()
}

fn row_of(template: &Template<'_>, texts: RowTexts<'_>, pointer: &str) -> [String; 8] {
    let RowTexts { field, profile, language, .. } = texts;
    let mandatory = if field.is_mandatory(profile.edition) { yes_or_no(true).in_language(language) } else { "" };
    let values = match &field.kind {
        // The type has the words already.
        Kind::Boolean { .. } if language == template.language => Vec::new(),
        kind => values_of_list(kind, template.language),
    };
    let values = values.into_iter().zip(values_of_list(&field.kind, language));
    let values = values.map(|(value, meaning)| format!("\n• {}", with_meaning(value, meaning, " ")));
    [
        field.row.to_owned(),
        with_meaning(field.label.in_language(template.language), field.label.in_language(language), "\n"),
        mandatory.to_owned(),
        type_of(field).in_language(language).to_owned(),
        texts.what_to_enter() + &values.collect::<String>(),
        texts.notes(),
        example(template.interface, field, pointer, template.language),
        pointer.strip_prefix('/').unwrap_or(pointer).to_owned(),
    ]
}

/// Returns a word of the sheet to fill in, with its meaning in the language of the guide if that is another one.
fn with_meaning(word: &str, meaning: &str, separator: &str) -> String {
    if word == meaning { word.to_owned() } else { format!("{word}{separator}({meaning})") }
}

fn type_of(field: &Field) -> Wording {
    match &field.kind {
        Kind::Boolean { .. } => words::TYPE_BOOLEAN,
        kind if !kind.choices().is_empty() => words::TYPE_CHOICE,
        Kind::Text(_) => words::TYPE_TEXT,
        Kind::Integer(_) => words::TYPE_INTEGER,
        Kind::Array(Array { element: Kind::Object(_), .. }) | Kind::Object(_) => words::TYPE_GROUP,
        Kind::Array(_) => words::TYPE_TEXTS,
    }
}
