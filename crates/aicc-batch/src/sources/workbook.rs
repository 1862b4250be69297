//! Workbooks: one record in each row of a sheet, under a row that names the columns.

mod book;
mod bytes;
mod cell_text;
mod choice;
pub(crate) mod content_kind;
mod fault;
mod limited_part;
mod limits;
mod number_format;
mod ods;
mod parts;
mod row;
mod rows;
mod shared_file;
mod texts;
mod xls;
mod xlsb;
mod xlsx;

use std::collections::VecDeque;
use std::io::Read;
use std::sync::Arc;

use aicc_core::CellRepair;
use serde_json::{Map, Value};
use zip::ZipArchive;

use self::book::{Book, CellReader};
use self::choice::ChosenSheet;
use self::content_kind::ContentKind;
use self::fault::found;
use self::ods::Ods;
use self::parts::WorkbookParts;
use self::row::SheetRow;
use self::rows::RowReader;
pub use self::shared_file::SharedFile as WorkbookFile;
use self::shared_file::SharedFile;
use self::xls::Xls;
use self::xlsb::Xlsb;
use self::xlsx::Xlsx;
use super::cell_name::name_of_cell;
use super::heading::Heading;
use super::heading::search::{HeadingRow, HeadingSearch, MAXIMUM_SEARCHED};
use super::source::{Chunk, Source};
use crate::error::Error;
use crate::results::chunk::ChunkResult;
use crate::results::reading::ReadingNote;
use crate::results::record::{RecordFindings, RecordPosition};
use crate::results::repair::Repair;
use crate::results::sheet_table::SheetTable;
use crate::settings::Settings;
use crate::workbook_fault;

/// The maximum number of rows in a chunk.
const MAXIMUM_ROWS: usize = 1024;

/// A file of this size is too large.
pub(crate) const MAXIMUM_WORKBOOK: usize = limits::MAXIMUM_FILE + 1;

/// How many hidden rows are named.
const SHOWN_HIDDEN: usize = 5;

/// A workbook of Excel (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`) or OpenDocument (`.ods`). The content of the file says which one it is.
///
/// The records are on the sheet that [`TableOptions`](crate::TableOptions) names, or else on the one with the most names of columns
/// in a row. Rows that are empty are skipped; rows and sheets that are hidden are read as all others.
///
/// Cells are read as text: a number with its digits, `11` or `2.5`, whatever its number format; a boolean as `TRUE` or `FALSE`;
/// a date as `2023-09-27`, with a time as `2023-09-27T08:30:00`. A formula counts as its last computed value. A cell with an
/// error such as `#N/A`, or with a formula whose value is not stored, is a violation at its member. Text stays as it is: give
/// the text format to cells of numbers that begin with 0, such as phone numbers.
pub struct Workbook {
    book: Box<dyn Book + Send>,
    /// The file, if it is Office Open XML.
    file: Option<WorkbookFile>,
}

/// The rows of a sheet of a [`Workbook`].
pub struct WorkbookRows<'w> {
    rows: RowReader<Box<dyn CellReader + 'w>>,
    /// The name of the sheet.
    name: Arc<str>,
    heading: Option<Arc<Heading>>,
    /// The rows below the heading that were read when it was searched.
    waiting: VecDeque<SheetRow>,
    /// An error to return after these rows.
    failure: Option<Error>,
    /// What is reported about the choice of the sheet.
    sheet: Option<ReadingNote>,
    /// The first hidden rows.
    hidden: Vec<u64>,
    /// The number of hidden rows.
    hidden_count: u64,
}

/// Some rows of a sheet.
pub struct WorkbookChunk {
    heading: Arc<Heading>,
    /// The name of the sheet.
    sheet: Arc<str>,
    rows: Vec<SheetRow>,
}

impl Workbook {
    /// Reads a workbook. The file and its distinct texts are kept in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the input is not a workbook, or is protected with a password; if it has more than 256 MiB, or if its
    /// parts unpack to more than 1 GiB, its distinct texts to more than 256 MiB, its styles to more than 4 MiB, or the parts that
    /// name other parts to more than 16 MiB.
    pub fn read(input: impl Read) -> Result<Self, Error> {
        let file = limits::read_file(input)?;
        match file.starts_with(xls::SIGNATURE) {
            true => Ok(Self { book: Box::new(Xls::new(&file)?), file: None }),
            false => open_archive(file),
        }
    }

    /// Returns the bytes of an `.xlsx` or `.xlsm` file, which are not copied; `None` for a workbook of another format.
    #[must_use]
    pub fn file(&self) -> Option<WorkbookFile> {
        self.file.clone()
    }

    /// Returns the rows of the sheet that the options choose.
    ///
    /// # Errors
    ///
    /// Returns an error if the workbook does not have this sheet; if the options choose none and no sheet has a row that names
    /// columns of the interface; or if the sheet cannot be read.
    pub fn rows(&mut self, settings: &Settings<'_>) -> Result<WorkbookRows<'_>, Error> {
        let ChosenSheet { index, others } = choice::choose(self.book.as_mut(), settings)?;
        let name = self.book.sheets().get(index).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let has_choice = settings.table.sheet.is_none() && (index > 0 || !others.is_empty());
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Ok(WorkbookRows {
            rows: RowReader::new(self.book.cells(index)?),
            name: name.as_str().into(),
            heading: None,
            waiting: VecDeque::new(),
            failure: None,
            sheet: has_choice.then_some(ReadingNote::Sheet { name, number, others }),
            hidden: Vec::new(),
            hidden_count: 0,
        })
    }
}

/// Opens a workbook that is a ZIP archive.
fn open_archive(file: Vec<u8>) -> Result<Workbook, Error> {
    let file = SharedFile::new(file);
    let mut archive = ZipArchive::new(file.again()).map_err(|_| found(ContentKind::of(file.content()).reason()))?;
    limits::check_parts(&mut archive)?;
    let parts = WorkbookParts::new(archive);
    if parts.has(ods::CONTENT) {
        return Ok(Workbook { book: Box::new(Ods::new(parts)?), file: None });
    }
    if parts.has(xlsb::WORKBOOK) {
        return Ok(Workbook { book: Box::new(Xlsb::new(parts)?), file: None });
    }
    if parts.has(limits::RELATIONSHIPS) {
        let bytes = file.again();
        return Ok(Workbook { book: Box::new(Xlsx::new(file, parts.into_archive())?), file: Some(bytes) });
    }
    Err(found(workbook_fault::NOT_A_WORKBOOK))
}

impl WorkbookRows<'_> {
    /// Returns the next row below the heading that is not blank.
    fn next_record(&mut self, most: usize) -> Result<Option<SheetRow>, Error> {
        if let Some(row) = self.waiting.pop_front() {
            return Ok(Some(row));
        }
        match self.failure.take() {
            Some(failure) => Err(failure),
            None => self.rows.next_row(most),
        }
    }

    /// Returns the heading. If it is not known yet, searches it in the first rows.
    fn heading(&mut self, settings: &Settings<'_>) -> Result<Arc<Heading>, Error> {
        if let Some(heading) = &self.heading {
            return Ok(Arc::clone(heading));
        }
        let mut search = HeadingSearch::new(settings);
        let (mut rows, mut size) = (VecDeque::new(), 0_u64);
        while size < MAXIMUM_SEARCHED {
            let row = self.rows.next_row(settings.profile.maximum_size).unwrap_or_else(|error| {
                self.failure = Some(error);
                None
            });
            let Some(row) = row else { break };
            size = size.saturating_add(u64::try_from(row.size).unwrap_or(u64::MAX));
            let continues = search.look_at(row.number.into(), &row.names());
            rows.push_back(row);
            if !continues {
                break;
            }
        }
        let found = search.finish().map_err(|error| self.failure.take().unwrap_or(error))?;
        let row = rows.iter().find(|row| u64::from(row.number) == found.row);
        let row = row.ok_or(Error::NoHeading { interface: settings.interface, rows: 0 })?;
        let heading = Arc::new(read_heading(row, &rows, found, settings)?);
        rows.retain(|row| u64::from(row.number) > found.row);
        self.waiting = rows;
        Ok(Arc::clone(self.heading.insert(heading)))
    }

    /// Counts a row if it is hidden.
    fn count(&mut self, row: &SheetRow) {
        if !row.is_hidden {
            return;
        }
        self.hidden_count = self.hidden_count.saturating_add(1);
        if self.hidden.len() < SHOWN_HIDDEN {
            self.hidden.push(row.number.into());
        }
    }
}

/// Reads the row that names the columns.
///
/// # Errors
///
/// Returns an error if it cannot be read, or if a row above it is a record.
fn read_heading(
    row: &SheetRow,
    rows: &VecDeque<SheetRow>,
    found: HeadingRow,
    settings: &Settings<'_>,
) -> Result<Heading, Error> {
    let heading = Heading::new(&row.names(), found, settings)?;
    let mut above = rows.iter().take_while(|row| u64::from(row.number) < found.row);
    let record = above.find(|row| heading.is_record(&row.pick(&heading).cells, settings));
    match record.filter(|_| settings.table.heading_row.is_none()) {
        Some(record) => Err(Error::RecordAboveHeading { row: record.number.into(), heading: found.row }),
        None => Ok(heading),
    }
}

impl Source for WorkbookRows<'_> {
    type Chunk = WorkbookChunk;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<WorkbookChunk>, Error> {
        let most = settings.profile.maximum_size;
        let heading = self.heading(settings)?;
        let (mut rows, mut size) = (Vec::new(), 0_usize);
        while rows.len() < MAXIMUM_ROWS && size < settings.chunk_size.get() {
            match self.next_record(most) {
                Ok(Some(row)) => {
                    self.count(&row);
                    size = size.saturating_add(row.size.min(most));
                    rows.push(row);
                }
                Ok(None) => break,
                Err(error) if rows.is_empty() => return Err(error),
                // The rows before the error come first.
                Err(error) => {
                    self.failure = Some(error);
                    break;
                }
            }
        }
        Ok((!rows.is_empty()).then_some(WorkbookChunk { heading, sheet: Arc::clone(&self.name), rows }))
    }

    fn reading(&self) -> Vec<ReadingNote> {
        let hidden = || ReadingNote::HiddenRows { rows: self.hidden.clone(), count: self.hidden_count };
        let heading = self.heading.iter().flat_map(|heading| heading.notes().to_vec());
        self.sheet.iter().cloned().chain((self.hidden_count > 0).then(hidden)).chain(heading).collect()
    }
}

impl WorkbookChunk {
    /// Returns the row of a record.
    fn row(&self, record: &RecordFindings) -> Option<&SheetRow> {
        let number = record.position.row.unwrap_or_default();
        let index = self.rows.binary_search_by_key(&number, |row| row.number.into()).ok()?;
        self.rows.get(index)
    }
}

impl Chunk for WorkbookChunk {
    fn check(&self, result: &mut ChunkResult<'_>) {
        let settings = result.settings();
        for (place, row) in self.rows.iter().enumerate() {
            let picked = row.pick(&self.heading);
            let position = || row.position();
            let Some(verdict) = row.verdict(&self.heading, &picked, result) else { continue };
            let has_members = verdict.has_members();
            let key = || if has_members { self.heading.key(&picked.cells, settings) } else { Map::new() };
            if result.add_record(verdict, place, position, key) {
                result.add_body(position, || self.heading.json(&picked.cells));
            }
        }
    }

    fn places(&self, places: &[usize], settings: &Settings<'_>) -> Vec<(RecordPosition, Map<String, Value>)> {
        let rows = places.iter().filter_map(|place| self.rows.get(*place));
        rows.map(|row| (row.position(), self.heading.key(&row.pick(&self.heading).cells, settings))).collect()
    }

    fn cells(&self, record: &RecordFindings) -> Vec<Option<String>> {
        let Some(row) = self.row(record) else { return vec![None; record.kept()] };
        let cells = row.pick(&self.heading).cells;
        let name = |pointer: String| Some(name_of_cell(self.heading.place_of(&cells, &pointer)?, row.number.into()));
        record.findings().map(|finding| name(finding.pointer())).collect()
    }

    fn sheet_table(&self) -> Option<SheetTable> {
        Some(self.heading.sheet_table(&self.sheet))
    }

    fn repairs(&self, record: &RecordFindings, settings: &Settings<'_>) -> Vec<Repair> {
        let Some(row) = self.row(record) else { return Vec::new() };
        let repairs = self.heading.repairs(&row.pick(&self.heading).cells, settings).into_iter();
        let repairs = repairs.map(|(place, CellRepair { pointer, before, after, .. })| {
            let cell = name_of_cell(place, row.number.into());
            Repair { cell, pointer, before, after, edit: None }
        });
        repairs.collect()
    }
}
