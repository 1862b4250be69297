//! The errors of workbooks.

use aicc_core::Wording;

use crate::error::Error;
use crate::workbook_fault::WorkbookFault;

/// Returns the error for what the readers of workbooks find.
pub(super) const fn found(wording: Wording) -> Error {
    Error::Workbook(WorkbookFault::found(wording))
}

/// Returns the same for a row, counted from 0.
pub(super) fn found_in_row(row: u32, wording: Wording) -> Error {
    let values = vec![("row", row.saturating_add(1).to_string())];
    Error::Workbook(WorkbookFault::Found { wording, values })
}

/// Returns the error for what a library for workbooks or archives finds.
pub(super) fn library(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Workbook(WorkbookFault::library(error))
}
