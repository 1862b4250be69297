//! The heading of a CSV file.

use crate::template::columns::TemplateColumn;

/// Returns a line with the names of the columns, after a byte order mark. Wire names need no quotes.
pub(super) fn heading(columns: &[TemplateColumn]) -> Vec<u8> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    format!("\u{feff}{}\r\n", names.join(",")).into_bytes()
}
