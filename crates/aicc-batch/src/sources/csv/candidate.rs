//! What each encoding that a table may have would read, as far as it can be shown.

use aicc_core::{Cell, ColumnNote, Columns, ReadColumns};
use encoding_rs::Encoding;

use super::cells::CsvCells;
use super::first_rows::{FirstRows, beginning, each_row, heading_text};
use crate::encoding_candidate::EncodingCandidate;
use crate::settings::Settings;
use crate::sources::text::encoding::{MAXIMUM_CANDIDATES, name_of};
use crate::sources::text::sample::Sample;

/// The maximum number of texts that an encoding reads, and of characters in a text.
const MAXIMUM_TEXTS: usize = 2;
const MAXIMUM_CHARACTERS: usize = 24;

/// Returns what the first of some encodings would read of a table.
pub(super) fn candidates(
    encodings: &[&'static Encoding],
    sample: &Sample,
    settings: &Settings<'_>,
) -> Vec<EncodingCandidate> {
    let candidate = |encoding: &&'static Encoding| EncodingCandidate {
        encoding: name_of(encoding),
        texts: texts(encoding, sample, settings),
    };
    encodings.iter().take(MAXIMUM_CANDIDATES).map(candidate).collect()
}

/// Returns the first texts of a table that are not ASCII and can be shown.
fn texts(encoding: &'static Encoding, sample: &Sample, settings: &Settings<'_>) -> Vec<String> {
    let text = beginning(sample, encoding);
    let first = FirstRows::of(&text, settings);
    // A row with a single name of a column may be a record.
    let heading = first.heading.filter(|(heading, _)| heading.recognized > 1).map(|(heading, _)| heading.row);
    let mut cells = CsvCells::new(first.delimiter);
    let (mut texts, mut table) = (Vec::new(), None);
    each_row(&text, first.delimiter, first.has_delimiter_line, settings, |number, row| {
        let row = cells.read(row);
        if Some(number) == heading {
            let names: Vec<&str> = row.into_iter().map(heading_text).collect();
            table =
                Columns::read(settings.interface, &names, &settings.table.columns).ok().map(|read| (names.len(), read));
            texts.extend(table.iter().flat_map(|(_, read)| read.notes.iter().filter_map(heading_of)));
        } else if let Some((width, read)) = &table {
            // The cells of a row with another number of cells may belong to other columns.
            let row = if row.len() == *width { row.as_slice() } else { &[] };
            texts.extend(cells_without_secrets(read, row, settings));
        }
        texts.retain(|text: &String| can_be_shown(text));
        heading.is_some() && texts.len() < MAXIMUM_TEXTS
    });
    texts.truncate(MAXIMUM_TEXTS);
    texts
}

/// Returns the heading that a note shows.
fn heading_of(note: &ColumnNote) -> Option<String> {
    match note {
        ColumnNote::Renamed { heading, .. } | ColumnNote::Ignored { heading, .. } => Some(heading.clone()),
        ColumnNote::Unknown { heading, .. } => heading.clone(),
        ColumnNote::Unnamed { .. } => None,
    }
}

/// Returns the texts of a row in columns that hold no secret.
fn cells_without_secrets(read: &ReadColumns, row: &[Cell<'_>], settings: &Settings<'_>) -> Vec<String> {
    let cells: Vec<Cell<'_>> = read.indices.iter().filter_map(|index| row.get(*index).copied()).collect();
    let fields = settings.interface.request.object.fields.iter().filter(|field| !field.secret);
    let columns = fields.filter_map(|field| read.columns.column(&cells, &format!("/{}", field.name)));
    columns.filter_map(|column| cells.get(column).copied().map(heading_text)).map(str::to_owned).collect()
}

fn can_be_shown(text: &str) -> bool {
    let is_visible = |character: char| !character.is_control() && character != char::REPLACEMENT_CHARACTER;
    !text.is_ascii() && text.chars().all(is_visible) && text.chars().count() <= MAXIMUM_CHARACTERS
}
