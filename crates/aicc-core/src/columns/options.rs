//! How the headings of a table are read.

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
