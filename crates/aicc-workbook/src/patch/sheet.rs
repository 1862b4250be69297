//! Changes cells of a sheet while its part is copied.
//!
//! The part is read and written element by element, so that its size does not matter. What does not change is written as it was.

use std::collections::VecDeque;
use std::io::{BufRead, Write};
use std::iter::Peekable;

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::columns::ColumnRange;
use super::fault::PatchError;
use super::reference::{CellRange, CellRef};
use super::relationships::NAMESPACES;
use super::styles::{CellStyles, MarkColor};
use super::text::cell_text;
use super::xml::{attribute, content_of, prefix_of, prefix_of_name, with_attributes};

/// The changes in a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowChange {
    /// The number of the row, counted from 1.
    pub(crate) row: u32,
    /// The changes, in the order of the columns.
    pub(crate) cells: Vec<CellChange>,
}

/// What changes in a cell. A cell that does not exist is added.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellChange {
    /// The column, counted from 0.
    pub(crate) column: u32,
    /// The new text; `None` if the cell keeps its value. A cell with a formula always keeps it.
    pub(crate) text: Option<String>,
    /// The colour of the cell; `None` if it has its own.
    pub(crate) color: Option<MarkColor>,
    /// Whether a new cell looks like the cell before it in its row. Otherwise it looks like its row or column.
    pub(crate) follows: bool,
}

/// What changes in a sheet besides its cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetChange {
    /// The columns whose texts are removed first, counted from 0.
    pub(crate) cleared: Vec<u32>,
    /// The columns that are shown, counted from 0 and in order, each with its width in characters.
    pub(crate) columns: Vec<(u32, u32)>,
    /// The identifier of the drawing of notes, if the sheet does not refer to one.
    pub(crate) notes: Option<String>,
    /// The namespace of relationships.
    pub(crate) relationships: &'static str,
}

/// The elements of a sheet that come after the one that refers to the drawing of notes.
const AFTER_NOTES: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "AlternateContent",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// Copies the part of a sheet with changes, and returns the cells with a new text that keep their formula. The rows of the changes are
/// in order. Colours of earlier marks in `styles` are removed.
///
/// # Errors
///
/// Returns an error if the part cannot be read or written, or if `changes` returns one.
pub(crate) fn change_sheet(
    part: impl BufRead,
    output: impl Write,
    styles: &mut CellStyles,
    change: &SheetChange,
    changes: impl Iterator<Item = Result<RowChange, PatchError>>,
) -> Result<Vec<CellRef>, PatchError> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.trim_markup_names_in_closing_tags = false;
    let mut copy = SheetCopy {
        reader,
        buffer: Vec::new(),
        writer: Writer::new(output),
        styles,
        change,
        changes: changes.peekable(),
        prefix: String::new(),
        relationships: None,
        columns: Vec::new(),
        row: 0,
        stage: Stage::BeforeRows,
        formulas: Vec::new(),
    };
    copy.run()?;
    Ok(copy.formulas)
}

/// How far a sheet has been copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    BeforeRows,
    AfterRows,
    /// The sheet refers to the drawing of notes.
    AfterNotes,
}

struct SheetCopy<'c, R, W, C: Iterator> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    writer: Writer<W>,
    styles: &'c mut CellStyles,
    change: &'c SheetChange,
    changes: Peekable<C>,
    /// The prefix of the elements, with its colon.
    prefix: String,
    /// The prefix of relationships, with its colon.
    relationships: Option<String>,
    columns: Vec<ColumnRange>,
    /// The number of the current row.
    row: u32,
    stage: Stage,
    /// The cells with a new text that keep their formula.
    formulas: Vec<CellRef>,
}

/// A row whose cells are being copied.
struct OpenRow {
    /// The style of the row, if it has one.
    style: Option<u32>,
    /// The column after the last cell.
    next_column: u32,
    /// The style of the last cell, without a mark.
    last_style: u32,
    /// The changes that are still to be made.
    cells: VecDeque<CellChange>,
}

impl<R: BufRead, W: Write, C: Iterator<Item = Result<RowChange, PatchError>>> SheetCopy<'_, R, W, C> {
    fn run(&mut self) -> Result<(), PatchError> {
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                Event::Start(tag) if depth == 1 && is(&tag, "cols") => self.columns(&tag)?,
                Event::Start(tag) if depth == 1 && is(&tag, "sheetData") => {
                    self.before_rows()?;
                    self.write(Event::Start(tag))?;
                    self.rows()?;
                }
                Event::Empty(tag) if depth == 1 && is(&tag, "sheetData") => {
                    self.before_rows()?;
                    self.write(Event::Start(tag.borrow()))?;
                    self.rest_of_rows()?;
                    self.write(Event::End(tag.to_end()))?;
                }
                Event::Start(tag) => {
                    if depth == 0 {
                        prefix_of_name(&tag).clone_into(&mut self.prefix);
                        self.relationships = prefix_of(&tag, &NAMESPACES);
                    }
                    let tag = self.element(tag, depth)?;
                    self.write(Event::Start(tag))?;
                    depth = depth.saturating_add(1);
                }
                Event::Empty(tag) => {
                    let tag = self.element(tag, depth)?;
                    self.write(Event::Empty(tag))?;
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        self.refer_to_notes()?;
                    }
                    self.write(Event::End(tag))?;
                }
                Event::Eof => return Ok(()),
                event => self.write(event)?,
            }
        }
    }

    /// Returns the next event.
    fn next(&mut self) -> Result<Event<'static>, PatchError> {
        self.buffer.clear();
        Ok(self.reader.read_event_into(&mut self.buffer)?.into_owned())
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), PatchError> {
        let event = match event {
            // The reader has decoded the part.
            Event::Decl(declaration) if is_other_encoding(&declaration) => {
                Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes")))
            }
            event => event,
        };
        Ok(self.writer.write_event(event)?)
    }

    fn write_text(&mut self, elements: &str) -> Result<(), PatchError> {
        Ok(self.writer.get_mut().write_all(elements.as_bytes())?)
    }

    /// Returns the tag of an element outside the rows, with its changes. Writes what comes before the element.
    fn element(&mut self, tag: BytesStart<'static>, depth: usize) -> Result<BytesStart<'static>, PatchError> {
        if depth != 1 {
            return Ok(tag);
        }
        if AFTER_NOTES.contains(&tag.local_name().into_inner()) {
            self.refer_to_notes()?;
        }
        let range = attribute(&tag, "ref").filter(|_| is(&tag, "dimension"));
        match (range.and_then(|range| CellRange::parse(&range)), self.change.columns.last()) {
            (Some(range), Some((column, _))) => {
                let range = range.with(CellRef { row: range.first.row, column: *column }).to_string();
                with_attributes(&tag, &[("ref", Some(&range))])
            }
            _ => Ok(tag),
        }
    }

    /// Writes the reference to the drawing of notes, if it is still to be written and may be written here.
    fn refer_to_notes(&mut self) -> Result<(), PatchError> {
        let Some(id) = self.change.notes.as_deref().filter(|_| self.stage == Stage::AfterRows) else { return Ok(()) };
        self.stage = Stage::AfterNotes;
        let x = &self.prefix;
        let element = match &self.relationships {
            Some(r) => format!("<{x}legacyDrawing {r}id=\"{id}\"/>"),
            None => format!("<{x}legacyDrawing xmlns:r=\"{}\" r:id=\"{id}\"/>", self.change.relationships),
        };
        self.write_text(&element)
    }

    /// Copies the ranges of columns.
    fn columns(&mut self, tag: &BytesStart<'_>) -> Result<(), PatchError> {
        loop {
            match self.next()? {
                Event::Start(column) | Event::Empty(column) => self.columns.extend(ColumnRange::read(&column)),
                Event::End(end) if ends(&end, "cols") => break,
                Event::Eof => return Err(breaks_off()),
                _ => {}
            }
        }
        self.write_columns(content_of(tag))
    }

    /// Writes the ranges of columns under a tag.
    fn write_columns(&mut self, tag: &str) -> Result<(), PatchError> {
        for (column, width) in &self.change.columns {
            ColumnRange::show(&mut self.columns, *column, *width, &self.prefix)?;
        }
        let columns: String = self.columns.iter().map(ColumnRange::text).collect();
        let name = tag.split_ascii_whitespace().next().unwrap_or_default();
        self.write_text(&format!("<{tag}>{columns}</{name}>"))
    }

    /// Writes the ranges of columns if the sheet has no such element.
    fn before_rows(&mut self) -> Result<(), PatchError> {
        if self.columns.is_empty() && !self.change.columns.is_empty() {
            self.write_columns(&format!("{}cols", self.prefix))?;
        }
        self.stage = Stage::AfterRows;
        Ok(())
    }

    /// Copies all rows, and the end tag behind them.
    fn rows(&mut self) -> Result<(), PatchError> {
        loop {
            match self.next()? {
                Event::Start(tag) if is(&tag, "row") => {
                    let (tag, mut row) = self.begin_row(&tag)?;
                    self.write(Event::Start(tag))?;
                    self.cells(&mut row)?;
                }
                Event::Empty(tag) if is(&tag, "row") => {
                    let (tag, mut row) = self.begin_row(&tag)?;
                    if row.cells.is_empty() {
                        self.write(Event::Empty(tag))?;
                        continue;
                    }
                    self.write(Event::Start(tag.borrow()))?;
                    self.rest_of_row(&mut row)?;
                    self.write(Event::End(tag.to_end()))?;
                }
                Event::End(tag) if ends(&tag, "sheetData") => {
                    self.rest_of_rows()?;
                    return self.write(Event::End(tag));
                }
                Event::Eof => return Err(breaks_off()),
                event => self.write(event)?,
            }
        }
    }

    /// Returns the tag of the next row, and its changes. Writes the rows before it that are new.
    fn begin_row(&mut self, tag: &BytesStart<'static>) -> Result<(BytesStart<'static>, OpenRow), PatchError> {
        let row = attribute(tag, "r").and_then(|number| number.parse().ok());
        self.new_rows(row.unwrap_or_else(|| self.row.saturating_add(1)))?;
        let is_here =
            |change: &Result<RowChange, PatchError>| change.as_ref().is_ok_and(|change| change.row == self.row);
        let change = self.changes.next_if(is_here).transpose()?.unwrap_or_default();
        let has_style = attribute(tag, "customFormat").is_some_and(|value| matches!(value.as_str(), "1" | "true"));
        let style = attribute(tag, "s").filter(|_| has_style).and_then(|style| style.parse().ok());
        let row = OpenRow { style, next_column: 0, last_style: 0, cells: change.cells.into() };
        // The number of the last column is only a hint.
        let tag = if row.cells.is_empty() { tag.clone() } else { with_attributes(tag, &[("spans", None)])? };
        Ok((tag, row))
    }

    /// Writes new rows for the changes of rows before `row`, and makes it the current row.
    fn new_rows(&mut self, row: u32) -> Result<(), PatchError> {
        loop {
            let change = match self.changes.peek() {
                Some(Ok(change)) if change.row >= row => break,
                Some(_) => self.changes.next().transpose()?.unwrap_or_default(),
                None => break,
            };
            self.row = change.row;
            let mut open = OpenRow { style: None, next_column: 0, last_style: 0, cells: change.cells.into() };
            let text = format!("<{}row r=\"{}\">", self.prefix, change.row);
            self.write_text(&text)?;
            self.rest_of_row(&mut open)?;
            let text = format!("</{}row>", self.prefix);
            self.write_text(&text)?;
        }
        self.row = row;
        Ok(())
    }

    fn rest_of_rows(&mut self) -> Result<(), PatchError> {
        self.new_rows(u32::MAX)
    }

    /// Copies the cells of a row, and the end tag of the row.
    fn cells(&mut self, row: &mut OpenRow) -> Result<(), PatchError> {
        loop {
            match self.next()? {
                Event::Start(tag) if is(&tag, "c") => self.cell(row, &tag, false)?,
                Event::Empty(tag) if is(&tag, "c") => self.cell(row, &tag, true)?,
                Event::End(tag) if ends(&tag, "row") => {
                    self.rest_of_row(row)?;
                    return self.write(Event::End(tag));
                }
                Event::Eof => return Err(breaks_off()),
                event => self.write(event)?,
            }
        }
    }

    /// Copies a cell. The content of a cell that keeps its value follows.
    fn cell(&mut self, row: &mut OpenRow, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), PatchError> {
        let reference = attribute(tag, "r").and_then(|reference| CellRef::parse(&reference));
        let column = reference.map_or(row.next_column, |reference| reference.column);
        self.new_cells(row, column)?;
        row.next_column = column.saturating_add(1);
        let is_here = row.cells.front().is_some_and(|change| change.column == column);
        let change = if is_here { row.cells.pop_front() } else { None };
        let written = attribute(tag, "s").and_then(|style| style.parse().ok());
        let base = self.styles.unmarked(written.unwrap_or_default());
        row.last_style = base;
        let change = change.unwrap_or_default();
        let style = change.color.map_or(base, |color| self.styles.marked(base, color));
        let tag = match written {
            None if style == 0 => tag.to_owned(),
            Some(written) if style == written => tag.to_owned(),
            _ => with_attributes(tag, &[("s", Some(&style.to_string()))])?,
        };
        let is_cleared = self.change.cleared.contains(&column);
        if change.text.is_none() && !is_cleared {
            return self.write(if is_empty { Event::Empty(tag) } else { Event::Start(tag) });
        }
        let content = if is_empty { Vec::new() } else { self.content()? };
        if content.iter().any(|event| matches!(event, Event::Start(tag) | Event::Empty(tag) if is(tag, "f"))) {
            if change.text.is_some() {
                self.formulas.push(CellRef { row: self.row, column });
            }
            self.write(Event::Start(tag.borrow()))?;
            content.into_iter().try_for_each(|event| self.write(event))?;
            return self.write(Event::End(tag.to_end()));
        }
        let tag = with_attributes(&tag, &[("t", None), ("cm", None), ("vm", None)])?;
        match change.text {
            Some(text) => self.text_cell(content_of(&tag), &text),
            None if written.is_some() => self.write(Event::Empty(tag)),
            None => Ok(()),
        }
    }

    /// Returns the content of a cell, without its end tag.
    fn content(&mut self) -> Result<Vec<Event<'static>>, PatchError> {
        let mut content = Vec::new();
        loop {
            match self.next()? {
                Event::End(tag) if ends(&tag, "c") => return Ok(content),
                Event::Eof => return Err(breaks_off()),
                event => content.push(event),
            }
        }
    }

    fn rest_of_row(&mut self, row: &mut OpenRow) -> Result<(), PatchError> {
        self.new_cells(row, u32::MAX)
    }

    /// Writes new cells for the changes of cells before `column`.
    fn new_cells(&mut self, row: &mut OpenRow, column: u32) -> Result<(), PatchError> {
        while row.cells.front().is_some_and(|change| change.column < column) {
            let Some(change) = row.cells.pop_front() else { break };
            let of_column = self.columns.iter().find_map(|columns| columns.style_of(change.column));
            let base = if change.follows { row.last_style } else { row.style.or(of_column).unwrap_or_default() };
            let style = change.color.map_or(base, |color| self.styles.marked(base, color));
            let place = CellRef { row: self.row, column: change.column };
            let style = if style == 0 { String::new() } else { format!(" s=\"{style}\"") };
            let tag = format!("{}c r=\"{place}\"{style}", self.prefix);
            match change.text {
                Some(text) => self.text_cell(&tag, &text)?,
                None => self.write_text(&format!("<{tag}/>"))?,
            }
        }
        Ok(())
    }

    /// Writes a cell whose text is in the cell itself: it is never a formula.
    fn text_cell(&mut self, tag: &str, text: &str) -> Result<(), PatchError> {
        let (x, text) = (&self.prefix, cell_text(text));
        let cell = format!("<{tag} t=\"inlineStr\"><{x}is><{x}t xml:space=\"preserve\">{text}</{x}t></{x}is></{x}c>");
        self.write_text(&cell)
    }
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().into_inner() == name
}

/// Returns whether an end tag, which can have spaces after its name, ends an element.
fn ends(tag: &BytesEnd<'_>, name: &str) -> bool {
    tag.local_name().into_inner().trim_ascii_end() == name
}

fn is_other_encoding(declaration: &BytesDecl<'_>) -> bool {
    declaration.encoding().is_some_and(|encoding| !encoding.is_ok_and(|name| name.eq_ignore_ascii_case("utf-8")))
}

fn breaks_off() -> PatchError {
    std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into()
}
