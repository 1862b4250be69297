//! The errors that end a run. A bad record is a finding and does not end the run.

use std::fmt;
use std::io;

use aicc_core::{ColumnError, Interface};
use arrow_schema::ArrowError;
use thiserror::Error;

/// Why a run ended before the end of its input.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The input cannot be read.
    #[error("the input cannot be read: {0}")]
    Read(#[source] io::Error),
    /// An output cannot be written.
    #[error("the output cannot be written: {0}")]
    Write(#[source] io::Error),
    /// The input is UTF-16: it must be UTF-8.
    #[error("the input is UTF-16, not UTF-8: save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)")]
    Utf16,
    /// The input is a ZIP archive, such as an Excel workbook, and not text.
    #[error("the input is a ZIP archive, such as an Excel workbook, and not text: read it as a workbook (excel)")]
    Archive,
    /// The first row of a table names no column of the interface.
    #[error("the first line must name the columns (in CSV separated by commas), but has no column of {}", .0.name)]
    NoHeading(&'static Interface),
    /// The first row of a table is not UTF-8.
    #[error(
        "the first line, which names the columns, is not UTF-8 but another encoding such as GBK: save the file as UTF-8 \
         (in a spreadsheet: “CSV UTF-8”)"
    )]
    HeadingEncoding,
    /// The first row of a table is longer than this number of bytes, the maximum size of the profile.
    #[error("the first line, which names the columns, is longer than the limit of {0} bytes")]
    LongHeading(usize),
    /// The first row of a table has a name that is not the name of a column.
    #[error(transparent)]
    Column(ColumnError),
    /// The Excel workbook cannot be read.
    #[error("the Excel workbook cannot be read: {0}")]
    Workbook(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The Arrow data cannot be read.
    #[error("the Arrow data cannot be read: {}", arrow_reason(.0))]
    Arrow(#[source] ArrowError),
    /// The Parquet file cannot be read.
    #[error("the Parquet file cannot be read: {0}")]
    Parquet(#[source] ParquetFault),
    /// The data does not have the requested column.
    #[error("there is no column {column:?}")]
    NoColumn {
        /// The requested name.
        column: String,
        /// The names of the columns that the data has.
        known: Vec<String>,
    },
    /// A column has an Arrow type that its member cannot be read from.
    #[error("the {} has the type {data_type}, which cannot be read: cast it to {wanted}", column_or_data(column))]
    ColumnType {
        /// The name of the column, or the path of a nested column; empty for data without columns.
        column: String,
        /// The Arrow type of the column.
        data_type: String,
        /// The type to cast the column to.
        wanted: &'static str,
    },
    /// A column is nested too deeply.
    #[error("the {} is nested more than 127 deep: leave it out", column_or_data(column))]
    ColumnDepth {
        /// The name of the column; empty for data without columns.
        column: String,
    },
    /// The input has no lines that can be split into valid and invalid ones.
    #[error("only JSON Lines and CSV can be split into valid and invalid records")]
    NoLines,
    /// The caller stopped the run.
    #[error("the caller stopped the run")]
    Stopped,
    /// The system cannot start another thread.
    #[error("a thread cannot be started: {0}")]
    Spawn(#[source] io::Error),
    /// A thread ended unexpectedly.
    #[error("a thread of the run ended unexpectedly")]
    Thread,
    /// The input triggered a fault of this library.
    #[error("a fault of this library stopped the run: please report it with the smallest input that shows it")]
    Fault,
}

/// Why a Parquet file cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ParquetFault {
    /// The file has no footer.
    #[error("it is not a Parquet file, or its end is missing")]
    Format,
    /// The file is encrypted.
    #[error("it is encrypted: write it without encryption")]
    Encrypted,
    /// A column is compressed in a way that is not supported.
    #[error("it is compressed with {0}: write it with Snappy, Zstandard, gzip or LZ4")]
    Compression(&'static str),
    /// The footer is too large.
    #[error("its footer has more than 16 MiB: write fewer columns, or larger row groups")]
    Footer,
    /// A stream, which is read into memory, is too large.
    #[error("it has more than 256 MiB and comes as a stream: save it as a file")]
    Stream,
    /// The file contradicts itself. The source says where.
    #[error("it is damaged")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Returns the text of an error, for some variants without the name that the library adds.
fn arrow_reason(error: &ArrowError) -> String {
    match error {
        ArrowError::ExternalError(error) => error.to_string(),
        ArrowError::CDataInterface(reason) => reason.clone(),
        other => other.to_string(),
    }
}

fn column_or_data(column: &str) -> String {
    if column.is_empty() { "Arrow data".to_owned() } else { format!("column {column:?}") }
}

/// A run that ended before its input did.
#[derive(Debug)]
pub struct Failure<T> {
    /// Why the run ended.
    pub error: Error,
    /// The result for the records before the error.
    pub before: Box<T>,
}

impl<T> Failure<T> {
    pub(crate) fn new(error: Error, before: T) -> Self {
        Self { error, before: Box::new(before) }
    }
}

impl<T> fmt::Display for Failure<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(formatter)
    }
}

impl<T: fmt::Debug> std::error::Error for Failure<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// For an input that could not be opened: no records come before the error.
impl<T: Default> From<Error> for Failure<T> {
    fn from(error: Error) -> Self {
        Self::new(error, T::default())
    }
}

impl<T> From<Failure<T>> for Error {
    fn from(failure: Failure<T>) -> Self {
        failure.error
    }
}
