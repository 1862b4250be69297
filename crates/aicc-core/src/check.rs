//! Checks messages.

use serde::de::{Deserializer, value::MapDeserializer};

use crate::columns::Row;
use crate::engine::{MessageReader, ReadMode};
use crate::json::Reason;
use crate::profile::Profile;
use crate::report::Report;
use crate::report::identity::RecordIdentity;
use crate::report::place::Location;
use crate::spec::Interface;

/// The parts of a request.
#[derive(Clone, Copy, Default)]
pub struct Parts<'a> {
    /// The parameters of the path, by name.
    pub path: &'a [(&'a str, &'a str)],
    /// The header fields. The case of names does not matter (reading R11).
    pub headers: &'a [(&'a str, &'a str)],
    /// The body: JSON text.
    pub body: &'a [u8],
}

/// Checks a request body, and returns the report on it.
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

/// Checks a request body that is a `str`. It returns the same report as [`check`], faster: a `str` is UTF-8 already.
///
/// ```
/// use aicc_core::{Profile, check_text, interfaces};
/// let report = check_text(&interfaces::AGENT_INFO_QUERY, r#"{"accountCode": "li.na"}"#, &Profile::default());
/// assert!(report.is_valid());
/// ```
#[must_use]
pub fn check_text(interface: &'static Interface, body: &str, profile: &Profile) -> Report {
    let mut check = Check::new(interface, profile);
    check.body_text(body);
    check.report()
}

/// Checks a whole request, and returns one report on path, header and body.
///
/// ```
/// use aicc_core::{Parts, Profile, check_message, interfaces};
/// let headers = [("Content-Type", "application/json")];
/// let parts = Parts { path: &[("agentid", "7")], headers: &headers, body: br#"{"password": ""}"# };
/// let report = check_message(&interfaces::AGENT_SIGN_IN, parts, &Profile::default());
/// assert_eq!(report.violations()[0].message(aicc_core::Language::English), "agentid must be at least 101; it is 7.");
/// ```
#[must_use]
pub fn check_message(interface: &'static Interface, parts: Parts<'_>, profile: &Profile) -> Report {
    let mut check = Check::new(interface, profile);
    check.texts(parts.path, parts.headers);
    check.body_bytes(parts.body);
    check.report()
}

/// Checks the path and the header fields of a request.
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

/// Returns pairs of texts as a deserializer.
fn texts<'a>(pairs: &'a [(&'a str, &'a str)]) -> impl Deserializer<'a, Error = serde::de::value::Error> {
    MapDeserializer::new(pairs.iter().copied())
}

/// Checks a request part by part, from bytes or from any serde deserializer, such as a map in memory.
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
    /// Starts a check. Only the parts that are passed to it are checked.
    #[must_use]
    pub fn new(interface: &'static Interface, profile: &'p Profile) -> Self {
        Self(MessageReader::new(interface, profile, ReadMode::Request))
    }

    /// Checks the parameters of the path: a map by name.
    ///
    /// # Errors
    ///
    /// Returns an error if the deserializer does.
    pub fn path<'de, D: Deserializer<'de>>(&mut self, parameters: D) -> Result<(), D::Error> {
        self.0.names(Location::Path, self.0.interface().path_parameters, parameters)
    }

    /// Checks the header fields: a map by name. The case of names does not matter (reading R11).
    ///
    /// # Errors
    ///
    /// Returns an error if the deserializer does.
    pub fn headers<'de, D: Deserializer<'de>>(&mut self, fields: D) -> Result<(), D::Error> {
        self.0.names(Location::Header, self.0.interface().headers, fields)
    }

    /// Checks the body: a map by wire name.
    ///
    /// # Errors
    ///
    /// Returns an error if the deserializer does.
    pub fn body<'de, D: Deserializer<'de>>(&mut self, members: D) -> Result<(), D::Error> {
        self.0.body(&self.0.interface().request, members, None)
    }

    /// Checks the body: a row of cells. Cells have no types, so a finding about a cell that is not a number, a boolean or a
    /// documented value shows the text of the cell.
    ///
    /// ```
    /// use aicc_core::{Check, Columns, Profile, interfaces};
    /// let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &["password", "status"])?;
    /// let profile = Profile::default();
    /// let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
    /// check.row(columns.row(&["secret".into(), "away".into()]));
    /// assert_eq!(check.report().violations()[0].code().as_str(), "enum");
    /// # Ok::<(), aicc_core::ColumnError>(())
    /// ```
    pub fn row(&mut self, row: Row<'_>) {
        // A row can always be read.
        self.0.row(&self.0.interface().request, row).unwrap_or_default();
    }

    /// Checks the body: JSON text.
    pub fn body_bytes(&mut self, body: &[u8]) {
        self.0.body_bytes(&self.0.interface().request, body, None);
    }

    /// Checks the body: JSON text that is a `str`.
    pub fn body_text(&mut self, body: &str) {
        self.0.body_text(&self.0.interface().request, body, None);
    }

    /// Also finds out whose record the body is: see [`identity`](Self::identity). `hash` gets the value of the
    /// [unique](Interface::unique) member. It must return the same number for values that differ only in the case of ASCII letters.
    #[must_use]
    pub fn identified_by(mut self, hash: fn(&str) -> u64) -> Self {
        self.0.identify(hash);
        self
    }

    /// Does not report a password that is absent or `null`, because the caller supplies it later: see
    /// [`RequestBody::from_json_without_password`](crate::RequestBody::from_json_without_password). A password that is there is checked.
    ///
    /// ```
    /// use aicc_core::{Check, Profile, interfaces};
    /// let profile = Profile::default();
    /// let mut check = Check::new(&interfaces::AGENT_ACCOUNT_CREATE, &profile).with_supplied_password();
    /// check.body_text(r#"{"userAccount": "wang.wei", "userName": "Wang Wei", "email": "w@example.com", "agentType": 4}"#);
    /// let report = check.report();
    /// assert_eq!(report.violations().len(), 1);
    /// assert_eq!(report.violations()[0].pointer(), "/ccRoleId");
    /// ```
    #[must_use]
    pub fn with_supplied_password(mut self) -> Self {
        self.0.supply_password();
        self
    }

    /// Returns the identity of the record in the body. `None` if nobody asked for it, or if the
    /// [unique](Interface::unique) member is absent or breaks a rule.
    ///
    /// ```
    /// use aicc_core::{Check, Profile, interfaces};
    /// let profile = Profile::default();
    /// let mut check = Check::new(&interfaces::AGENT_ACCOUNT_CREATE, &profile).identified_by(|account| account.len() as u64);
    /// check.body_text(r#"{"userAccount": "wang.wei"}"#);
    /// let identity = check.identity().unwrap();
    /// assert_eq!(identity.hash(), 8);
    /// // The same account is in record 7.
    /// let advice = identity.duplicate_of(7, &interfaces::AGENT_ACCOUNT_CREATE).unwrap();
    /// assert_eq!((advice.code().as_str(), advice.pointer().as_str()), ("duplicateRecord", "/userAccount"));
    /// ```
    #[must_use]
    pub const fn identity(&self) -> Option<RecordIdentity> {
        self.0.identity()
    }

    /// Reports that the body cannot be read ([`Code::Syntax`](crate::Code::Syntax)), for a value that has no JSON form and that a
    /// deserializer cannot give. The finding has no offset, and replaces all other findings in the body.
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

    /// Checks path and header fields as pairs of texts, which can always be read.
    fn texts(&mut self, path: &[(&str, &str)], headers: &[(&str, &str)]) {
        self.path(texts(path)).unwrap_or_default();
        self.headers(texts(headers)).unwrap_or_default();
    }

    /// Returns the report on the parts that were checked.
    // Inlined, so that the call does not copy the whole state.
    #[must_use]
    #[inline(always)]
    pub fn report(self) -> Report {
        Report::new(self.0.into_findings())
    }
}
