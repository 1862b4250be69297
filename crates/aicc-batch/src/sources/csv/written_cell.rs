//! Writes a cell of a CSV row.

/// Returns a text as a cell, in quotation marks if it needs them or if the cell had them before.
pub(super) fn written_cell(text: &str, delimiter: char, had_quotes: bool) -> String {
    let needs_quotes = text.contains([delimiter, '"', '\r', '\n']);
    if needs_quotes || had_quotes { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
