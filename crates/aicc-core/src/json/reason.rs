//! Why a text cannot be read.

/// Why a text cannot be read as one JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The text is larger than the size limit.
    Size,
    /// The text begins with a byte order mark.
    ByteOrderMark,
    /// The text is not UTF-8.
    Encoding,
    /// More than 127 arrays and objects are nested.
    Depth,
    /// The text has an escape for one half of a surrogate pair.
    Surrogate,
    /// The text ends too early.
    UnexpectedEnd,
    /// The text breaks the grammar of RFC 8259.
    Grammar,
}

impl Reason {
    /// Returns the name in findings: `unexpectedEnd`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::ByteOrderMark => "byteOrderMark",
            Self::Encoding => "encoding",
            Self::Depth => "depth",
            Self::Surrogate => "surrogate",
            Self::UnexpectedEnd => "unexpectedEnd",
            Self::Grammar => "grammar",
        }
    }
}
