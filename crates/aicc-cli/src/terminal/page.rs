//! Paragraphs and JSON documents, for reading.

use std::io;

use serde::Serialize;

use super::json::json_document;
use super::table;
use crate::streams::OutputStream;

/// Writes a text in lines that are as wide as the stream.
pub(crate) fn write_paragraph(text: &str, output: &mut OutputStream<'_>) -> io::Result<()> {
    let lines = table::rows([[text]], output);
    writeln!(output.writer, "{}", lines.trim_fmt())
}

/// Writes a value as a JSON document with indented lines.
pub(crate) fn write_json(value: &impl Serialize, output: &mut OutputStream<'_>) -> io::Result<()> {
    writeln!(output.writer, "{}", json_document(value)?)?;
    output.writer.flush()
}
