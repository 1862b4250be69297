//! The cells of a worksheet as they are written in the file. The library reads some references and indexes that the format does not
//! allow as other, valid ones. This reader checks each cell before the library reads it, and refuses such a worksheet.

use std::io::{self, BufReader, Read};

use aicc_core::Wording;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::read::ZipFile;

use super::limits::{MAXIMUM_COLUMNS, MAXIMUM_ROWS};
use super::shared_file::SharedFile;
use crate::error::Error;
use crate::workbook_fault::{self, WorkbookFault};

/// The maximum size of one cell in the file. A text of Excel has at most 32,767 characters.
const MAXIMUM_CELL: usize = 8 << 20;

/// Reads the places of the cells, one after the other.
pub(super) struct SheetReader<'f> {
    xml: Reader<BufReader<LimitedPart<ZipFile<'f, SharedFile>>>>,
    buffer: Vec<u8>,
    /// The number of the current row, counted from 1; 0 before the first row.
    row: u32,
    /// The column after the last cell of the row, counted from 0.
    column: u32,
}

/// The place of a cell.
pub(super) struct CellPlace {
    /// The row, counted from 0.
    pub(super) row: u32,
    /// The column, counted from 0.
    pub(super) column: u32,
    /// Whether the cell contains an error such as `#N/A`.
    pub(super) is_error: bool,
}

impl<'f> SheetReader<'f> {
    /// Reads up to the first row.
    pub(super) fn new(part: ZipFile<'f, SharedFile>) -> Result<Self, Error> {
        let mut xml = Reader::from_reader(BufReader::new(LimitedPart { part, room: 0 }));
        let config = xml.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        config.expand_empty_elements = true;
        let mut sheet = Self { xml, buffer: Vec::new(), row: 0, column: 0 };
        loop {
            sheet.make_room();
            match sheet.xml.read_event_into(&mut sheet.buffer).map_err(workbook_error)? {
                Event::Start(start) if start.local_name().as_ref() == "sheetData" => return Ok(sheet),
                Event::Eof => return Err(malformed(workbook_fault::NO_ROWS)),
                _ => {}
            }
        }
    }

    /// Reads the next cell and returns its place, or `None` after the last cell.
    pub(super) fn next(&mut self) -> Result<Option<CellPlace>, Error> {
        loop {
            self.make_room();
            let place = match self.xml.read_event_into(&mut self.buffer).map_err(workbook_error)? {
                Event::Start(start) if start.local_name().as_ref() == "row" => {
                    self.row = next_row(&start, self.row)?;
                    self.column = 0;
                    continue;
                }
                Event::Start(start) if start.local_name().as_ref() == "c" => next_cell(&start, self.row, self.column)?,
                Event::End(end) if end.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => return Err(malformed(workbook_fault::BREAKS_OFF)),
                _ => continue,
            };
            let (place, is_shared) = place;
            self.column = place.column.saturating_add(1);
            self.read_content(is_shared, place.row)?;
            return Ok(Some(place));
        }
    }

    /// Reads the content of a cell. The index of a shared text must be digits.
    fn read_content(&mut self, is_shared: bool, row: u32) -> Result<(), Error> {
        let mut is_value = false;
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(workbook_error)? {
                Event::Start(start) => is_value = start.local_name().as_ref() == "v",
                Event::Text(text) if is_shared && is_value && is_index(&text) => {}
                Event::End(end) if end.local_name().as_ref() == "c" => return Ok(()),
                Event::End(_) => is_value = false,
                Event::Eof => return Err(malformed(workbook_fault::BREAKS_OFF)),
                _ if is_shared && is_value => {
                    return Err(in_row(row, workbook_fault::TEXT_INDEX));
                }
                _ => {}
            }
        }
    }

    /// Clears the buffer, and allows the next cell its maximum size.
    fn make_room(&mut self) {
        self.buffer.clear();
        self.xml.get_mut().get_mut().room = MAXIMUM_CELL;
    }
}

/// Returns the number of the next row, counted from 1.
fn next_row(start: &BytesStart<'_>, last: u32) -> Result<u32, Error> {
    let row = match attribute(start, "r")? {
        Some(number) => plain_number(&number).ok_or_else(|| malformed(workbook_fault::ROW_NUMBER))?,
        None => last.saturating_add(1),
    };
    if row <= last {
        return Err(malformed(workbook_fault::ROW_ORDER));
    }
    if row > MAXIMUM_ROWS { Err(outside()) } else { Ok(row) }
}

/// Returns the place of the next cell, and whether its content is the index of a shared text.
fn next_cell(start: &BytesStart<'_>, row: u32, least: u32) -> Result<(CellPlace, bool), Error> {
    let row = row.checked_sub(1).ok_or_else(|| malformed(workbook_fault::OUTSIDE_ROWS))?;
    let column = match attribute(start, "r")? {
        Some(reference) => {
            let (column, number) = split(&reference).ok_or_else(|| in_row(row, workbook_fault::REFERENCE))?;
            if number.checked_sub(1) != Some(row) {
                return Err(in_row(row, workbook_fault::OTHER_ROW));
            }
            column
        }
        None => least,
    };
    if column < least {
        return Err(in_row(row, workbook_fault::CELL_ORDER));
    }
    if column >= MAXIMUM_COLUMNS {
        return Err(outside());
    }
    let kind = attribute(start, "t")?.unwrap_or_default();
    Ok((CellPlace { row, column, is_error: kind == "e" }, kind == "s"))
}

/// Returns the column, counted from 0, and the row, counted from 1, of a reference such as `AB12`.
fn split(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|character: char| !character.is_ascii_alphabetic())?;
    let (letters, number) = reference.split_at_checked(digits)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0_u32, |column, letter| {
        let digit = u32::from(letter.to_ascii_uppercase().saturating_sub(b'A')).saturating_add(1);
        column.saturating_mul(26).saturating_add(digit)
    });
    Some((column.checked_sub(1)?, plain_number(number)?))
}

/// Returns a number that is written without a sign and without leading zeros.
fn plain_number(text: &str) -> Option<u32> {
    is_index(text).then(|| text.parse().ok())?.filter(|_| text == "0" || !text.starts_with('0'))
}

fn is_index(text: &str) -> bool {
    !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    let attribute = start.try_get_attribute(name).map_err(workbook_error)?;
    Ok(attribute.map(|attribute| attribute.value.into_owned()))
}

/// Returns an error after `room` more bytes.
struct LimitedPart<R> {
    part: R,
    room: usize,
}

impl<R: Read> Read for LimitedPart<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer)?;
        self.room = self.room.checked_sub(read).ok_or_else(|| io::Error::other("a cell of more than 8 MiB"))?;
        Ok(read)
    }
}

fn in_row(row: u32, wording: Wording) -> Error {
    let values = vec![("row", row.saturating_add(1).to_string())];
    Error::Workbook(WorkbookFault::Found { wording, values })
}

const fn outside() -> Error {
    malformed(workbook_fault::OUTSIDE_SHEET)
}

const fn malformed(wording: Wording) -> Error {
    Error::Workbook(WorkbookFault::found(wording))
}

fn workbook_error(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Workbook(WorkbookFault::library(error))
}
