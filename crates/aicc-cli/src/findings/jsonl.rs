//! JSON Lines: an object on each line.

use std::io::{self, Write};

use super::row::FindingRow;
use super::summary::Summary;
use super::writer::FindingsWriter;

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
        serde_json::to_writer(&mut self.output, finding)?;
        self.output.write_all(b"\n")
    }

    fn finish(&mut self, _summary: &Summary) -> io::Result<()> {
        self.output.flush()
    }
}
