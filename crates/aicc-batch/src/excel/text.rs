//! Cells of a workbook as texts.

use std::borrow::Cow;
use std::ops::Range;

use calamine::{DataRef, ExcelDateTime};

/// The numbers that Excel shows as a date: to the end of the year 9999. Any other number is not one, such as a phone number in a
/// column of dates.
const DATES: Range<f64> = 0.0..2_958_466.0;

/// The text that a cell is read as; empty for an empty cell.
pub(crate) fn of<'c>(cell: &'c DataRef<'_>) -> Cow<'c, str> {
    let text = match cell {
        DataRef::Empty => return "".into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => return text.into(),
        DataRef::SharedString(text) => return (*text).into(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => return if *truth { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(time) if time.is_datetime() && DATES.contains(&time.as_f64()) => date(*time),
        DataRef::DateTime(number) => number.as_f64().to_string(),
        DataRef::Error(error) => error.to_string(),
    };
    text.into()
}

/// ISO 8601, with the time where it is not midnight.
fn date(time: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}
