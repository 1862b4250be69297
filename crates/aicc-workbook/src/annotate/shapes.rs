//! The drawing of the notes of a sheet, in VML.
//!
//! Programs write VML that is not always well-formed XML, so that the drawing is changed as text.

use std::collections::HashSet;

use crate::patch::reference::{COLUMNS, CellRef};

const NEW: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
    <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>";

const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
    <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The identifiers of shapes begin so, with a number after it. Each drawing has a block of 1024 numbers.
const IDENTIFIER: &str = "_x0000_s";
const FIRST_NUMBER: u64 = 1025;

/// The number of columns that a note covers, and of characters in one of its lines.
const WIDTH: u32 = 4;
const LINE: usize = 40;

/// The drawing of the notes of a sheet.
pub(super) struct NoteShapes(String);

impl NoteShapes {
    /// Returns a drawing without shapes.
    pub(super) fn new() -> Self {
        Self(NEW.to_owned())
    }

    pub(super) const fn read(drawing: String) -> Self {
        Self(drawing)
    }

    /// Returns the drawing with the shapes of notes with these texts, and without those on the cells `old`.
    pub(super) fn with(self, notes: &[(CellRef, &str)], old: &HashSet<CellRef>) -> String {
        let mut drawing = self.without(old);
        if !drawing.contains("id=\"_x0000_t202\"") {
            insert_at_end(&mut drawing, SHAPE_TYPE);
        }
        let first = next_number(&drawing);
        let shapes: String = (first..).zip(notes).map(|(number, (cell, text))| shape(number, *cell, text)).collect();
        insert_at_end(&mut drawing, &shapes);
        drawing
    }

    /// Removes the shapes of the notes on some cells.
    fn without(self, cells: &HashSet<CellRef>) -> String {
        let Self(drawing) = self;
        if cells.is_empty() {
            return drawing;
        }
        let (mut kept, mut rest) = (String::with_capacity(drawing.len()), drawing.as_str());
        while let Some((before, shape, after)) = next_shape(rest) {
            kept.push_str(before);
            if !cell_of(shape).is_some_and(|cell| cells.contains(&cell)) {
                kept.push_str(shape);
            }
            rest = after;
        }
        kept.push_str(rest);
        kept
    }
}

/// Returns the first shape of a drawing, with what is before and after it.
fn next_shape(drawing: &str) -> Option<(&str, &str, &str)> {
    const END: &str = "</v:shape>";
    let starts = drawing.match_indices("<v:shape").map(|(start, _)| start);
    let is_shape = |start: &usize| {
        let next = drawing.get(start.saturating_add("<v:shape".len())..).and_then(|rest| rest.chars().next());
        next.is_some_and(|next| next.is_ascii_whitespace() || next == '>')
    };
    let mut starts = starts.filter(is_shape);
    let (before, rest) = drawing.split_at_checked(starts.next()?)?;
    let (shape, after) = rest.split_at_checked(rest.find(END)?.saturating_add(END.len()))?;
    Some((before, shape, after))
}

/// Returns the cell that a shape is the note of.
fn cell_of(shape: &str) -> Option<CellRef> {
    let number = |name: &str| {
        let (_, rest) = shape.split_once(&format!("<x:{name}>"))?;
        rest.split_once('<')?.0.trim().parse::<u32>().ok()
    };
    if !shape.contains("ObjectType=\"Note\"") {
        return None;
    }
    Some(CellRef { row: number("Row")?.checked_add(1)?, column: number("Column")? })
}

/// Returns a number that no shape has.
fn next_number(drawing: &str) -> u64 {
    let numbers = drawing.split(IDENTIFIER).skip(1).filter_map(|rest| {
        let digits = rest.find(|character: char| !character.is_ascii_digit())?;
        rest.get(..digits)?.parse::<u64>().ok()
    });
    numbers.max().map_or(FIRST_NUMBER, |last| last.saturating_add(1).max(FIRST_NUMBER))
}

fn insert_at_end(drawing: &mut String, text: &str) {
    let end = drawing.rfind("</xml").unwrap_or(drawing.len());
    drawing.insert_str(end, text);
}

/// Returns the shape of a note, which is shown when the pointer is over the cell.
fn shape(number: u64, cell: CellRef, text: &str) -> String {
    let lines = text.lines().map(|line| line.chars().count().div_ceil(LINE).max(1)).sum::<usize>();
    let height = u32::try_from(lines).unwrap_or(20).clamp(2, 20);
    let row = cell.row.saturating_sub(1);
    let left = cell.column.saturating_add(1).min(COLUMNS.saturating_sub(WIDTH).saturating_sub(1));
    let (right, top, bottom) = (left.saturating_add(WIDTH), row.saturating_sub(1), row.saturating_add(height));
    format!(
        "<v:shape id=\"{IDENTIFIER}{number}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" \
         fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:path o:connecttype=\"none\"/>\
         <v:textbox style=\"mso-direction-alt:auto\"/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{left}, 15, {top}, 10, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
         <x:Row>{row}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
        cell.column
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shapes_of_others_stay() {
        let theirs = NEW.replace(
            "</xml>",
            "<v:shape id=\"_x0000_s2049\"><x:ClientData ObjectType=\"Button\"><x:Row>1</x:Row><x:Column>2</x:Column>\
             </x:ClientData></v:shape></xml>",
        );
        let cell = CellRef { row: 2, column: 2 };
        let once = NoteShapes::read(theirs.clone()).with(&[(cell, "a")], &HashSet::new());
        assert!(once.contains("_x0000_s2050") && once.contains("_x0000_s2049"), "{once}");
        let twice = NoteShapes::read(once.clone()).with(&[(cell, "a")], &[cell].into());
        assert_eq!(twice, once);
        let gone = NoteShapes::read(once).with(&[], &[cell].into());
        assert_eq!(gone.replace(SHAPE_TYPE, ""), theirs);
    }
}
