//! Checking messages, and the proof that one passed.

use std::fmt;
use std::ops::Deref;

use serde::de::{Deserializer, value::MapDeserializer};

use crate::columns::Row;
use crate::finding::Finding;
use crate::json::Reason;
use crate::place::Location;
use crate::profile::Profile;
use crate::read::{Reader, Reading};
use crate::report::Report;
use crate::slot::{AnySlot, Member};
use crate::spec::{Edition, Interface};
use crate::write::{Secrets, json};

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
pub struct Check<'p>(Reader<'p>);

impl<'p> Check<'p> {
    /// Starts without a part: one that is not given is not checked.
    #[must_use]
    pub fn new(interface: &'static Interface, profile: &'p Profile) -> Self {
        Self(Reader::new(interface, profile, Reading::Request))
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
        self.0.row(&self.0.interface().request, row);
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

/// A typed request body of one of the interfaces.
pub trait RequestBody: Member {
    /// Its interface.
    const INTERFACE: &'static Interface;

    /// Reads and checks JSON text in one pass.
    ///
    /// # Errors
    ///
    /// A report of every rule that the body breaks.
    fn from_json(body: &[u8], profile: &Profile) -> Result<Valid<Self>, Report> {
        let mut message = Self::blank();
        let mut reader = Reader::new(Self::INTERFACE, profile, Reading::Request);
        reader.body_bytes(&Self::INTERFACE.request, body, Some(&mut message));
        Proof::from(reader, profile).map(|proof| proof.of(message))
    }

    /// Reads and checks what any serde deserializer hands out.
    ///
    /// # Errors
    ///
    /// Outside, those of the deserializer; inside, a report of every rule that the body breaks.
    fn from_deserializer<'de, D: Deserializer<'de>>(
        deserializer: D,
        profile: &Profile,
    ) -> Result<Result<Valid<Self>, Report>, D::Error> {
        let mut message = Self::blank();
        let mut reader = Reader::new(Self::INTERFACE, profile, Reading::Request);
        reader.body(&Self::INTERFACE.request, deserializer, Some(&mut message))?;
        Ok(Proof::from(reader, profile).map(|proof| proof.of(message)))
    }

    /// Checks a message that was built by hand.
    ///
    /// # Errors
    ///
    /// A report of every rule that it breaks.
    fn validate(self, profile: &Profile) -> Result<Valid<Self>, Report> {
        validate(&self, Self::INTERFACE, profile).map(|proof| proof.of(self))
    }
}

/// Checks what a slot holds as a request body.
pub(crate) fn validate(slot: &AnySlot, interface: &'static Interface, profile: &Profile) -> Result<Proof, Report> {
    let mut reader = Reader::new(interface, profile, Reading::Request);
    // A slot cannot fail to be read: the engine never answers an error of its own.
    reader.body(&interface.request, slot.view(), None).unwrap_or_default();
    Proof::from(reader, profile)
}

/// That a body was checked and no rule is broken.
pub(crate) struct Proof {
    report: Report,
    edition: Edition,
}

impl Proof {
    fn from(reader: Reader<'_>, profile: &Profile) -> Result<Self, Report> {
        let report = Report::new(reader.into_findings());
        if report.is_valid() { Ok(Self { report, edition: profile.edition }) } else { Err(report) }
    }

    pub(crate) fn of<T>(self, message: T) -> Valid<T> {
        Valid { message, report: self.report, edition: self.edition, wrapped: false }
    }
}

/// A message that passed every rule: only such a one becomes a request.
#[derive(Clone, PartialEq)]
pub struct Valid<T> {
    message: T,
    report: Report,
    edition: Edition,
    wrapped: bool,
}

impl<T> Valid<T> {
    /// The message.
    pub fn into_inner(self) -> T {
        self.message
    }

    /// What is allowed and yet warned about.
    #[must_use]
    pub fn advice(&self) -> &[Finding] {
        self.report.advice()
    }

    /// The edition of the documents that it was checked against.
    #[must_use]
    pub const fn edition(&self) -> Edition {
        self.edition
    }

    /// The same message, to be written under the wrapper that the page prints (reading R1); of an interface without a
    /// wrapper, the same message.
    #[must_use]
    pub fn wrapped(self) -> Self {
        Self { wrapped: true, ..self }
    }
}

impl<T: RequestBody> Valid<T> {
    /// The body as compact JSON, members in the order of their rows. It holds the secrets of the message.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.write(Secrets::Written)
    }

    /// The same body with `***` in place of each secret, for people to look at.
    #[must_use]
    pub fn to_masked_json(&self) -> String {
        self.write(Secrets::Hidden)
    }

    fn write(&self, secrets: Secrets) -> String {
        let wrapper = T::INTERFACE.request.wrapper.as_ref().filter(|_| self.wrapped);
        json(self.message.view(), wrapper, secrets)
    }
}

impl<T> Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.message
    }
}

impl<T: fmt::Debug> fmt::Debug for Valid<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Valid").field(&self.message).finish()
    }
}
