//! Makes texts of messages safe to show: a terminal does not execute their control characters, and a reader sees every character.

/// Returns the text with control and invisible characters written as `\u{…}`: a terminal does not execute them, and a reader
/// sees them.
///
/// ```
/// assert_eq!(aicc_core::escape_controls("a\u{1b}[31m\u{200b}"), r"a\u{1b}[31m\u{200b}");
/// ```
#[must_use]
pub fn escape_controls(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    push_escaped(&mut shown, text);
    shown
}

/// Appends a text as [`escape_controls`] writes it.
pub(crate) fn push_escaped(shown: &mut String, text: &str) {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return shown.push_str(text);
    }
    for character in text.chars() {
        if is_hidden(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
}

/// Returns whether [`escape_controls`] escapes a character: it is a control character, or it is invisible.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control() || is_invisible(character)
}

/// Returns whether a character cannot be seen, or is a space other than U+0020: the Unicode 17 categories Cf, Zl, Zp and Zs
/// (reading R20). No ASCII character is in them.
pub(crate) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{A0}'
            | '\u{AD}'
            | '\u{600}'..='\u{605}'
            | '\u{61C}'
            | '\u{6DD}'
            | '\u{70F}'
            | '\u{890}'..='\u{891}'
            | '\u{8E2}'
            | '\u{1680}'
            | '\u{180E}'
            | '\u{2000}'..='\u{200F}'
            | '\u{2028}'..='\u{202F}'
            | '\u{205F}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{3000}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{110BD}'
            | '\u{110CD}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0001}'
            | '\u{E0020}'..='\u{E007F}'
    )
}
