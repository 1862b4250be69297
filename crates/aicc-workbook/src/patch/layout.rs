//! What a sheet has besides the table: which columns are in use.

use std::io::{BufRead, Read, Seek};
use std::ops::Range;

use aicc_batch::SheetTable;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fault::PatchError;
use super::package::Package;
use super::reference::{COLUMNS, CellRange, CellRef};
use super::relationships::NAMESPACES;
use super::xml::{XmlNode, attribute, prefix_of};

/// The layout of a sheet from the heading row on.
#[derive(Debug)]
pub(crate) struct SheetLayout {
    /// Whether each column is in use.
    used: Vec<bool>,
    /// The part of the drawing of notes that the sheet refers to.
    pub(crate) drawing: Option<String>,
}

impl SheetLayout {
    /// Reads the layout of a sheet.
    ///
    /// # Errors
    ///
    /// Returns an error if a part cannot be read.
    pub(crate) fn read<R: Read + Seek>(
        package: &mut Package<R>,
        part: &str,
        table: &SheetTable,
    ) -> Result<Self, PatchError> {
        let mut layout = Self { used: Vec::new(), drawing: None };
        let drawing = layout.read_sheet(package.read(part)?, table)?;
        let relationships = package.relationships(part)?;
        layout.drawing = drawing.and_then(|id| relationships.target(&id).map(str::to_owned));
        let tables: Vec<String> = relationships.of_kind("table").map(str::to_owned).collect();
        for part in tables.into_iter().filter(|part| package.has(part)).collect::<Vec<_>>() {
            let source = package.text(&part)?;
            let range = XmlNode::root(&source)?.attribute("ref");
            layout.use_range(range.as_deref(), table);
        }
        Ok(layout)
    }

    /// Returns the first columns side by side at the right of the table that are not in use, as many as `count`. Columns count from 0.
    pub(crate) fn free_columns(&self, table: &SheetTable, count: u32) -> Range<u32> {
        let is_used = |column: u32| self.used.get(place(column)).copied().unwrap_or_default();
        let last = COLUMNS.saturating_sub(count);
        let mut ranges = (table.end..last).map(|start| start..start.saturating_add(count));
        ranges.find(|columns| !columns.clone().any(is_used)).unwrap_or(last..COLUMNS)
    }

    /// Reads the part of the sheet, and returns the identifier of the drawing of notes.
    fn read_sheet(&mut self, part: impl BufRead, table: &SheetTable) -> Result<Option<String>, PatchError> {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().check_end_names = false;
        let (mut buffer, mut row, mut next_column) = (Vec::new(), 0_u32, 0_u32);
        let (mut relationships, mut drawing) = (None, None);
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer)?;
            let (tag, is_empty) = match &event {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::Eof => return Ok(drawing),
                _ => continue,
            };
            match tag.local_name().into_inner() {
                "worksheet" => relationships = prefix_of(tag, &NAMESPACES),
                "row" => {
                    row = attribute(tag, "r").and_then(|row| row.parse().ok()).unwrap_or(row.saturating_add(1));
                    next_column = 0;
                }
                "c" => {
                    let column = column(tag).unwrap_or(next_column);
                    next_column = column.saturating_add(1);
                    // A cell without content has a style at most.
                    if row >= table.heading_row && !is_empty {
                        self.use_column(column);
                    }
                }
                "mergeCell" => self.use_range(attribute(tag, "ref").as_deref(), table),
                "legacyDrawing" => {
                    let prefix = prefix_of(tag, &NAMESPACES).or_else(|| relationships.clone());
                    drawing = attribute(tag, &format!("{}id", prefix.unwrap_or_default()));
                }
                _ => {}
            }
        }
    }

    /// Marks the columns of a range as used, if the range reaches the table.
    fn use_range(&mut self, range: Option<&str>, table: &SheetTable) {
        let Some(CellRange { first, last }) = range.and_then(CellRange::parse) else { return };
        if last.row >= table.heading_row {
            (first.column..=last.column).for_each(|column| self.use_column(column));
        }
    }

    fn use_column(&mut self, column: u32) {
        let place = place(column);
        if self.used.len() <= place {
            self.used.resize(place.saturating_add(1), false);
        }
        if let Some(used) = self.used.get_mut(place) {
            *used = true;
        }
    }
}

fn column(tag: &BytesStart<'_>) -> Option<u32> {
    Some(CellRef::parse(&attribute(tag, "r")?)?.column)
}

fn place(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}
