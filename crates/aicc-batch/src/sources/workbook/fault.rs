//! The errors of workbooks.

use std::io;

use aicc_core::Wording;

use super::limited_part::{LargeCell, MAXIMUM_CELL};
use crate::error::Error;
use crate::workbook_fault::{LARGE_CELL, WorkbookFault};

/// Returns the error for what the readers of workbooks find.
pub(super) const fn found(wording: Wording) -> Error {
    Error::Workbook(WorkbookFault::found(wording))
}

/// Returns the same for a row, counted from 0.
pub(super) fn found_in_row(row: u32, wording: Wording) -> Error {
    let values = vec![("row", row.saturating_add(1).to_string())];
    Error::Workbook(WorkbookFault::Found { wording, values })
}

/// Returns the error for a cell that is too large.
pub(super) fn large_cell() -> Error {
    let values = vec![("most", (MAXIMUM_CELL >> 20).to_string())];
    Error::Workbook(WorkbookFault::Found { wording: LARGE_CELL, values })
}

/// Returns the error for what a library for workbooks or archives finds.
pub(super) fn library(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let error: Box<dyn std::error::Error + Send + Sync> = error.into();
    let io = match error.downcast_ref::<quick_xml::Error>() {
        Some(quick_xml::Error::Io(error)) => Some(error.as_ref()),
        _ => error.downcast_ref::<io::Error>(),
    };
    match io.and_then(io::Error::get_ref).is_some_and(|error| error.is::<LargeCell>()) {
        true => large_cell(),
        false => Error::Workbook(WorkbookFault::Damaged(error)),
    }
}
