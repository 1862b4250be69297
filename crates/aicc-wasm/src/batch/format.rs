//! The formats of files.

use std::path::Path;

use aicc_batch::{FedFormat, TableFormat, format_of_file};
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the name of the format that the extension of a file names; nothing if it names none that can be read here.
#[wasm_bindgen]
pub fn format_of_name(name: &str) -> Option<String> {
    format_of_file(Path::new(name)).filter(|name| format_named(name).is_some()).map(str::to_owned)
}

/// Returns the format with a name.
pub(super) fn format_named(name: &str) -> Option<FedFormat> {
    match name {
        "jsonl" => Some(FedFormat::JsonLines),
        "json" => Some(FedFormat::JsonArray),
        "csv" => Some(FedFormat::Table(TableFormat::Csv)),
        "workbook" => Some(FedFormat::Table(TableFormat::Workbook)),
        _ => None,
    }
}
