//! The repairs of the cells of a table.

use aicc_batch::{BatchUpdate, Error, RecordFindings, Repair, Settings};
use pyo3::prelude::*;
use serde_json::Value;

use super::caller::Caller;
use super::copy_writer::RepairedFile;
use crate::convert::json::to_python;
use crate::interpreter::call;

/// Passes repairs on to a Python object, and writes them to a copy of the file.
pub(crate) struct RepairCollector<'c> {
    pub(crate) caller: &'c Caller,
    /// Called with the record, the row, the cell, the key, the pointer, and the text before and after each repair.
    pub(crate) on_repair: Py<PyAny>,
    pub(crate) copy: Option<RepairedFile<'c>>,
}

impl RepairCollector<'_> {
    /// Adds the repairs of the next records.
    pub(crate) fn add(&mut self, update: &BatchUpdate<'_>, settings: &Settings<'_>) -> Result<(), Error> {
        let mut all = Vec::new();
        for record in &update.records {
            let repairs = update.repairs(record, settings);
            repairs.iter().try_for_each(|repair| self.pass_on(record, repair))?;
            all.extend(repairs);
        }
        self.copy.as_mut().map_or(Ok(()), |copy| copy.add(|copy| copy.add(update, &all)))
    }

    fn pass_on(&self, record: &RecordFindings, repair: &Repair) -> Result<(), Error> {
        let Repair { cell, pointer, before, after, .. } = repair;
        self.caller.call(|py| {
            let key = to_python(py, Value::Object(record.key.clone()))?;
            let arguments = (record.record, record.position.row, cell, key, pointer, before, after);
            call(self.on_repair.bind(py), arguments).map(drop)
        })?;
        Ok(())
    }
}
