//! The vectors that a run leaves out: `tests/skips.json`, which `tests/README.md` explains.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::vector::{FOLDER, Vector, json_vectors};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: String,
    skips: Vec<Skip>,
}

/// An entry of the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// The runs that leave vectors out.
    pub runs: Vec<String>,
    #[serde(rename = "where")]
    conditions: Conditions,
    /// The reason.
    pub why: String,
}

/// The vectors that fulfil all given conditions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Conditions {
    with: Option<String>,
    without: Option<String>,
    is: Option<Value>,
    finding: Option<Value>,
    body: Option<String>,
    ids: Option<Vec<String>>,
}

impl Skip {
    /// Returns whether it leaves any vector out.
    pub fn is_used(&self) -> bool {
        json_vectors().any(|(_, json)| self.is_of(&json, &Vector::deserialize(&json).unwrap()))
    }

    /// Returns whether a vector is left out.
    pub(crate) fn is_of(&self, json: &Value, vector: &Vector) -> bool {
        let Conditions { with, without, is, finding, body, ids } = &self.conditions;
        let findings = || vector.violations.iter().chain(&vector.advice);
        with.as_ref().is_none_or(|name| json.get(name).is_some())
            && without.as_ref().is_none_or(|name| json.get(name).is_none())
            && is.as_ref().is_none_or(|members| holds(json, members))
            && finding.as_ref().is_none_or(|members| findings().any(|finding| holds(finding, members)))
            && body.as_ref().is_none_or(|text| contains(&vector.body(), text.as_bytes()))
            && ids.as_ref().is_none_or(|ids| ids.contains(&vector.id))
    }
}

/// Returns whether a value equals another one; of an object, whether it has those members.
fn holds(value: &Value, expected: &Value) -> bool {
    let has = |members: &Map<String, Value>| {
        members.iter().all(|(name, member)| value.get(name).is_some_and(|value| holds(value, member)))
    };
    expected.as_object().map_or_else(|| value == expected, has)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Returns the whole list.
pub fn skips() -> Vec<Skip> {
    let text = fs::read_to_string(Path::new(FOLDER).join("skips.json")).unwrap();
    serde_json::from_str::<File>(&text).unwrap().skips
}
