//! Repairs as a table for each file: what a cell holds, and what is proposed.

use std::io;

use aicc_core::Language;
use comfy_table::{Cell, CellAlignment, Color};

use super::{CheckedFile, FileResult, FindingRow, FindingsWriter, RepairRow, Summary};
use crate::streams::OutputStream;
use crate::terminal::page::write_paragraph;
use crate::terminal::text::{escaped, shown_value};
use crate::terminal::{colour, table};
use crate::words;

/// Writes a table for each file with repairs, their number and the counts, when all files have been checked.
pub(crate) struct RepairTableWriter<'o, 's> {
    output: &'o mut OutputStream<'s>,
    language: Language,
    /// The names of the members that say whose record it is.
    keys: Vec<String>,
    /// The number of repairs that can still be shown.
    room: usize,
    /// The number of all repairs.
    count: u64,
    /// The name of the new file, if there is one.
    fixed: Option<String>,
    /// Whether the new file has another encoding than the file.
    has_other_encoding: bool,
    /// The names of the files with repairs, and their tables.
    files: Vec<(String, Vec<Vec<Cell>>)>,
    /// The repairs of the file that is being checked.
    rows: Vec<Vec<Cell>>,
}

impl<'o, 's> RepairTableWriter<'o, 's> {
    /// Writes to a stream. At most `limit` repairs are shown. `keys` are the names of the members that say whose record it is,
    /// and `fixed` is the name of the file that the repairs are written to.
    pub(crate) fn new(
        output: &'o mut OutputStream<'s>,
        limit: usize,
        keys: &[String],
        fixed: Option<String>,
        language: Language,
    ) -> Self {
        let (files, rows) = (Vec::new(), Vec::new());
        let (keys, has_other_encoding) = (keys.to_vec(), false);
        Self { output, language, keys, room: limit, count: 0, fixed, has_other_encoding, files, rows }
    }

    fn cells(&self, repair: &RepairRow<'_>) -> Vec<Cell> {
        // Quotation marks show blanks at the start and the end.
        let quoted = |text: &str| Cell::new(format!("“{}”", escaped(text)));
        let place = Cell::new(repair.cell).set_alignment(CellAlignment::Right);
        let keys = self.keys.iter().map(|name| Cell::new(repair.key.get(name).map(shown_value).unwrap_or_default()));
        let rest = [
            Cell::new(escaped(repair.pointer)),
            quoted(repair.before).fg(Color::DarkRed),
            quoted(repair.after).fg(Color::DarkGreen),
        ];
        [place].into_iter().chain(keys).chain(rest).collect()
    }

    fn write_table(&mut self, name: &str, rows: Vec<Vec<Cell>>) -> io::Result<()> {
        let words = [words::POINTER, words::BEFORE, words::AFTER].map(|word| word.in_language(self.language));
        let keys = self.keys.iter().map(String::as_str);
        let headings: Vec<&str> =
            [words::CELL.in_language(self.language)].into_iter().chain(keys).chain(words).collect();
        let mut table = table::table(&headings, self.output);
        table.add_rows(rows);
        let name = colour::painted(name, colour::HEADING, self.output.is_coloured);
        writeln!(self.output.writer, "{name}\n{}\n", table.trim_fmt())
    }

    /// Returns how many repairs there are, and where they are written.
    fn sentence(&self) -> String {
        let count = self.count.to_string();
        match &self.fixed {
            _ if self.count == 0 => words::NO_REPAIRS.in_language(self.language).to_owned(),
            Some(file) => words::REPAIRS_WRITTEN.filled(&[("count", &count), ("file", file)], self.language),
            None => words::REPAIRS_PROPOSED.filled(&[("count", &count)], self.language),
        }
    }
}

impl FindingsWriter for RepairTableWriter<'_, '_> {
    fn shows_repairs(&self) -> bool {
        true
    }

    fn write(&mut self, _finding: &FindingRow<'_>) -> io::Result<()> {
        Ok(())
    }

    fn write_repair(&mut self, repair: &RepairRow<'_>) -> io::Result<()> {
        self.count = self.count.saturating_add(1);
        let Some(room) = self.room.checked_sub(1) else { return Ok(()) };
        self.room = room;
        self.rows.push(self.cells(repair));
        Ok(())
    }

    fn finish_file(&mut self, file: &CheckedFile, result: &FileResult) -> io::Result<()> {
        self.has_other_encoding |= result.reading.notes.iter().any(|note| note.code == "encoding");
        if !self.rows.is_empty() {
            self.files.push((escaped(&file.name), std::mem::take(&mut self.rows)));
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let mut hidden = self.count;
        for (name, rows) in std::mem::take(&mut self.files) {
            hidden = hidden.saturating_sub(u64::try_from(rows.len()).unwrap_or(u64::MAX));
            self.write_table(&name, rows)?;
        }
        if hidden > 0 {
            let sentence = words::HIDDEN_REPAIRS.filled(&[("count", hidden)], self.language);
            write_paragraph(&sentence, self.output)?;
        }
        write_paragraph(&self.sentence(), self.output)?;
        if self.has_other_encoding && self.fixed.is_some() {
            write_paragraph(words::FIXED_IS_UTF_8.in_language(self.language), self.output)?;
        }
        summary.write(self.output, self.language)?;
        self.output.writer.flush()
    }
}
