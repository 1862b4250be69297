//! The texts of one part of a form, and the value that they make.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use zeroize::Zeroize;

use crate::engine::{boolean_of_text, integer_of_text};
use crate::message::secret::Secret;
use crate::report::place::Step;
use crate::spec::{Field, Kind, Object};

/// The texts that are not empty, by the tokens of their pointers: elements are in the order of their indices.
#[derive(Clone, Debug, Default)]
pub(super) struct FormTexts(BTreeMap<Vec<Token>, Secret>);

/// The indices of the elements of each list, by the tokens of the list.
pub(super) type Lists<'t> = BTreeMap<&'t [Token], Vec<usize>>;

/// A token of a JSON Pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Token {
    Name(&'static str),
    Index(usize),
}

/// Returns the tokens of a place in a form.
pub(super) fn tokens_of(steps: &[Step]) -> Vec<Token> {
    let token = |step: &Step| match step {
        Step::Member(_, row) => Some(Token::Name(row.name)),
        Step::Element(index) => Some(Token::Index(*index)),
        Step::Wrapper(_) | Step::Unknown(_) => None,
    };
    steps.iter().filter_map(token).collect()
}

fn pointer_of(tokens: &[Token]) -> String {
    let token = |token: &Token| match token {
        Token::Name(name) => format!("/{name}"),
        Token::Index(index) => format!("/{index}"),
    };
    tokens.iter().map(token).collect()
}

impl FormTexts {
    /// Returns the text at a place; empty if nothing is typed.
    pub(super) fn get(&self, place: &[Token]) -> &str {
        self.0.get(place).map_or("", Secret::expose)
    }

    pub(super) fn set(&mut self, place: Vec<Token>, text: &str) {
        if text.is_empty() {
            self.0.remove(&place);
        } else {
            self.0.insert(place, text.into());
        }
    }

    /// Removes the element of a list at `place`, and moves later elements up by one.
    pub(super) fn remove(&mut self, place: &[Token]) {
        let Some((Token::Index(removed), list)) = place.split_last() else { return };
        let moved = std::mem::take(&mut self.0).into_iter().filter_map(|(mut tokens, text)| {
            if let Some(index) = element_of(list, &tokens).filter(|index| index >= removed) {
                *tokens.get_mut(list.len())? = Token::Index(index.checked_sub(1).filter(|_| index != *removed)?);
            }
            Some((tokens, text))
        });
        self.0 = moved.collect();
    }

    /// Returns the pointers of the fields, each with its text.
    pub(super) fn iter(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().map(|(tokens, text)| (pointer_of(tokens), text.expose()))
    }

    /// Returns the indices of the elements that have a text, in ascending order, by the tokens of their list.
    pub(super) fn lists(&self) -> Lists<'_> {
        let mut lists = Lists::new();
        for tokens in self.0.keys() {
            for (depth, token) in tokens.iter().enumerate() {
                let (Token::Index(index), Some(list)) = (token, tokens.get(..depth)) else { continue };
                let indices = lists.entry(list).or_default();
                if indices.last() != Some(index) {
                    indices.push(*index);
                }
            }
        }
        lists
    }

    /// Returns the pointer of the first field with a text in an element.
    pub(super) fn first_of(&self, list: &[Token], index: usize) -> Option<String> {
        let element = [list, &[Token::Index(index)]].concat();
        let (tokens, _) = self.0.range(element.clone()..).next()?;
        tokens.starts_with(&element).then(|| pointer_of(tokens))
    }

    /// Returns the value that the texts make.
    pub(super) fn value(&self, object: &Object) -> TypedBody {
        let entries: Vec<FieldText<'_>> =
            self.0.iter().map(|(tokens, text)| (tokens.as_slice(), text.expose())).collect();
        TypedBody(object_value(object, &entries))
    }
}

/// Returns the index of the element that a place is, or is part of, in a list.
fn element_of(list: &[Token], place: &[Token]) -> Option<usize> {
    match place.strip_prefix(list)? {
        [Token::Index(index), ..] => Some(*index),
        _ => None,
    }
}

/// A value made of texts. It is wiped when it is dropped.
pub(super) struct TypedBody(pub(super) Value);

impl TypedBody {
    /// Adds the empty text for each row that is absent and can be empty.
    pub(super) fn add_empty_texts(&mut self, rows: impl Iterator<Item = &'static Field>) {
        let Some(members) = self.0.as_object_mut() else { return };
        for row in rows.filter(|row| matches!(row.kind, Kind::Text(text) if text.can_be_empty)) {
            members.entry(row.name).or_insert_with(|| Value::from(""));
        }
    }
}

impl Drop for TypedBody {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(elements) => elements.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

type FieldText<'a> = (&'a [Token], &'a str);

fn object_value(object: &Object, entries: &[FieldText<'_>]) -> Value {
    let mut members = Map::new();
    for (token, inner) in groups(entries) {
        if let Token::Name(name) = token
            && let Some((_, row)) = object.find(name)
        {
            members.insert((*name).to_owned(), value(&row.kind, &inner));
        }
    }
    Value::Object(members)
}

fn value(kind: &Kind, entries: &[FieldText<'_>]) -> Value {
    let text = entries.first().map_or("", |(_, text)| text);
    let typed = match kind {
        Kind::Object(object) => return object_value(object, entries),
        Kind::Array(array) => return groups(entries).iter().map(|(_, inner)| value(array.element, inner)).collect(),
        Kind::Text(_) => None,
        Kind::Integer(_) => integer_of_text(text).map(Value::from),
        Kind::Boolean { .. } => boolean_of_text(text).map(Value::from),
    };
    typed.unwrap_or_else(|| Value::from(text))
}

/// Groups entries by their first token, and removes that token.
fn groups<'a>(entries: &[FieldText<'a>]) -> Vec<(&'a Token, Vec<FieldText<'a>>)> {
    let mut groups: Vec<(&Token, Vec<FieldText<'_>>)> = Vec::new();
    for (tokens, text) in entries {
        let Some((first, rest)) = tokens.split_first() else { continue };
        match groups.last_mut() {
            Some((token, group)) if *token == first => group.push((rest, text)),
            _ => groups.push((first, vec![(rest, text)])),
        }
    }
    groups
}
