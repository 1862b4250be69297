//! What a template is made from.

use aicc_core::{Interface, Language, Profile};

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
}
