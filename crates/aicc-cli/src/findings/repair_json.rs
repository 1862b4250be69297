//! Repairs as one JSON document: the repairs, then the summary.

use std::io::{self, Write};

use super::elements::Elements;
use super::{FindingRow, FindingsWriter, RepairRow, Summary};
use crate::terminal::json::json_text;

/// Writes one JSON document, with a repair on each line.
pub(crate) struct RepairJsonWriter<W> {
    repairs: Elements<W>,
}

impl<W: Write> RepairJsonWriter<W> {
    /// Writes to an output, which should be buffered.
    pub(crate) fn new(output: W) -> Self {
        Self { repairs: Elements::new(output, r#"{"repairs": ["#) }
    }
}

impl<W: Write> FindingsWriter for RepairJsonWriter<W> {
    fn shows_repairs(&self) -> bool {
        true
    }

    fn write(&mut self, _finding: &FindingRow<'_>) -> io::Result<()> {
        Ok(())
    }

    fn write_repair(&mut self, repair: &RepairRow<'_>) -> io::Result<()> {
        self.repairs.push(repair)
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        self.repairs.finish(&format!("],\n\"summary\": {}}}", json_text(summary)?))
    }
}
