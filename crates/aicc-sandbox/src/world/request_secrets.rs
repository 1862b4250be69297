//! The secrets of a request, which the server that gets it can repeat in its reply.

mod body;

use std::iter::successors;

use aicc_core::Interface;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use self::body::{SHORTEST, texts_of_body};
use crate::world::headers::is_shown;
use crate::world::mask::MASK;
use crate::world::wire::Incoming;

/// The texts of a request that a recording does not show.
pub(crate) struct RequestSecrets {
    /// The longest first; `None` if the body cannot be read, so that any part of it can be a secret.
    texts: Option<Vec<String>>,
}

impl RequestSecrets {
    /// Returns the secrets of a request to an interface. The tables do not know other requests.
    pub(crate) fn of(request: &Incoming<'_>, interface: Option<&Interface>) -> Self {
        let (_, query) = request.target.split_once('?').unwrap_or_default();
        let mut texts = parts(query);
        for (name, value) in request.headers.iter().filter(|(name, _)| !is_shown(name)) {
            texts.extend(parts(value));
            let row = interface.and_then(|interface| interface.headers.find_ignoring_case(name));
            if row.is_some_and(|(_, row)| row.secret) {
                texts.push(value.split_once(' ').map_or(*value, |(_, token)| token).to_owned());
            }
        }
        let body = texts_of_body(request.body, interface.map(|interface| &interface.request));
        Self { texts: body.map(|body| all_forms(texts.into_iter().chain(body))) }
    }

    /// Returns a text with `***` in place of each secret, in capital or small letters.
    pub(crate) fn hidden_in(&self, text: &str) -> String {
        let Some(texts) = &self.texts else { return MASK.to_owned() };
        texts.iter().fold(text.to_owned(), |shown, secret| replaced(&shown, secret))
    }

    /// Returns a body as a recording has it, with `***` in place of each secret. If the secrets are not known, no value is left.
    pub(crate) fn hidden_in_body(&self, recorded: &str) -> String {
        match serde_json::from_str(recorded) {
            Ok(Value::Object(_)) if self.texts.is_none() => MASK.to_owned(),
            Ok(value) => self.hidden_in_value(value).to_string(),
            // The length of a body that is not JSON.
            Err(_) => recorded.to_owned(),
        }
    }

    fn hidden_in_value(&self, value: Value) -> Value {
        match value {
            Value::Object(members) => {
                let hidden = |(name, value): (String, Value)| (self.hidden_in(&name), self.hidden_in_value(value));
                Value::Object(members.into_iter().map(hidden).collect())
            }
            Value::Array(elements) => elements.into_iter().map(|element| self.hidden_in_value(element)).collect(),
            Value::String(text) => self.hidden_in(&text).into(),
            Value::Number(number) => match self.hidden_in(&number.to_string()) {
                hidden if hidden.contains(MASK) => hidden.into(),
                _ => number.into(),
            },
            Value::Bool(_) | Value::Null => value,
        }
    }
}

/// Returns a value of a header field or a query, and its parts: the token of `Bearer …`, the values of cookies and parameters.
fn parts(value: &str) -> Vec<String> {
    let parts = value.split([' ', ',', ';', '&', '=']).chain([value]);
    let parts = parts.flat_map(|part| [part.to_owned(), percent_decode_str(part).decode_utf8_lossy().into_owned()]);
    parts.filter(|part| part.len() >= SHORTEST).collect()
}

/// Returns each text as it is, as it is written in JSON, and as it is written in JSON that is a text of JSON, the longest first.
fn all_forms(texts: impl Iterator<Item = String>) -> Vec<String> {
    let forms = texts.flat_map(|text| successors(Some(text), |text| in_json(text)).take(3));
    let mut forms: Vec<String> = forms.filter(|text| !text.is_empty()).collect();
    forms.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    forms.dedup();
    forms
}

/// Returns what is between the quotation marks of a text in JSON.
fn in_json(text: &str) -> Option<String> {
    let json = Value::from(text).to_string();
    json.strip_prefix('"')?.strip_suffix('"').map(str::to_owned)
}

/// Returns a text with `***` in place of a secret, without regard to case.
fn replaced(text: &str, secret: &str) -> String {
    let (lower, secret) = (text.to_ascii_lowercase(), secret.to_ascii_lowercase());
    let (mut shown, mut end) = (String::new(), 0);
    for (start, found) in lower.match_indices(&secret) {
        shown += text.get(end..start).unwrap_or_default();
        shown += MASK;
        end = start.saturating_add(found.len());
    }
    shown + text.get(end..).unwrap_or_default()
}
