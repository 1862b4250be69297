//! How a table is read: what the file does not say, or says wrongly.

use std::num::NonZeroU32;

use aicc_core::ColumnOptions;
use encoding_rs::Encoding;

/// How a table is read: CSV, a workbook, or a data frame of texts. Whatever is not set is found by the content of the table,
/// and reported if it is not the plain form: see [`ReadingNote`](crate::ReadingNote).
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    /// The encoding of a CSV file. Default: found by its content.
    pub encoding: Option<&'static Encoding>,
    /// The character between two cells of a CSV file: one of [`DELIMITERS`](Self::DELIMITERS). Default: found by its content.
    pub delimiter: Option<u8>,
    /// The sheet of a workbook. Default: found by its content.
    pub sheet: Option<SheetChoice>,
    /// The row that names the columns, counted from 1, blank rows included. Default: found by its content.
    pub heading_row: Option<NonZeroU32>,
    /// How the names of the columns are read.
    pub columns: ColumnOptions,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetChoice {
    /// The sheet with this name.
    Name(String),
    /// The sheet at this position, counted from 1. Hidden sheets count.
    Number(NonZeroU32),
    /// The sheet with this name; if there is none, the sheet at this position.
    NameOrNumber(String, NonZeroU32),
}

impl TableOptions {
    /// The characters that can separate cells, each with its name.
    pub const DELIMITERS: &'static [(u8, &'static str)] =
        &[(b',', "comma"), (b';', "semicolon"), (b'\t', "tab"), (b'|', "pipe")];

    /// Returns the delimiter that a text means: the character itself, or its name; `None` for any other text.
    ///
    /// ```
    /// use aicc_batch::TableOptions;
    /// assert_eq!(TableOptions::delimiter_of(";"), Some(b';'));
    /// assert_eq!(TableOptions::delimiter_of("tab"), Some(b'\t'));
    /// assert_eq!(TableOptions::delimiter_of("x"), None);
    /// ```
    #[must_use]
    pub fn delimiter_of(text: &str) -> Option<u8> {
        let is_meant = |(delimiter, name): &&(u8, &str)| text == *name || text.as_bytes() == [*delimiter];
        Self::DELIMITERS.iter().find(is_meant).map(|(delimiter, _)| *delimiter)
    }

    /// Returns the encoding that a text names by a label of the WHATWG Encoding Standard, such as `gbk` or `utf-16le`; `None` for
    /// any other text.
    ///
    /// ```
    /// use aicc_batch::TableOptions;
    /// assert_eq!(TableOptions::encoding_of("GB18030").map(|encoding| encoding.name()), Some("gb18030"));
    /// assert_eq!(TableOptions::encoding_of("ebcdic"), None);
    /// ```
    #[must_use]
    pub fn encoding_of(label: &str) -> Option<&'static Encoding> {
        Encoding::for_label_no_replacement(label.as_bytes())
    }
}
