//! Templates: files to fill in with the records of an interface.

mod columns;
mod conditions;
mod csv;
mod data;
mod example;
mod guide;
mod lookups;
mod messages;
mod style;
mod words;

use std::fmt;

use aicc_core::{Interface, Language, Profile};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::template::columns::columns;
use crate::template::lookups::Lookups;
use crate::template::style::Style;

/// The most groups of columns that a template has for an array of objects.
pub const MAXIMUM_GROUPS: usize = 100;

/// A file to fill in with the records of an interface. Everything in it comes from the page of the interface.
///
/// ```
/// use aicc_core::{Language, Profile, interfaces};
/// use aicc_workbook::Template;
/// let profile = Profile::default();
/// let template = Template::new(&interfaces::AGENT_SETTINGS_CREATE, &profile, Language::Chinese);
/// assert!(template.workbook()?.starts_with(b"PK"));
/// assert_eq!(
///     String::from_utf8_lossy(&template.csv()),
///     "\u{feff}callType,userId,callerPresent,callNumber,callNumberDefault,callerPresentDefault\r\n",
/// );
/// # Ok::<(), aicc_workbook::TemplateError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Template<'p> {
    /// The interface.
    pub interface: &'static Interface,
    /// The edition and the password policy of the rules.
    pub profile: &'p Profile,
    /// The language of headings, values and texts.
    pub language: Language,
    /// How many groups of columns an array of objects has, such as the skills of an agent: at most [`MAXIMUM_GROUPS`], and at most
    /// as many as the array can have elements. Default: 1.
    pub groups: usize,
}

impl<'p> Template<'p> {
    /// Returns the template of an interface, with one group of columns for each array of objects.
    #[must_use]
    pub const fn new(interface: &'static Interface, profile: &'p Profile, language: Language) -> Self {
        Self { interface, profile, language, groups: 1 }
    }

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
