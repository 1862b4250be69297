//! An encoding that a text table may have.

/// An encoding that a text table may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingCandidate {
    /// The name of the encoding.
    pub encoding: &'static str,
    /// Texts of the table as this encoding reads them: names of columns, and cells of columns that hold no secret. Empty if no
    /// text is certainly one of these.
    pub texts: Vec<String>,
}
