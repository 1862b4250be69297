//! The sheet that lists all findings.

use std::io::Write;

use super::marks::{TableMarks, severity};
use super::words;
use crate::patch::fault::PatchError;
use crate::patch::package::DECLARATION;
use crate::patch::reference::{CellRef, ROWS, column_name};
use crate::patch::text::{cell_text, inert};

/// The width of each column, in characters.
const WIDTHS: [u32; 6] = [8, 8, 24, 20, 12, 100];

/// Writes the sheet, and returns the number of findings that there is no row for.
pub(super) fn write(output: &mut dyn Write, namespace: &str, marks: &mut TableMarks) -> Result<u64, PatchError> {
    let language = marks.language();
    write!(
        output,
        "{DECLARATION}<worksheet xmlns=\"{namespace}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" \
         topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    )?;
    for (number, width) in (1..).zip(WIDTHS) {
        write!(output, "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")?;
    }
    output.write_all(b"</cols><sheetData>")?;
    let headings = [words::ROW, words::CELL, words::KEY, words::RULE, words::SEVERITY, words::MESSAGE];
    let headings = headings.map(|heading| ListCell::Text(heading.in_language(language).to_owned()));
    write_row(output, 1, &headings)?;
    let (mut last, mut hidden) = (1_u32, 0_u64);
    for row in marks.rows()? {
        let row = row?;
        for finding in &row.findings {
            if last == ROWS {
                hidden = hidden.saturating_add(1);
                continue;
            }
            last = last.saturating_add(1);
            let cell = finding.column.map(|column| CellRef { row: row.row, column }.to_string());
            let severity = words::severity(severity(finding.is_violation)).in_language(language);
            let cells = [
                ListCell::Number(row.row),
                ListCell::Text(cell.unwrap_or_default()),
                ListCell::Text(row.key.clone()),
                ListCell::Text(finding.rule.clone()),
                ListCell::Text(severity.to_owned()),
                ListCell::Text(finding.sentence.clone()),
            ];
            write_row(output, last, &cells)?;
        }
    }
    let last = CellRef { row: last, column: 5 };
    write!(output, "</sheetData><autoFilter ref=\"A1:{last}\"/></worksheet>")?;
    Ok(hidden)
}

/// A cell of the list.
enum ListCell {
    Number(u32),
    Text(String),
}

fn write_row(output: &mut dyn Write, row: u32, cells: &[ListCell]) -> Result<(), PatchError> {
    write!(output, "<row r=\"{row}\">")?;
    for (column, cell) in (0..).zip(cells) {
        let name = column_name(column);
        match cell {
            ListCell::Number(number) => write!(output, "<c r=\"{name}{row}\"><v>{number}</v></c>")?,
            ListCell::Text(text) if text.is_empty() => {}
            ListCell::Text(text) => write!(
                output,
                "<c r=\"{name}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                cell_text(&inert(text))
            )?,
        }
    }
    Ok(output.write_all(b"</row>")?)
}
