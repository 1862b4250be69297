//! The footer of the file: its columns, and where their pages are.

use std::sync::Arc;

use arrow_schema::Schema;
use bytes::Bytes;
use parquet::arrow::parquet_to_arrow_schema;
use parquet::basic::Compression;
use parquet::file::FOOTER_SIZE;
use parquet::file::metadata::{
    FooterTail, ParquetMetaData, ParquetMetaDataOptions, ParquetMetaDataReader, ParquetStatisticsPolicy,
};
use parquet::file::reader::{ChunkReader, Length};

use super::file::ParquetInput;
use super::schema::texts_as_bytes;
use super::shape::check_shape;
use crate::error::Error;
use crate::parquet_fault::ParquetFault;

/// The maximum size of the footer, which is kept in memory.
const MAXIMUM_FOOTER: usize = 16 << 20;

/// What the footer says.
pub(super) struct ParquetFooter {
    pub(super) metadata: Arc<ParquetMetaData>,
    /// The columns as Arrow data has them.
    pub(super) schema: Schema,
}

impl ParquetFooter {
    pub(super) fn read(input: &ParquetInput) -> Result<Self, Error> {
        let footer = read_bytes(input)?;
        check_shape(&footer).map_err(Error::Parquet)?;
        let skipped = ParquetStatisticsPolicy::SkipAll;
        let (metadata, schema) = input.guarded(|| {
            let columns = ParquetMetaDataReader::decode_schema(&footer)?;
            let schema = parquet_to_arrow_schema(&columns, None)?;
            let options = ParquetMetaDataOptions::new()
                .with_schema(texts_as_bytes(&columns)?)
                .with_column_stats_policy(skipped.clone())
                .with_encoding_stats_policy(skipped.clone())
                .with_size_stats_policy(skipped);
            Ok::<_, parquet::errors::ParquetError>((
                ParquetMetaDataReader::decode_metadata_with_options(&footer, Some(&options))?,
                schema,
            ))
        })?;
        check_rows(&metadata)?;
        check_codecs(&metadata)?;
        Ok(Self { metadata: Arc::new(metadata), schema })
    }
}

/// Reads the part of the file that the library parses.
fn read_bytes(input: &ParquetInput) -> Result<Bytes, Error> {
    let not_parquet = || Error::Parquet(ParquetFault::Format);
    let size = u64::try_from(FOOTER_SIZE).unwrap_or_default();
    let end = input.len().checked_sub(size).ok_or_else(not_parquet)?;
    let tail = input.guarded(|| input.get_bytes(end, FOOTER_SIZE))?;
    let tail = FooterTail::try_from(&*tail).map_err(|_| not_parquet())?;
    if tail.is_encrypted_footer() {
        return Err(Error::Parquet(ParquetFault::Encrypted));
    }
    let length = tail.metadata_length();
    let start = u64::try_from(length).ok().and_then(|length| end.checked_sub(length)).ok_or_else(not_parquet)?;
    if length > MAXIMUM_FOOTER {
        return Err(Error::Parquet(ParquetFault::Footer));
    }
    input.guarded(|| input.get_bytes(start, length))
}

/// The library believes the number of rows in the file.
fn check_rows(metadata: &ParquetMetaData) -> Result<(), Error> {
    let rows = metadata.row_groups().iter().try_fold(0_i64, |sum, group| match group.num_rows() {
        0.. => sum.checked_add(group.num_rows()),
        _ => None,
    });
    if rows == Some(metadata.file_metadata().num_rows()) {
        return Ok(());
    }
    Err(Error::Parquet(ParquetFault::Damaged("the number of rows is wrong".into())))
}

/// Returns an error for a compression that is not supported.
fn check_codecs(metadata: &ParquetMetaData) -> Result<(), Error> {
    let mut columns = metadata.row_groups().iter().flat_map(|group| group.columns());
    let unknown = columns.find_map(|column| match column.compression() {
        Compression::BROTLI(_) => Some("Brotli"),
        Compression::LZO => Some("LZO"),
        _ => None,
    });
    unknown.map_or(Ok(()), |codec| Err(Error::Parquet(ParquetFault::Compression(codec))))
}
