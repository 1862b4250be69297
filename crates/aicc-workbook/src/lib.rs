#![doc = include_str!("../README.md")]
//!
//! # Where a line belongs
//!
//! - `patch/`: changes parts of a workbook that exists: the archive, styles, and the cells of a sheet;
//! - `annotate`: the marks of a run in such a workbook: colours, notes, a column and a sheet;
//! - `repair`: the repaired cells of a run in such a workbook;
//! - `result`: the result of each record, in columns of such a workbook;
//! - `csv_columns`: columns that are added to a CSV file;
//! - `temporary`: where a copy keeps what it needs again;
//! - `note`: what a user should know about a copy;
//! - `template/`: workbooks and CSV files to fill in.

mod annotate;
mod csv_columns;
mod note;
mod patch;
mod repair;
mod result;
mod template;
mod temporary;

pub use annotate::AnnotatedCopy;
pub use note::CopyNote;
pub use patch::fault::PatchError;
pub use patch::text::inert;
pub use repair::RepairedCopy;
pub use result::{ResultCopy, RowResult};
pub use template::{MAXIMUM_GROUPS, Template, TemplateError};
