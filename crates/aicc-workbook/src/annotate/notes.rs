//! Notes on cells: a part with the texts, and a drawing with the shape of each note.

use std::collections::HashSet;
use std::io::{Read, Seek};

use super::marks::TableMarks;
use super::shapes::NoteShapes;
use super::words::MARKS;
use crate::patch::fault::PatchError;
use crate::patch::layout::SheetLayout;
use crate::patch::package::{DECLARATION, Package};
use crate::patch::reference::CellRef;
use crate::patch::text::cell_text;
use crate::patch::workbook::SheetList;
use crate::patch::xml::{Splices, XmlNode};

/// The most notes that are written. Excel opens a sheet with more of them slowly.
pub(super) const MAXIMUM_NOTES: usize = 10_000;

const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// The notes on cells with findings.
#[derive(Debug, Default)]
pub(super) struct CellNotes {
    notes: Vec<(CellRef, String)>,
    /// The number of further cells.
    hidden: u64,
}

impl CellNotes {
    /// Returns the notes on the first cells with findings.
    pub(super) fn of(marks: &mut TableMarks) -> Result<Self, PatchError> {
        let mut notes = Self::default();
        for row in marks.rows()? {
            let row = row?;
            for (column, _) in row.cells() {
                if notes.notes.len() < MAXIMUM_NOTES {
                    let text = row.sentences(column).join("\n");
                    notes.notes.push((CellRef { row: row.row, column }, text));
                } else {
                    notes.hidden = notes.hidden.saturating_add(1);
                }
            }
        }
        Ok(notes)
    }

    /// Returns the number of cells without a note.
    pub(super) const fn hidden(&self) -> u64 {
        self.hidden
    }

    /// Adds the notes to a sheet. Notes of other authors stay, and a cell with such a note gets no other. Returns the identifier
    /// of the drawing, if the sheet does not refer to it yet.
    pub(super) fn write<R: Read + Seek>(
        mut self,
        package: &mut Package<R>,
        sheets: &SheetList,
        sheet: &str,
        layout: &SheetLayout,
    ) -> Result<Option<String>, PatchError> {
        let known = package.relationships(sheet)?.first("comments").map(str::to_owned);
        let known = known.filter(|part| package.has(part));
        if self.notes.is_empty() && known.is_none() {
            return Ok(None);
        }
        let part = known.clone().unwrap_or_else(|| package.free_name("xl/comments*.xml"));
        let source = match &known {
            Some(part) => package.text(part)?,
            None => format!(
                "{DECLARATION}<comments xmlns=\"{}\"><authors></authors><commentList></commentList></comments>",
                sheets.namespace
            ),
        };
        let texts = NoteTexts::read(&source)?;
        self.notes.retain(|(cell, _)| !texts.others.contains(cell));
        if texts.own.is_empty() && self.notes.is_empty() {
            return Ok(None);
        }
        let text = texts.with(&source, &self.notes)?;
        package.set(&part, text);
        if known.is_none() {
            package.set_type(&part, COMMENTS_TYPE)?;
            package.relate(sheet, &format!("{}/comments", sheets.relationships), &part)?;
        }
        self.draw(package, sheets, sheet, layout, &texts.own)
    }

    /// Adds the shapes of the notes, in place of those on the cells `old`.
    fn draw<R: Read + Seek>(
        &self,
        package: &mut Package<R>,
        sheets: &SheetList,
        sheet: &str,
        layout: &SheetLayout,
        old: &HashSet<CellRef>,
    ) -> Result<Option<String>, PatchError> {
        let cells: Vec<(CellRef, &str)> = self.notes.iter().map(|(cell, text)| (*cell, text.as_str())).collect();
        if let Some(part) = layout.drawing.as_ref().filter(|part| package.has(part)) {
            let drawing = NoteShapes::read(package.text(part)?).with(&cells, old);
            package.set(part, drawing);
            return Ok(None);
        }
        let part = package.free_name("xl/drawings/vmlDrawing*.vml");
        package.set(&part, NoteShapes::new().with(&cells, old));
        package.set_type_of_extension("vml", DRAWING_TYPE)?;
        package.relate(sheet, &format!("{}/vmlDrawing", sheets.relationships), &part).map(Some)
    }
}

/// The texts of the notes of a sheet.
struct NoteTexts {
    /// The number of the author of the marks.
    author: usize,
    is_new_author: bool,
    /// The cells with a note of this author.
    own: HashSet<CellRef>,
    /// The cells with a note of another author.
    others: HashSet<CellRef>,
}

impl NoteTexts {
    fn read(source: &str) -> Result<Self, PatchError> {
        let root = XmlNode::root(source)?;
        let children = |name| root.child(name)?.map_or(Ok(Vec::new()), |node| node.children());
        let authors = children("authors")?;
        let known = authors.iter().position(|author| author.inner_text() == MARKS);
        let author = known.unwrap_or(authors.len());
        let (mut own, mut others) = (HashSet::new(), HashSet::new());
        for comment in children("commentList")? {
            let Some(cell) = comment.attribute("ref").and_then(|cell| CellRef::parse(&cell)) else { continue };
            if is_of(&comment, author) {
                own.insert(cell)
            } else {
                others.insert(cell)
            };
        }
        Ok(Self { author, is_new_author: known.is_none(), own, others })
    }

    /// Returns the part with new notes of the author in place of the old ones.
    fn with(&self, source: &str, notes: &[(CellRef, String)]) -> Result<String, PatchError> {
        let root = XmlNode::root(source)?;
        let x = root.prefix();
        let comments = notes.iter().map(|(cell, text)| {
            let (author, text) = (self.author, cell_text(text));
            format!(
                "<{x}comment ref=\"{cell}\" authorId=\"{author}\"><{x}text><{x}t xml:space=\"preserve\">{text}</{x}t></{x}text></{x}comment>"
            )
        });
        let comments: String = comments.collect();
        let mut splices = Splices::default();
        if self.is_new_author {
            match root.child("authors")? {
                Some(authors) => splices.append(&authors, &format!("<{x}author>{MARKS}</{x}author>")),
                None => return Err(PatchError::NoPart("authors".to_owned())),
            }
        }
        match root.child("commentList")? {
            Some(list) => {
                let others = list.children()?.into_iter().filter(|comment| !is_of(comment, self.author));
                let others: String = others.map(|comment| comment.text()).collect();
                splices.set_content(&list, &format!("{others}{comments}"), &[]);
            }
            None => return Err(PatchError::NoPart("commentList".to_owned())),
        }
        Ok(splices.apply(source))
    }
}

fn is_of(comment: &XmlNode<'_>, author: usize) -> bool {
    comment.attribute("authorId").is_some_and(|found| found == author.to_string())
}
