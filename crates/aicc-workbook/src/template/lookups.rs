//! The hidden sheet with what a formula is too short for: long texts and long lists.

use aicc_core::Language;
use rust_xlsxwriter::{Formula, Workbook, XlsxError};

use crate::template::words;

/// The longest text that is written into a formula, in characters. A rule of Excel has 255 characters for all its texts.
const LONGEST_TEXT: usize = 40;

/// The longest list that is written into a rule, in UTF-16 units with its commas: Excel has no more room.
const LONGEST_LIST: usize = 255;

/// The texts and lists of a workbook. Each has a column of the hidden sheet, and a name that formulas use.
pub(super) struct Lookups {
    sheet: &'static str,
    columns: Vec<LookupColumn>,
}

struct LookupColumn {
    name: String,
    values: Vec<String>,
}

impl Lookups {
    pub(super) const fn new(language: Language) -> Self {
        Self { sheet: words::LOOKUP_SHEET.in_language(language), columns: Vec::new() }
    }

    /// Returns what a formula says for a text: the text in quotes, or the name of its cell.
    pub(super) fn text(&mut self, text: &str) -> String {
        if text.chars().count() <= LONGEST_TEXT {
            return format!("\"{}\"", text.replace('"', "\"\""));
        }
        self.name("text", vec![text.to_owned()])
    }

    /// Returns the name of the cells of a list, if a rule has no room for its values.
    pub(super) fn long_list(&mut self, values: &[&str]) -> Option<Formula> {
        let length = values.iter().map(|value| value.encode_utf16().count().saturating_add(1)).sum::<usize>();
        let is_plain = values.iter().all(|value| !value.contains([',', '"']) && value.trim() == *value);
        if is_plain && length <= LONGEST_LIST {
            return None;
        }
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        Some(Formula::new(format!("={}", self.name("list", values))))
    }

    /// Returns the name of the cells with these values. Equal values have one name.
    fn name(&mut self, prefix: &str, values: Vec<String>) -> String {
        if let Some(column) = self.columns.iter().find(|column| column.values == values) {
            return column.name.clone();
        }
        let name = format!("{prefix}{}", self.columns.len().saturating_add(1));
        self.columns.push(LookupColumn { name: name.clone(), values });
        name
    }

    /// Writes the hidden sheet, if a formula needs it.
    pub(super) fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet().set_name(self.sheet)?.set_hidden(true);
        for (number, column) in (0..).zip(&self.columns) {
            sheet.write_column(0, number, &column.values)?;
        }
        for (number, column) in (0..).zip(&self.columns) {
            let letters = rust_xlsxwriter::utility::column_number_to_name(number);
            let last = column.values.len();
            workbook.define_name(&column.name, &format!("='{}'!${letters}$1:${letters}${last}", self.sheet))?;
        }
        Ok(())
    }
}
