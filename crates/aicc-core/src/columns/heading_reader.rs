//! What a heading of a table means (reading R20).

use crate::columns::fold::is_same;
use crate::columns::vocabulary::Vocabulary;
use crate::columns::{ColumnError, ColumnOptions, Columns};
use crate::spec::Interface;

/// The characters of JSON and XML that no heading has: `{"userAccount": ""}` is a record.
const NO_HEADING: [char; 3] = ['{', '"', '<'];

/// What a heading means.
pub(super) enum HeadingMeaning {
    /// It is blank, or a column that this library writes.
    Nothing,
    Ignored,
    /// The wire name or path of a member.
    Member(String),
    Unknown,
}

/// Reads the headings of tables of one interface, as [`Columns::read`] reads them. It holds the words for all members: make one
/// for many rows.
///
/// ```
/// use aicc_core::{ColumnOptions, HeadingReader, interfaces};
/// let options = ColumnOptions::default();
/// let reader = HeadingReader::new(&interfaces::AGENT_ACCOUNT_CREATE, &options);
/// assert_eq!(reader.recognized(&["New agents", "", ""]), 0);
/// assert_eq!(reader.recognized(&["座席账号", "E-mail *", "Department"]), 2);
/// ```
#[derive(Debug)]
pub struct HeadingReader<'o> {
    options: &'o ColumnOptions,
    vocabulary: Vocabulary,
}

impl<'o> HeadingReader<'o> {
    /// Returns a reader of headings for an interface.
    #[must_use]
    pub fn new(interface: &'static Interface, options: &'o ColumnOptions) -> Self {
        Self { options, vocabulary: Vocabulary::new(interface) }
    }

    /// Returns how many of the headings name a member, as [`Columns::read`] reads them. A row of headings is found by it.
    #[must_use]
    pub fn recognized(&self, headings: &[&str]) -> usize {
        self.meanings(headings).filter(|meaning| matches!(meaning, HeadingMeaning::Member(_))).count()
    }

    /// Returns an error if the options name a member that the interface does not have.
    pub(super) fn check_options(&self, interface: &'static Interface) -> Result<(), ColumnError> {
        let unknown = self.options.names.iter().find(|(_, member)| self.vocabulary.path(member).is_none());
        let error = unknown.map(|(heading, member)| ColumnError::unknown_member(interface, heading, member));
        error.map_or(Ok(()), Err)
    }

    /// Returns what each heading of a row means.
    pub(super) fn meanings(&self, headings: &[&str]) -> impl Iterator<Item = HeadingMeaning> {
        let results = Columns::results(headings);
        let is_result = move |index: usize| {
            let place = results.and_then(|first| index.checked_sub(first));
            place.is_some_and(|place| place < Columns::RESULTS.len())
        };
        headings.iter().enumerate().map(move |(index, heading)| match is_result(index) {
            true => HeadingMeaning::Nothing,
            false => self.meaning(heading),
        })
    }

    fn meaning(&self, heading: &str) -> HeadingMeaning {
        if let Some(member) = self.options.member(heading) {
            return self.vocabulary.path(member).map_or(HeadingMeaning::Unknown, HeadingMeaning::Member);
        }
        if self.options.ignored.iter().any(|name| is_same(name, heading)) {
            return HeadingMeaning::Ignored;
        }
        if heading.chars().all(char::is_whitespace) || is_same(heading, Columns::MARKS) {
            return HeadingMeaning::Nothing;
        }
        if heading.contains(NO_HEADING) {
            return HeadingMeaning::Unknown;
        }
        self.vocabulary.path(heading).map_or(HeadingMeaning::Unknown, HeadingMeaning::Member)
    }
}
