//! The findings of a run over the rows of a table.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Seek, Write};

use aicc_batch::{BatchUpdate, SheetTable};
use aicc_core::{Language, Severity, escape_controls};
use serde::{Deserialize, Serialize};

use super::words::joined;
use crate::patch::reference::CellRef;
use crate::temporary::{Spool, spool};

/// Gathers the findings of a run over the rows of a workbook.
///
/// Up to 8 MiB are in memory, the rest is in a temporary file. There are no secrets in it.
#[derive(Debug)]
pub(super) struct TableMarks {
    language: Language,
    table: Option<SheetTable>,
    /// A line of JSON for each row.
    spool: Spool,
    buffer: Vec<u8>,
}

/// The findings of one row.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RowMarks {
    /// The number of the row, counted from 1.
    pub(super) row: u32,
    /// Whose record it is.
    pub(super) key: String,
    pub(super) findings: Vec<FindingMark>,
}

/// One finding.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FindingMark {
    /// The column, counted from 0; `None` if the finding is not about one cell.
    pub(super) column: Option<u32>,
    pub(super) is_violation: bool,
    pub(super) rule: String,
    pub(super) sentence: String,
}

impl TableMarks {
    /// Returns no findings. The sentences will be in `language`.
    pub(super) fn new(language: Language) -> Self {
        Self { language, table: None, spool: spool(), buffer: Vec::new() }
    }

    /// Adds the findings of the next rows. A run must keep all findings: see [`limit`](aicc_batch::Settings::limit).
    ///
    /// # Errors
    ///
    /// Returns an error if a temporary file cannot be written.
    pub(super) fn add(&mut self, update: &BatchUpdate<'_>) -> io::Result<()> {
        if self.table.is_none() {
            self.table = update.sheet_table();
        }
        for record in &update.records {
            let Some(row) = record.position.row.and_then(|row| row.try_into().ok()) else { continue };
            let columns = update.cells(record).into_iter();
            let columns = columns.map(|cell| Some(CellRef::parse(&cell?)?.column));
            let findings = record.findings().zip(columns).map(|(finding, column)| FindingMark {
                column,
                is_violation: finding.severity() == Severity::Violation,
                rule: finding.rule().to_owned(),
                sentence: finding.message(self.language),
            });
            let values = record.key.values().map(|value| match value.as_str() {
                Some(text) => escape_controls(text),
                None => value.to_string(),
            });
            let key = values.collect::<Vec<_>>().join(" ");
            let marks = RowMarks { row, key, findings: findings.collect() };
            self.buffer.clear();
            serde_json::to_writer(&mut self.buffer, &marks)?;
            self.buffer.push(b'\n');
            self.spool.write_all(&self.buffer)?;
        }
        Ok(())
    }

    pub(super) const fn language(&self) -> Language {
        self.language
    }

    /// Returns the table that was checked; `None` if it had no records.
    pub(super) const fn table(&self) -> Option<&SheetTable> {
        self.table.as_ref()
    }

    /// Returns the rows with findings, in their order.
    pub(super) fn rows(&mut self) -> io::Result<impl Iterator<Item = io::Result<RowMarks>> + '_> {
        self.spool.rewind()?;
        let lines = BufReader::new(&mut self.spool).lines();
        Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
    }
}

impl RowMarks {
    /// Returns the cells with findings, in the order of their columns, and how severe the worst finding of each is.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u32, Severity)> {
        let mut cells: BTreeMap<u32, bool> = BTreeMap::new();
        for finding in &self.findings {
            if let Some(column) = finding.column {
                *cells.entry(column).or_default() |= finding.is_violation;
            }
        }
        cells.into_iter().map(|(column, is_violation)| (column, severity(is_violation)))
    }

    /// Returns the sentences of the findings about a cell.
    pub(super) fn sentences(&self, column: u32) -> Vec<&str> {
        let findings = self.findings.iter().filter(|finding| finding.column == Some(column));
        findings.map(|finding| finding.sentence.as_str()).collect()
    }

    /// Returns how severe the worst finding is.
    pub(super) fn severity(&self) -> Option<Severity> {
        let worst = self.findings.iter().map(|finding| finding.is_violation).max();
        worst.map(severity)
    }

    /// Returns all sentences.
    pub(super) fn summary(&self, language: Language) -> String {
        let sentences: Vec<String> = self.findings.iter().map(|finding| finding.sentence.clone()).collect();
        joined(&sentences, language)
    }
}

pub(super) const fn severity(is_violation: bool) -> Severity {
    if is_violation { Severity::Violation } else { Severity::Advice }
}
