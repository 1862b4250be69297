//! ReadMode an object against its table.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

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
    /// Where the rows go that stand under the wrapper of a reply.
    pub(crate) under_wrapper: Option<&'a mut AnySlot>,
}

/// Positions in a table, as bits: a table has at most 64 rows.
#[derive(Clone, Copy, Default)]
struct Positions(u64);

impl Positions {
    const fn contains(self, position: usize) -> bool {
        self.0 >> position & 1 == 1
    }

    const fn insert(&mut self, position: usize) {
        self.0 |= 1 << position;
    }

    const fn remove(&mut self, position: usize) {
        self.0 &= !(1 << position);
    }

    /// Those of the first `count` that are not among them.
    fn missing(self, count: usize) -> impl Iterator<Item = usize> {
        let count = u32::try_from(count).unwrap_or(u64::BITS);
        let all = u64::MAX.checked_shr(u64::BITS.saturating_sub(count)).unwrap_or_default();
        let mut left = all & !self.0;
        std::iter::from_fn(move || {
            let position = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (position < u64::BITS).then_some(position as usize)
        })
    }
}

/// What was seen in an object so far.
#[derive(Default)]
struct SeenMembers {
    read: Positions,
    given: Positions,
    repeated: Positions,
    /// `None` until there is one, as in nearly all messages.
    unknown: Option<Box<UnknownNames>>,
}

/// The names that are not those of rows, and what they gave.
#[derive(Default)]
struct UnknownNames {
    last: Box<str>,
    advised: BTreeSet<Box<str>>,
    /// The rows whose value another name stands for.
    by_other_name: Positions,
    /// The findings under the wrapper of a reply; `None` where there is no such object.
    under_wrapper: Option<Vec<Finding>>,
}

impl SeenMembers {
    fn last_unknown(&self) -> &str {
        self.unknown.as_ref().map_or("", |unknown| &unknown.last)
    }

    /// Whether another name stands for the row.
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

    /// Reads the value of a row that has none, under another name of the row. A value that is not as the row documents
    /// stands for nothing: the document does not have the name.
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
        let held = self.read_value(position, field, members)?;
        let is_documented = self.reader.findings.len() == before;
        let by_other_name = &mut seen.unknown.get_or_insert_default().by_other_name;
        if held == MemberValue::Given && is_documented {
            by_other_name.insert(position);
            return Ok(());
        }
        by_other_name.remove(position);
        self.drop_earlier_value(position, field);
        Ok(())
    }

    /// Reads a member of a reply that may be the wrapper of its body: apart, for only without a result code beside it do
    /// its rows count (reading R13).
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

    /// A documented member that occurs again: the first occurrence is the one that was checked (reading R18).
    #[cold]
    fn refuse_repeated<'de, M: MapAccess<'de>>(
        &mut self,
        position: usize,
        field: &'static Field,
        members: &mut M,
        seen: &mut SeenMembers,
    ) -> Result<(), M::Error> {
        if !seen.repeated.contains(position) {
            seen.repeated.insert(position);
            self.push_finding(position, field, Rule::UniqueKeys {});
        }
        skip(members)
    }

    /// In a reply the last occurrence wins (reading R18): what an earlier one gave is dropped.
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
        let name: Box<str> = seen.last_unknown().into();
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

    /// What can be said once the object is complete.
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

    /// Whether the rows of a reply are under its wrapper: in the one object that can have a result code. The findings are
    /// then those under the wrapper.
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
            && seen.last_unknown() == wrapper.name
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

    /// It was no wrapper: what it gave is dropped, and it is a member that the document does not name.
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
            unknown: &mut seen.unknown,
        }
    }
}

/// Reads a member as the wrapper of the body (reading R1): whether it is an object.
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

/// The value of a member that may be the wrapper: whether it is an object.
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

/// A name in an object.
#[derive(Clone, Copy)]
enum RowLookup {
    /// That of the row at a position.
    Row(usize, &'static Field),
    /// One that the document does not name; the seed has put it aside.
    Unknown,
}

/// Looks a name up in a table while it is read.
struct NameSeed<'a> {
    object: &'static Object,
    /// The row that comes next where members are in the order of the page.
    expected_next: Option<(usize, &'static Field)>,
    ignore_case: bool,
    /// Where a name goes that the document does not have: names that it has need no place of their own.
    unknown: &'a mut Option<Box<UnknownNames>>,
}

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = RowLookup;

    /// ObjectReader mostly come in the order of the page: the name of the next row goes along as a hint. A deserializer that
    /// takes hints answers a unit where it is that name, every other one answers the name.
    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RowLookup, D::Error> {
        match self.expected_next {
            Some((_, field)) => deserializer.deserialize_newtype_struct(field.name, self),
            None => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for NameSeed<'_> {
    type Value = RowLookup;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<RowLookup, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_unit<E: Error>(self) -> Result<RowLookup, E> {
        Ok(self.expected_next.map_or(RowLookup::Unknown, |(position, field)| RowLookup::Row(position, field)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<RowLookup, E> {
        let row = match self.ignore_case {
            true => self.object.find_ignoring_case(name),
            false => self.object.find(name),
        };
        let Some((position, field)) = row else {
            self.unknown.get_or_insert_default().last = name.into();
            return Ok(RowLookup::Unknown);
        };
        Ok(RowLookup::Row(position, field))
    }
}
