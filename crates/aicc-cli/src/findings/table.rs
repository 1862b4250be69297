//! A table for each file, and the counts under them.

use std::io;

use aicc_batch::RecordUnit;
use aicc_core::{Language, Severity, Wording};
use comfy_table::{Cell, CellAlignment, Color};

use super::file::{CheckedFile, FileResult};
use super::row::FindingRow;
use super::summary::Summary;
use super::writer::FindingsWriter;
use crate::streams::OutputStream;
use crate::terminal::page::write_paragraph;
use crate::terminal::text::{escaped, shown_value};
use crate::terminal::{colour, table};
use crate::words;

/// Writes how each file was read and a table of its findings, and the counts, when all files have been checked.
pub(crate) struct TableWriter<'o, 's> {
    output: &'o mut OutputStream<'s>,
    language: Language,
    /// The names of the members that say whose record it is.
    keys: Vec<String>,
    /// The number of findings that can still be shown.
    room: usize,
    /// The sentence about the findings that are not shown.
    hidden: Wording,
    files: Vec<FileTable>,
    /// The findings of the file that is being checked.
    rows: Vec<Vec<Cell>>,
}

/// What is shown of one file.
struct FileTable {
    name: String,
    unit: RecordUnit,
    /// How the file was read.
    reading: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl<'o, 's> TableWriter<'o, 's> {
    /// Writes to a stream. At most `limit` findings are shown; `hidden` is the sentence about the others. `keys` are the names of
    /// the members that say whose record it is.
    pub(crate) fn new(
        output: &'o mut OutputStream<'s>,
        limit: usize,
        hidden: Wording,
        keys: &[String],
        language: Language,
    ) -> Self {
        Self { output, language, keys: keys.to_vec(), room: limit, hidden, files: Vec::new(), rows: Vec::new() }
    }

    fn cells(&self, finding: &FindingRow<'_>) -> Vec<Cell> {
        let place = Cell::new(finding.number()).set_alignment(CellAlignment::Right);
        let keys = self.keys.iter().map(|name| Cell::new(finding.key.get(name).map(shown_value).unwrap_or_default()));
        let rule = match finding.severity == Severity::Advice.as_str() {
            true => Cell::new(format!("{}{}", finding.rule, words::IS_ADVICE.in_language(self.language)))
                .fg(Color::DarkYellow),
            false => Cell::new(finding.rule).fg(Color::DarkRed),
        };
        let rest = [Cell::new(self.pointer(finding)), rule, Cell::new(escaped(&finding.message))];
        [place].into_iter().chain(keys).chain(rest).collect()
    }

    fn pointer(&self, finding: &FindingRow<'_>) -> String {
        let pointer = match finding.pointer.as_str() {
            "" => words::WHOLE_BODY.in_language(self.language).to_owned(),
            pointer => escaped(pointer),
        };
        if finding.location == "body" { pointer } else { format!("{} {pointer}", finding.location) }
    }

    fn write_table(&mut self, file: FileTable) -> io::Result<()> {
        let words = [words::POINTER, words::RULE, words::MESSAGE].map(|word| word.in_language(self.language));
        let keys = self.keys.iter().map(String::as_str);
        let headings: Vec<&str> =
            [file.unit.heading().in_language(self.language)].into_iter().chain(keys).chain(words).collect();
        let name = colour::painted(&file.name, colour::HEADING, self.output.is_coloured);
        writeln!(self.output.writer, "{name}")?;
        for sentence in &file.reading {
            write_paragraph(&format!("  {}", escaped(sentence)), self.output)?;
        }
        if file.rows.is_empty() {
            return writeln!(self.output.writer);
        }
        let mut table = table::table(&headings, self.output);
        table.add_rows(file.rows);
        writeln!(self.output.writer, "{}\n", table.trim_fmt())
    }
}

impl FindingsWriter for TableWriter<'_, '_> {
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        let Some(room) = self.room.checked_sub(1) else { return Ok(()) };
        self.room = room;
        self.rows.push(self.cells(finding));
        Ok(())
    }

    fn shows_reading(&self) -> bool {
        true
    }

    fn finish_file(&mut self, file: &CheckedFile, result: &FileResult) -> io::Result<()> {
        let reading = result.reading.sentences.clone();
        if !self.rows.is_empty() || !reading.is_empty() {
            let rows = std::mem::take(&mut self.rows);
            self.files.push(FileTable { name: escaped(&file.name), unit: file.unit, reading, rows });
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let mut hidden = summary.findings();
        for file in std::mem::take(&mut self.files) {
            hidden = hidden.saturating_sub(u64::try_from(file.rows.len()).unwrap_or(u64::MAX));
            self.write_table(file)?;
        }
        if hidden > 0 {
            let sentence = self.hidden.filled(&[("count", hidden)], self.language);
            write_paragraph(&sentence, self.output)?;
        }
        summary.write(self.output, self.language)?;
        self.output.writer.flush()
    }
}
