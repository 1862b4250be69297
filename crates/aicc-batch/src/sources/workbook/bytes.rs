//! Little-endian numbers and UTF-16 text in the records of `.xls` and `.xlsb` workbooks.

/// Returns `N` bytes at a place.
fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

pub(super) fn byte(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_le_bytes)
}

pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

pub(super) fn float(bytes: &[u8], at: usize) -> Option<f64> {
    array(bytes, at).map(f64::from_le_bytes)
}

/// Returns a number at a place that takes four bytes (`RkNumber`): 30 bits of an integer or of a floating-point number, and
/// whether it is a hundred times the number.
pub(super) fn packed_number(bytes: &[u8], at: usize) -> Option<f64> {
    let packed = long(bytes, at)?;
    let is_integer = packed & 2 != 0;
    let number = match is_integer {
        true => f64::from(packed.cast_signed() >> 2),
        false => f64::from_bits(u64::from(packed & !3) << 32),
    };
    Some(if packed & 1 == 0 { number } else { number / 100.0 })
}

/// Appends a text in UTF-16. A surrogate without its other half becomes U+FFFD.
pub(super) fn push_wide(text: &mut String, bytes: &[u8]) {
    let (units, _) = bytes.as_chunks::<2>();
    let characters = char::decode_utf16(units.iter().map(|unit| u16::from_le_bytes(*unit)));
    text.extend(characters.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)));
}
