//! Chooses the sheet with the records, and the row that names its columns.

use std::num::NonZeroU32;

use aicc_core::{Columns, Language, escape_controls};

use super::book::{Book, CellReader, Sheet};
use super::fault::found;
use super::rows::RowReader;
use crate::error::Error;
use crate::settings::Settings;
use crate::sources::heading::search::{HeadingSearch, MAXIMUM_SEARCHED};
use crate::table_options::SheetChoice;
use crate::workbook_fault::{self, WorkbookFault};

/// The maximum number of sheets that are searched for a table.
const MAXIMUM_SHEETS: usize = 64;

/// The sheet with the records.
pub(super) struct ChosenSheet {
    /// The index of the sheet.
    pub(super) index: usize,
    /// The names of the other sheets that look like a table.
    pub(super) others: Vec<String>,
}

/// Chooses the sheet that the options name, or else the one with the most names of columns: a visible one before a hidden one, and
/// the first of several.
///
/// # Errors
///
/// Returns an error if there is no such sheet, or if none of several sheets has a row that names the columns.
pub(super) fn choose(book: &mut dyn Book, settings: &Settings<'_>) -> Result<ChosenSheet, Error> {
    if let Some(choice) = &settings.table.sheet {
        return Ok(ChosenSheet { index: named(book.sheets(), choice)?, others: Vec::new() });
    }
    let sheets: Vec<Sheet> = book.sheets().to_vec();
    let candidates = sheets.iter().enumerate().filter(|(_, sheet)| sheet.has_cells && !is_marks(sheet));
    match candidates.map(|(index, _)| index).take(2).collect::<Vec<_>>().as_slice() {
        [] => return Err(found(workbook_fault::NO_WORKSHEET)),
        [index] => return Ok(ChosenSheet { index: *index, others: Vec::new() }),
        _ => {}
    }
    let mut searched = Vec::new();
    book.for_each_sheet(MAXIMUM_SHEETS, &mut |index, cells| {
        if let Some(sheet) = sheets.get(index).filter(|sheet| !is_marks(sheet)) {
            searched.push((
                index,
                sheet,
                cells.map_or_else(|_| SearchedRows::Unreadable, |cells| search(cells, settings)),
            ));
        }
    });
    best(&searched).or_else(|| only(&searched)).ok_or_else(|| no_table(searched, settings))
}

/// Whether a sheet has the marks of an earlier check.
fn is_marks(sheet: &Sheet) -> bool {
    sheet.name == Columns::MARKS
}

/// The maximum number of names in a row of the sheet that explains a template: the label of a column and its wire name.
const NAMES_IN_GUIDE: usize = 2;

/// Whether a sheet with a row of so many names of columns is the one that explains a template.
fn is_guide(sheet: &Sheet, recognized: usize) -> bool {
    let has_name = Language::ALL.iter().any(|language| sheet.name == Columns::GUIDE.in_language(*language));
    has_name && recognized <= NAMES_IN_GUIDE
}

/// What is in the first rows of a sheet.
#[derive(Clone, Copy)]
enum SearchedRows {
    Unreadable,
    /// This number of rows, none of which names columns.
    NoTable(u64),
    /// A row that names this number of columns.
    Table(usize),
}

/// Searches the first rows of a sheet.
fn search(cells: impl CellReader, settings: &Settings<'_>) -> SearchedRows {
    let mut rows = RowReader::new(cells);
    let mut search = HeadingSearch::new(settings);
    let (mut count, mut size) = (0_u64, 0_u64);
    while size < MAXIMUM_SEARCHED {
        let row = match rows.next_row(settings.profile.maximum_size) {
            Ok(Some(row)) => row,
            Ok(None) => break,
            // The rows before the error can have the table.
            Err(_) if count > 0 => break,
            Err(_) => return SearchedRows::Unreadable,
        };
        count = count.saturating_add(1);
        size = size.saturating_add(u64::try_from(row.size).unwrap_or(u64::MAX));
        if !search.look_at(row.number.into(), &row.names()) {
            break;
        }
    }
    search.finish().map_or(SearchedRows::NoTable(count), |row| SearchedRows::Table(row.recognized))
}

type SearchedSheet<'s> = (usize, &'s Sheet, SearchedRows);

/// Returns the best of the sheets that look like a table.
fn best(searched: &[SearchedSheet<'_>]) -> Option<ChosenSheet> {
    let recognized = |rows: &_| if let SearchedRows::Table(recognized) = rows { Some(*recognized) } else { None };
    let tables = || searched.iter().filter_map(|(index, sheet, rows)| Some((*index, *sheet, recognized(rows)?)));
    // Of several maxima, the last one would be taken.
    let in_reverse = tables().collect::<Vec<_>>().into_iter().rev();
    let rank = |sheet: &Sheet, recognized| (!is_guide(sheet, recognized), !sheet.is_hidden, recognized);
    let (index, ..) = in_reverse.max_by_key(|(_, sheet, recognized)| rank(sheet, *recognized))?;
    let others = tables().filter(|(other, sheet, recognized)| *other != index && !is_guide(sheet, *recognized));
    Some(ChosenSheet { index, others: others.map(|(_, sheet, _)| sheet.name.clone()).collect() })
}

/// Returns the only sheet that is not empty, or the first one if all are empty. The error for its heading says most.
fn only(searched: &[SearchedSheet<'_>]) -> Option<ChosenSheet> {
    let mut filled = searched.iter().filter(|(.., rows)| !matches!(rows, SearchedRows::NoTable(0)));
    let (index, ..) = filled.next().or(searched.first())?;
    filled.next().is_none().then_some(ChosenSheet { index: *index, others: Vec::new() })
}

/// Returns the error for several sheets without a table. It names each of them.
fn no_table(searched: Vec<SearchedSheet<'_>>, settings: &Settings<'_>) -> Error {
    let rows = |rows| if let SearchedRows::NoTable(rows) = rows { Some(rows) } else { None };
    let sheets = searched.into_iter().map(|(_, sheet, searched)| (sheet.name.clone(), rows(searched))).collect();
    Error::Workbook(WorkbookFault::NoTable { interface: settings.interface.name, sheets })
}

/// Returns the index of the sheet that the options name.
fn named(sheets: &[Sheet], choice: &SheetChoice) -> Result<usize, Error> {
    let with_name = |name: &str| sheets.iter().position(|sheet| sheet.name == name);
    let at = |number: NonZeroU32| usize::try_from(number.get()).ok()?.checked_sub(1);
    let index = match choice {
        SheetChoice::Name(name) => with_name(name),
        SheetChoice::Number(number) => at(*number),
        SheetChoice::NameOrNumber(name, number) => with_name(name).or_else(|| at(*number)),
    };
    let values = |wanted: &SheetChoice| {
        let wanted = match wanted {
            SheetChoice::Name(name) => format!("“{}”", escape_controls(name)),
            SheetChoice::Number(number) | SheetChoice::NameOrNumber(_, number) => number.to_string(),
        };
        let names = sheets.iter().map(|sheet| format!("“{}”", escape_controls(&sheet.name)));
        vec![("sheet", wanted), ("sheets", names.take(MAXIMUM_SHEETS).collect::<Vec<_>>().join(", "))]
    };
    let fault = |wording| Error::Workbook(WorkbookFault::Found { wording, values: values(choice) });
    match index.and_then(|index| Some((index, sheets.get(index)?))) {
        Some((index, Sheet { has_cells: true, .. })) => Ok(index),
        Some(_) => Err(fault(workbook_fault::CHART)),
        None => Err(fault(workbook_fault::NO_SHEET)),
    }
}
