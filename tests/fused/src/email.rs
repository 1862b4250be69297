//! An `addr-spec` in ASCII with the bounds of its parts (reading R9).

/// A fast check for short addresses of `atext`, dots and one `@`, as nearly all are. `true` means that the text is an
/// address. `false` decides nothing.
#[inline]
pub(crate) fn is_short_plain_email(text: &[u8]) -> bool {
    let (mut ats, mut before) = (0, b'.');
    for byte in text {
        if matches!(byte, b'.' | b'@') {
            if matches!(before, b'.' | b'@') {
                return false;
            }
            ats += usize::from(*byte == b'@');
        }
        before = *byte;
    }
    ats == 1 && before != b'.' && before != b'@' && text.len() <= 64
}

/// Returns whether the text is an address, and no part of it is too long.
pub(crate) fn is_email(text: &[u8]) -> bool {
    let end_of_local = match text.first() {
        Some(b'"') => {
            end_of_enclosed(text, b'"', |byte| matches!(byte, b'\t' | b' '..=b'!' | b'#'..=b'[' | b']'..=0x7F))
        }
        _ => text.iter().position(|byte| *byte == b'@').filter(|end| is_dot_atom(text.get(..*end), usize::MAX)),
    };
    let Some((local, [b'@', domain @ ..])) = end_of_local.and_then(|end| text.split_at_checked(end)) else {
        return false;
    };
    local.len() <= 64
        && domain.len() <= 255
        && match domain.first() {
            Some(b'[') => {
                let end = end_of_enclosed(domain, b']', |byte| matches!(byte, b'!'..=b'Z' | b'^'..=0x7F));
                end == Some(domain.len())
            }
            _ => is_dot_atom(Some(domain), 63),
        }
}

#[inline]
fn is_dot_atom(text: Option<&[u8]>, longest: usize) -> bool {
    let mut label = 0;
    for byte in text.unwrap_or_default() {
        match byte {
            b'.' if label > 0 => label = 0,
            b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/'..=b'9' | b'=' | b'?' | b'A'..=b'Z' | b'^'..=b'~'
                if label < longest =>
            {
                label += 1;
            }
            _ => return false,
        }
    }
    label > 0
}

/// Returns the end of a quoted string or a domain literal.
fn end_of_enclosed(text: &[u8], close: u8, stands_bare: impl Fn(u8) -> bool) -> Option<usize> {
    let mut is_escaped = false;
    for (index, byte) in text.iter().enumerate().skip(1) {
        let is_control = matches!(byte, 0x01..=0x08 | 0x0B | 0x0C | 0x0E..=0x1F);
        match byte {
            b'\t' | b' '..=0x7F if is_escaped => is_escaped = false,
            _ if is_escaped && is_control => is_escaped = false,
            _ if is_escaped => return None,
            b'\\' => is_escaped = true,
            _ if *byte == close => return Some(index + 1),
            _ if is_control || stands_bare(*byte) => {}
            _ => return None,
        }
    }
    None
}
