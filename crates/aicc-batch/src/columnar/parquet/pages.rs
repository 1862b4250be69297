//! The pages of a row group. What a header states is checked before the library believes it.

use std::io::{self, Read};
use std::iter::once;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::arrow::arrow_reader::RowGroups;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, SerializedPageReader};

use super::delta::{has_lengths, size_of_texts};
use super::file::ParquetInput;
use super::page_header::PageHeader;
use crate::parquet_fault::ParquetFault;

/// The maximum size of a page, decompressed, in MiB.
const MAXIMUM_PAGE: u32 = 256;
const MAXIMUM_PAGE_BYTES: u64 = (MAXIMUM_PAGE as u64) << 20;

/// The maximum size of the pages that are read for the rows of one array.
const MAXIMUM_BYTES: u64 = 1 << 30;

/// The maximum number of values in lists that are read for the rows of one array.
const MAXIMUM_VALUES: u64 = 32 << 20;

/// The most that a byte of LZ4 can unpack to.
const LZ4_RATIO: u64 = 255;
/// The most that a byte of gzip can unpack to.
const GZIP_RATIO: u64 = 1032;

/// The first bytes of a frame of LZ4, whose size the library does not check.
const LZ4_FRAME: &[u8] = &[0x04, 0x22, 0x4d, 0x18];

/// A row group whose pages are checked.
pub(super) struct CheckedGroup<'m> {
    pub(super) input: ParquetInput,
    pub(super) metadata: &'m ParquetMetaData,
    pub(super) group: &'m RowGroupMetaData,
    pub(super) budget: Arc<ArrayBudget>,
}

/// What was read for the rows of the current array.
#[derive(Default)]
pub(super) struct ArrayBudget {
    bytes: AtomicU64,
    values: AtomicU64,
}

impl ArrayBudget {
    /// Begins with the rows of the next array.
    pub(super) fn reset(&self) {
        self.bytes.store(0, Ordering::Relaxed);
        self.values.store(0, Ordering::Relaxed);
    }

    fn take(&self, bytes: u64, values: u64) -> Result<(), ParquetFault> {
        let bytes = self.bytes.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        let values = self.values.fetch_add(values, Ordering::Relaxed).saturating_add(values);
        if bytes > MAXIMUM_BYTES || values > MAXIMUM_VALUES { Err(ParquetFault::Values) } else { Ok(()) }
    }
}

impl RowGroups for CheckedGroup<'_> {
    fn num_rows(&self) -> usize {
        usize::try_from(self.group.num_rows()).unwrap_or_default()
    }

    fn column_chunks(&self, index: usize) -> ParquetResult<Box<dyn PageIterator>> {
        let column =
            self.group.columns().get(index).ok_or(ParquetError::IndexOutOfBound(index, self.group.num_columns()))?;
        let (position, rest) = column.byte_range();
        let pages = SerializedPageReader::new(Arc::new(self.input.clone()), column, self.num_rows(), None)?;
        let (input, budget) = (self.input.clone(), Arc::clone(&self.budget));
        Ok(Box::new(GroupPages(Some(CheckedPages { pages, input, column: column.clone(), position, rest, budget }))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(once(self.group))
    }

    fn metadata(&self) -> &ParquetMetaData {
        self.metadata
    }
}

/// The pages of one column.
struct GroupPages(Option<CheckedPages>);

impl Iterator for GroupPages {
    type Item = ParquetResult<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.take().map(|pages| Ok(Box::new(pages) as _))
    }
}

impl PageIterator for GroupPages {}

/// Checks each page before it is decompressed, and again before it is decoded.
struct CheckedPages {
    pages: SerializedPageReader<ParquetInput>,
    input: ParquetInput,
    column: ColumnChunkMetaData,
    /// Where the next header is.
    position: u64,
    /// How many bytes of the column are left.
    rest: u64,
    budget: Arc<ArrayBudget>,
}

impl CheckedPages {
    /// Checks the header of the next page that the library returns.
    fn check_header(&mut self) -> Result<(), ParquetFault> {
        while self.rest > 0 {
            let input = self.input.get_read(self.position).map_err(damaged)?;
            let header = PageHeader::read(input).map_err(damaged)?;
            let size = header.header.saturating_add(header.compressed.into());
            self.rest = self.rest.checked_sub(size).ok_or_else(|| damaged("a page is longer than its column"))?;
            let start = self.position.saturating_add(header.header);
            self.position = self.position.saturating_add(size);
            if !header.is_index {
                return self.check_sizes(&header, start);
            }
        }
        Ok(())
    }

    fn check_sizes(&self, header: &PageHeader, start: u64) -> Result<(), ParquetFault> {
        let size = u64::from(header.uncompressed);
        if size > MAXIMUM_PAGE_BYTES {
            return Err(ParquetFault::Page(MAXIMUM_PAGE));
        }
        // A value of a dictionary takes at least a byte.
        if header.entries > header.uncompressed {
            return Err(damaged("a dictionary has more values than bytes"));
        }
        self.check_unpacked(header, start)?;
        let in_lists = if self.column.column_descr().max_rep_level() > 0 { header.values.into() } else { 0 };
        self.budget.take(size, in_lists)
    }

    /// Two codecs unpack as much as there is, whatever the header says.
    fn check_unpacked(&self, header: &PageHeader, start: u64) -> Result<(), ParquetFault> {
        let size =
            header.compressed.checked_sub(header.levels).ok_or_else(|| damaged("a page is shorter than its levels"))?;
        let (start, size) = (start.saturating_add(header.levels.into()), usize::try_from(size).unwrap_or(usize::MAX));
        let at_most = |ratio: u64| u64::from(header.compressed).saturating_mul(ratio);
        match self.column.compression() {
            _ if header.is_plain => Ok(()),
            Compression::GZIP(_) if at_most(GZIP_RATIO) > MAXIMUM_PAGE_BYTES => {
                let page = self.input.get_bytes(start, size).map_err(damaged)?;
                let mut unpacked = MultiGzDecoder::new(&*page).take(u64::from(header.uncompressed).saturating_add(1));
                match io::copy(&mut unpacked, &mut io::sink()) {
                    Ok(size) if size <= header.uncompressed.into() => Ok(()),
                    _ => Err(damaged("a page is longer than it states")),
                }
            }
            Compression::LZ4 if at_most(LZ4_RATIO) > MAXIMUM_PAGE_BYTES => {
                let page = self.input.get_bytes(start, size.min(LZ4_FRAME.len())).map_err(damaged)?;
                if page.starts_with(LZ4_FRAME) { Err(ParquetFault::Page(MAXIMUM_PAGE)) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    /// Checks the lengths of texts in a page.
    fn check_lengths(&self, page: &Page) -> Result<(), ParquetFault> {
        let count = page.num_values().into();
        let malformed = || damaged("the lengths of texts are malformed");
        match page.encoding() {
            Encoding::DELTA_LENGTH_BYTE_ARRAY => {
                let values = self.values_of(page).ok_or_else(malformed)?;
                if has_lengths(&values, count) { Ok(()) } else { Err(malformed()) }
            }
            Encoding::DELTA_BYTE_ARRAY => {
                let values = self.values_of(page).ok_or_else(malformed)?;
                self.budget.take(size_of_texts(&values, count).ok_or_else(malformed)?, 0)
            }
            _ => Ok(()),
        }
    }

    /// Returns the part of a page after the levels.
    fn values_of(&self, page: &Page) -> Option<Bytes> {
        let column = self.column.column_descr();
        match page {
            Page::DictionaryPage { buf, .. } => Some(buf.clone()),
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
                slice_from(buf, usize::try_from(def_levels_byte_len.checked_add(*rep_levels_byte_len)?).ok()?)
            }
            Page::DataPage { buf, num_values, def_level_encoding, rep_level_encoding, .. } => {
                let buf = after_levels(buf, column.max_rep_level(), *rep_level_encoding, *num_values)?;
                after_levels(&buf, column.max_def_level(), *def_level_encoding, *num_values)
            }
        }
    }
}

/// Returns the part of a page after its levels of one kind.
fn after_levels(page: &Bytes, maximum: i16, encoding: Encoding, values: u32) -> Option<Bytes> {
    if maximum == 0 {
        return Some(page.clone());
    }
    let length = match encoding {
        Encoding::RLE => u32::from_le_bytes(*page.first_chunk()?).checked_add(4)?.into(),
        _ => u64::from(i16::BITS.saturating_sub(maximum.leading_zeros())).checked_mul(values.into())?.div_ceil(8),
    };
    slice_from(page, usize::try_from(length).ok()?)
}

fn slice_from(bytes: &Bytes, start: usize) -> Option<Bytes> {
    (start <= bytes.len()).then(|| bytes.slice(start..))
}

impl PageReader for CheckedPages {
    fn get_next_page(&mut self) -> ParquetResult<Option<Page>> {
        self.check_header().map_err(|fault| self.input.refuse(fault))?;
        let page = self.pages.get_next_page()?;
        if let Some(page) = &page {
            self.check_lengths(page).map_err(|fault| self.input.refuse(fault))?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> ParquetResult<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    /// Every row is read, so that no page is skipped.
    fn skip_next_page(&mut self) -> ParquetResult<()> {
        Err(ParquetError::NYI("skipping a page".to_owned()))
    }
}

impl Iterator for CheckedPages {
    type Item = ParquetResult<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

fn damaged(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> ParquetFault {
    ParquetFault::Damaged(reason.into())
}
