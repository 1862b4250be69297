//! Parquet files: one record in each row.

mod arrays;
mod delta;
mod file;
mod footer;
mod page_header;
mod pages;
mod schema;
mod shape;
mod thrift;

use std::io::{Cursor, Read, Seek};

use self::arrays::ParquetArrays;
use self::file::ParquetInput;
use self::footer::ParquetFooter;
use super::arrow::{ArrowChunk, ArrowRows};
use crate::error::Error;
use crate::parquet_fault::ParquetFault;
use crate::results::reading::ReadingNote;
use crate::settings::Settings;
use crate::sources::source::Source;

/// The maximum size of a file that is kept in memory.
const MAXIMUM_IN_MEMORY: u64 = 256 << 20;

/// A Parquet file, with one record in each row, as [`Arrow`](crate::Arrow) data has them: the columns are the members, or one column holds the
/// records as JSON or as structs.
///
/// Texts may have any encoding in the file: one that is not UTF-8 is a finding of its record. Pages can be compressed with
/// Snappy, Zstandard, gzip or LZ4.
pub struct Parquet {
    input: ParquetInput,
    footer: ParquetFooter,
    column: Option<String>,
    /// The records, from the first chunk on.
    records: Option<(ParquetArrays, ArrowRows)>,
}

impl Parquet {
    /// Opens a file, and reads its footer. Everything else is read when it is needed, and only the columns that are needed.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, is not a Parquet file or is encrypted.
    pub fn open(file: impl Read + Seek + Send + 'static) -> Result<Self, Error> {
        let input = ParquetInput::new(file).map_err(Error::Read)?;
        let footer = ParquetFooter::read(&input)?;
        Ok(Self { input, footer, column: None, records: None })
    }

    /// Reads a file that has no positions, such as a pipe, into memory.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`open`](Self::open), and an error if the file has more than 256 MiB.
    pub fn read(input: impl Read) -> Result<Self, Error> {
        let mut content = Vec::new();
        input.take(MAXIMUM_IN_MEMORY.saturating_add(1)).read_to_end(&mut content).map_err(Error::Read)?;
        match u64::try_from(content.len()) {
            Ok(..=MAXIMUM_IN_MEMORY) => Self::open(Cursor::new(content)),
            _ => Err(Error::Parquet(ParquetFault::Stream)),
        }
    }

    /// Reads the records from one column, which holds JSON or structs.
    #[must_use]
    pub fn column(self, name: &str) -> Self {
        Self { column: Some(name.to_owned()), ..self }
    }
}

impl Source for Parquet {
    type Chunk = ArrowChunk;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<ArrowChunk>, Error> {
        if self.records.is_none() {
            let arrays = ParquetArrays::new(self.input.clone(), &self.footer, self.column.as_deref())?;
            self.records = Some((arrays, ArrowRows::of_column(self.column.clone())));
        }
        match &mut self.records {
            Some((arrays, rows)) => rows.next_chunk(settings, || arrays.next_array()),
            None => Ok(None),
        }
    }

    fn reading(&self) -> Vec<ReadingNote> {
        self.records.iter().flat_map(|(_, rows)| rows.reading()).collect()
    }
}
