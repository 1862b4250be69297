//! A source of records, and its chunks.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::error::Error;
use crate::results::chunk::ChunkResult;
use crate::results::csv_row::{CsvPart, CsvRow, CsvTable};
use crate::results::reading::ReadingNote;
use crate::results::record::{RecordFindings, RecordPosition};
use crate::results::repair::Repair;
use crate::results::sheet_table::SheetTable;
use crate::settings::Settings;

/// Cuts an input into chunks of whole records. One thread calls it.
pub trait Source {
    /// The type of its chunks.
    type Chunk: Chunk;

    /// Returns the next chunk, or `None` at the end of the input.
    ///
    /// # Errors
    ///
    /// Returns an error if the rest of the input cannot be read. It ends the run.
    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<Self::Chunk>, Error>;

    /// Returns how a table was read, as far as it does not have the plain form: what is known at the end of the run, without the
    /// values of its cells.
    fn reading(&self) -> Vec<ReadingNote> {
        Vec::new()
    }
}

/// Some records that follow each other. One thread checks them.
pub trait Chunk: Send {
    /// Checks every record and adds the verdicts to `result`.
    fn check(&self, result: &mut ChunkResult<'_>);

    /// Returns the positions and the keys of the records at these places of the chunk, as [`check`](Self::check) gives them to
    /// [`ChunkResult::add_record`]. The places are in order.
    fn places(&self, places: &[usize], _settings: &Settings<'_>) -> Vec<(RecordPosition, Map<String, Value>)> {
        vec![(RecordPosition::default(), Map::new()); places.len()]
    }

    /// Returns the bytes of the records if the input is text; otherwise an empty slice.
    fn bytes(&self) -> &[u8] {
        &[]
    }

    /// Returns whether these are the bytes of the input. Positions in a text that was decoded are not positions in the input.
    fn has_input_bytes(&self) -> bool {
        true
    }

    /// Returns whether a carriage return alone ends a line of these bytes, too.
    fn return_ends_line(&self) -> bool {
        false
    }

    /// Returns for each kept finding of a record of this chunk the range in [`bytes`](Self::bytes) that the finding is about;
    /// `None` if it is not known.
    fn ranges(&self, record: &RecordFindings) -> Vec<Option<Range<usize>>> {
        vec![None; record.kept()]
    }

    /// Returns for each kept finding of a record of this chunk the name of the cell that the finding is about, such as `C7`;
    /// `None` if the input is not a workbook, or if it is not known.
    fn cells(&self, record: &RecordFindings) -> Vec<Option<String>> {
        vec![None; record.kept()]
    }

    /// Returns how the rows are written; `None` if the input is not CSV.
    fn csv_table(&self) -> Option<CsvTable> {
        None
    }

    /// Returns the row of a record of this chunk; `None` if the input is not CSV.
    fn csv_row(&self, _record: &RecordFindings) -> Option<CsvRow<'_>> {
        None
    }

    /// Returns the rows of this chunk below the row that names the columns, blank rows too; nothing if the input is not CSV.
    fn csv_parts(&self) -> Vec<CsvPart<'_>> {
        Vec::new()
    }

    /// Returns the table that the records are in; `None` if the input is not a workbook.
    fn sheet_table(&self) -> Option<SheetTable> {
        None
    }

    /// Returns the repairs that are proposed for the cells of a record of this chunk, in the order of the columns; nothing if the
    /// records are not made of cells.
    fn repairs(&self, _record: &RecordFindings, _settings: &Settings<'_>) -> Vec<Repair> {
        Vec::new()
    }
}
