//! The text of a cell of a workbook.

use std::ops::Range;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

/// The numbers that Excel shows as a date, up to the end of the year 9999. Other numbers, such as a phone number in a column of
/// dates, stay numbers.
const DATES: Range<f64> = 0.0..2_958_466.0;

/// Returns the text of a cell; empty for an empty cell.
pub(super) fn of(cell: DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text,
        DataRef::SharedString(text) => text.to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => of_boolean(value).to_owned(),
        DataRef::DateTime(time) if time.is_datetime() => of_date(time),
        DataRef::DateTime(number) => number.as_f64().to_string(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Returns the text of a number: all its digits, without an exponent.
pub(super) fn of_number(number: f64, is_date: bool, is_1904: bool) -> String {
    match is_date {
        true => of_date(ExcelDateTime::new(number, ExcelDateTimeType::DateTime, is_1904)),
        false => number.to_string(),
    }
}

pub(super) const fn of_boolean(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

/// Returns a date in ISO 8601, with the time unless it is midnight.
fn of_date(time: ExcelDateTime) -> String {
    if !DATES.contains(&time.as_f64()) {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}
