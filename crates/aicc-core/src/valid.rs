//! Typed request bodies, and the proof that one passed.

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
    /// Its interface.
    const INTERFACE: &'static Interface;

    /// Reads and checks JSON text in one pass.
    ///
    /// # Errors
    ///
    /// A report of every rule that the body breaks.
    fn from_json(body: &[u8], profile: &Profile) -> Result<Valid<Self>, Report> {
        let mut message = Self::blank();
        let mut reader = MessageReader::new(Self::INTERFACE, profile, ReadMode::Request);
        reader.body_bytes(&Self::INTERFACE.request, body, Some(&mut message));
        Passed::from(reader, profile).map(|proof| proof.of(message))
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
        let mut reader = MessageReader::new(Self::INTERFACE, profile, ReadMode::Request);
        reader.body(&Self::INTERFACE.request, deserializer, Some(&mut message))?;
        Ok(Passed::from(reader, profile).map(|proof| proof.of(message)))
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
pub(crate) fn validate(slot: &AnySlot, interface: &'static Interface, profile: &Profile) -> Result<Passed, Report> {
    let mut reader = MessageReader::new(interface, profile, ReadMode::Request);
    // A slot cannot fail to be read: the engine never answers an error of its own.
    reader.body(&interface.request, slot.view(), None).unwrap_or_default();
    Passed::from(reader, profile)
}

/// That a body was checked and no rule is broken.
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
