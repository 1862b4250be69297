//! How the headings of a table are read.

use crate::columns::fold::is_same;

/// How the headings of a table are read.
///
/// ```
/// use aicc_core::{ColumnOptions, Columns, interfaces};
/// let names = vec![("Login".to_owned(), "userAccount".to_owned())];
/// let options = ColumnOptions { names, ..ColumnOptions::default() };
/// let read = Columns::read(&interfaces::AGENT_ACCOUNT_CREATE, &["Login", "Department"], &options)?;
/// assert_eq!(read.indices, [0]);
/// # Ok::<(), aicc_core::ColumnError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnOptions {
    /// Headings and the members that they name: a wire name, or a path such as `skills/0/skillId`. A heading that the table
    /// does not have is ignored. Default: empty.
    pub names: Vec<(String, String)>,
    /// Headings of columns that are skipped. Default: empty.
    pub ignored: Vec<String>,
    /// Whether an unknown column is an error. Default: `false`, and it is skipped with a note.
    pub strict: bool,
}

impl ColumnOptions {
    /// Returns the member that the options give a heading, which can have any case, blanks and punctuation; `None` if they give none.
    ///
    /// ```
    /// use aicc_core::ColumnOptions;
    /// let names = vec![("Login".to_owned(), "userAccount".to_owned())];
    /// let options = ColumnOptions { names, ..ColumnOptions::default() };
    /// assert_eq!(options.member("login *"), Some("userAccount"));
    /// assert_eq!(options.member("userName"), None);
    /// ```
    #[must_use]
    pub fn member(&self, heading: &str) -> Option<&str> {
        let exact = self.names.iter().find(|(name, _)| name == heading);
        let named = exact.or_else(|| self.names.iter().find(|(name, _)| is_same(name, heading)));
        named.map(|(_, member)| member.as_str())
    }
}
