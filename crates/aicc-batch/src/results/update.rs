//! The results of the records that were checked last.

use std::cell::Cell;
use std::io::Write;

use super::counts::Counts;
use super::csv_row::{CsvPart, CsvRow, CsvTable};
use super::piece::Piece;
use super::record::{RecordFindings, RecordPosition};
use super::region::{LineEnd, Region, TextPosition, regions};
use super::repair::Repair;
use super::sheet_table::SheetTable;
use super::valid_body::ValidBody;
use crate::error::Error;
use crate::settings::Settings;
use crate::sources::source::Chunk;

/// The results of the next records of the input.
pub struct BatchUpdate<'a> {
    /// The counts of all records so far, including these.
    pub counts: &'a Counts,
    /// The records with findings, in input order, up to the [`limit`](crate::Settings::limit).
    pub records: Vec<RecordFindings>,
    /// The bodies of the valid records if the [settings](crate::Settings::bodies) ask for them.
    pub bodies: Vec<ValidBody>,
    /// The number of bytes of the (uncompressed) input that are done; 0 if the input is not text.
    pub bytes: u64,
    pub(crate) chunk: &'a dyn Chunk,
    /// The first byte of the chunk after a byte order mark, and its position.
    pub(crate) start: (usize, TextPosition),
    /// A byte of the chunk whose position is known.
    pub(crate) known: Cell<(usize, TextPosition)>,
    pub(crate) pieces: Vec<(Piece, usize)>,
    /// The number of rows before the chunk.
    pub(crate) rows_before: u64,
}

/// One of the records of an update. It may contain a password.
#[derive(Clone, Copy)]
pub struct UpdatedRecord<'u> {
    /// The number of the record, counted from 1.
    pub record: u64,
    /// Where the record begins.
    pub position: RecordPosition,
    /// The body as JSON; `None` if the record is invalid.
    pub json: Option<&'u [u8]>,
}

impl<'a> BatchUpdate<'a> {
    /// Returns each of these records in input order: its number, its position, and its body if it is valid. `before` is the number of records before
    /// these. A record has a position and a body only if the settings ask for [bodies](crate::Settings::bodies) and keep all findings.
    pub fn each_record(&self, before: u64) -> impl Iterator<Item = UpdatedRecord<'_>> {
        let mut valid = self.bodies.iter().peekable();
        let mut reported = self.records.iter().peekable();
        (before.saturating_add(1)..=self.counts.records).map(move |record| {
            let body = valid.next_if(|body| body.record == record);
            let findings = reported.next_if(|findings| findings.record == record);
            let position = body.map(|body| body.position).or_else(|| findings.map(|findings| findings.position));
            UpdatedRecord {
                record,
                position: position.unwrap_or_default(),
                json: body.map(|body| body.json.as_slice()),
            }
        })
    }

    /// Returns where each kept finding of one of these records is in the (uncompressed) text file: the region of the cell (CSV)
    /// or of the value (JSON) that its pointer names, or of the record if it has no such value. A syntax error has the region of
    /// the character where reading stopped. `None` if the input is not text.
    ///
    /// Nothing is computed for records that this method is not called for.
    #[must_use]
    pub fn regions(&self, record: &RecordFindings) -> Vec<Option<Region>> {
        let ranges = self.chunk.ranges(record);
        let Some(first) = ranges.iter().flatten().map(|range| range.start).min() else {
            return vec![None; ranges.len()];
        };
        let text = self.chunk.bytes();
        let line_end = if self.chunk.return_ends_line() { LineEnd::FeedOrReturn } else { LineEnd::Feed };
        let (mut at, mut position) = self.known.get();
        if at > first {
            (at, position) = self.start;
        }
        let position = position.after(text.get(at..first).unwrap_or_default(), line_end);
        self.known.set((first, position));
        regions(text, (first, position), line_end, &ranges)
    }

    /// Returns the name of the cell, such as `C7`, that each kept finding of one of these records is about; `None` if the
    /// input is not a workbook, or if no column has the member.
    #[must_use]
    pub fn cells(&self, record: &RecordFindings) -> Vec<Option<String>> {
        self.chunk.cells(record)
    }

    /// Returns how the rows are written; `None` if the input is not CSV.
    #[must_use]
    pub fn csv_table(&self) -> Option<CsvTable> {
        self.chunk.csv_table()
    }

    /// Returns the row of one of these records as it is written in UTF-8; `None` if the input is not CSV.
    #[must_use]
    pub fn csv_row(&self, record: &RecordFindings) -> Option<CsvRow<'a>> {
        self.chunk.csv_row(record)
    }

    /// Returns the rows of these records as they are written, blank rows too, in input order; nothing if the input is not CSV.
    pub fn csv_parts(&self) -> impl Iterator<Item = CsvPart<'a>> {
        let before = self.rows_before;
        self.chunk.csv_parts().into_iter().map(move |part| match part {
            CsvPart::Row { number, row, end } => CsvPart::Row { number: before.saturating_add(number), row, end },
            long @ CsvPart::Long(_) => long,
        })
    }

    /// Returns the table that the records are in; `None` if the input is not a workbook.
    #[must_use]
    pub fn sheet_table(&self) -> Option<SheetTable> {
        self.chunk.sheet_table()
    }

    /// Returns all bytes of these records as they are in the input, in pieces; nothing if the input has no lines.
    pub fn pieces(&self) -> impl Iterator<Item = (Piece, &'a [u8])> + use<'a, '_> {
        let (text, mut start) = (self.chunk.bytes(), 0);
        self.pieces.iter().map(move |(piece, end)| {
            let bytes = text.get(start..*end).unwrap_or_default();
            start = *end;
            (*piece, bytes)
        })
    }

    /// Returns the repairs that are proposed for the cells of one of these records, in the order of the columns; nothing if the
    /// input is not CSV or a workbook. `settings` are those of the run.
    #[must_use]
    pub fn repairs(&self, record: &RecordFindings, settings: &Settings<'_>) -> Vec<Repair> {
        if record.is_message() { self.chunk.repairs(record, settings) } else { Vec::new() }
    }

    /// Writes these records with the repaired cells. Every other byte is written as it is in the input, and so are headings and
    /// blank rows. `repairs` are those of the records, in their order.
    ///
    /// # Errors
    ///
    /// Returns an error if the output does, or if the input is not text.
    pub fn write_repaired(&self, repairs: &[Repair], output: &mut impl Write) -> Result<(), Error> {
        let text: &'a [u8] = self.chunk.bytes();
        if text.is_empty() && self.counts.records > 0 {
            return Err(Error::NoLines);
        }
        let mut at = 0;
        for (range, after) in repairs.iter().filter_map(|repair| repair.edit.as_ref()) {
            let unchanged = text.get(at..range.start).unwrap_or_default();
            output.write_all(unchanged).and_then(|()| output.write_all(after.as_bytes())).map_err(Error::Write)?;
            at = range.end;
        }
        output.write_all(text.get(at..).unwrap_or_default()).map_err(Error::Write)
    }
}
