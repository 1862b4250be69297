//! The elements of one JSON array, written while they come.

use std::io::{self, Write};

use serde::Serialize;

use crate::terminal::json::json_text;

/// Writes a JSON document whose elements come one after the other: one on each line.
pub(crate) struct Elements<W> {
    output: W,
    /// What precedes the first element, until it is written.
    head: Option<String>,
}

impl<W: Write> Elements<W> {
    /// Writes to an output, which should be buffered. `head` is the document up to its array and the opening bracket.
    pub(crate) fn new(output: W, head: impl Into<String>) -> Self {
        Self { output, head: Some(head.into()) }
    }

    /// Writes the next element.
    pub(crate) fn push(&mut self, element: &impl Serialize) -> io::Result<()> {
        let separator = self.head.take().unwrap_or_else(|| ",".to_owned());
        write!(self.output, "{separator}\n{}", json_text(element)?)
    }

    /// Writes the rest of the document, which begins with the closing bracket.
    pub(crate) fn finish(&mut self, rest: &str) -> io::Result<()> {
        writeln!(self.output, "{}\n{rest}", self.head.take().unwrap_or_default())?;
        self.output.flush()
    }
}
