//! Reads recordings.

use std::fmt;

use aicc_core::{Language, Wording};
use serde::Deserialize;

use super::form::RecordForm;
use super::har::ORIGIN;
use crate::world::exchange::Exchange;

/// What was recorded, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    exchanges: Vec<Exchange>,
}

/// Why a recording cannot be read. It has none of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordingError {
    /// The line of the file, from 1.
    pub line: usize,
}

const NOT_A_RECORDING: Wording = Wording {
    english: "line {line} is not part of a recording: use a file that --record wrote",
    chinese: "第 {line} 行不是录制内容：请使用由 --record 写出的文件",
};

impl RecordingError {
    /// Returns what is wrong, and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        NOT_A_RECORDING.filled(&[("line", self.line)], language)
    }
}

impl fmt::Display for RecordingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for RecordingError {}

impl Recording {
    /// Reads a recording.
    ///
    /// # Errors
    ///
    /// Returns the first line that is not part of a recording in this form.
    pub fn read(content: &[u8], form: RecordForm) -> Result<Self, RecordingError> {
        let exchanges = match form {
            RecordForm::JsonLines => read_lines(content)?,
            RecordForm::Har => read_archive(content)?,
        };
        Ok(Self { exchanges })
    }

    /// Returns the exchanges in the order in which they were recorded.
    #[must_use]
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// Returns the exchanges in the order in which they were recorded.
    pub(crate) fn into_exchanges(self) -> Vec<Exchange> {
        self.exchanges
    }
}

fn read_lines(content: &[u8]) -> Result<Vec<Exchange>, RecordingError> {
    let lines = (1..).zip(content.split(|byte| *byte == b'\n'));
    let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    lines.map(|(line, text)| serde_json::from_slice(text).map_err(|_| RecordingError { line })).collect()
}

fn read_archive(content: &[u8]) -> Result<Vec<Exchange>, RecordingError> {
    let archive: HarArchive = serde_json::from_slice(content).map_err(|error| RecordingError { line: error.line() })?;
    Ok(archive.log.entries.into_iter().map(HarEntry::exchange).collect())
}

#[derive(Deserialize)]
struct HarArchive {
    log: HarLog,
}

#[derive(Deserialize)]
struct HarLog {
    entries: Vec<HarEntry>,
}

/// An entry of an archive. Another program writes no members that begin with an underscore.
#[derive(Deserialize)]
struct HarEntry {
    request: HarRequest,
    response: HarResponse,
    #[serde(rename = "_interface", default)]
    interface: Option<String>,
    #[serde(rename = "_delivery", default)]
    delivery: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HarRequest {
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<HarField>,
    #[serde(default)]
    post_data: HarContent,
}

#[derive(Deserialize)]
struct HarResponse {
    status: u16,
    #[serde(default)]
    headers: Vec<HarField>,
    #[serde(default)]
    content: HarContent,
}

#[derive(Default, Deserialize)]
struct HarContent {
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
struct HarField {
    name: String,
    value: String,
}

impl HarEntry {
    fn exchange(self) -> Exchange {
        let fields = |headers: Vec<HarField>| headers.into_iter().map(|field| (field.name, field.value)).collect();
        Exchange {
            time: 0,
            interface: self.interface,
            method: self.request.method,
            target: target_of(&self.request.url),
            request_headers: fields(self.request.headers),
            request_body: self.request.post_data.text,
            status: self.response.status,
            reply_headers: fields(self.response.headers),
            reply_body: self.response.content.text,
            delay: 0,
            delivery: self.delivery.unwrap_or_default(),
            fault: None,
        }
    }
}

/// Returns the path and query of a URL.
fn target_of(url: &str) -> String {
    if let Some(target) = url.strip_prefix(ORIGIN) {
        return target.to_owned();
    }
    let after = url.split_once("://").map_or(url, |(_, after)| after);
    after.find('/').and_then(|start| after.get(start..)).unwrap_or("/").to_owned()
}
