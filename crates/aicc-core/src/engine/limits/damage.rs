//! Finds what a spreadsheet or a wrong encoding did to the text of a cell (reading R20).

use crate::engine::limits::misread::is_misread;
use crate::spec::cell_damage::CellDamage;

/// Returns whether a text in ASCII may be damaged. It is nearly always enough to look at the first character.
#[inline(always)]
pub(super) fn may_be_damaged(text: &str) -> bool {
    match text.as_bytes() {
        [b'\'' | b'=' | b'+' | b'-', ..] => true,
        [first, rest @ ..] if first.is_ascii_digit() => !rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Returns what the text of a cell looks like.
#[cold]
pub(super) fn damage_of(text: &str) -> Option<CellDamage> {
    if text.starts_with('\'') {
        return Some(CellDamage::Apostrophe);
    }
    if text.strip_prefix("=\"").is_some_and(|rest| rest.ends_with('"')) {
        return Some(CellDamage::Formula);
    }
    if is_number_of_spreadsheet(text) {
        return Some(CellDamage::Number);
    }
    is_misread(text).then_some(CellDamage::Encoding)
}

/// Returns whether a text is a number as only programs write it: with an exponent that has a sign, or with a fraction of zeros.
fn is_number_of_spreadsheet(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    match text.split_once(['e', 'E']) {
        Some((number, exponent)) => {
            let (integer, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
            let exponent = exponent.strip_prefix(['+', '-']);
            [Some(integer), Some(fraction), exponent].into_iter().all(|digits| digits.is_some_and(is_number))
        }
        None => text.split_once('.').is_some_and(|(integer, zeros)| {
            is_number(integer) && !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0')
        }),
    }
}

fn is_number(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_spreadsheets_are_told_from_numbers_of_people() {
        for text in ["8.61E+12", "8,61E+12", "1E-05", "-1.5e+300", "75512345678.0", "-4.00", "+8.0"] {
            assert_eq!(damage_of(text), Some(CellDamage::Number), "{text}");
            assert!(may_be_damaged(text), "{text}");
        }
        for text in
            ["", "8", "861E12", "E+12", "8E+", "8.E+12", "8.6.1E+12", "1.5", ".0", "4.", "10.0.0", "0x1E+1", "1e+1 "]
        {
            assert_eq!(damage_of(text), None, "{text}");
        }
    }

    #[test]
    fn formulas_and_apostrophes_are_found_at_the_start() {
        assert_eq!(damage_of("=\"0755\""), Some(CellDamage::Formula));
        assert_eq!(damage_of("'0755"), Some(CellDamage::Apostrophe));
        for text in ["=", "=\"", "=0755", "\"0755\"", "0755'", "O'Neill"] {
            assert_eq!(damage_of(text), None, "{text}");
        }
    }
}
