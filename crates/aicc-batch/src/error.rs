//! The errors that end a run. A bad record is a finding and does not end the run.

use std::fmt;
use std::io;

use aicc_core::{ColumnError, Interface};
use arrow_schema::ArrowError;

/// Why a run ended before the end of its input.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The input cannot be read.
    Read(io::Error),
    /// An output cannot be written.
    Write(io::Error),
    /// The input is UTF-16: it must be UTF-8.
    Utf16,
    /// The input is a ZIP archive, such as an Excel workbook, and not text.
    Archive,
    /// The first row of a table names no column of the interface.
    NoHeading(&'static Interface),
    /// The first row of a table is not UTF-8.
    HeadingEncoding,
    /// The first row of a table is longer than this number of bytes, the maximum size of the profile.
    LongHeading(usize),
    /// The first row of a table has a name that is not the name of a column.
    Column(ColumnError),
    /// The Excel workbook cannot be read.
    Workbook(Box<dyn std::error::Error + Send + Sync>),
    /// The Arrow data cannot be read.
    Arrow(ArrowError),
    /// The Arrow data does not have the requested column.
    NoColumn {
        /// The requested name.
        column: String,
        /// The names of the columns that the data has.
        known: Vec<String>,
    },
    /// A column has an Arrow type that its member cannot be read from.
    ColumnType {
        /// The name of the column, or the path of a nested column; empty for data without columns.
        column: String,
        /// The Arrow type of the column.
        data_type: String,
        /// The type to cast the column to.
        wanted: &'static str,
    },
    /// A column is nested too deeply.
    ColumnDepth {
        /// The name of the column; empty for data without columns.
        column: String,
    },
    /// The input has no lines that can be split into valid and invalid ones.
    NoLines,
    /// The caller stopped the run.
    Stopped,
    /// The system cannot start another thread.
    Spawn(io::Error),
    /// A thread ended unexpectedly.
    Thread,
    /// The input triggered a fault of this library.
    Fault,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(formatter, "the input cannot be read: {error}"),
            Self::Write(error) => write!(formatter, "the output cannot be written: {error}"),
            Self::Utf16 => {
                formatter.write_str("the input is UTF-16, not UTF-8: save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)")
            }
            Self::Archive => formatter
                .write_str("the input is a ZIP archive, such as an Excel workbook, and not text: read it as a workbook (excel)"),
            Self::NoHeading(interface) => write!(
                formatter,
                "the first line must name the columns (in CSV separated by commas), and names none of {}",
                interface.name
            ),
            Self::HeadingEncoding => formatter.write_str(
                "the first line, which names the columns, is not UTF-8 but another encoding such as GBK: save the file as \
                 UTF-8 (in a spreadsheet: “CSV UTF-8”)",
            ),
            Self::LongHeading(most) => {
                write!(formatter, "the first line, which names the columns, is longer than the limit of {most} bytes")
            }
            Self::Column(error) => write!(formatter, "{error}"),
            Self::Workbook(error) => write!(formatter, "the Excel workbook cannot be read: {error}"),
            // The text of these variants without the names that the library adds.
            Self::Arrow(ArrowError::ExternalError(error)) => write!(formatter, "the Arrow data cannot be read: {error}"),
            Self::Arrow(ArrowError::CDataInterface(reason)) => {
                write!(formatter, "the Arrow data cannot be read: {reason}")
            }
            Self::Arrow(error) => write!(formatter, "the Arrow data cannot be read: {error}"),
            Self::NoColumn { column, .. } => write!(formatter, "there is no column {column:?}"),
            Self::ColumnType { column, data_type, wanted } if column.is_empty() => {
                write!(formatter, "the Arrow data has the type {data_type}, which cannot be read: cast it to {wanted}")
            }
            Self::ColumnType { column, data_type, wanted } => {
                write!(
                    formatter,
                    "the column {column:?} has the type {data_type}, which cannot be read: cast it to {wanted}"
                )
            }
            Self::ColumnDepth { column } => {
                write!(formatter, "the column {column:?} is nested more than 127 deep: leave it out")
            }
            Self::NoLines => formatter.write_str("only JSON Lines and CSV can be split into valid and invalid records"),
            Self::Stopped => formatter.write_str("the caller stopped the run"),
            Self::Spawn(error) => write!(formatter, "a thread cannot be started: {error}"),
            Self::Thread => formatter.write_str("a thread of the run ended unexpectedly"),
            Self::Fault => formatter.write_str(
                "a fault of this library stopped the run: please report it with the smallest input that shows it",
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) | Self::Write(error) | Self::Spawn(error) => Some(error),
            Self::Column(error) => Some(error),
            Self::Workbook(error) => Some(error.as_ref()),
            Self::Arrow(error) => Some(error),
            _ => None,
        }
    }
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
