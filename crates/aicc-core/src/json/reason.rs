//! Why a text cannot be read.

/// Why a text is not one JSON value that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is larger than the size limit.
    Size,
    /// It begins with a byte order mark.
    ByteOrderMark,
    /// It is not UTF-8.
    Encoding,
    /// It is nested more than 127 arrays and objects deep.
    Depth,
    /// It has an escape of one half of a surrogate pair, which is no character.
    Surrogate,
    /// It ends too early.
    UnexpectedEnd,
    /// It breaks the grammar of RFC 8259.
    Grammar,
}

impl Reason {
    /// The name as it is written: `unexpectedEnd`.
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
