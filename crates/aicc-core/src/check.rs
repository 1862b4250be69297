//! Checking messages.

use serde::de::{Deserializer, value::MapDeserializer};

use crate::columns::Row;
use crate::engine::{MessageReader, ReadMode};
use crate::json::Reason;
use crate::profile::Profile;
use crate::report::Report;
use crate::report::place::Location;
use crate::spec::Interface;

/// The parts of a whole request, as they are on the wire.
#[derive(Clone, Copy, Default)]
pub struct Parts<'a> {
    /// The parameters of the path, by name.
    pub path: &'a [(&'a str, &'a str)],
    /// The header fields; names are matched without regard to case (reading R11).
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a [u8],
}

/// Checks a request body.
///
/// ```
/// use aicc_core::{Profile, check, interfaces};
/// let report = check(&interfaces::AGENT_INFO_QUERY, br#"{"accountCode": ""}"#, &Profile::default());
/// let violation = &report.violations()[0];
/// assert_eq!((violation.pointer().as_str(), violation.code().as_str()), ("/accountCode", "minLength"));
/// ```
#[must_use]
pub fn check(interface: &'static Interface, body: &[u8], profile: &Profile) -> Report {
    let mut check = Check::new(interface, profile);
    check.body_bytes(body);
    check.report()
}

/// Checks a request body that is known to be text: as [`check`] does, without a look at its encoding.
///
/// ```
/// use aicc_core::{Profile, check_text, interfaces};
/// let report = check_text(&interfaces::AGENT_INFO_QUERY, r#"{"accountCode": "li.na"}"#, &Profile::default());
/// assert!(report.is_valid());
/// ```
#[must_use]
pub fn check_text(interface: &'static Interface, body: &str, profile: &Profile) -> Report {
    let mut check = Check::new(interface, profile);
    check.0.body_text(&interface.request, body, None);
    check.report()
}

/// Checks a whole request: path, header and body.
#[must_use]
pub fn check_message(interface: &'static Interface, parts: Parts<'_>, profile: &Profile) -> Report {
    let mut check = Check::new(interface, profile);
    check.texts(parts.path, parts.headers);
    check.body_bytes(parts.body);
    check.report()
}

/// Checks the path and the header of a request.
pub(crate) fn check_address(
    interface: &'static Interface,
    path: &[(&str, &str)],
    headers: &[(&str, &str)],
    profile: &Profile,
) -> Report {
    let mut check = Check::new(interface, profile);
    check.texts(path, headers);
    check.report()
}

/// Pairs of texts as a deserializer.
fn texts<'a>(pairs: &'a [(&'a str, &'a str)]) -> impl Deserializer<'a, Error = serde::de::value::Error> {
    MapDeserializer::new(pairs.iter().copied())
}

/// Checks a request part by part, from bytes or from any serde deserializer: no JSON need be in between.
///
/// ```
/// use aicc_core::{Check, Profile, interfaces};
/// let profile = Profile::default();
/// let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
/// check.body(serde_json::json!({"password": "", "status": 9}))?;
/// assert_eq!(check.report().violations()[0].pointer(), "/status");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct Check<'p>(MessageReader<'p>);

impl<'p> Check<'p> {
    /// Starts without a part: one that is not given is not checked.
    #[must_use]
    pub fn new(interface: &'static Interface, profile: &'p Profile) -> Self {
        Self(MessageReader::new(interface, profile, ReadMode::Request))
    }

    /// Checks the parameters of the path, a map by name.
    ///
    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn path<'de, D: Deserializer<'de>>(&mut self, parameters: D) -> Result<(), D::Error> {
        self.0.names(Location::Path, self.0.interface().path_parameters, parameters)
    }

    /// Checks the header fields, a map by name; names are matched without regard to case (reading R11).
    ///
    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn headers<'de, D: Deserializer<'de>>(&mut self, fields: D) -> Result<(), D::Error> {
        self.0.names(Location::Header, self.0.interface().headers, fields)
    }

    /// Checks the body, a map by wire name.
    ///
    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn body<'de, D: Deserializer<'de>>(&mut self, members: D) -> Result<(), D::Error> {
        self.0.body(&self.0.interface().request, members, None)
    }

    /// Checks the body, a row of a table. A cell that is no number, choice or truth is named by its text: a row has no types.
    ///
    /// ```
    /// use aicc_core::{Check, Columns, Profile, interfaces};
    /// let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &["password", "status"])?;
    /// let profile = Profile::default();
    /// let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
    /// check.row(columns.row(&["secret".into(), "4.0".into()]));
    /// assert_eq!(check.report().violations()[0].code().as_str(), "enum");
    /// # Ok::<(), aicc_core::ColumnError>(())
    /// ```
    pub fn row(&mut self, row: Row<'_>) {
        // A row can always be read.
        self.0.row(&self.0.interface().request, row).unwrap_or_default();
    }

    /// Checks the body, JSON text.
    pub fn body_bytes(&mut self, body: &[u8]) {
        self.0.body_bytes(&self.0.interface().request, body, None);
    }

    /// Refuses the body as [`Code::Syntax`](crate::Code::Syntax), for a value that a deserializer cannot read because it
    /// has no JSON form. The finding has no offset, and replaces every other finding of the body.
    ///
    /// ```
    /// use aicc_core::{Check, Profile, Reason, interfaces};
    /// let profile = Profile::default();
    /// let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
    /// check.refuse_body(Reason::Surrogate);
    /// assert_eq!(check.report().violations()[0].code().as_str(), "syntax");
    /// ```
    pub fn refuse_body(&mut self, reason: Reason) {
        self.0.refuse_body(reason);
    }

    /// Checks path and header as pairs of texts, which cannot fail to be read.
    fn texts(&mut self, path: &[(&str, &str)], headers: &[(&str, &str)]) {
        self.path(texts(path)).unwrap_or_default();
        self.headers(texts(headers)).unwrap_or_default();
    }

    /// The report on the parts that were checked.
    // Inlined, so that the whole state is not copied for the call.
    #[must_use]
    #[inline(always)]
    pub fn report(self) -> Report {
        Report::new(self.0.into_findings())
    }
}
