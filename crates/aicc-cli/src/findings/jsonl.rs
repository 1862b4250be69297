//! JSON Lines: an object on each line.

use std::io::{self, Write};

use super::row::FindingRow;
use super::summary::Summary;
use super::writer::FindingsWriter;
use crate::terminal::json::json_text;

/// Writes an object on each line.
pub(crate) struct JsonLinesWriter<W> {
    output: W,
}

impl<W: Write> JsonLinesWriter<W> {
    /// Writes to an output, which should be buffered.
    pub(crate) const fn new(output: W) -> Self {
        Self { output }
    }
}

impl<W: Write> FindingsWriter for JsonLinesWriter<W> {
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        writeln!(self.output, "{}", json_text(finding)?)
    }

    fn finish(&mut self, _summary: &Summary) -> io::Result<()> {
        self.output.flush()
    }
}
