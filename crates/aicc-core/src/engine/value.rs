//! Reads one value by its row.

use std::borrow::Cow;

use serde::de::{MapAccess, SeqAccess};
use zeroize::Zeroize;

use crate::engine::limits::{CheckContext, broken_by_integer, broken_by_text, check_integer, check_text};
use crate::engine::object::ObjectReader;
use crate::engine::reader::{MessageReader, ReadMode};
use crate::engine::visitor::{JsonScalar, JsonSink, JsonVisitor};
use crate::message::slot::{AnySlot, Scalar};
use crate::report::place::{Location, Trail};
use crate::spec::actual_type::ActualType;
use crate::spec::param::Param;
use crate::spec::rule::Rule;
use crate::spec::{Array, Field, Integer, JsonType, Kind, Literal, SkillQueueRole, Text};

/// Reads the value of a row, or an element of its array.
pub(crate) struct ValueReader<'a, 'p> {
    pub(crate) reader: &'a mut MessageReader<'p>,
    pub(crate) field: &'static Field,
    pub(crate) kind: &'static Kind,
    pub(crate) trail: Trail<'a>,
    pub(crate) slot: Option<&'a mut AnySlot>,
    pub(crate) is_element: bool,
}

/// Whether a member has a value: `null` counts as absent (reading R3).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MemberValue {
    Given,
    Absent,
}

/// Returns the integer that a text writes: an optional minus sign, then digits without leading zeros (reading R5).
pub(crate) fn integer_of_text(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits == "0" || !digits.starts_with('0');
    (plain && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Returns the boolean that a text writes: `true` or `false` (reading R5).
pub(crate) fn boolean_of_text(text: &str) -> Option<bool> {
    text.parse().ok()
}

impl<'p> ValueReader<'_, 'p> {
    #[cold]
    fn push_finding(&mut self, rule: Rule) {
        self.reader.push_finding(&self.trail, rule);
    }

    #[cold]
    fn wrong_type(&mut self, actual: impl Into<ActualType>) -> MemberValue {
        self.push_finding(Rule::Type { expected: self.kind.json_type(), actual: actual.into(), cell: None });
        MemberValue::Given
    }

    /// Reports a text in a row of another type. In a row of cells, where every value is a text, the finding shows the cell.
    #[cold]
    fn wrong_text(&mut self, text: &str) -> MemberValue {
        if !self.reader.reads_cells || self.field.secret {
            return self.wrong_type(JsonType::String);
        }
        let choices = self.kind.choices();
        self.push_finding(if choices.is_empty() {
            Rule::Type {
                expected: self.kind.json_type(),
                actual: JsonType::String.into(),
                cell: Some(Box::new(Param::Text(text.to_owned()))),
            }
        } else {
            Rule::Enum { allowed: choices, actual: Param::Text(text.to_owned()) }
        });
        MemberValue::Given
    }

    #[inline(always)]
    fn context(&self) -> CheckContext<'p> {
        if self.is_element {
            CheckContext::of_element(self.field, self.reader.profile)
        } else {
            CheckContext::of(self.field, self.reader.profile)
        }
    }

    /// Reads a scalar of a request. Texts, and integers in rows of integers, have faster ways of their own.
    fn request_scalar(&mut self, value: JsonScalar<'_>) -> MemberValue {
        match (self.kind, value) {
            (_, JsonScalar::Null) if self.is_element => self.wrong_type(JsonType::Null),
            (_, JsonScalar::Null) => MemberValue::Absent,
            (Kind::Boolean { .. }, JsonScalar::Boolean(truth)) => self.accept(Scalar::Boolean(truth)),
            (_, JsonScalar::Fault(reason)) => {
                self.push_finding(Rule::Cell { reason });
                MemberValue::Given
            }
            (_, other) => self.wrong_type(other.actual_type()),
        }
    }

    #[inline(always)]
    fn request_text(&mut self, text: Cow<'_, str>) -> MemberValue {
        match self.kind {
            Kind::Text(limits) => self.text_within(limits, text),
            Kind::Integer(limits) if limits.or_text => match integer_of_text(&text) {
                Some(number) => self.integer_within(limits, number),
                None => self.wrong_text(&text),
            },
            Kind::Boolean { or_text: true } => match boolean_of_text(&text) {
                Some(truth) => self.accept(Scalar::Boolean(truth)),
                None => self.wrong_text(&text),
            },
            _ => self.wrong_text(&text),
        }
    }

    #[inline(always)]
    fn text_within(&mut self, limits: &Text, text: Cow<'_, str>) -> MemberValue {
        let (advised, is_cell) = (self.reader.location == Location::Body, self.reader.reads_cells);
        let context = CheckContext { advised, is_cell, ..self.context() };
        check_text(limits, context, &text, &mut self.reader.broken);
        self.reader.note_identity(self.field, &self.trail, &text);
        self.accept(Scalar::Text(text))
    }

    #[inline(always)]
    fn integer_within(&mut self, limits: &Integer, number: i64) -> MemberValue {
        check_integer(limits, number, &mut self.reader.broken);
        match self.field.skill_queue {
            SkillQueueRole::AgentType if self.reader.broken.is_empty() => {
                self.reader.agent_type = Some((number, limits.choices));
            }
            SkillQueueRole::QueueId => self.reader.note_queue(&self.trail, number),
            _ => {}
        }
        self.accept(Scalar::Integer(number))
    }

    /// Accepts a value of the documented type, whose broken rules the reader has.
    #[inline(always)]
    fn accept(&mut self, value: Scalar<'_>) -> MemberValue {
        self.reader.flush_broken_rules(&self.trail);
        if let Some((literal, advice)) = self.field.advice
            && !self.is_element
            && is_literal(&value, literal)
        {
            self.push_finding(advice.clone());
        }
        match target(self.slot.as_deref_mut(), self.is_element) {
            Some(slot) => slot.set(value),
            None if self.field.secret => wipe(value),
            None => {}
        }
        MemberValue::Given
    }

    /// Reads a scalar of a reply. The platform may send it as a string, a number or a boolean, and every value is kept (reading
    /// R13).
    fn reply_scalar(&mut self, value: JsonScalar<'_>) -> MemberValue {
        let is_code = self.field.name == self.reader.interface.result_codes.member;
        let value = match (self.kind, value) {
            (_, JsonScalar::Null) => return MemberValue::Absent,
            (Kind::Integer(_) | Kind::Array(_) | Kind::Object(_), JsonScalar::Text(text)) if text.is_empty() => {
                return MemberValue::Absent;
            }
            (Kind::Array(_) | Kind::Object(_), other) => return self.wrong_type(other.actual_type()),
            (_, other @ (JsonScalar::Array | JsonScalar::Object | JsonScalar::Fault(_) | JsonScalar::Other(_))) => {
                return self.wrong_type(other.actual_type());
            }
            (_, JsonScalar::Boolean(_)) if is_code => return self.wrong_type(JsonType::Boolean),
            // A value of another type is kept as text.
            (Kind::Integer(_), JsonScalar::Integer(number)) => Scalar::Integer(number),
            (Kind::Integer(_), JsonScalar::Text(text)) => {
                integer_of_text(&text).map_or(Scalar::Text(text), Scalar::Integer)
            }
            (_, JsonScalar::Integer(number)) => Scalar::Text(number.to_string().into()),
            (_, JsonScalar::Boolean(truth)) => Scalar::Text(truth.to_string().into()),
            (_, JsonScalar::Number(text) | JsonScalar::Text(text)) => Scalar::Text(text),
        };
        if !self.is_documented(&value) {
            self.reader.broken.push(Rule::UndocumentedValue {});
        }
        self.accept(value)
    }

    fn is_documented(&self, value: &Scalar<'_>) -> bool {
        match (self.kind, value) {
            (Kind::Text(limits), Scalar::Text(text)) => self.is_documented_text(limits, text),
            (Kind::Integer(limits), Scalar::Integer(number)) => broken_by_integer(limits, *number).is_empty(),
            _ => false,
        }
    }

    fn is_documented_text(&self, limits: &Text, text: &str) -> bool {
        let codes = &self.reader.interface.result_codes;
        if self.field.name == codes.member {
            return codes.others.is_some() || codes.find(text).is_some();
        }
        let context = CheckContext { mandatory: false, ..self.context() };
        broken_by_text(limits, context, text).is_empty()
    }
}

/// Returns the slot for a value: an element gets a new one at the end of its array.
fn target(slot: Option<&mut AnySlot>, is_element: bool) -> Option<&mut AnySlot> {
    let slot = slot?;
    if is_element { slot.element() } else { Some(slot) }
}

/// Wipes the copy of a secret that no slot takes.
fn wipe(value: Scalar<'_>) {
    if let Scalar::Text(Cow::Owned(mut text)) = value {
        text.zeroize();
    }
}

fn is_literal(value: &Scalar<'_>, literal: Literal) -> bool {
    match (value, literal) {
        (Scalar::Text(text), Literal::Text(wanted)) => text == wanted,
        (Scalar::Integer(number), Literal::Integer(wanted)) => *number == wanted,
        (Scalar::Boolean(truth), Literal::Boolean(wanted)) => *truth == wanted,
        _ => false,
    }
}

impl<'de> JsonSink<'de> for &mut ValueReader<'_, '_> {
    type Output = MemberValue;

    fn scalar(self, value: JsonScalar<'_>) -> MemberValue {
        match self.reader.reading {
            ReadMode::Request => self.request_scalar(value),
            ReadMode::Reply => self.reply_scalar(value),
        }
    }

    #[inline(always)]
    fn text(self, text: Cow<'_, str>) -> MemberValue {
        match self.reader.reading {
            ReadMode::Request => self.request_text(text),
            ReadMode::Reply => self.reply_scalar(JsonScalar::Text(text)),
        }
    }

    fn secret(self, secret: &str) -> MemberValue {
        match self.field.secret {
            true => self.text(Cow::Borrowed(secret)),
            false => self.scalar(JsonScalar::Other(ActualType::Secret)),
        }
    }

    #[inline(always)]
    fn integer(self, number: i64) -> MemberValue {
        match (self.reader.reading, self.kind) {
            (ReadMode::Request, Kind::Integer(limits)) => self.integer_within(limits, number),
            _ => self.scalar(JsonScalar::Integer(number)),
        }
    }

    fn array<A: SeqAccess<'de>>(self, elements: A) -> Result<MemberValue, A::Error> {
        let Kind::Array(array) = self.kind else { return Unwanted(self).array(elements) };
        let count = self.read_elements(array, elements)?;
        if let Some(maximum) = array.maximum
            && count > maximum
        {
            self.push_finding(Rule::MaxItems { maximum, actual: count });
        }
        Ok(MemberValue::Given)
    }

    fn object<M: MapAccess<'de>>(self, members: M) -> Result<MemberValue, M::Error> {
        let Kind::Object(object) = self.kind else { return Unwanted(self).object(members) };
        let slot = target(self.slot.as_deref_mut(), self.is_element);
        let (reader, trail) = (&mut *self.reader, &self.trail);
        ObjectReader { reader, object, trail, slot, wrapper: None, under_wrapper: None }.object(members)?;
        Ok(MemberValue::Given)
    }
}

impl ValueReader<'_, '_> {
    fn read_elements<'de, A: SeqAccess<'de>>(&mut self, array: &Array, mut elements: A) -> Result<usize, A::Error> {
        if let Some(slot) = self.slot.as_deref_mut() {
            slot.begin();
        }
        let mut count = 0;
        loop {
            let mut element = ValueReader {
                reader: self.reader,
                field: self.field,
                kind: array.element,
                trail: Trail::Element(&self.trail, count),
                slot: self.slot.as_deref_mut(),
                is_element: true,
            };
            if elements.next_element_seed(JsonVisitor::new(&mut element))?.is_none() {
                return Ok(count);
            }
            // No input has enough elements to wrap.
            count = count.wrapping_add(1);
        }
    }
}

/// Reads past an array or object in a row of another type.
struct Unwanted<'v, 'a, 'p>(&'v mut ValueReader<'a, 'p>);

impl<'de> JsonSink<'de> for Unwanted<'_, '_, '_> {
    type Output = MemberValue;

    fn scalar(self, value: JsonScalar<'_>) -> MemberValue {
        self.0.scalar(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_equals_its_own_literal_only() {
        let literals = [
            Literal::Text("0"),
            Literal::Text("true"),
            Literal::Integer(0),
            Literal::Integer(1),
            Literal::Boolean(false),
            Literal::Boolean(true),
        ];
        let scalar = |literal| match literal {
            Literal::Text(text) => Scalar::Text(text.into()),
            Literal::Integer(number) => Scalar::Integer(number),
            Literal::Boolean(truth) => Scalar::Boolean(truth),
        };
        for value in literals {
            for literal in literals {
                assert_eq!(is_literal(&scalar(value), literal), value == literal, "{value:?} {literal:?}");
            }
        }
    }
}
