//! The JSON media type (header row of `loginex`, reading R11).

use std::sync::OnceLock;

use crate::spec::Regex;

macro_rules! token {
    () => {
        r"[!#-'*+\-.0-9A-Z^-z|~]+"
    };
}

macro_rules! parameter {
    ($name:expr, $value:expr) => {
        concat!(r"[ \t]*;[ \t]*", $name, "=", $value)
    };
}

macro_rules! value {
    () => {
        concat!("(?:", token!(), r#"|"(?:[\t !#-\[\]-~]|\\[\t -~])*")"#)
    };
}

/// `application/json` with any parameters; the charset is looked at apart, since a pattern without look-ahead cannot
/// say "any name but `charset`".
pub(super) const JSON: &str =
    concat!("^[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn](?:", parameter!(token!(), value!()), ")*$");

const PARAMETER: &str = parameter!(concat!("(", token!(), ")"), concat!("(", value!(), ")"));

/// Whether a media type that matches [`JSON`] names no other charset than UTF-8.
pub(super) fn charset_is_utf8(media_type: &str) -> bool {
    static COMPILED: OnceLock<Option<Regex>> = OnceLock::new();
    let Some(parameter) = COMPILED.get_or_init(|| Regex::new(PARAMETER).ok()) else { return false };
    parameter.captures_iter(media_type).all(|captures| {
        let (_, [name, value]) = captures.extract();
        !name.eq_ignore_ascii_case("charset") || value.trim_matches('"').eq_ignore_ascii_case("utf-8")
    })
}
