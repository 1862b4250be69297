//! The conformance vectors.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use aicc_core::{Edition, Interface, PasswordPolicy, Profile, interfaces};
use serde::Deserialize;
use serde_json::Value;

/// The folder of the conformance crate.
pub(crate) const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// A file of vectors.
#[derive(Deserialize)]
struct File {
    kind: Kind,
    vectors: Vec<Value>,
}

/// The kind of a vector: what it tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    Body,
    Row,
    Message,
    Field,
    Reply,
    Request,
    Sentence,
    Events,
}

/// One vector. `tests/README.md` explains its members.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Vector {
    pub id: String,
    pub why: String,
    pub interface: String,
    pub profile: ProfileChoice,
    #[serde(deserialize_with = "present")]
    pub json: Option<Value>,
    pub text: Option<String>,
    pub hex: Option<String>,
    pub repeat: Option<Repeat>,
    pub headings: Vec<String>,
    pub cells: Vec<String>,
    pub readings: Vec<(usize, String, Value)>,
    pub skipped: Vec<usize>,
    pub path: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub pointer: String,
    pub location: Option<String>,
    pub state: String,
    pub violations: Vec<Value>,
    pub advice: Vec<Value>,
    pub status: u16,
    pub outcome: String,
    pub code: Option<String>,
    pub meaning: Option<String>,
    pub action: Option<String>,
    pub data: Option<Value>,
    pub session: Option<String>,
    pub server: ServerChoice,
    pub agent_id: Option<String>,
    pub wrapped: bool,
    pub request: Option<WrittenRequest>,
    pub error: Option<String>,
    pub rule: String,
    pub en: String,
    pub zh: String,
    pub value: i64,
    pub events: Vec<String>,
}

/// The body. `null` is a body too.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// A large body.
#[derive(Clone, Debug, Deserialize)]
pub struct Repeat {
    prefix: String,
    unit: String,
    count: usize,
    suffix: String,
}

/// The options of a caller.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProfileChoice {
    edition: Option<String>,
    password: Option<PasswordChoice>,
    maximum_size: Option<usize>,
    skill_queues: Option<BTreeMap<i64, i64>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordChoice {
    minimum: usize,
    maximum: usize,
    classes: usize,
}

/// The server of a request.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ServerChoice {
    pub host: String,
    pub port: Option<u32>,
    pub scheme: Option<String>,
    pub token: Option<String>,
    pub app_key: Option<String>,
}

/// A request as it is sent.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WrittenRequest {
    pub method: String,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Vector {
    /// Returns the bytes of the body.
    pub fn body(&self) -> Vec<u8> {
        if let Some(text) = &self.text {
            return text.clone().into_bytes();
        }
        if let Some(hex) = &self.hex {
            let digits: Vec<u8> = hex.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
            return digits.chunks(2).map(byte).collect();
        }
        if let Some(Repeat { prefix, unit, count, suffix }) = &self.repeat {
            return format!("{prefix}{}{suffix}", unit.repeat(*count)).into_bytes();
        }
        self.json.as_ref().map(|value| value.to_string().into_bytes()).unwrap_or_default()
    }

    /// Returns its interface.
    pub fn interface(&self) -> &'static Interface {
        interfaces::find(&self.interface).unwrap_or_else(|| panic!("{}: no interface {:?}", self.id, self.interface))
    }

    /// Returns its profile.
    pub fn profile(&self) -> Profile {
        let mut profile = Profile::default();
        let choice = &self.profile;
        if let Some(date) = &choice.edition {
            profile.edition = Edition::from_date(date).unwrap();
        }
        if let Some(password) = &choice.password {
            profile.password = PasswordPolicy::new(password.minimum, password.maximum, password.classes, 90).unwrap();
        }
        if let Some(maximum_size) = choice.maximum_size {
            profile.maximum_size = maximum_size;
        }
        profile.skill_queues = choice.skill_queues.clone();
        profile
    }
}

/// Returns the vectors of a kind.
pub fn vectors(kind: Kind) -> Vec<Vector> {
    json_vectors().filter(|(of, _)| *of == kind).map(|(_, vector)| Vector::deserialize(vector).unwrap()).collect()
}

/// Returns every vector as it is written, with its kind.
pub(crate) fn json_vectors() -> impl Iterator<Item = (Kind, Value)> {
    let entries = fs::read_dir(Path::new(FOLDER).join("vectors")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let file: File = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        file.vectors.into_iter().map(move |vector| (file.kind, vector))
    })
}
