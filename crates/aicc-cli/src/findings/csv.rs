//! CSV that spreadsheets open as it is meant.

use std::io::{self, Write};

use aicc_workbook::inert;
use csv::{QuoteStyle, WriterBuilder};

use super::{FindingRow, FindingsWriter, Summary};
use crate::terminal::text::{escaped, shown_value};

/// Excel reads a file without it in the encoding of the computer.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a row for each finding, without its params.
///
/// A line ends with a line feed alone: spreadsheets read both endings, and `grep`, `cut` and `diff` this one. Every cell is
/// quoted, so that no comma in a text ends its cell.
pub(crate) struct CsvWriter<W: Write> {
    rows: csv::Writer<W>,
    keys: Vec<String>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the headings to an output. `keys` are the names of the members that say whose record it is.
    pub(crate) fn new(mut output: W, keys: Vec<String>) -> io::Result<Self> {
        output.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let mut rows = WriterBuilder::new().quote_style(QuoteStyle::Always).from_writer(output);
        let before = ["file", "record", "row", "line"].map(str::to_owned);
        let after = ["severity", "location", "pointer", "rule", "reference", "message"].map(str::to_owned);
        let headings = keys.iter().map(|key| inert(&escaped(key)));
        rows.write_record(before.into_iter().chain(headings).chain(after))?;
        Ok(Self { rows, keys })
    }
}

impl<W: Write> FindingsWriter for CsvWriter<W> {
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let text = |text: &str| inert(&escaped(text));
        let key = |name| finding.key.get(name).map(shown_value).unwrap_or_default();
        let before = [text(&finding.file.name), finding.record.to_string(), number(finding.row), number(finding.line)];
        let keys = self.keys.iter().map(|name| inert(&key(name)));
        let after =
            [finding.severity, finding.location, &finding.pointer, finding.rule, &finding.reference, &finding.message];
        Ok(self.rows.write_record(before.into_iter().chain(keys).chain(after.into_iter().map(text)))?)
    }

    fn finish(&mut self, _summary: &Summary) -> io::Result<()> {
        self.rows.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::sample::{HOSTILE, file, finding, key, summary};

    /// The characters that begin a formula, also in their wide form.
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

    fn written(finding: &FindingRow<'_>, keys: &[&str]) -> String {
        let mut text = Vec::new();
        let mut writer = CsvWriter::new(&mut text, keys.iter().map(|key| (*key).to_owned()).collect()).unwrap();
        writer.write(finding).unwrap();
        writer.finish(&summary([("minLength", 1)])).unwrap();
        drop(writer);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn a_spreadsheet_reads_a_row_for_each_finding_and_a_column_for_each_key() {
        let (file, key) = (file("a,b.csv"), key("test01"));
        let text = written(&finding(&file, &key), &["userAccount", "email"]);
        assert_eq!(
            text,
            "\u{feff}\"file\",\"record\",\"row\",\"line\",\"userAccount\",\"email\",\"severity\",\"location\",\"pointer\",\
             \"rule\",\"reference\",\"message\"\n\"a,b.csv\",\"4\",\"5\",\"6\",\"test01\",\"\",\"violation\",\"body\",\
             \"/email\",\"minLength\",\"agentAccount/create 1.4\",\"email must have at least 6 characters; it has 2.\"\n"
        );
    }

    #[test]
    fn no_cell_is_a_formula_whatever_separates_cells() {
        for start in ["=1", "+1", "-1", "@a", "＝1", "\t=1", "\r=1", "a;=1", "a; -1", "a;\"=1", "\"=1", HOSTILE] {
            let (file, key) = (file(start), key(start));
            let finding = FindingRow { pointer: start.to_owned(), message: start.to_owned(), ..finding(&file, &key) };
            let text = written(&finding, &["userAccount"]);
            let row = text.lines().nth(1).unwrap();
            assert_eq!(text.lines().count(), 2, "{start}");
            for separator in [',', ';', '\t'] {
                for cell in row.split(separator) {
                    assert!(!cell.trim_start_matches(['"', ' ']).starts_with(FORMULA), "{cell} of {row}");
                }
            }
            assert!(!row.contains(aicc_core::is_hidden), "{row}");
        }
    }
}
