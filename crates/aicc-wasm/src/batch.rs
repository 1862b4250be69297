//! Many records, workbooks and schemas: the second module.

mod copy;
mod export;
mod format;
mod found;
mod interface_name;
mod options;
mod records;
mod report;
mod run;
mod source_error;
mod workbook;

pub use export::{catalogue, json_schema, openapi, template};
pub use format::format_of_name;
pub use run::SteppedRun;
pub use source_error::malformed_workbook;
pub use workbook::memory_size;
