//! Workbooks of Excel up to 2003 (`.xls`).
//!
//! calamine follows a chain of sectors that is a circle without end, allocates what a sheet states as its size, fills the space
//! between two cells, and copies a text for each cell that refers to it. So these files are read here, in one pass, in which no
//! number of the file decides how much memory is allocated.

mod compound;
mod records;
mod strings;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::vec;

use aicc_core::CellFault;
use encoding_rs::WINDOWS_1252;

use self::compound::Compound;
pub(super) use self::compound::SIGNATURE;
use self::records::{CONTINUE, Record, XlsRecords};
use self::strings::{TextForm, read_texts};
use super::book::{Book, CellReader, Sheet};
use super::bytes::{byte, float, long, packed_number, short};
use super::fault::found;
use super::row::{CellContent, SheetCell};
use super::texts::SharedTexts;
use super::{cell_text, number_format};
use crate::error::Error;
use crate::workbook_fault;

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const BOUND_SHEET: u16 = 0x0085;
const MULTIPLE_NUMBERS: u16 = 0x00BD;
const RICH_TEXT: u16 = 0x00D6;
const CELL_FORMAT: u16 = 0x00E0;
const TEXT_TABLE: u16 = 0x00FC;
const TEXT_INDEX: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOLEAN_OR_ERROR: u16 = 0x0205;
const TEXT_OF_FORMULA: u16 = 0x0207;
const ROW: u16 = 0x0208;
const ARRAY: u16 = 0x0221;
const DATA_TABLE: u16 = 0x0236;
const PACKED_NUMBER: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
const SHARED_FORMULA: u16 = 0x04BC;
const BEGIN: u16 = 0x0809;

/// The stream of a workbook, and what its cells refer to.
pub(super) struct Xls {
    stream: Vec<u8>,
    sheets: Vec<Sheet>,
    /// Where the records of each sheet begin.
    starts: Vec<usize>,
    texts: SharedTexts,
    text_form: TextForm,
    /// Whether each cell format shows a number as a date.
    dates: Vec<bool>,
    is_1904: bool,
}

impl Xls {
    /// Reads what is common to all sheets.
    pub(super) fn new(file: &[u8]) -> Result<Self, Error> {
        let compound = Compound::new(file).ok_or_else(malformed)?;
        if compound.has("EncryptedPackage") {
            return Err(found(workbook_fault::PROTECTED));
        }
        let stream = compound.stream("Workbook").or_else(|| compound.stream("Book"));
        let stream = stream.ok_or_else(|| found(workbook_fault::NOT_A_WORKBOOK))?;
        let mut book = Self {
            stream: Vec::new(),
            sheets: Vec::new(),
            starts: Vec::new(),
            texts: SharedTexts::default(),
            text_form: TextForm::Wide,
            dates: Vec::new(),
            is_1904: false,
        };
        book.read_globals(&stream)?;
        book.stream = stream;
        Ok(book)
    }

    fn read_globals(&mut self, stream: &[u8]) -> Result<(), Error> {
        let mut records = XlsRecords::at(stream, 0);
        let mut is_date = HashMap::new();
        while let Some(Record { kind, data, .. }) = records.next() {
            match kind {
                BEGIN => self.text_form = text_form(data),
                FILE_PASS => return Err(found(workbook_fault::PROTECTED)),
                CODE_PAGE => self.set_code_page(data),
                DATE_MODE => self.is_1904 = short(data, 0) == Some(1),
                FORMAT => {
                    let identifier = short(data, 0).ok_or_else(malformed)?;
                    is_date.insert(identifier, number_format::is_date(&self.format_text(data).unwrap_or_default()));
                }
                CELL_FORMAT => {
                    let identifier = short(data, 2).ok_or_else(malformed)?;
                    let built_in = || number_format::is_built_in_date(identifier);
                    self.dates.push(is_date.get(&identifier).copied().unwrap_or_else(built_in));
                }
                BOUND_SHEET => self.add_sheet(data).ok_or_else(malformed)?,
                TEXT_TABLE => self.texts = read_texts(data, records.clone())?,
                END => return Ok(()),
                _ => {}
            }
        }
        Err(found(workbook_fault::BREAKS_OFF))
    }

    /// Sets the code page of the texts. Excel from 97 on does not use it.
    fn set_code_page(&mut self, data: &[u8]) {
        let encoding = short(data, 0).and_then(codepage::to_encoding_no_replacement);
        if let (TextForm::Bytes(_), Some(encoding)) = (self.text_form, encoding) {
            self.text_form = TextForm::Bytes(encoding);
        }
    }

    fn format_text(&self, data: &[u8]) -> Option<String> {
        let text = data.get(2..)?;
        match self.text_form {
            TextForm::Wide => self.text_form.text(text),
            TextForm::Bytes(_) => self.text_form.short_text(text),
        }
    }

    fn add_sheet(&mut self, data: &[u8]) -> Option<()> {
        const WORKSHEET: u8 = 0;
        let name = self.text_form.short_text(data.get(6..)?)?;
        self.starts.push(usize::try_from(long(data, 0)?).ok()?);
        let (is_hidden, has_cells) = (byte(data, 4)? & 3 != 0, byte(data, 5)? == WORKSHEET);
        self.sheets.push(Sheet { name, is_hidden, has_cells });
        Some(())
    }

    /// Returns the content of a cell; `None` if the record is malformed.
    fn content(&self, cell: &XlsCell) -> Option<CellContent> {
        let mut records = XlsRecords::at(&self.stream, usize::try_from(cell.start).ok()?);
        let Record { kind, data, .. } = records.next()?;
        let text = match kind {
            FORMULA => return self.result(data, records),
            NUMBER => self.number(data, float(data, 6)?),
            PACKED_NUMBER => self.number(data, packed_number(data, 6)?),
            MULTIPLE_NUMBERS => {
                // Each format and number is six bytes after the one before it; the first is where a record of one number has it.
                let before = usize::from(cell.column.checked_sub(short(data, 2)?)?).checked_mul(6)?;
                let number = data.get(before..)?;
                self.number(number, packed_number(number, 6)?)
            }
            LABEL | RICH_TEXT => self.text_form.text(data.get(6..)?)?,
            TEXT_INDEX => self.texts.get(long(data, 6)?)?.to_owned(),
            BOOLEAN_OR_ERROR => return boolean_or_error(byte(data, 6)?, byte(data, 7)? != 0),
            _ => return None,
        };
        Some(Ok(text))
    }

    /// Returns the text of a number in a record that begins with row, column and format.
    fn number(&self, data: &[u8], number: f64) -> String {
        let format = short(data, 4).map(usize::from);
        let is_date = format.and_then(|format| self.dates.get(format)).copied().unwrap_or_default();
        cell_text::of_number(number, is_date, self.is_1904)
    }

    /// Returns the last computed value of a formula.
    fn result(&self, data: &[u8], mut after: XlsRecords<'_>) -> Option<CellContent> {
        const TEXT: u8 = 0;
        const BOOLEAN: u8 = 1;
        const ERROR: u8 = 2;
        if short(data, 12)? != u16::MAX {
            let number = float(data, 6)?;
            let must_be_computed = short(data, 14)? & 1 != 0;
            // Libraries that write formulas without computing them leave zeros behind.
            let has_value = !(must_be_computed && number.to_bits() == 0);
            return Some(if has_value { Ok(self.number(data, number)) } else { Err(CellFault::Formula) });
        }
        match byte(data, 6)? {
            TEXT => {
                let is_between = |kind| matches!(kind, ARRAY | DATA_TABLE | SHARED_FORMULA | CONTINUE);
                let text =
                    after.find(|record| !is_between(record.kind)).filter(|record| record.kind == TEXT_OF_FORMULA);
                match text {
                    Some(record) => Some(Ok(self.text_form.text(record.data)?)),
                    None => Some(Err(CellFault::Formula)),
                }
            }
            kind @ (BOOLEAN | ERROR) => boolean_or_error(byte(data, 8)?, kind == ERROR),
            // An empty text.
            _ => Some(Ok(String::new())),
        }
    }
}

impl Book for Xls {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn cells(&mut self, index: usize) -> Result<Box<dyn CellReader + '_>, Error> {
        let start = *self.starts.get(index).ok_or_else(|| found(workbook_fault::MISSING_WORKSHEET))?;
        let (cells, hidden) = places(&self.stream, start)?;
        Ok(Box::new(XlsCells { book: self, cells: cells.into_iter(), hidden }))
    }
}

/// Where a cell is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct XlsCell {
    row: u16,
    column: u16,
    /// Where its record begins in the stream.
    start: u32,
}

/// The cells of a sheet, in order.
struct XlsCells<'b> {
    book: &'b Xls,
    cells: vec::IntoIter<XlsCell>,
    /// The hidden rows.
    hidden: HashSet<u16>,
}

impl CellReader for XlsCells<'_> {
    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error> {
        while let Some(cell) = self.cells.next() {
            let place = (cell.row, cell.column);
            // Of two records for one cell, the last one counts.
            if self.cells.as_slice().first().is_some_and(|next| (next.row, next.column) == place) {
                continue;
            }
            let content = self.book.content(&cell).ok_or_else(|| found(workbook_fault::MALFORMED_CELLS))?;
            let is_hidden = self.hidden.contains(&cell.row);
            let cell = SheetCell::new(cell.row.into(), cell.column.into(), is_hidden, content, most);
            if cell.is_some() {
                return Ok(cell);
            }
        }
        Ok(None)
    }
}

/// Returns the places of all cells of a sheet, in order, and its hidden rows. Some programs write the cells in another order.
fn places(stream: &[u8], start: usize) -> Result<(Vec<XlsCell>, HashSet<u16>), Error> {
    const HIDDEN: u16 = 0x20;
    let mut cells = Vec::new();
    let mut hidden = HashSet::new();
    // The records of a chart are inside those of a sheet.
    let mut depth = 0_u32;
    for Record { kind, data, start } in XlsRecords::at(stream, start) {
        match kind {
            BEGIN => depth = depth.saturating_add(1),
            END if depth <= 1 => {
                cells.sort_unstable();
                return Ok((cells, hidden));
            }
            END => depth = depth.saturating_sub(1),
            _ if depth != 1 => {}
            ROW => {
                let row = short(data, 0).ok_or_else(malformed)?;
                if short(data, 12).is_some_and(|flags| flags & HIDDEN != 0) {
                    hidden.insert(row);
                }
            }
            FORMULA | NUMBER | PACKED_NUMBER | LABEL | RICH_TEXT | TEXT_INDEX | BOOLEAN_OR_ERROR | MULTIPLE_NUMBERS => {
                let row = short(data, 0).ok_or_else(malformed)?;
                let columns = columns(kind, data).ok_or_else(malformed)?;
                let start = u32::try_from(start).map_err(|_| malformed())?;
                cells.extend(columns.map(|column| XlsCell { row, column, start }));
            }
            _ => {}
        }
    }
    Err(found(workbook_fault::BREAKS_OFF))
}

/// Returns the columns of the cells of a record.
fn columns(kind: u16, data: &[u8]) -> Option<Range<u16>> {
    let first = short(data, 2)?;
    let count = match kind {
        // Row and first column, six bytes for each number, and the last column.
        MULTIPLE_NUMBERS => u16::try_from(data.len().checked_sub(6)? / 6).ok()?,
        _ => 1,
    };
    Some(first..first.checked_add(count)?)
}

/// Returns how a workbook writes texts, by its first record.
fn text_form(begin: &[u8]) -> TextForm {
    const EXCEL_97: u16 = 0x0600;
    match short(begin, 0) {
        Some(EXCEL_97) => TextForm::Wide,
        _ => TextForm::Bytes(WINDOWS_1252),
    }
}

fn boolean_or_error(value: u8, is_error: bool) -> Option<CellContent> {
    Some(if is_error { Err(CellFault::Error) } else { Ok(cell_text::of_boolean(value != 0).to_owned()) })
}

const fn malformed() -> Error {
    found(workbook_fault::MALFORMED)
}
