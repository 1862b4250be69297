//! Tables whose cells are wrapped and never cut.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, Column, ContentArrangement, Table};

use crate::streams::OutputStream;

/// Returns a table with these headings. Its lines are as wide as the stream.
pub(crate) fn table(headings: &[&str], stream: &OutputStream<'_>) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(headings.iter().map(Cell::new));
    table.column_iter_mut().for_each(|column: &mut Column| {
        column.set_padding((0, 2));
    });
    if let Some(width) = stream.width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    if stream.is_coloured {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}
