//! Findings as every output writes them: one file a form.

mod file;
pub(crate) mod form;
mod jsonl;
mod row;
mod summary;
pub(crate) mod table;
mod writer;

pub(crate) use file::{CheckedFile, FileResult, RecordUnit};
pub(crate) use row::FindingRow;
pub(crate) use summary::Summary;
pub(crate) use writer::FindingsWriter;
