//! Typed request bodies, and valid messages.

use std::fmt;
use std::ops::Deref;

use serde::de::Deserializer;

use crate::engine::{MessageReader, ReadMode};
use crate::message::slot::{AnySlot, Member};
use crate::message::write::{Secrets, json};
use crate::profile::Profile;
use crate::report::Report;
use crate::report::finding::Finding;
use crate::spec::{Edition, Interface};

/// A typed request body of one of the interfaces.
pub trait RequestBody: Member {
    /// The interface of the request.
    const INTERFACE: &'static Interface;

    /// Reads and checks JSON text in one pass, and returns the message.
    ///
    /// # Errors
    ///
    /// Returns a report with every rule that the body breaks.
    ///
    /// ```
    /// use aicc_core::{AgentInfoQuery, Profile, RequestBody};
    /// let query = AgentInfoQuery::from_json(br#"{"accountCode": "li.na"}"#, &Profile::default())?;
    /// assert_eq!(query.account_code, "li.na");
    /// # Ok::<(), aicc_core::Report>(())
    /// ```
    fn from_json(body: &[u8], profile: &Profile) -> Result<Valid<Self>, Report> {
        let mut message = Self::blank();
        let mut reader = MessageReader::new(Self::INTERFACE, profile, ReadMode::Request);
        reader.body_bytes(&Self::INTERFACE.request, body, Some(&mut message));
        Passed::from(reader, profile).map(|proof| proof.of(message))
    }

    /// Reads and checks JSON text, and returns the message, whose password can be missing: it is blank then. Set it, and
    /// [`validate`](Self::validate) the message.
    ///
    /// # Errors
    ///
    /// Returns a report with every rule that the body breaks, but not the missing password. A password that is there is checked.
    ///
    /// ```
    /// use aicc_core::{AgentAccountCreate, PasswordPolicy, Profile, RequestBody, Secret};
    /// let profile = Profile::default();
    /// let body = br#"{"userAccount": "li.na001", "userName": "Li Na", "email": "li.na@example.com",
    ///     "agentType": 4, "ccRoleId": 2}"#;
    /// let mut account = AgentAccountCreate::from_json_without_password(body, &profile)?;
    /// account.password = Secret::from("Aa1!Aa1!");
    /// assert!(account.validate(&profile).is_ok());
    /// # Ok::<(), aicc_core::Report>(())
    /// ```
    fn from_json_without_password(body: &[u8], profile: &Profile) -> Result<Self, Report> {
        let mut message = Self::blank();
        let mut reader = MessageReader::new(Self::INTERFACE, profile, ReadMode::Request);
        reader.supply_password();
        reader.body_bytes(&Self::INTERFACE.request, body, Some(&mut message));
        Passed::from(reader, profile).map(|_| message)
    }

    /// Reads and checks the value of any serde deserializer in one pass, and returns the message.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error in the outer result, and a report with every rule that the body breaks in the inner one.
    fn from_deserializer<'de, D: Deserializer<'de>>(
        deserializer: D,
        profile: &Profile,
    ) -> Result<Result<Valid<Self>, Report>, D::Error> {
        let mut message = Self::blank();
        let mut reader = MessageReader::new(Self::INTERFACE, profile, ReadMode::Request);
        reader.body(&Self::INTERFACE.request, deserializer, Some(&mut message))?;
        Ok(Passed::from(reader, profile).map(|proof| proof.of(message)))
    }

    /// Checks a message that was built field by field.
    ///
    /// # Errors
    ///
    /// Returns a report with every rule that the message breaks.
    fn validate(self, profile: &Profile) -> Result<Valid<Self>, Report> {
        validate(&self, Self::INTERFACE, profile).map(|proof| proof.of(self))
    }
}

/// Checks the value of a slot as a request body.
///
/// # Errors
///
/// Returns a report with every rule that the body breaks.
pub(crate) fn validate(slot: &AnySlot, interface: &'static Interface, profile: &Profile) -> Result<Passed, Report> {
    let mut reader = MessageReader::new(interface, profile, ReadMode::Request);
    // A slot can always be read: the engine has no errors of its own.
    reader.body(&interface.request, slot.view(), None).unwrap_or_default();
    Passed::from(reader, profile)
}

/// The proof that a body was checked and breaks no rule.
pub(crate) struct Passed {
    report: Report,
    edition: Edition,
}

impl Passed {
    fn from(reader: MessageReader<'_>, profile: &Profile) -> Result<Self, Report> {
        let report = Report::new(reader.into_findings());
        if report.is_valid() { Ok(Self { report, edition: profile.edition }) } else { Err(report) }
    }

    pub(crate) fn of<T>(self, message: T) -> Valid<T> {
        Valid { message, report: self.report, edition: self.edition, wrapped: false }
    }
}

/// A message that breaks no rule. Only a valid message can become a request.
#[derive(Clone, PartialEq)]
pub struct Valid<T> {
    message: T,
    report: Report,
    edition: Edition,
    wrapped: bool,
}

impl<T> Valid<T> {
    /// Returns the message.
    pub fn into_inner(self) -> T {
        self.message
    }

    /// Returns the advice: warnings about what is allowed.
    #[must_use]
    pub fn advice(&self) -> &[Finding] {
        self.report.advice()
    }

    /// Returns the edition of the pages that the message was checked against.
    #[must_use]
    pub const fn edition(&self) -> Edition {
        self.edition
    }

    /// Returns the message so that it is written under the wrapper that the page shows (reading R1). If the interface has no
    /// wrapper, nothing changes.
    #[must_use]
    pub fn wrapped(self) -> Self {
        Self { wrapped: true, ..self }
    }
}

impl<T: RequestBody> Valid<T> {
    /// Returns the body as compact JSON, with members in the order of their rows. It contains the secrets of the message.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.write(Secrets::Written)
    }

    /// Returns the body as compact JSON with `***` in place of each secret, for display.
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
