//! The rows of the vendor's pages, as the second transcription has them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use aicc_core::interfaces;
use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const FOLDER: &str = "tests/transcription";
const READINGS: &str = "tests/readings.json";

/// One page.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    pub(super) interface: String,
    pub(super) title: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) tables: Tables,
    pub(super) statuses: Vec<Status>,
    /// By the value of the request member that decides.
    pub(super) events: BTreeMap<String, Vec<String>>,
    pub(super) error_codes: Vec<String>,
    pub(super) notes: Vec<Note>,
}

#[derive(Deserialize)]
pub(super) struct Tables {
    pub(super) path: Vec<Row>,
    pub(super) headers: Vec<Row>,
    pub(super) request: Vec<Row>,
    pub(super) reply: Vec<Row>,
}

/// A row. `tests/rust/transcription.rs` compares its limits with the tables.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    pub(super) row: String,
    pub(super) name: String,
    pub(super) min_length: Option<i64>,
    pub(super) max_length: Option<i64>,
    pub(super) minimum: Option<i64>,
    pub(super) maximum: Option<i64>,
    #[serde(default)]
    pub(super) reading: String,
}

#[derive(Deserialize)]
pub(super) struct Status {
    pub(super) status: u16,
    pub(super) text: String,
}

/// A sentence of the page outside its tables, or one that the rules of its row do not hold.
#[derive(Deserialize)]
pub(super) struct Note {
    /// Its name in the `why` of vectors.
    pub(super) note: String,
    pub(super) text: String,
    /// What the code says where it holds the note; none where there is nothing to hold.
    pub(super) entry: Option<String>,
    /// Whether a message can break it.
    #[serde(default)]
    pub(super) checked: bool,
    #[serde(default)]
    pub(super) reading: String,
}

impl Page {
    /// The rows of all its tables.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        let Tables { path, headers, request, reply } = &self.tables;
        [path, headers, request, reply].into_iter().flatten()
    }
}

/// The pages in the order of the interfaces.
pub(super) fn pages(root: &Path) -> anyhow::Result<Vec<Page>> {
    let folder = fs::read_dir(root.join(FOLDER)).context(FOLDER)?;
    let mut pages = Vec::new();
    for file in folder {
        pages.push(read::<Page>(&file?.path())?);
    }
    let position = |page: &Page| interfaces::ALL.iter().position(|interface| interface.name == page.interface);
    for interface in interfaces::ALL {
        if !pages.iter().any(|page| page.interface == interface.name) {
            bail!(
                "{FOLDER} does not hold a page for {}: transcribe the vendor's page into a file there",
                interface.name
            );
        }
    }
    if let Some(page) = pages.iter().find(|page| position(page).is_none()) {
        bail!("{FOLDER} holds a page for {}, which crates/aicc-core/src/interfaces.rs does not list", page.interface);
    }
    pages.sort_by_key(position);
    Ok(pages)
}

/// How the project understands the pages where they are silent or contradict themselves.
#[derive(Deserialize)]
pub(super) struct Reading {
    pub(super) title: String,
    pub(super) text: String,
}

/// Returns the readings by number, in the order of their file.
pub(super) fn readings(root: &Path) -> anyhow::Result<Vec<(String, Reading)>> {
    let readings: serde_json::Map<String, serde_json::Value> = read(&root.join(READINGS))?;
    readings.into_iter().map(|(number, reading)| Ok((number, serde_json::from_value(reading)?))).collect()
}

fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// Whether `text` names `number` as a word: `R2, R11` names `R2` and `R11`, and not `R1`.
pub(super) fn names(text: &str, number: &str) -> bool {
    text.split(|character: char| !character.is_ascii_alphanumeric()).any(|word| word == number)
}
