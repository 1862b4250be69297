//! The one engine: reads a message into the places of its table, in one pass, and checks each value as it comes.
//!
//! It is driven by any serde deserializer. It knows tables and rules, and no field by name.

mod drive;
mod members;
mod value;

pub(crate) use value::{boolean_of_text, integer_of_text};

use serde::de::{DeserializeSeed, Deserializer};

use crate::columns::Row;
use crate::finding::Finding;
use crate::json;
use crate::place::{Location, Place, Trail};
use crate::profile::Profile;
use crate::rule::Rule;
use crate::slot::AnySlot;
use crate::spec::{Body, Choice, Interface, Object};
use drive::Drive;
use members::Members;

/// How strictly a message is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// To the letter of the document.
    Request,
    /// Generously (reading R13): violations only where it cannot be understood.
    Reply,
}

/// The state of reading one message, part after part.
pub(crate) struct Reader<'p> {
    interface: &'static Interface,
    profile: &'p Profile,
    reading: Reading,
    /// Whether the texts of the body are cells of a table.
    reads_cells: bool,
    location: Location,
    findings: Vec<Finding>,
    /// The rules that the value being read breaks, until they become findings.
    broken: Vec<Rule>,
    /// The agent's type, and the documented ones.
    agent_type: Option<(i64, &'static [Choice])>,
    queues: Vec<(Place, i64)>,
    is_unwrapped: bool,
}

impl<'p> Reader<'p> {
    pub(crate) fn new(interface: &'static Interface, profile: &'p Profile, reading: Reading) -> Self {
        Self {
            interface,
            profile,
            reading,
            reads_cells: false,
            location: Location::Body,
            findings: Vec::new(),
            broken: Vec::new(),
            agent_type: None,
            queues: Vec::new(),
            is_unwrapped: false,
        }
    }

    pub(crate) const fn interface(&self) -> &'static Interface {
        self.interface
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Reads a body from its bytes. A text that is no JSON gives that one finding in the body and no other.
    pub(crate) fn body_bytes(&mut self, body: &'static Body, bytes: &[u8], slot: Option<&mut AnySlot>) {
        let before = self.findings.len();
        let maximum_size = self.profile.maximum_size;
        let read = json::read(bytes, maximum_size, false, self.part(body, slot, None));
        self.tell_syntax(read, before);
    }

    /// Reads the body of a reply from its bytes: into `under_wrapper` where its rows stand under the wrapper of the body,
    /// and into `slot` otherwise. A text that is no JSON gives that one finding.
    pub(crate) fn reply_bytes(&mut self, bytes: &[u8], slot: &mut AnySlot, under_wrapper: &mut AnySlot) {
        let (reply, maximum_size) = (&self.interface.reply, self.profile.maximum_size);
        let read = json::read(bytes, maximum_size, true, self.part(reply, Some(slot), Some(under_wrapper)));
        self.tell_syntax(read, 0);
    }

    /// The same, from a deserializer, whose errors are the caller's.
    pub(crate) fn reply<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
        slot: &mut AnySlot,
        under_wrapper: &mut AnySlot,
    ) -> Result<(), D::Error> {
        self.part(&self.interface.reply, Some(slot), Some(under_wrapper)).deserialize(deserializer)
    }

    /// Whether the rows of the reply stand under the wrapper of its body (reading R13).
    pub(crate) const fn is_unwrapped(&self) -> bool {
        self.is_unwrapped
    }

    /// The same, of a text.
    pub(crate) fn body_text(&mut self, body: &'static Body, text: &str, slot: Option<&mut AnySlot>) {
        let before = self.findings.len();
        let maximum_size = self.profile.maximum_size;
        let read = json::read_text(text, maximum_size, self.part(body, slot, None));
        self.tell_syntax(read, before);
    }

    /// Drops what was found in a text that turned out to be no JSON.
    fn tell_syntax(&mut self, read: Result<(), json::NotJson>, before: usize) {
        if let Err(json::NotJson { offset, reason }) = read {
            self.findings.truncate(before);
            self.found(&Trail::Root, Rule::Syntax { offset: Some(offset), reason });
        }
    }

    /// Drops what was found in the body, which is not JSON.
    pub(crate) fn refuse_body(&mut self, reason: json::Reason) {
        self.restart_body();
        self.found(&Trail::Root, Rule::Syntax { offset: None, reason });
    }

    /// Reads a body from a deserializer, whose errors are the caller's.
    pub(crate) fn body<'de, D: Deserializer<'de>>(
        &mut self,
        body: &'static Body,
        deserializer: D,
        slot: Option<&mut AnySlot>,
    ) -> Result<(), D::Error> {
        self.part(body, slot, None).deserialize(deserializer)
    }

    /// Reads a body from a row of a table, which can always be read.
    pub(crate) fn row(&mut self, body: &'static Body, row: Row<'_>) {
        self.reads_cells = true;
        self.body(body, row, None).unwrap_or_default();
        self.reads_cells = false;
    }

    /// Reads the parameters of a path or the fields of a header.
    pub(crate) fn names<'de, D: Deserializer<'de>>(
        &mut self,
        location: Location,
        object: &'static Object,
        deserializer: D,
    ) -> Result<(), D::Error> {
        self.location = location;
        let members =
            Members { reader: self, object, trail: &Trail::Root, slot: None, wrapper: None, under_wrapper: None };
        let read = Drive::new(members).deserialize(deserializer);
        self.location = Location::Body;
        read
    }

    fn part<'a, 'de>(
        &'a mut self,
        body: &'static Body,
        slot: Option<&'a mut AnySlot>,
        under_wrapper: Option<&'a mut AnySlot>,
    ) -> Drive<'de, Members<'a, 'p>> {
        let wrapper = body.wrapper.as_ref();
        Drive::new(Members { reader: self, object: body.object, trail: &Trail::Root, slot, wrapper, under_wrapper })
    }

    fn found(&mut self, trail: &Trail<'_>, rule: Rule) {
        self.findings.push(Finding::new(self.interface, self.location, trail.place(), rule));
    }

    /// Turns the rules that a value breaks into findings.
    #[inline(always)]
    fn tell_broken(&mut self, trail: &Trail<'_>) {
        if !self.broken.is_empty() {
            self.broken_at(trail.place());
        }
    }

    #[cold]
    fn broken_at(&mut self, place: Place) {
        let Self { interface, location, findings, broken, .. } = self;
        findings.extend(broken.drain(..).map(|rule| Finding::new(interface, *location, place.clone(), rule)));
    }
}
