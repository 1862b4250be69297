//! One repair.

use aicc_batch::{RecordFindings, Repair};
use serde::Serialize;
use serde_json::{Map, Value};

use super::file::CheckedFile;

/// One repair that is proposed for a cell, with the names that every output uses.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RepairRow<'a> {
    /// The file.
    pub(crate) file: &'a CheckedFile,
    /// The number of the record, counted from 1.
    pub(crate) record: u64,
    /// The row that a spreadsheet shows.
    pub(crate) row: Option<u64>,
    /// The name of the cell, such as `C7`.
    pub(crate) cell: &'a str,
    /// The members that say whose record it is, by name. Never a secret.
    pub(crate) key: &'a Map<String, Value>,
    /// The JSON Pointer of the finding that the repair takes away.
    pub(crate) pointer: &'a str,
    /// The text of the cell.
    pub(crate) before: &'a str,
    /// The text that is proposed.
    pub(crate) after: &'a str,
}

impl<'a> RepairRow<'a> {
    /// Returns the row of a repair of a record of a file.
    pub(crate) fn new(file: &'a CheckedFile, record: &'a RecordFindings, repair: &'a Repair) -> Self {
        let Repair { cell, pointer, before, after, .. } = repair;
        let (number, row) = (record.record, record.position.row);
        Self { file, record: number, row, cell, key: &record.key, pointer, before, after }
    }
}
