//! Properties of rows of tables whose headings and cells are as people write them.

use aicc_core::{Cell, Check, ColumnNote, ColumnOptions, Columns, HeadingReader, Interface, Profile, ReadColumns};
use conformance::fuzzing;

/// An interface, and headings, each with the cell below it.
pub fn of_bytes(bytes: &[u8]) {
    let Some((interface, texts)) = fuzzing::texts(bytes) else { return };
    let (pairs, _) = texts.as_chunks();
    let (headings, cells): (Vec<&str>, Vec<&str>) = pairs.iter().map(|[heading, cell]| (*heading, *cell)).unzip();
    let strict = ColumnOptions { strict: true, ..ColumnOptions::default() };
    let is_strict = Columns::read(interface, &headings, &strict).is_ok();
    let Ok(read) = Columns::read(interface, &headings, &ColumnOptions::default()) else {
        assert!(!is_strict, "a table is refused unless the options are strict");
        return;
    };
    let has_unknown = read.notes.iter().any(|note| matches!(note, ColumnNote::Unknown { .. }));
    assert_eq!(is_strict, !has_unknown, "an unknown column is refused if the options are strict");
    assert!(read.indices.is_sorted() && read.indices.len() <= headings.len());
    assert!(HeadingReader::new(interface, &ColumnOptions::default()).recognized(&headings) >= read.indices.len());
    has_plain_form(interface, &read, &headings, &cells);
}

/// A row means the same with the names of members as headings, and with plain values as cells.
fn has_plain_form(interface: &'static Interface, read: &ReadColumns, headings: &[&str], cells: &[&str]) {
    let mut names = vec![""; headings.len()];
    read.indices.iter().for_each(|index| names[*index] = headings[*index]);
    for note in &read.notes {
        if let ColumnNote::Renamed { position, member, .. } = note {
            names[position - 1] = member;
        }
    }
    let plain = Columns::read(interface, &names, &ColumnOptions::default()).expect("names of members are headings");
    assert!(plain.notes.is_empty() && plain.indices == read.indices, "{names:?}: {:?}", plain.notes);
    let mut texts: Vec<String> = read.indices.iter().map(|index| cells[*index].to_owned()).collect();
    let cells: Vec<String> = texts.clone();
    let row: Vec<Cell<'_>> = cells.iter().map(|text| text.as_str().into()).collect();
    for (column, reading) in read.columns.readings(&row) {
        texts[column] = reading.value().to_string();
    }
    let plain_row: Vec<Cell<'_>> = texts.iter().map(|text| text.as_str().into()).collect();
    assert_eq!(plain.columns.readings(&plain_row).next(), None, "{texts:?}");
    assert_eq!(plain.columns.body(&plain_row), read.columns.body(&row));
    let profile = Profile::default();
    let report = |columns: &Columns, row: &[Cell<'_>]| {
        let mut check = Check::new(interface, &profile);
        check.row(columns.row(row));
        check.report()
    };
    assert_eq!(report(&plain.columns, &plain_row), report(&read.columns, &row));
}
