//! The engine: reads a message by its table in one pass, checks each value, and writes it into the slots of a typed message.
//!
//! It reads any serde deserializer. It knows tables and rules, but no field by its name.

pub(crate) mod hint;
pub(crate) mod limits;
mod object;
mod positions;
mod reader;
mod value;
mod visitor;

use serde::de::{DeserializeSeed, Deserializer};

use crate::json;
use crate::message::slot::AnySlot;
use crate::report::place::{Location, Trail};
use crate::spec::rule::Rule;
use crate::spec::{Body, Object};
use object::ObjectReader;
pub(crate) use reader::{MessageReader, ReadMode};
pub(crate) use value::{boolean_of_text, integer_of_text};
use visitor::JsonVisitor;

impl<'p> MessageReader<'p> {
    /// Reads a body from its bytes. If they are not JSON, this is the only finding in the body.
    pub(crate) fn body_bytes(&mut self, body: &'static Body, bytes: &[u8], slot: Option<&mut AnySlot>) {
        let before = self.findings.len();
        let maximum_size = self.profile.maximum_size;
        let read = json::read(bytes, maximum_size, false, self.part(body, slot, None));
        self.report_syntax(read, before);
    }

    /// Reads the body of a reply from its bytes: into `under_wrapper` if its rows are under the wrapper of the body, into `slot`
    /// otherwise. If the bytes are not JSON, this is the only finding.
    pub(crate) fn reply_bytes(&mut self, bytes: &[u8], slot: &mut AnySlot, under_wrapper: &mut AnySlot) {
        let (reply, maximum_size) = (&self.interface.reply, self.profile.maximum_size);
        let read = json::read(bytes, maximum_size, true, self.part(reply, Some(slot), Some(under_wrapper)));
        self.report_syntax(read, 0);
    }

    /// Reads the body of a reply from a deserializer.
    ///
    /// # Errors
    ///
    /// Returns an error if the deserializer does.
    pub(crate) fn reply<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
        slot: &mut AnySlot,
        under_wrapper: &mut AnySlot,
    ) -> Result<(), D::Error> {
        self.part(&self.interface.reply, Some(slot), Some(under_wrapper)).deserialize(deserializer)
    }

    /// Reads a body from a text that is UTF-8. If it is not JSON, this is the only finding in the body.
    pub(crate) fn body_text(&mut self, body: &'static Body, text: &str, slot: Option<&mut AnySlot>) {
        let before = self.findings.len();
        let maximum_size = self.profile.maximum_size;
        let read = json::read_text(text, maximum_size, self.part(body, slot, None));
        self.report_syntax(read, before);
    }

    /// Replaces the findings from `before` on with one finding if the text is not JSON.
    fn report_syntax(&mut self, read: Result<(), json::NotJson>, before: usize) {
        if let Err(json::NotJson { offset, reason }) = read {
            self.findings.truncate(before);
            self.identity = None;
            self.push_finding(&Trail::Root, Rule::Syntax { offset: Some(offset), reason });
        }
    }

    /// Replaces the findings in the body with one finding: it is not JSON.
    pub(crate) fn refuse_body(&mut self, reason: json::Reason) {
        self.restart_body();
        self.push_finding(&Trail::Root, Rule::Syntax { offset: None, reason });
    }

    /// Reads a body from a deserializer.
    ///
    /// # Errors
    ///
    /// Returns an error if the deserializer does.
    pub(crate) fn body<'de, D: Deserializer<'de>>(
        &mut self,
        body: &'static Body,
        deserializer: D,
        slot: Option<&mut AnySlot>,
    ) -> Result<(), D::Error> {
        self.part(body, slot, None).deserialize(deserializer)
    }

    /// Reads a body from the cells of a row. A finding about a text that has another type then shows the text of the cell.
    ///
    /// # Errors
    ///
    /// Returns an error if the deserializer does.
    pub(crate) fn row<'de, D: Deserializer<'de>>(&mut self, body: &'static Body, row: D) -> Result<(), D::Error> {
        self.reads_cells = true;
        let read = self.body(body, row, None);
        self.reads_cells = false;
        read
    }

    /// Reads the parameters of a path or the header fields.
    ///
    /// # Errors
    ///
    /// Returns an error if the deserializer does.
    pub(crate) fn names<'de, D: Deserializer<'de>>(
        &mut self,
        location: Location,
        object: &'static Object,
        deserializer: D,
    ) -> Result<(), D::Error> {
        self.location = location;
        let members =
            ObjectReader { reader: self, object, trail: &Trail::Root, slot: None, wrapper: None, under_wrapper: None };
        let read = JsonVisitor::new(members).deserialize(deserializer);
        self.location = Location::Body;
        read
    }

    fn part<'a, 'de>(
        &'a mut self,
        body: &'static Body,
        slot: Option<&'a mut AnySlot>,
        under_wrapper: Option<&'a mut AnySlot>,
    ) -> JsonVisitor<'de, ObjectReader<'a, 'p>> {
        let wrapper = body.wrapper.as_ref();
        JsonVisitor::new(ObjectReader {
            reader: self,
            object: body.object,
            trail: &Trail::Root,
            slot,
            wrapper,
            under_wrapper,
        })
    }
}
