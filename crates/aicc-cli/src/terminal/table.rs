//! Tables whose cells are wrapped and never cut.

use std::io;

use aicc_core::{Language, Wording};
use comfy_table::presets::NOTHING;
use comfy_table::{Cell, Column, ContentArrangement, Row, Table};

use crate::streams::OutputStream;

/// Returns a table with these headings. Its lines are as wide as the stream.
pub(crate) fn table(headings: &[&str], stream: &OutputStream<'_>) -> Table {
    let mut table = Table::new();
    table.set_header(headings.iter().map(Cell::new));
    fit(table, stream)
}

/// Returns a table with these rows and no headings.
pub(crate) fn rows<R: Into<Row>>(rows: impl IntoIterator<Item = R>, stream: &OutputStream<'_>) -> Table {
    let mut table = Table::new();
    table.add_rows(rows);
    fit(table, stream)
}

fn fit(mut table: Table, stream: &OutputStream<'_>) -> Table {
    table.load_style(NOTHING);
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

/// Writes a table with headings in a language.
pub(crate) fn write<R: Into<Row>>(
    headings: &[Wording],
    rows: impl IntoIterator<Item = R>,
    language: Language,
    stream: &mut OutputStream<'_>,
) -> io::Result<()> {
    let headings: Vec<&str> = headings.iter().map(|heading| heading.in_language(language)).collect();
    let mut table = table(&headings, stream);
    table.add_rows(rows);
    writeln!(stream.writer, "{}", table.trim_fmt())
}
