//! The files of a template.

use std::fmt;

use aicc_core::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::template::columns::columns;
use crate::template::definition::Template;
use crate::template::lookups::Lookups;
use crate::template::style::Style;
use crate::template::{csv, data, guide};

impl Template<'_> {
    /// Returns the template as a workbook (.xlsx). The same template has the same bytes.
    ///
    /// It has a sheet to fill in, whose cells are texts, with lists of values, rules and messages; and a sheet in each language that
    /// explains every row of the page.
    ///
    /// # Errors
    ///
    /// Returns an error if the workbook cannot be written, for example because the page has more columns than a sheet.
    pub fn workbook(&self) -> Result<Vec<u8>, TemplateError> {
        self.try_workbook().map_err(TemplateError)
    }

    fn try_workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let columns = columns(self);
        let mut lookups = Lookups::new(self.language);
        let mut workbook = Workbook::new();
        workbook.set_properties(&self.properties()?);
        data::write(workbook.add_worksheet(), self, &columns, &mut lookups)?;
        let other = Language::ALL.iter().copied().filter(|language| *language != self.language);
        for language in [self.language].into_iter().chain(other) {
            guide::write(workbook.add_worksheet(), self, language, &Style::new(language))?;
        }
        lookups.write(&mut workbook)?;
        workbook.save_to_buffer()
    }

    /// Returns the title of the page, and the date of its edition: a workbook has no other date, so that it does not depend on a
    /// clock.
    fn properties(&self) -> Result<DocProperties, XlsxError> {
        let date = ExcelDateTime::parse_from_str(self.profile.edition.as_str())?;
        let title = self.interface.document.title.in_language(self.language);
        Ok(DocProperties::new().set_title(title).set_creation_datetime(&date))
    }

    /// Returns the template as CSV: a line with the wire names of the columns, in UTF-8 with a byte order mark, so that spreadsheets
    /// read and save every language.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        csv::heading(&columns(self))
    }
}

/// Why a workbook cannot be written.
#[derive(Debug)]
pub struct TemplateError(XlsxError);

impl fmt::Display for TemplateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the template cannot be written: {}", self.0)
    }
}

impl std::error::Error for TemplateError {}
