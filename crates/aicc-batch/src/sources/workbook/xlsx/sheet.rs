//! The cells of a worksheet as they are written in the file. The library reads some references and indexes that the format does not
//! allow as other, valid ones. This reader checks each cell before the library reads it, and refuses such a worksheet.

use quick_xml::events::{BytesStart, Event};
use zip::read::ZipFile;

use super::super::fault::{found, found_in_row, library};
use super::super::limited_part::{XmlPart, make_room, xml_of};
use super::super::limits::{MAXIMUM_COLUMNS, MAXIMUM_ROWS, outside};
use super::super::shared_file::SharedFile;
use crate::error::Error;
use crate::workbook_fault;

/// Reads the places of the cells, one after the other.
pub(super) struct SheetReader<'f> {
    xml: XmlPart<ZipFile<'f, SharedFile>>,
    buffer: Vec<u8>,
    /// The number of the current row, counted from 1; 0 before the first row.
    row: u32,
    /// Whether the current row is hidden.
    is_hidden: bool,
    /// The column after the last cell of the row, counted from 0.
    column: u32,
}

/// The place of a cell.
pub(super) struct CellPlace {
    /// The row, counted from 0.
    pub(super) row: u32,
    /// The column, counted from 0.
    pub(super) column: u32,
    /// Whether the row is hidden, by hand or by a filter.
    pub(super) is_hidden: bool,
    /// Whether the cell contains an error such as `#N/A`.
    pub(super) is_error: bool,
}

impl<'f> SheetReader<'f> {
    /// Reads up to the first row.
    pub(super) fn new(part: ZipFile<'f, SharedFile>) -> Result<Self, Error> {
        let mut sheet = Self { xml: xml_of(part), buffer: Vec::new(), row: 0, is_hidden: false, column: 0 };
        loop {
            sheet.make_room();
            match sheet.xml.read_event_into(&mut sheet.buffer).map_err(library)? {
                Event::Start(start) if start.local_name().as_ref() == "sheetData" => return Ok(sheet),
                Event::Eof => return Err(found(workbook_fault::NO_ROWS)),
                _ => {}
            }
        }
    }

    /// Reads the next cell and returns its place, or `None` after the last cell.
    pub(super) fn next(&mut self) -> Result<Option<CellPlace>, Error> {
        loop {
            self.make_room();
            let place = match self.xml.read_event_into(&mut self.buffer).map_err(library)? {
                Event::Start(start) if start.local_name().as_ref() == "row" => {
                    self.row = next_row(&start, self.row)?;
                    self.is_hidden = is_hidden(&start)?;
                    self.column = 0;
                    continue;
                }
                Event::Start(start) if start.local_name().as_ref() == "c" => next_cell(&start, self.row, self.column)?,
                Event::End(end) if end.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => return Err(found(workbook_fault::BREAKS_OFF)),
                _ => continue,
            };
            let (place, is_shared) = place;
            let place = CellPlace { is_hidden: self.is_hidden, ..place };
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
            match self.xml.read_event_into(&mut self.buffer).map_err(library)? {
                Event::Start(start) => is_value = start.local_name().as_ref() == "v",
                Event::Text(text) if is_shared && is_value && is_index(&text) => {}
                Event::End(end) if end.local_name().as_ref() == "c" => return Ok(()),
                Event::End(_) => is_value = false,
                Event::Eof => return Err(found(workbook_fault::BREAKS_OFF)),
                _ if is_shared && is_value => {
                    return Err(found_in_row(row, workbook_fault::TEXT_INDEX));
                }
                _ => {}
            }
        }
    }

    /// Clears the buffer, and allows the next cell its maximum size.
    fn make_room(&mut self) {
        self.buffer.clear();
        make_room(&mut self.xml);
    }
}

/// Returns the number of the next row, counted from 1.
fn next_row(start: &BytesStart<'_>, last: u32) -> Result<u32, Error> {
    let row = match attribute(start, "r")? {
        Some(number) => plain_number(&number).ok_or_else(|| found(workbook_fault::ROW_NUMBER))?,
        None => last.saturating_add(1),
    };
    if row <= last {
        return Err(found(workbook_fault::ROW_ORDER));
    }
    if row > MAXIMUM_ROWS { Err(outside()) } else { Ok(row) }
}

fn is_hidden(start: &BytesStart<'_>) -> Result<bool, Error> {
    Ok(attribute(start, "hidden")?.is_some_and(|hidden| hidden == "1" || hidden == "true"))
}

/// Returns the place of the next cell, and whether its content is the index of a shared text.
fn next_cell(start: &BytesStart<'_>, row: u32, least: u32) -> Result<(CellPlace, bool), Error> {
    let row = row.checked_sub(1).ok_or_else(|| found(workbook_fault::OUTSIDE_ROWS))?;
    let column = match attribute(start, "r")? {
        Some(reference) => {
            let (column, number) = split(&reference).ok_or_else(|| found_in_row(row, workbook_fault::REFERENCE))?;
            if number.checked_sub(1) != Some(row) {
                return Err(found_in_row(row, workbook_fault::OTHER_ROW));
            }
            column
        }
        None => least,
    };
    if column < least {
        return Err(found_in_row(row, workbook_fault::CELL_ORDER));
    }
    if column >= MAXIMUM_COLUMNS {
        return Err(outside());
    }
    let kind = attribute(start, "t")?.unwrap_or_default();
    Ok((CellPlace { row, column, is_hidden: false, is_error: kind == "e" }, kind == "s"))
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
    let attribute = start.try_get_attribute(name).map_err(library)?;
    Ok(attribute.map(|attribute| attribute.value.into_owned()))
}
