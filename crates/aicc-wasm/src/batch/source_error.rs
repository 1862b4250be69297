//! Errors of a run.

use aicc_batch::{Error, WorkbookFault};
use aicc_core::{ColumnError, Columns, Interface, Language, escape_controls};
use aicc_workbook::PatchError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::lines::LineWriter;
use crate::misuse::Misuse;
use crate::options::CallOptions;

/// Returns the error that ended a run.
pub(super) fn failure(error: &Error, interface: &'static Interface, language: Language) -> Misuse {
    let sentence = sentence(error, language);
    let Error::Column(column) = error else { return source_error(&sentence) };
    // The list of names does not help with a name that occurs twice.
    let known = match column {
        ColumnError::Twice { .. } | ColumnError::SameMember { .. } => Vec::new(),
        _ => Columns::names(interface),
    };
    Misuse::of_class(
        "ColumnError",
        LineWriter::object(|lines| {
            lines.name("message").text(&sentence);
            lines.name("column").text(column.column().unwrap_or_default());
            lines.name("known").elements(|lines| known.iter().for_each(|name| lines.text(name)));
        }),
    )
}

/// Returns the error for a copy that cannot be written.
pub(super) fn copy_failure(error: &PatchError, language: Language) -> Misuse {
    source_error(&error.message(language))
}

fn source_error(sentence: &str) -> Misuse {
    Misuse::of_class("SourceError", escape_controls(sentence))
}

fn sentence(error: &Error, language: Language) -> String {
    let message = error.message(language);
    let text = match (error.hint(language), language) {
        (None, _) => message,
        (Some(hint), Language::English) => format!("{message}. {hint}"),
        (Some(hint), Language::Chinese) => format!("{message}。{hint}"),
    };
    escape_controls(&text)
}

/// Returns the sentence for a workbook at which the library that reads it fails.
#[wasm_bindgen]
pub fn malformed_workbook(options: &str) -> Result<String, Misuse> {
    Ok(sentence(&Error::Workbook(WorkbookFault::malformed()), CallOptions::read(options)?.language))
}
