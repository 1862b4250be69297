//! The JSON media type (header row of `loginex`, reading R11).

use std::sync::OnceLock;

use crate::spec::pattern::Regex;

macro_rules! token {
    () => {
        r"[!#-'*+\-.0-9A-Z^-z|~]+"
    };
}

/// A token, or a quoted string (RFC 9110, section 5.6.4), which can contain characters outside ASCII, but no control characters
/// except tabs (reading R11).
macro_rules! value {
    () => {
        concat!("(?:", token!(), r#"|"(?:[^\x00-\x08\x0a-\x1f"\\\x7f-\x9f]|\\[^\x00-\x08\x0a-\x1f\x7f-\x9f])*")"#)
    };
}

/// `application/json` with any parameters, which can be empty (RFC 9110, section 5.6.6). The charset is checked separately, since
/// a pattern without look-ahead cannot exclude the name `charset`. The pattern matches white space in one way only, so that
/// readers that backtrack are fast as well.
pub(super) const JSON: &str = concat!(
    "^[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn]",
    r"(?:[ \t]*;(?:[ \t]*",
    token!(),
    "=",
    value!(),
    r")?)*(?:[ \t]*;[ \t]*)?$"
);

/// The endings of the last sample complete a charset in quotes, also after a backslash.
pub(super) const SAMPLES: &[&str] =
    &["application/json", "application/json; charset=UTF-8", r#"application/json; charset="UTF-8""#];

const PARAMETER: &str = concat!(r"[ \t]*;[ \t]*(", token!(), ")=(", value!(), ")");

/// Returns whether every charset in a media type that matches [`JSON`] is UTF-8.
pub(super) fn charset_is_utf8(media_type: &str) -> bool {
    static COMPILED: OnceLock<Option<Regex>> = OnceLock::new();
    let Some(parameter) = COMPILED.get_or_init(|| Regex::new(PARAMETER).ok()) else { return false };
    parameter.captures_iter(media_type).all(|captures| {
        let (_, [name, value]) = captures.extract();
        !name.eq_ignore_ascii_case("charset") || unquoted(value).eq_ignore_ascii_case("utf-8")
    })
}

/// Returns the text of a token or of a quoted string, without quotes and escapes.
fn unquoted(value: &str) -> String {
    let Some(quoted) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut characters = quoted.chars();
    std::iter::from_fn(|| match characters.next()? {
        '\\' => characters.next(),
        character => Some(character),
    })
    .collect()
}
