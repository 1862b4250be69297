//! The cells of one CSV row.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder, Terminator};
use memchr::memchr;

/// Reads rows, one after the other, into memory that is used again.
pub(crate) struct Cells {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    pub(crate) fn new() -> Self {
        let mut reader = ReaderBuilder::new().terminator(Terminator::Any(b'\n')).build();
        // It takes a byte order mark off what it reads first: that is done before.
        reader.read_field(b"\n", &mut [0]);
        Self { reader, text: Vec::new(), ends: Vec::new() }
    }

    /// The cells of a row whose quotation marks match, without its line feed.
    pub(crate) fn read<'a>(&'a mut self, row: &'a str) -> Vec<&'a str> {
        if memchr(b'"', row.as_bytes()).is_none() {
            return row.split(',').collect();
        }
        self.text.clear();
        self.ends.clear();
        // Cells are never longer than their row; the reader wants room even where it writes nothing.
        self.text.resize(row.len().saturating_add(1), 0);
        let mut length = 0;
        self.read_part(row.as_bytes(), &mut length);
        self.read_part(b"\n", &mut length);
        let text = std::str::from_utf8(self.text.get(..length).unwrap_or_default()).unwrap_or_default();
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| text.get(start..*end).unwrap_or_default()).collect()
    }

    fn read_part(&mut self, mut input: &[u8], length: &mut usize) {
        while !input.is_empty() {
            let output = self.text.get_mut(*length..).unwrap_or_default();
            let (result, taken, written) = self.reader.read_field(input, output);
            input = input.get(taken..).unwrap_or_default();
            *length = length.saturating_add(written);
            match result {
                ReadFieldResult::Field { .. } => self.ends.push(*length),
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull | ReadFieldResult::End => return,
            }
        }
    }
}
