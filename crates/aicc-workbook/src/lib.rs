#![doc = include_str!("../README.md")]
//!
//! # Where a line belongs
//!
//! - `patch/`: changes parts of a workbook that exists: the archive, styles, and the cells of a sheet;
//! - `annotate`: the marks of a run in such a workbook: colours, notes, a column and a sheet;
//! - `template/`: workbooks and CSV files to fill in.

mod annotate;
mod patch;
mod template;

pub use annotate::{AnnotatedCopy, AnnotationNote};
pub use patch::fault::PatchError;
pub use patch::text::inert;
pub use template::{MAXIMUM_GROUPS, Template, TemplateError};
