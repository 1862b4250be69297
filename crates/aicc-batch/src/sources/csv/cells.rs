//! The cells of one CSV row.

use std::ops::Range;

use aicc_core::Cell;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder, Terminator};
use memchr::memchr;

/// Reads one row after the other into the same memory.
pub struct CsvCells {
    /// The character between two cells.
    delimiter: char,
    reader: Reader,
    text: Vec<u8>,
    /// Where each cell ends in `text`, and whether it is in quotation marks.
    ends: Vec<(usize, bool)>,
}

impl CsvCells {
    pub(crate) fn new(delimiter: u8) -> Self {
        let mut reader = ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build();
        // The reader removes a byte order mark from its first input. The chunker has already done so.
        reader.read_field(b"\n", &mut [0]);
        Self { delimiter: char::from(delimiter), reader, text: Vec::new(), ends: Vec::new() }
    }

    /// Returns the cells of a row whose quotation marks match. The row comes without its line end.
    pub(crate) fn read<'a>(&'a mut self, row: &'a str) -> Vec<Cell<'a>> {
        if memchr(b'"', row.as_bytes()).is_none() {
            return row.split(self.delimiter).map(Cell::from).collect();
        }
        self.text.clear();
        self.ends.clear();
        // Cells are never longer than their row. The reader needs one byte more, even if it writes nothing.
        self.text.resize(row.len().saturating_add(1), 0);
        let (mut length, mut is_quoted) = (0, row.starts_with('"'));
        self.read_part(row.as_bytes(), &mut length, &mut is_quoted);
        self.read_part(b"\n", &mut length, &mut is_quoted);
        let text = std::str::from_utf8(self.text.get(..length).unwrap_or_default()).unwrap_or_default();
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        let cells = starts.zip(&self.ends).map(|(start, (end, is_quoted))| {
            let text = text.get(start..*end).unwrap_or_default();
            if *is_quoted { Cell::Text(text) } else { Cell::from(text) }
        });
        cells.collect()
    }

    /// Returns the bytes of each cell in such a row, with its quotation marks.
    pub(crate) fn ranges(&mut self, row: &str) -> Vec<Range<usize>> {
        let (mut ranges, mut start, mut at) = (Vec::new(), 0, 0);
        let mut output = vec![0; row.len().saturating_add(1)];
        while let Some(rest) = row.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            let (result, taken, _) = self.reader.read_field(rest, &mut output);
            at = at.saturating_add(taken);
            if let ReadFieldResult::Field { .. } = result {
                ranges.push(start..at.saturating_sub(1));
                start = at;
            }
        }
        self.reader.read_field(b"\n", &mut output);
        ranges.push(start..row.len());
        ranges
    }

    fn read_part(&mut self, mut input: &[u8], length: &mut usize, is_quoted: &mut bool) {
        while !input.is_empty() {
            let output = self.text.get_mut(*length..).unwrap_or_default();
            let (result, taken, written) = self.reader.read_field(input, output);
            input = input.get(taken..).unwrap_or_default();
            *length = length.saturating_add(written);
            match result {
                ReadFieldResult::Field { .. } => {
                    self.ends.push((*length, *is_quoted));
                    *is_quoted = input.first() == Some(&b'"');
                }
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull | ReadFieldResult::End => return,
            }
        }
    }
}
