//! The list of the records of a plan or a run.

use std::io::{self, BufWriter, Write};

use aicc_batch::RecordUnit;
use aicc_core::{Language, Wording};
use clap::ValueEnum;
use comfy_table::{Attribute, Cell, CellAlignment};
use serde::Serialize;

use crate::streams::OutputStream;
use crate::terminal::json::json_text;
use crate::terminal::page::write_paragraph;
use crate::terminal::table;
use crate::terminal::text::escaped;
use crate::words;

/// A form in which records are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListForm {
    /// The records that need a look, and the counts of all.
    Table,
    /// An object on each line, for each record.
    Jsonl,
}

/// The maximum number of records that a table shows.
const LIMIT: usize = 1000;

/// A record in a list.
pub(crate) trait ListedRecord: Serialize {
    /// The headings of the table, besides the one of the place.
    const HEADINGS: &'static [Wording];

    /// Returns the row or line of the record in its file, or its number.
    fn place(&self) -> u64;

    /// Returns the cells under the headings.
    fn cells(&self, language: Language) -> Vec<String>;
}

/// The list of the records of a plan or a run.
pub(crate) struct RecordList<R> {
    /// What a person counts to find a record.
    pub(crate) unit: RecordUnit,
    /// All records.
    pub(crate) rows: Vec<R>,
    /// The indices of the records that need a look.
    pub(crate) noted: Vec<usize>,
    /// The number of records of each kind.
    pub(crate) counts: Vec<(Wording, u64)>,
}

impl<R: ListedRecord> RecordList<R> {
    /// Writes the list in a form.
    pub(crate) fn write(&self, form: ListForm, output: &mut OutputStream<'_>, language: Language) -> io::Result<()> {
        match form {
            ListForm::Table => self.write_table(output, language)?,
            ListForm::Jsonl => self.write_lines(&mut output.writer)?,
        }
        output.writer.flush()
    }

    /// Writes an object on each line.
    pub(crate) fn write_lines(&self, output: &mut dyn Write) -> io::Result<()> {
        let mut output = BufWriter::new(output);
        for row in &self.rows {
            writeln!(output, "{}", json_text(row)?)?;
        }
        output.flush()
    }

    /// Writes the counts for a person: `Records: 3. Created: 2. Refused: 1.`
    pub(crate) fn write_counts(&self, output: &mut OutputStream<'_>, language: Language) -> io::Result<()> {
        let total = words::NUMBER_OF_RECORDS.filled(&[("records", self.rows.len())], language);
        let counts = self.counts.iter().filter(|(_, count)| *count > 0).map(|(label, count)| {
            let values = [("label", label.in_language(language).to_owned()), ("count", count.to_string())];
            words::COUNT_OF_A_KIND.filled(&values, language)
        });
        let parts: Vec<String> = [total].into_iter().chain(counts).collect();
        let sentence = parts.join(words::SPACE.in_language(language));
        let lines = table::rows([[Cell::new(sentence).add_attribute(Attribute::Bold)]], output);
        writeln!(output.writer, "{}", lines.trim_fmt())
    }

    fn write_table(&self, output: &mut OutputStream<'_>, language: Language) -> io::Result<()> {
        let shown = self.noted.iter().take(LIMIT).filter_map(|index| self.rows.get(*index));
        let rows: Vec<Vec<Cell>> = shown.map(|row| cells(row, language)).collect();
        if !rows.is_empty() {
            let headings: Vec<Wording> = [self.unit.heading()].into_iter().chain(R::HEADINGS.iter().copied()).collect();
            table::write(&headings, rows, language, output)?;
            writeln!(output.writer)?;
        }
        if let Some(hidden @ 1..) = self.noted.len().checked_sub(LIMIT) {
            write_paragraph(&words::HIDDEN_RECORDS.filled(&[("count", hidden)], language), output)?;
        }
        self.write_counts(output, language)
    }
}

fn cells(row: &impl ListedRecord, language: Language) -> Vec<Cell> {
    let place = Cell::new(row.place()).set_alignment(CellAlignment::Right);
    [place].into_iter().chain(row.cells(language).iter().map(|text| Cell::new(escaped(text)))).collect()
}
