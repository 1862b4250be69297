//! What every form of output does.

use std::io;

use super::file::{CheckedFile, FileResult};
use super::repair_row::RepairRow;
use super::row::FindingRow;
use super::summary::Summary;

/// Writes findings in one form while they come: those of a file together, and those of a record together.
pub(crate) trait FindingsWriter {
    /// Returns whether the form shows the region or the cell of a finding, which takes time to find.
    fn shows_regions(&self) -> bool {
        false
    }

    /// Returns whether the form shows how a table was read.
    fn shows_reading(&self) -> bool {
        false
    }

    /// Returns whether the form shows repairs, which take time to find.
    fn shows_repairs(&self) -> bool {
        false
    }

    /// Writes the next finding.
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()>;

    /// Writes the next repair. The default writes nothing.
    fn write_repair(&mut self, _repair: &RepairRow<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Writes what follows the last finding of a file. It is called for each file, also for one without findings.
    fn finish_file(&mut self, _file: &CheckedFile, _result: &FileResult) -> io::Result<()> {
        Ok(())
    }

    /// Writes what follows the last finding. `summary` counts everything that was checked.
    fn finish(&mut self, summary: &Summary) -> io::Result<()>;
}
