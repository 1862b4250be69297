//! Parts of a page in Markdown, and the data that they show.

use std::fmt::Write as _;

use serde_json::Value;

/// Appends a table; nothing if it has no rows.
pub(super) fn push_table<const N: usize>(
    page: &mut String,
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) {
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    // A String takes every write.
    let _ = writeln!(page, "\n| {} |\n|{}", header.join(" | "), "---|".repeat(N));
    for cells in rows {
        let _ = writeln!(page, "| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "));
    }
}

/// Appends a heading with an anchor that is the same in every language.
pub(super) fn push_anchored(page: &mut String, anchor: &str, heading: &str) {
    let _ = writeln!(page, "\n<a id=\"{anchor}\"></a>\n\n{heading}");
}

/// Returns a block of code.
pub(super) fn block(language: &str, code: &str) -> String {
    format!("\n```{language}\n{}\n```\n", code.trim_end_matches('\n'))
}

/// Returns the text without a meaning of its characters in Markdown.
pub(super) fn plain(text: &str) -> String {
    text.chars().fold(String::new(), |mut plain, character| {
        if "[]<>*_`\\".contains(character) {
            plain.push('\\');
        }
        plain.push(character);
        plain
    })
}

/// Returns a link whose text is code.
pub(super) fn code_link(text: &str, address: &str) -> String {
    format!("[`{text}`]({address})")
}

/// Returns the items of a list; nothing if the value is not one.
pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> + use<'_> {
    value.as_array().into_iter().flatten()
}

/// Returns a text as it is, and another value as JSON.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
