//! The words of an interface in the first rows of a table: only the right encoding shows those that are not ASCII.

use aicc_core::{Cell, CellReading, Columns, ReadColumns};

use super::cells::CsvCells;
use super::first_rows::{FirstRows, each_row, heading_text};
use crate::settings::Settings;

/// The number of rows below the names of columns in which labels are counted.
const MAXIMUM_ROWS: u64 = 200;

/// Returns how many names of columns a text has, and how many cells with the label of a value that is not ASCII.
pub(super) fn words(text: &str, settings: &Settings<'_>) -> usize {
    let first = FirstRows::of(text, settings);
    let Some((heading, _)) = first.heading else { return 0 };
    let mut cells = CsvCells::new(first.delimiter);
    let (mut table, mut labels) = (None, 0_usize);
    each_row(text, first.delimiter, first.has_delimiter_line, settings, |number, row| {
        if number < heading.row {
            return true;
        }
        let row = cells.read(row);
        if let Some(read) = &table {
            labels = labels.saturating_add(labels_in(read, &row));
        } else {
            let names: Vec<&str> = row.into_iter().map(heading_text).collect();
            table = Columns::read(settings.interface, &names, &settings.table.columns).ok();
        }
        table.is_some() && number < heading.row.saturating_add(MAXIMUM_ROWS)
    });
    heading.recognized.saturating_add(labels)
}

/// Returns how many cells of a row have a label that is not ASCII.
fn labels_in(read: &ReadColumns, row: &[Cell<'_>]) -> usize {
    let cells = read.indices.iter().map(|index| row.get(*index).copied().unwrap_or(Cell::Empty));
    let cells: Vec<Cell<'_>> = cells.collect();
    let is_label = |(column, reading): &(usize, CellReading)| {
        !matches!(reading, CellReading::Integer(_))
            && matches!(cells.get(*column), Some(Cell::Text(text)) if text.chars().any(is_letter))
    };
    read.columns.readings(&cells).filter(is_label).count()
}

fn is_letter(character: char) -> bool {
    !character.is_ascii() && character.is_alphanumeric()
}
