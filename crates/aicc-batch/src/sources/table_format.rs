//! The format of a table in a file, by its content: files often have the name of another format.

use std::io::{self, Cursor, Read};

use super::workbook::content_kind::{ContentKind, SAMPLE};

/// The format of a table in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Text with a row on each line: see [`Csv`](crate::Csv).
    Csv,
    /// See [`Workbook`](crate::Workbook).
    Workbook,
}

impl TableFormat {
    /// Returns the format of an input that is in this format by its name, and a reader of the whole input. The format differs only
    /// if the content is certainly in the other format.
    ///
    /// ```
    /// use aicc_batch::TableFormat;
    /// let (format, _) = TableFormat::Workbook.by_content(b"userId,callType\nu,1\n".as_slice())?;
    /// assert_eq!(format, TableFormat::Csv);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the first bytes cannot be read.
    pub fn by_content<'r>(self, mut input: impl Read + 'r) -> io::Result<(Self, Box<dyn Read + 'r>)> {
        let mut start = Vec::with_capacity(SAMPLE);
        input.by_ref().take(SAMPLE as u64).read_to_end(&mut start)?;
        let format = match (self, ContentKind::of(&start)) {
            (Self::Csv, ContentKind::Archive | ContentKind::Compound) => Self::Workbook,
            (Self::Workbook, ContentKind::Text) => Self::Csv,
            _ => self,
        };
        Ok((format, Box::new(Cursor::new(start).chain(input))))
    }

    /// Returns the name of the format: `csv` or `workbook`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Workbook => "workbook",
        }
    }
}
