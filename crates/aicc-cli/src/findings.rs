//! Findings as every output writes them: one file a form.

mod csv;
pub(crate) mod elements;
mod file;
mod fingerprint;
pub(crate) mod form;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod parquet;
mod reading;
mod repair_json;
mod repair_row;
mod repair_table;
mod row;
#[cfg(test)]
mod sample;
mod sarif;
mod source_path;
mod summary;
pub(crate) mod table;
mod writer;

pub(crate) use file::{CheckedFile, FileResult};
pub(crate) use reading::{FileNote, FileReading, ReadingRow};
pub(crate) use repair_row::RepairRow;
pub(crate) use row::FindingRow;
pub(crate) use summary::Summary;
pub(crate) use writer::FindingsWriter;
