//! A part of a workbook that is read one cell after the other.

use std::fmt;
use std::io::{self, BufReader, Read};

use quick_xml::Reader;

/// The maximum size of one cell in the file. A text of Excel has at most 32,767 characters.
pub(super) const MAXIMUM_CELL: usize = 8 << 20;

/// Returns an error after `room` more bytes.
pub(super) struct LimitedPart<R> {
    part: R,
    room: usize,
}

/// XML that can be of any size, with cells that cannot.
pub(super) type XmlPart<R> = Reader<BufReader<LimitedPart<R>>>;

/// Reads a part as XML. Before each cell, call [`make_room`].
pub(super) fn xml_of<R: Read>(part: R) -> XmlPart<R> {
    let mut xml = Reader::from_reader(BufReader::new(LimitedPart { part, room: MAXIMUM_CELL }));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    xml
}

/// Allows the next cell its maximum size.
pub(super) fn make_room<R: Read>(xml: &mut XmlPart<R>) {
    xml.get_mut().get_mut().room = MAXIMUM_CELL;
}

impl<R: Read> Read for LimitedPart<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer)?;
        self.room = self.room.checked_sub(read).ok_or_else(|| io::Error::other(LargeCell))?;
        Ok(read)
    }
}

/// A cell is larger than its maximum size.
#[derive(Debug)]
pub(super) struct LargeCell;

impl fmt::Display for LargeCell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a cell is too large")
    }
}

impl std::error::Error for LargeCell {}
