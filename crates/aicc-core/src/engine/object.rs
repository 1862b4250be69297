//! Reads an object by its table.

use std::collections::BTreeSet;

use serde::de::{IgnoredAny, MapAccess};

use crate::engine::hint::{NameSeed, RowLookup};
use crate::engine::positions::Positions;
use crate::engine::reader::{MessageReader, ReadMode};
use crate::engine::value::{MemberValue, ValueReader};
use crate::engine::visitor::{JsonScalar, JsonSink, JsonVisitor};
use crate::message::slot::AnySlot;
use crate::report::finding::Finding;
use crate::report::place::{Location, Trail};
use crate::spec::rule::Rule;
use crate::spec::{Field, JsonType, Object, Wrapper};

/// Reads one object.
pub(crate) struct ObjectReader<'a, 'p> {
    pub(crate) reader: &'a mut MessageReader<'p>,
    pub(crate) object: &'static Object,
    pub(crate) trail: &'a Trail<'a>,
    pub(crate) slot: Option<&'a mut AnySlot>,
    pub(crate) wrapper: Option<&'static Wrapper>,
    /// Takes the values of the rows under the wrapper of a reply.
    pub(crate) under_wrapper: Option<&'a mut AnySlot>,
}

/// The members of an object that were read so far.
#[derive(Default)]
struct SeenMembers {
    /// The rows that occurred.
    read: Positions,
    /// The rows that have a value: `null` is not a value.
    given: Positions,
    /// The rows that occurred more than once.
    repeated: Positions,
    /// The last name that is not the name of a row.
    unknown_name: Box<str>,
    /// `None` as long as every name is the name of a row, as in nearly all messages.
    unknown: Option<Box<UnknownNames>>,
}

/// The members whose names are not names of rows.
#[derive(Default)]
struct UnknownNames {
    /// The names that have a finding.
    advised: BTreeSet<Box<str>>,
    /// The rows whose value was given under their other name.
    by_other_name: Positions,
    /// The findings under the wrapper of a reply; `None` if the reply has no object under that name.
    under_wrapper: Option<Vec<Finding>>,
}

impl SeenMembers {
    /// Returns whether the value of the row was given under its other name.
    fn has_other_name(&self, position: usize) -> bool {
        self.unknown.as_deref().is_some_and(|unknown| unknown.by_other_name.contains(position))
    }
}

impl ObjectReader<'_, '_> {
    #[cold]
    fn push_finding(&mut self, position: usize, field: &'static Field, rule: Rule) {
        self.reader.push_finding(&Trail::Member(self.trail, position, field), rule);
    }

    #[inline(always)]
    fn read_member<'de, M: MapAccess<'de>>(
        &mut self,
        position: usize,
        field: &'static Field,
        members: &mut M,
        seen: &mut SeenMembers,
    ) -> Result<(), M::Error> {
        if seen.read.contains(position) {
            match self.reader.reading {
                ReadMode::Request => return self.refuse_repeated(position, field, members, seen),
                ReadMode::Reply if seen.given.contains(position) => self.drop_earlier_value(position, field),
                ReadMode::Reply => {}
            }
        }
        seen.read.insert(position);
        match self.read_value(position, field, members)? {
            MemberValue::Given => seen.given.insert(position),
            MemberValue::Absent => seen.given.remove(position),
        }
        Ok(())
    }

    #[inline(always)]
    fn read_value<'de, M: MapAccess<'de>>(
        &mut self,
        position: usize,
        field: &'static Field,
        members: &mut M,
    ) -> Result<MemberValue, M::Error> {
        let trail = Trail::Member(self.trail, position, field);
        let slot = self.slot.as_deref_mut().and_then(|slot| slot.member(position));
        let mut value = ValueReader { reader: self.reader, field, kind: &field.kind, trail, slot, is_element: false };
        members.next_value_seed(JsonVisitor::new(&mut value))
    }

    /// Reads a member that has the other name of a row. Its value counts if the row has no value yet and documents this one:
    /// the page does not name the member.
    #[cold]
    fn read_by_other_name<'de, M: MapAccess<'de>>(
        &mut self,
        position: usize,
        field: &'static Field,
        members: &mut M,
        seen: &mut SeenMembers,
    ) -> Result<(), M::Error> {
        if seen.given.contains(position) {
            return skip(members);
        }
        let before = self.reader.findings.len();
        let value = self.read_value(position, field, members)?;
        let is_documented = self.reader.findings.len() == before;
        let by_other_name = &mut seen.unknown.get_or_insert_default().by_other_name;
        if value == MemberValue::Given && is_documented {
            by_other_name.insert(position);
            return Ok(());
        }
        by_other_name.remove(position);
        self.drop_earlier_value(position, field);
        Ok(())
    }

    /// Reads a member that may be the wrapper of a reply. Its findings are kept apart: its rows count only if there is no result
    /// code beside it (reading R13).
    #[cold]
    fn read_under_wrapper<'de, M: MapAccess<'de>>(
        &mut self,
        wrapper: &'static Wrapper,
        members: &mut M,
        seen: &mut SeenMembers,
    ) -> Result<(), M::Error> {
        let beside = std::mem::take(&mut self.reader.findings);
        let slot = self.under_wrapper.as_deref_mut();
        let is_object = read_wrapped(self.reader, self.object, wrapper, slot, members)?;
        let under_wrapper = std::mem::replace(&mut self.reader.findings, beside);
        seen.unknown.get_or_insert_default().under_wrapper = is_object.then_some(under_wrapper);
        Ok(())
    }

    /// Skips a row that occurs again in a request: only its first value is checked (reading R18).
    #[cold]
    fn refuse_repeated<'de, M: MapAccess<'de>>(
        &mut self,
        position: usize,
        field: &'static Field,
        members: &mut M,
        seen: &mut SeenMembers,
    ) -> Result<(), M::Error> {
        if self.reader.interface.unique == Some(field.name) {
            self.reader.identity = None;
        }
        if !seen.repeated.contains(position) {
            seen.repeated.insert(position);
            self.push_finding(position, field, Rule::UniqueKeys {});
        }
        skip(members)
    }

    /// Drops the value and the findings of a row that occurs again in a reply: its last value counts (reading R18).
    #[cold]
    fn drop_earlier_value(&mut self, position: usize, field: &'static Field) {
        let place = Trail::Member(self.trail, position, field).place();
        self.reader.findings.retain(|finding| !place.encloses(finding.place()));
        if let Some(slot) = self.slot.as_deref_mut().and_then(|slot| slot.member(position)) {
            slot.clear();
        }
    }

    #[cold]
    fn read_unknown<'de, M: MapAccess<'de>>(
        &mut self,
        members: &mut M,
        seen: &mut SeenMembers,
    ) -> Result<(), M::Error> {
        let name = std::mem::take(&mut seen.unknown_name);
        if let Some((position, field)) = self.object.find_by_other_name(&name) {
            return self.read_by_other_name(position, field, members, seen);
        }
        if let Some(wrapper) = self.wrapper.filter(|wrapper| wrapper.name == &*name)
            && self.reader.reading == ReadMode::Reply
        {
            return self.read_under_wrapper(wrapper, members, seen);
        }
        skip(members)?;
        self.advise_unknown(name, seen);
        Ok(())
    }

    #[cold]
    fn advise_unknown(&mut self, name: Box<str>, seen: &mut SeenMembers) {
        let advised = &mut seen.unknown.get_or_insert_default().advised;
        let is_reply = self.reader.reading == ReadMode::Reply;
        if is_reply || self.reader.location == Location::Header || advised.contains(&name) {
            return;
        }
        self.reader.push_finding(&Trail::Unknown(self.trail, advised.len(), &name), Rule::UnknownMember {});
        advised.insert(name);
    }

    /// Checks the rules that need the whole object.
    fn finish(&mut self, seen: &mut SeenMembers) {
        if let Some(unknown) = seen.unknown.as_deref_mut()
            && self.is_under_wrapper(seen.given, unknown)
        {
            return;
        }
        for position in seen.given.missing(self.object.fields.len()) {
            let Some(field) = self.object.fields.get(position) else { continue };
            if self.reader.is_required(field) && !seen.has_other_name(position) {
                self.push_finding(position, field, Rule::Required {});
            }
            if self.companion_given(field, seen) {
                self.push_finding(position, field, Rule::DependentRequired {});
            }
        }
        self.reader.check_skill_queues();
    }

    /// Decides whether the rows of a reply are under its wrapper, which only the object with the result code can have. If they
    /// are, its findings replace the others.
    #[cold]
    fn is_under_wrapper(&mut self, given: Positions, unknown: &mut UnknownNames) -> bool {
        let Some(findings) = unknown.under_wrapper.take() else { return false };
        let code = self.object.find(self.reader.interface.result_codes.member);
        if code.is_none_or(|(position, _)| given.contains(position)) {
            return false;
        }
        self.reader.findings = findings;
        self.reader.is_unwrapped = true;
        true
    }

    fn companion_given(&self, field: &Field, seen: &SeenMembers) -> bool {
        let companion = field.companion.and_then(|name| self.object.find(name));
        companion.is_some_and(|(position, _)| seen.given.contains(position))
    }

    fn read_all<'de, M: MapAccess<'de>>(mut self, mut members: M) -> Result<(), M::Error> {
        if let Some(slot) = self.slot.as_deref_mut() {
            slot.begin();
        }
        let mut seen = SeenMembers::default();
        let mut next = members.next_key_seed(self.name_seed(0, &mut seen))?;
        if let (Some(RowLookup::Unknown), Some(wrapper)) = (next, self.wrapper)
            && *seen.unknown_name == *wrapper.name
            && self.reader.reading == ReadMode::Request
        {
            let slot = self.slot.as_deref_mut();
            let is_object = read_wrapped(self.reader, self.object, wrapper, slot, &mut members)?;
            next = members.next_key_seed(self.name_seed(0, &mut seen))?;
            if is_object && next.is_none() {
                return Ok(());
            }
            self.unwrap_again(wrapper, &mut seen);
        }
        let mut expected_next = 0;
        while let Some(name) = next {
            match name {
                RowLookup::Row(position, field) => {
                    self.read_member(position, field, &mut members, &mut seen)?;
                    expected_next = position.wrapping_add(1);
                }
                RowLookup::Unknown => self.read_unknown(&mut members, &mut seen)?,
            }
            next = members.next_key_seed(self.name_seed(expected_next, &mut seen))?;
        }
        self.finish(&mut seen);
        Ok(())
    }

    /// Drops what was read under the wrapper's name: it was not a wrapper, but a member that the page does not name.
    #[cold]
    fn unwrap_again(&mut self, wrapper: &'static Wrapper, seen: &mut SeenMembers) {
        self.reader.restart_body();
        if let Some(slot) = self.slot.as_deref_mut() {
            slot.begin();
        }
        self.advise_unknown(wrapper.name.into(), seen);
    }

    #[inline(always)]
    fn name_seed<'m>(&self, expected_next: usize, seen: &'m mut SeenMembers) -> NameSeed<'m> {
        NameSeed {
            object: self.object,
            expected_next: self.object.fields.get(expected_next).map(|field| (expected_next, field)),
            ignore_case: self.reader.location == Location::Header,
            unknown_name: &mut seen.unknown_name,
        }
    }
}

/// Reads a member as the wrapper of the body (reading R1). Returns whether it is an object.
#[cold]
fn read_wrapped<'de, M: MapAccess<'de>>(
    reader: &mut MessageReader<'_>,
    object: &'static Object,
    wrapper: &'static Wrapper,
    slot: Option<&mut AnySlot>,
    members: &mut M,
) -> Result<bool, M::Error> {
    let trail = &Trail::Wrapper(wrapper);
    let inside = ObjectReader { reader, object, trail, slot, wrapper: None, under_wrapper: None };
    members.next_value_seed(JsonVisitor::new(Wrapped(inside)))
}

fn skip<'de, M: MapAccess<'de>>(members: &mut M) -> Result<(), M::Error> {
    members.next_value::<IgnoredAny>().map(drop)
}

impl<'de> JsonSink<'de> for ObjectReader<'_, '_> {
    type Output = ();

    fn scalar(self, value: JsonScalar<'_>) {
        self.reader.push_finding(
            self.trail,
            Rule::Type { expected: JsonType::Object, actual: value.actual_type(), cell: None },
        );
    }

    fn object<M: MapAccess<'de>>(self, members: M) -> Result<(), M::Error> {
        self.read_all(members)
    }
}

/// Reads the value of a member that may be the wrapper. Returns whether it is an object.
struct Wrapped<'a, 'p>(ObjectReader<'a, 'p>);

impl<'de> JsonSink<'de> for Wrapped<'_, '_> {
    type Output = bool;

    fn scalar(self, _: JsonScalar<'_>) -> bool {
        false
    }

    fn object<M: MapAccess<'de>>(self, members: M) -> Result<bool, M::Error> {
        self.0.read_all(members).map(|()| true)
    }
}
