//! The JSON media type (header row of `loginex`, reading R11).

use std::sync::OnceLock;

use crate::spec::pattern::Regex;

macro_rules! token {
    () => {
        r"[!#-'*+\-.0-9A-Z^-z|~]+"
    };
}

/// A token, or a quoted string (RFC 9110, section 5.6.4): characters outside ASCII can stand in it, control characters
/// other than a tab cannot (reading R11).
macro_rules! value {
    () => {
        concat!("(?:", token!(), r#"|"(?:[^\x00-\x08\x0a-\x1f"\\\x7f-\x9f]|\\[^\x00-\x08\x0a-\x1f\x7f-\x9f])*")"#)
    };
}

/// `application/json` with any parameters, which can be empty (RFC 9110, section 5.6.6); the charset is looked at apart,
/// since a pattern without look-ahead cannot say "any name but `charset`". No white space can be matched in two ways: a
/// pattern that can takes a reader that backtracks too long.
pub(super) const JSON: &str = concat!(
    "^[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn]",
    r"(?:[ \t]*;(?:[ \t]*",
    token!(),
    "=",
    value!(),
    r")?)*(?:[ \t]*;[ \t]*)?$"
);

/// The last one ends a charset that is half typed in quotes, after a reverse solidus as well.
pub(super) const SAMPLES: &[&str] =
    &["application/json", "application/json; charset=UTF-8", r#"application/json; charset="UTF-8""#];

const PARAMETER: &str = concat!(r"[ \t]*;[ \t]*(", token!(), ")=(", value!(), ")");

/// Whether a media type that matches [`JSON`] names no other charset than UTF-8.
pub(super) fn charset_is_utf8(media_type: &str) -> bool {
    static COMPILED: OnceLock<Option<Regex>> = OnceLock::new();
    let Some(parameter) = COMPILED.get_or_init(|| Regex::new(PARAMETER).ok()) else { return false };
    parameter.captures_iter(media_type).all(|captures| {
        let (_, [name, value]) = captures.extract();
        !name.eq_ignore_ascii_case("charset") || unquoted(value).eq_ignore_ascii_case("utf-8")
    })
}

/// A token as it is; of a quoted string, the characters that it stands for.
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
