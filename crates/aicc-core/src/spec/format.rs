//! The documented formats of texts.

use std::net::Ipv4Addr;
use std::sync::OnceLock;

use crate::spec::media_type;
use crate::spec::pattern::Regex;

macro_rules! formats {
    ($($(#[doc = $doc:literal])+ $name:ident $code:literal $pattern:expr, $samples:expr;)+) => {
        /// A documented format. The check and the exported schemas use the same pattern, which is written in the common part of
        /// the Rust and ECMA-262 dialects.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Format {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the name in findings: `email`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Returns the pattern that the whole text must match.
            #[must_use]
            pub const fn pattern(self) -> &'static str {
                match self { $(Self::$name => $pattern,)+ }
            }

            /// Returns texts of the format. Each unfinished text of the format becomes valid with the ending of one of them, and
            /// with no shorter ending.
            pub(crate) const fn samples(self) -> &'static [&'static str] {
                match self { $(Self::$name => $samples,)+ }
            }

            fn matches_pattern(self, text: &str) -> bool {
                match self { $(Self::$name => {
                    static COMPILED: OnceLock<Option<Regex>> = OnceLock::new();
                    let compiled = COMPILED.get_or_init(|| Regex::new($pattern).ok());
                    compiled.as_ref().is_some_and(|regex| regex.is_match(text))
                })+ }
            }
        }
    };
}

formats! {
    /// An `addr-spec` of RFC 2822 in ASCII, without comments, folding white space and the obsolete forms (reading R9).
    Email "email" EMAIL, &["a@a", r#""\a"@[\a]"#, "\"\"@[]", "a@[a]"];
    /// Four decimal numbers 0 to 255 without leading zeros, separated by dots (reading R15).
    Ipv4 "ipv4"
        r"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])$",
        &["0.0.0.0"];
    /// `Bearer`, one space and a `b64token` of RFC 6750 (reading R11).
    Bearer "bearer" r"^Bearer [0-9A-Za-z\-._~+/]+=*$", &["Bearer a"];
    /// One or more visible ASCII characters (reading R11).
    AppKey "appKey" r"^[!-~]+$", &["a"];
    /// `application/json` with parameters, whose charset, if given, is UTF-8 (header row of `loginex`, reading R11).
    ContentType "contentType" media_type::JSON, media_type::SAMPLES;
    /// A decimal number without sign or leading zeros (reading R14).
    Decimal "decimal" r"^(?:0|[1-9][0-9]*)$", &["0"];
    /// Decimal digits: milliseconds since 1970-01-01 UTC (reply row 3.4 of `loginex`).
    Milliseconds "milliseconds" r"^[0-9]+$", &["0"];
    /// Three of `T` and `F`: CTI Server, WebM, MailM (reply row 3.3 of `loginex`).
    MediaType "mediatype" r"^[TF]{3}$", &["TTT"];
    /// Days from 0 to 180, or empty: never expires (reply row 3.7 of `loginex`).
    RemainingDays "remainingDays" r"^(?:|[0-9]|[1-9][0-9]|1[0-7][0-9]|180)$", &[""];
}

impl Format {
    /// Returns whether a text has the format.
    #[must_use]
    pub fn matches(self, text: &str) -> bool {
        let is_plain = match self {
            Self::Email => is_plain_address(text),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            _ => false,
        };
        if is_plain {
            return true;
        }
        self.matches_pattern(text) && (self != Self::ContentType || media_type::charset_is_utf8(text))
    }
}

/// dot-atom or quoted-string, `@`, dot-atom or domain-literal. Spaces and tabs are allowed between the quotes.
const EMAIL: &str = concat!(
    r"^(?:[!#-'*+\-/-9=?A-Z^-~]+(?:\.[!#-'*+\-/-9=?A-Z^-~]+)*",
    r#"|"(?:[\x01-\x09\x0b\x0c\x0e-!#-\[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*")"#,
    r"@(?:[!#-'*+\-/-9=?A-Z^-~]+(?:\.[!#-'*+\-/-9=?A-Z^-~]+)*",
    r"|\[(?:[\x01-\x08\x0b\x0c\x0e-\x1f!-Z^-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*\])$",
);

/// Returns whether a text is an address without quotes and literals, like nearly all addresses: atoms, separated by single dots
/// and one
/// `@`. This is much faster than the pattern.
fn is_plain_address(text: &str) -> bool {
    let (mut seen, mut adjacent, mut before) = (0, 0, SEPARATOR);
    let mut ats = 0;
    for byte in text.bytes() {
        let part = ADDRESS.get(usize::from(byte)).copied().unwrap_or(OTHER);
        seen |= part;
        adjacent |= part & before;
        ats = usize::wrapping_add(ats, (part & AT).into());
        before = part;
    }
    seen & OTHER == 0 && (adjacent | before) & SEPARATOR == 0 && ats == usize::from(AT)
}

const SEPARATOR: u8 = 1;
const OTHER: u8 = 2;
const AT: u8 = 4;

/// The role of each byte in an address: 0 for `atext` of RFC 2822.
static ADDRESS: [u8; 256] = {
    let mut address = [OTHER; 256];
    let mut rest: &mut [u8] = &mut address;
    let mut byte = 0_u8;
    while let [first, tail @ ..] = rest {
        *first = match byte {
            b'.' => SEPARATOR,
            b'@' => SEPARATOR | AT,
            b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/'..=b'9' | b'=' | b'?' | b'A'..=b'Z' | b'^'..=b'~' => 0,
            _ => OTHER,
        };
        rest = tail;
        byte = byte.wrapping_add(1);
    }
    address
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles_and_matches_its_samples() {
        for format in Format::ALL {
            for sample in format.samples() {
                assert!(format.matches(sample), "{format:?} {sample}");
            }
        }
    }

    #[test]
    fn a_plain_address_is_recognised_without_the_pattern() {
        for address in ["a@b", "li.na@example.com", "a!#$%&'*+-/=?^_`{|}~Z09@b-c.d"] {
            assert!(is_plain_address(address) && Format::Email.matches(address), "{address}");
        }
        for other in
            ["", "@", "a", "a@", "@b", "a@b@c", "a.@b", ".a@b", "a..b@c", "a@.b", "a@b.", "a b@c", "a,@b", "é@b"]
        {
            assert!(!is_plain_address(other) && !Format::Email.matches(other), "{other}");
        }
        for address in [r#""a"@b"#, "\" a\tb \"@c", "a@[b]"] {
            assert!(!is_plain_address(address) && Format::Email.matches(address), "{address}");
        }
    }
}
