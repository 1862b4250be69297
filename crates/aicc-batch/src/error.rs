//! What ends a batch. Whatever is wrong with a record is a finding and ends nothing.

use std::fmt;
use std::io;

use aicc_core::{ColumnError, Interface};
use arrow_schema::ArrowError;

/// Why a batch could not be run to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The input cannot be read on.
    Read(io::Error),
    /// An output cannot be written.
    Write(io::Error),
    /// The input is UTF-16: it must be UTF-8.
    Utf16,
    /// The input is a ZIP archive, as an Excel workbook is, and not text.
    Archive,
    /// The first row of a table names no column of the interface.
    NoHeading(&'static Interface),
    /// The first row of a table is not UTF-8.
    HeadingEncoding,
    /// The first row of a table is longer than so many bytes, the maximum size of the profile.
    LongHeading(usize),
    /// The first row of a table has a name that is no column.
    Column(ColumnError),
    /// The input is no Excel workbook that can be read.
    Workbook(Box<dyn std::error::Error + Send + Sync>),
    /// Arrow data cannot be read on.
    Arrow(ArrowError),
    /// There is no such column in Arrow data.
    NoColumn {
        /// The name that was asked for.
        column: String,
        /// The names of the columns.
        known: Vec<String>,
    },
    /// A column has an Arrow type that its place has no use for.
    ColumnType {
        /// The name of the column, nested ones by their path; empty for data without columns.
        column: String,
        /// The type.
        data_type: String,
        /// The type to cast the column to.
        wanted: &'static str,
    },
    /// A column is nested too deeply.
    ColumnDepth {
        /// The name of the column; empty for data without columns.
        column: String,
    },
    /// The input has no lines that could be split into valid and invalid ones.
    NoLines,
    /// Whoever takes the answers, or gives the records, wants no more.
    Stopped,
    /// The system starts no further thread.
    Spawn(io::Error),
    /// A thread was lost.
    Thread,
    /// The source holds something that the library cannot handle: a fault of the library.
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
                .write_str("the input is a ZIP archive, as an Excel workbook is, and not text: read it as a workbook (excel)"),
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
            // The words of the library's variants say nothing to a caller.
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
            Self::Stopped => formatter.write_str("the batch was stopped"),
            Self::Spawn(error) => write!(formatter, "a thread cannot be started: {error}"),
            Self::Thread => formatter.write_str("a thread of the batch was lost"),
            Self::Fault => formatter.write_str(
                "the input cannot be read on, by a fault of this library: please report it with the smallest input that shows it",
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

/// A run that ended before its input did: why, and what there is to know about the records before.
#[derive(Debug)]
pub struct Failure<T> {
    /// Why.
    pub error: Error,
    /// What a run to the end would have answered, of the records that were taken.
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

/// Of an input that could not even be opened.
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
