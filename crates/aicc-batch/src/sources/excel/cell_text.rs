//! The text of a cell of a workbook.

use std::borrow::Cow;
use std::ops::Range;

use calamine::{DataRef, ExcelDateTime};

/// The numbers that Excel shows as a date, up to the end of the year 9999. Other numbers, such as a phone number in a column of
/// dates, stay numbers.
const DATES: Range<f64> = 0.0..2_958_466.0;

/// Returns the text of a cell; empty for an empty cell.
pub(crate) fn of<'c>(cell: &'c DataRef<'_>) -> Cow<'c, str> {
    let text = match cell {
        DataRef::Empty => return "".into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => return text.into(),
        DataRef::SharedString(text) => return (*text).into(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => return if *value { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(time) if time.is_datetime() && DATES.contains(&time.as_f64()) => date(*time),
        DataRef::DateTime(number) => number.as_f64().to_string(),
        DataRef::Error(error) => error.to_string(),
    };
    text.into()
}

/// Returns a date in ISO 8601, with the time unless it is midnight.
fn date(time: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}
