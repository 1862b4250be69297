//! Binary workbooks of Excel from 2007 on (`.xlsb`).
//!
//! calamine evaluates the names that such a workbook defines, which takes time and memory out of proportion to the file. It skips
//! formulas that end in an error, and cells whose column is not written. So these files are read here.

mod records;

use std::collections::HashMap;
use std::io::Read;

use aicc_core::CellFault;
use quick_xml::events::Event;
use zip::read::ZipFile;

use self::records::XlsbRecords;
use super::book::{Book, CellReader, Sheet};
use super::bytes::{byte, float, long, packed_number, push_wide, short};
use super::fault::{found, found_in_row, library};
use super::limited_part::{make_room, xml_of};
use super::limits::{MAXIMUM_COLUMNS, MAXIMUM_ROWS, outside};
use super::parts::WorkbookParts;
use super::row::{CellContent, SheetCell};
use super::shared_file::SharedFile;
use super::texts::SharedTexts;
use super::{cell_text, number_format};
use crate::error::Error;
use crate::workbook_fault;

/// The part that lists the sheets.
pub(super) const WORKBOOK: &str = "xl/workbook.bin";
const RELATIONSHIPS: &str = "xl/_rels/workbook.bin.rels";
const TEXTS: &str = "xl/sharedStrings.bin";
const STYLES: &str = "xl/styles.bin";

const ROW: u16 = 0x0000;
const BLANK: u16 = 0x0001;
const PACKED_NUMBER: u16 = 0x0002;
const ERROR: u16 = 0x0003;
const BOOLEAN: u16 = 0x0004;
const NUMBER: u16 = 0x0005;
const TEXT: u16 = 0x0006;
const TEXT_INDEX: u16 = 0x0007;
const FORMULA_TEXT: u16 = 0x0008;
const FORMULA_NUMBER: u16 = 0x0009;
const FORMULA_BOOLEAN: u16 = 0x000A;
const FORMULA_ERROR: u16 = 0x000B;
/// From here on, the kinds from [`BLANK`] to [`TEXT_INDEX`] again, for a cell in the column after the last one.
const SHORT_BLANK: u16 = 0x000C;
const SHORT_TEXT_INDEX: u16 = 0x0012;
const TEXT_ITEM: u16 = 0x0013;
const FORMAT: u16 = 0x002C;
const CELL_FORMAT: u16 = 0x002F;
const RICH_TEXT: u16 = 0x003E;
const BEGIN_SHEET_DATA: u16 = 0x0091;
const END_SHEET_DATA: u16 = 0x0092;
const WORKBOOK_PROPERTIES: u16 = 0x0099;
const BUNDLED_SHEET: u16 = 0x009C;
const BEGIN_CELL_FORMATS: u16 = 0x0269;
const END_CELL_FORMATS: u16 = 0x026A;

/// The parts of a workbook, and what its cells refer to.
pub(super) struct Xlsb {
    parts: WorkbookParts,
    sheets: Vec<Sheet>,
    /// The name of the part of each sheet.
    paths: Vec<String>,
    shared: Shared,
}

/// What the cells of all sheets refer to.
#[derive(Default)]
struct Shared {
    texts: SharedTexts,
    /// Whether each cell format shows a number as a date.
    dates: Vec<bool>,
    is_1904: bool,
}

impl Xlsb {
    /// Reads what is common to all sheets.
    pub(super) fn new(parts: WorkbookParts) -> Result<Self, Error> {
        let mut book = Self { parts, sheets: Vec::new(), paths: Vec::new(), shared: Shared::default() };
        let targets = read_targets(&mut book.parts)?;
        book.read_workbook(&targets)?;
        if let Some(part) = book.parts.open(TEXTS)? {
            book.shared.texts = read_texts(part)?;
        }
        if let Some(part) = book.parts.open(STYLES)? {
            book.shared.dates = read_dates(part)?;
        }
        Ok(book)
    }

    fn read_workbook(&mut self, targets: &HashMap<String, SheetPart>) -> Result<(), Error> {
        let Some(part) = self.parts.open(WORKBOOK)? else { return Err(found(workbook_fault::MALFORMED)) };
        let mut records = XlsbRecords::new(part);
        while let Some(kind) = records.next()? {
            let data = records.data();
            match kind {
                WORKBOOK_PROPERTIES => self.shared.is_1904 = byte(data, 0).is_some_and(|flags| flags & 1 != 0),
                BUNDLED_SHEET => {
                    let malformed = || found(workbook_fault::MALFORMED);
                    let (relationship, name) = sheet_names(data).ok_or_else(malformed)?;
                    let target = targets.get(&relationship);
                    let is_hidden = long(data, 0) != Some(0);
                    let has_cells = target.is_some_and(|target| target.is_worksheet);
                    self.sheets.push(Sheet { name, is_hidden, has_cells });
                    self.paths.push(target.map(|target| target.path.clone()).unwrap_or_default());
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Book for Xlsb {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn cells(&mut self, index: usize) -> Result<Box<dyn CellReader + '_>, Error> {
        let missing = || found(workbook_fault::MISSING_WORKSHEET);
        let Self { parts, paths, shared, .. } = self;
        let path = paths.get(index).ok_or_else(missing)?;
        let mut records = XlsbRecords::new(parts.open(path)?.ok_or_else(missing)?);
        loop {
            match records.next()? {
                Some(BEGIN_SHEET_DATA) => break,
                Some(_) => {}
                None => return Err(found(workbook_fault::NO_ROWS)),
            }
        }
        Ok(Box::new(XlsbCells { records, shared, row: None, is_hidden: false, column: None }))
    }
}

/// The part that a relationship names.
struct SheetPart {
    path: String,
    is_worksheet: bool,
}

/// Reads which part each relationship of the workbook names.
fn read_targets(parts: &mut WorkbookParts) -> Result<HashMap<String, SheetPart>, Error> {
    let mut targets = HashMap::new();
    let Some(part) = parts.open(RELATIONSHIPS)? else { return Ok(targets) };
    let (mut xml, mut buffer) = (xml_of(part), Vec::new());
    loop {
        buffer.clear();
        make_room(&mut xml);
        let start = match xml.read_event_into(&mut buffer).map_err(library)? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => start,
            Event::Eof => return Ok(targets),
            _ => continue,
        };
        let attribute = |name: &str| -> Result<String, Error> {
            let attribute = start.try_get_attribute(name).map_err(library)?;
            let value = attribute.map(|attribute| attribute.value.into_owned()).unwrap_or_default();
            quick_xml::escape::unescape(&value).map(std::borrow::Cow::into_owned).map_err(library)
        };
        let target = attribute("Target")?;
        // Names are relative to the folder of the workbook, or start at the root.
        let path = if target.starts_with('/') { target } else { format!("xl/{target}") };
        let is_worksheet = attribute("Type")?.ends_with("/worksheet");
        targets.insert(attribute("Id")?, SheetPart { path, is_worksheet });
    }
}

/// Returns the relationship and the name of a sheet.
fn sheet_names(data: &[u8]) -> Option<(String, String)> {
    let (relationship, rest) = wide_text(data.get(8..)?)?;
    Some((relationship, wide_text(rest)?.0))
}

fn read_texts(part: ZipFile<'_, SharedFile>) -> Result<SharedTexts, Error> {
    let mut records = XlsbRecords::new(part);
    let mut texts = SharedTexts::default();
    while let Some(kind) = records.next()? {
        if kind == TEXT_ITEM {
            texts.add(|text| {
                let content = records.data().get(1..).and_then(wide_content);
                push_wide(text, content.ok_or_else(|| found(workbook_fault::MALFORMED))?.0);
                Ok(())
            })?;
        }
    }
    Ok(texts)
}

/// Reads whether each cell format shows a number as a date.
fn read_dates(part: ZipFile<'_, SharedFile>) -> Result<Vec<bool>, Error> {
    let mut records = XlsbRecords::new(part);
    let (mut is_date, mut dates, mut is_inside) = (HashMap::new(), Vec::new(), false);
    while let Some(kind) = records.next()? {
        let data = records.data();
        match kind {
            FORMAT => {
                let (Some(identifier), Some((format, _))) = (short(data, 0), data.get(2..).and_then(wide_text)) else {
                    return Err(found(workbook_fault::MALFORMED));
                };
                is_date.insert(identifier, number_format::is_date(&format));
            }
            // The formats of styles, which cells do not refer to, are outside.
            BEGIN_CELL_FORMATS => is_inside = true,
            END_CELL_FORMATS => is_inside = false,
            CELL_FORMAT if is_inside => {
                let identifier = short(data, 2).ok_or_else(|| found(workbook_fault::MALFORMED))?;
                let built_in = || number_format::is_built_in_date(identifier);
                dates.push(is_date.get(&identifier).copied().unwrap_or_else(built_in));
            }
            _ => {}
        }
    }
    Ok(dates)
}

/// The cells of a sheet.
struct XlsbCells<'b, R> {
    records: XlsbRecords<R>,
    shared: &'b Shared,
    /// The current row, counted from 0.
    row: Option<u32>,
    is_hidden: bool,
    /// The last column of the row, counted from 0.
    column: Option<u32>,
}

impl<R: Read> CellReader for XlsbCells<'_, R> {
    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error> {
        loop {
            let kind = self.records.next()?.ok_or_else(|| found(workbook_fault::BREAKS_OFF))?;
            match kind {
                END_SHEET_DATA => return Ok(None),
                ROW => self.begin_row()?,
                BLANK..=SHORT_TEXT_INDEX | RICH_TEXT => {
                    let cell = self.cell(kind, most)?;
                    if cell.is_some() {
                        return Ok(cell);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<R: Read> XlsbCells<'_, R> {
    fn begin_row(&mut self) -> Result<(), Error> {
        const HIDDEN: u8 = 0x10;
        let data = self.records.data();
        let row = long(data, 0).ok_or_else(|| found(workbook_fault::ROW_NUMBER))?;
        if self.row.is_some_and(|last| row <= last) {
            return Err(found(workbook_fault::ROW_ORDER));
        }
        if row >= MAXIMUM_ROWS {
            return Err(outside());
        }
        self.is_hidden = byte(data, 11).is_some_and(|flags| flags & HIDDEN != 0);
        (self.row, self.column) = (Some(row), None);
        Ok(())
    }

    /// Returns the current cell, or `None` if it is empty.
    fn cell(&mut self, kind: u16, most: usize) -> Result<Option<SheetCell>, Error> {
        let malformed = || found(workbook_fault::MALFORMED_CELLS);
        let next = self.column.map_or(0, |last| last.saturating_add(1));
        let (kind, column, data) = match kind {
            SHORT_BLANK..=SHORT_TEXT_INDEX => {
                let full_kind = kind.saturating_sub(SHORT_BLANK).saturating_add(BLANK);
                (full_kind, next, self.records.data())
            }
            _ => {
                let (column, data) = self.records.data().split_first_chunk().ok_or_else(malformed)?;
                (kind, u32::from_le_bytes(*column), data)
            }
        };
        let content = content(self.shared, kind, data).ok_or_else(malformed)?;
        let row = self.row.ok_or_else(|| found(workbook_fault::OUTSIDE_ROWS))?;
        if column < next {
            return Err(found_in_row(row, workbook_fault::CELL_ORDER));
        }
        if column >= MAXIMUM_COLUMNS {
            return Err(outside());
        }
        self.column = Some(column);
        Ok(SheetCell::new(row, column, self.is_hidden, content, most))
    }
}

/// Returns the content of a cell, from the format in its record on; `None` if the record is malformed.
fn content(shared: &Shared, kind: u16, data: &[u8]) -> Option<CellContent> {
    let text = match kind {
        BLANK => String::new(),
        PACKED_NUMBER => number(shared, data, packed_number(data, 4)?),
        NUMBER | FORMULA_NUMBER => number(shared, data, float(data, 4)?),
        BOOLEAN | FORMULA_BOOLEAN => cell_text::of_boolean(byte(data, 4)? != 0).to_owned(),
        TEXT | FORMULA_TEXT => wide_text(data.get(4..)?)?.0,
        RICH_TEXT => wide_text(data.get(5..)?)?.0,
        TEXT_INDEX => shared.texts.get(long(data, 4)?)?.to_owned(),
        ERROR | FORMULA_ERROR => return Some(Err(CellFault::Error)),
        _ => return None,
    };
    Some(Ok(text))
}

/// Returns the text of a number in a record, from its format on.
fn number(shared: &Shared, data: &[u8], number: f64) -> String {
    // The format takes three bytes.
    let format = long(data, 0).and_then(|format| usize::try_from(format & 0x00FF_FFFF).ok());
    let is_date = format.and_then(|format| shared.dates.get(format)).copied().unwrap_or_default();
    cell_text::of_number(number, is_date, shared.is_1904)
}

/// Returns a text in UTF-16 after its length, and what follows it.
fn wide_text(data: &[u8]) -> Option<(String, &[u8])> {
    let (content, rest) = wide_content(data)?;
    let mut text = String::new();
    push_wide(&mut text, content);
    Some((text, rest))
}

fn wide_content(data: &[u8]) -> Option<(&[u8], &[u8])> {
    // A missing text has this length.
    const MISSING: u32 = u32::MAX;
    let length = long(data, 0)?;
    let size = if length == MISSING { 0 } else { usize::try_from(length).ok()?.checked_mul(2)? };
    data.get(4..)?.split_at_checked(size)
}
