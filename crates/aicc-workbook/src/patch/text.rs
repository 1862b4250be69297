//! Texts of cells.

/// The maximum length of the text of a cell, in UTF-16 code units.
const MAXIMUM: usize = 32_767;

/// Returns a text as the content of an XML element that a spreadsheet shows as it is: at most 32,767 characters, without characters
/// that XML does not have.
pub(crate) fn cell_text(text: &str) -> String {
    let (mut shown, mut length) = (String::with_capacity(text.len()), 0_usize);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        length = length.saturating_add(character.len_utf16());
        if length > MAXIMUM {
            break;
        }
        match character {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '\r' => shown.push_str("_x000D_"),
            // A spreadsheet would read a character by its number.
            '_' if is_number_of_character(rest) => shown.push_str("_x005F_"),
            '\t' | '\n' => shown.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => shown.push('\u{fffd}'),
            _ => shown.push(character),
        }
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    shown
}

/// Returns whether a text begins with the number of a character, such as `_x0041_`.
fn is_number_of_character(text: &str) -> bool {
    let number = text.as_bytes().get(..7).and_then(|number| number.strip_prefix(b"_x")?.strip_suffix(b"_"));
    number.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// The characters that begin a formula, also in their wide form, as in Chinese text.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Returns a text that no spreadsheet evaluates: a `'` precedes each character that would begin a formula.
///
/// Where the separator of the locale is a semicolon, a text after a semicolon in CSV is a cell of its own, whatever is quoted.
///
/// ```
/// assert_eq!(aicc_workbook::inert("=1+1"), "'=1+1");
/// assert_eq!(aicc_workbook::inert("email must have at most 60 characters."), "email must have at most 60 characters.");
/// ```
#[must_use]
pub fn inert(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut is_at_start = true;
    for character in text.chars() {
        if is_at_start && FORMULA.contains(&character) {
            shown.push('\'');
        }
        is_at_start = character == ';' || (is_at_start && matches!(character, '"' | '\'' | ' '));
        shown.push(character);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_shows_the_text_as_it_is() {
        assert_eq!(cell_text("a<b> & \"c\"\r\n"), "a&lt;b&gt; &amp; \"c\"_x000D_\n");
        assert_eq!(cell_text("_x0041_ _x00_ __x000D_"), "_x005F_x0041_ _x00_ __x005F_x000D_");
        assert_eq!(cell_text("\0\u{1b}\u{ffff}"), "\u{fffd}\u{fffd}\u{fffd}");
    }

    #[test]
    fn a_text_has_at_most_the_length_of_a_cell() {
        assert_eq!(cell_text(&"长".repeat(40_000)).chars().count(), 32_767);
        assert_eq!(cell_text(&"😀".repeat(40_000)).chars().count(), 16_383);
    }
}
