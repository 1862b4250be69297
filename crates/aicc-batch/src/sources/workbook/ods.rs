//! Workbooks of OpenDocument (`.ods`), which LibreOffice writes.
//!
//! calamine reads all sheets into memory, writes out what a file repeats, and reads an error as a text. So these files are read
//! here, one row after the other.

mod cell;

use std::io::Read;

use quick_xml::events::{BytesStart, Event};
use zip::read::ZipFile;

use self::cell::{OdsCell, attribute, read_cell};
use super::book::{Book, CellReader, Look, Sheet};
use super::fault::{found, library};
use super::limited_part::{XmlPart, make_room, xml_of};
use super::limits::{MAXIMUM_COLUMNS, MAXIMUM_ROWS, outside};
use super::parts::WorkbookParts;
use super::row::SheetCell;
use super::shared_file::SharedFile;
use crate::error::Error;
use crate::workbook_fault;

/// The part with all sheets.
pub(super) const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
/// The part that is the whole workbook in a form that only its password opens.
const ENCRYPTED: &str = "encrypted-package";

/// The maximum number of cells that are repeated without being in the file again.
const MAXIMUM_REPEATED: u64 = 1 << 24;

/// The parts of a workbook.
pub(super) struct Ods {
    parts: WorkbookParts,
    sheets: Vec<Sheet>,
}

impl Ods {
    /// Reads the names of the sheets.
    pub(super) fn new(mut parts: WorkbookParts) -> Result<Self, Error> {
        if is_encrypted(&mut parts)? {
            return Err(found(workbook_fault::PROTECTED));
        }
        let mut sheets = Vec::new();
        let mut content = Content::open(&mut parts)?;
        while let Some(sheet) = content.next_sheet()? {
            sheets.push(sheet);
        }
        drop(content);
        Ok(Self { sheets, parts })
    }
}

/// Whether a password protects the workbook.
fn is_encrypted(parts: &mut WorkbookParts) -> Result<bool, Error> {
    if parts.has(ENCRYPTED) {
        return Ok(true);
    }
    let Some(part) = parts.open(MANIFEST)? else { return Ok(false) };
    let (mut xml, mut buffer) = (xml_of(part), Vec::new());
    loop {
        buffer.clear();
        make_room(&mut xml);
        match xml.read_event_into(&mut buffer).map_err(library)? {
            Event::Start(start) if start.local_name().as_ref() == "encryption-data" => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

impl Book for Ods {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn cells(&mut self, index: usize) -> Result<Box<dyn CellReader + '_>, Error> {
        let mut content = Content::open(&mut self.parts)?;
        for _ in 0..=index {
            content.next_sheet()?.ok_or_else(|| found(workbook_fault::MISSING_WORKSHEET))?;
        }
        Ok(Box::new(content))
    }

    /// Reads the part once, and not once for each sheet.
    fn for_each_sheet(&mut self, most: usize, look: &mut Look<'_>) {
        let mut content = match Content::open(&mut self.parts) {
            Ok(content) => content,
            Err(error) => return look(0, Err(error)),
        };
        for index in 0..self.sheets.len().min(most) {
            match content.next_sheet() {
                Ok(Some(_)) => look(index, Ok(&mut content)),
                Ok(None) => return,
                Err(error) => return look(index, Err(error)),
            }
        }
    }
}

/// The part with all sheets, at a position in it.
struct Content<R> {
    xml: XmlPart<R>,
    buffer: Vec<u8>,
    /// The names of the styles of hidden sheets.
    hidden_styles: Vec<String>,
    /// Whether the position is inside a sheet.
    is_inside: bool,
    /// The number of the next row, counted from 0.
    next_row: u32,
    row: OdsRow,
    /// How many more cells can be repeated.
    repeats_left: u64,
}

/// A row, and the cell in it that comes next.
#[derive(Default)]
struct OdsRow {
    cells: Vec<OdsCell>,
    number: u32,
    /// How often the row follows itself.
    repeats: u32,
    is_hidden: bool,
    /// The index of the next cell.
    next: usize,
    /// How often this cell has been returned.
    copies: u32,
}

impl<'b> Content<ZipFile<'b, SharedFile>> {
    fn open(parts: &'b mut WorkbookParts) -> Result<Self, Error> {
        let part = parts.open(CONTENT)?.ok_or_else(|| found(workbook_fault::MALFORMED))?;
        Ok(Self {
            xml: xml_of(part),
            buffer: Vec::new(),
            hidden_styles: Vec::new(),
            is_inside: false,
            next_row: 0,
            row: OdsRow::default(),
            repeats_left: MAXIMUM_REPEATED,
        })
    }
}

impl<R: Read> Content<R> {
    /// Goes to the beginning of the next sheet.
    fn next_sheet(&mut self) -> Result<Option<Sheet>, Error> {
        let mut style = String::new();
        // A sheet can be inside a cell of another sheet.
        let mut depth = u32::from(self.is_inside);
        (self.is_inside, self.next_row, self.row) = (false, 0, OdsRow::default());
        loop {
            match self.event()? {
                Event::Start(start) => match start.name().as_ref() {
                    "style:style" => style = attribute(&start, "style:name")?.unwrap_or_default(),
                    "style:table-properties" if attribute(&start, "table:display")?.as_deref() == Some("false") => {
                        self.hidden_styles.push(std::mem::take(&mut style));
                    }
                    "table:table" if depth > 0 => depth = depth.saturating_add(1),
                    "table:table" => {
                        let Some(name) = attribute(&start, "table:name")? else { continue };
                        let style = attribute(&start, "table:style-name")?.unwrap_or_default();
                        self.is_inside = true;
                        let is_hidden = self.hidden_styles.contains(&style);
                        return Ok(Some(Sheet { name, is_hidden, has_cells: true }));
                    }
                    _ => {}
                },
                Event::End(end) if end.name().as_ref() == "table:table" => depth = depth.saturating_sub(1),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn event(&mut self) -> Result<Event<'_>, Error> {
        self.buffer.clear();
        make_room(&mut self.xml);
        self.xml.read_event_into(&mut self.buffer).map_err(library)
    }

    /// Reads the next row. Returns `false` at the end of the sheet.
    fn read_row(&mut self, most: usize) -> Result<bool, Error> {
        loop {
            match self.event()? {
                Event::Start(start) => match start.name().as_ref() {
                    "table:table-row" => {
                        let repeats = repeats(&start, "table:number-rows-repeated")?;
                        let visibility = attribute(&start, "table:visibility")?;
                        let is_hidden = visibility.is_some_and(|visibility| visibility != "visible");
                        let number = self.next_row;
                        self.next_row = number.saturating_add(repeats);
                        let cells = self.read_cells(most)?;
                        self.count_repeats(&cells, repeats)?;
                        self.row = OdsRow { cells, number, repeats, is_hidden, ..OdsRow::default() };
                        return Ok(true);
                    }
                    "table:shapes" => cell::skip(&mut self.xml, &mut self.buffer)?,
                    _ => {}
                },
                Event::End(end) if end.name().as_ref() == "table:table" => {
                    self.is_inside = false;
                    return Ok(false);
                }
                Event::Eof => return Err(found(workbook_fault::BREAKS_OFF)),
                _ => {}
            }
        }
    }

    /// Reads the cells of a row that are not empty.
    fn read_cells(&mut self, most: usize) -> Result<Vec<OdsCell>, Error> {
        let (mut cells, mut column, mut size) = (Vec::new(), 0_u32, 0_usize);
        loop {
            match self.event()? {
                Event::Start(start) => match start.name().as_ref() {
                    "table:table-cell" | "table:covered-table-cell" => {
                        let repeats = repeats(&start, "table:number-columns-repeated")?;
                        let head = start.into_owned();
                        // A row that is too large keeps no texts.
                        let room = most.saturating_sub(size);
                        let content = read_cell(&mut self.xml, &mut self.buffer, &head)?;
                        if let Some(cell) = OdsCell::new(column, repeats, content, room) {
                            size = size.saturating_add(cell.size);
                            cells.push(cell);
                        }
                        column = column.saturating_add(repeats);
                    }
                    _ => cell::skip(&mut self.xml, &mut self.buffer)?,
                },
                Event::End(end) if end.name().as_ref() == "table:table-row" => return Ok(cells),
                Event::Eof => return Err(found(workbook_fault::BREAKS_OFF)),
                _ => {}
            }
        }
    }

    /// Counts the cells of a row that are not in the file again.
    fn count_repeats(&mut self, cells: &[OdsCell], rows: u32) -> Result<(), Error> {
        let in_row = cells.iter().map(|cell| u64::from(cell.repeats)).fold(0, u64::saturating_add);
        let in_file = u64::try_from(cells.len()).unwrap_or(u64::MAX);
        let repeated = in_row.saturating_mul(rows.into()).saturating_sub(in_file);
        let left = self.repeats_left.checked_sub(repeated);
        self.repeats_left = left.ok_or_else(|| found(workbook_fault::REPEATED_CELLS))?;
        Ok(())
    }

    /// Returns the next cell of the current row and of its repetitions.
    fn next_of_row(&mut self) -> Result<Option<SheetCell>, Error> {
        let OdsRow { cells, number, repeats, is_hidden, next, copies } = &mut self.row;
        if *next >= cells.len() {
            *repeats = repeats.saturating_sub(1);
            if *repeats == 0 || cells.is_empty() {
                return Ok(None);
            }
            (*number, *next) = (number.saturating_add(1), 0);
        }
        let Some(cell) = cells.get(*next) else { return Ok(None) };
        let column = cell.column.saturating_add(*copies);
        if *number >= MAXIMUM_ROWS || column >= MAXIMUM_COLUMNS {
            return Err(outside());
        }
        *copies = copies.saturating_add(1);
        if *copies >= cell.repeats {
            (*next, *copies) = (next.saturating_add(1), 0);
        }
        let (row, is_hidden, size, content) = (*number, *is_hidden, cell.size, cell.content.clone());
        Ok(Some(SheetCell { row, column, is_hidden, size, content }))
    }
}

impl<R: Read> CellReader for Content<R> {
    fn next_cell(&mut self, most: usize) -> Result<Option<SheetCell>, Error> {
        loop {
            if let Some(cell) = self.next_of_row()? {
                return Ok(Some(cell));
            }
            if !self.read_row(most)? {
                return Ok(None);
            }
        }
    }
}

/// Returns how often a row or a cell is there.
fn repeats(start: &BytesStart<'_>, name: &str) -> Result<u32, Error> {
    let Some(number) = attribute(start, name)? else { return Ok(1) };
    number.parse().ok().filter(|number| *number > 0).ok_or_else(|| found(workbook_fault::REPEATED_CELLS))
}
