//! How a table was read, as every output writes it.

use aicc_batch::ReadingNote;
use aicc_core::{ColumnNote, Language};
use serde::Serialize;
use serde_json::{Map, Value};

use super::file::CheckedFile;
use crate::words;

/// What was read otherwise than as the plain form of a table: the encoding, the heading, values by their label.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileReading {
    /// Each note, for programs.
    pub(crate) notes: Vec<ReadingRow>,
    /// The sentences for a person: those of all renamed columns are one.
    pub(crate) sentences: Vec<String>,
}

/// One note, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReadingRow {
    /// The stable code of the note.
    pub(crate) code: &'static str,
    /// What was found and how it is read, by name.
    pub(crate) params: Map<String, Value>,
    /// The sentence.
    pub(crate) message: String,
}

/// A note and its file.
#[derive(Serialize)]
pub(crate) struct FileNote<'n> {
    pub(crate) file: &'n CheckedFile,
    #[serde(flatten)]
    pub(crate) note: &'n ReadingRow,
}

impl FileReading {
    pub(crate) fn new(notes: &[ReadingNote], language: Language) -> Self {
        Self { notes: notes.iter().map(|note| row(note, language)).collect(), sentences: sentences(notes, language) }
    }
}

fn row(note: &ReadingNote, language: Language) -> ReadingRow {
    let param = |(name, param): (&str, _)| (name.to_owned(), serde_json::to_value(param).unwrap_or_default());
    ReadingRow {
        code: note.code(),
        params: note.params().into_iter().map(param).collect(),
        message: note.message(language),
    }
}

fn sentences(notes: &[ReadingNote], language: Language) -> Vec<String> {
    let renamed = |note: &ReadingNote| match note {
        ReadingNote::Column(ColumnNote::Renamed { heading, member, .. }) => {
            Some(words::RENAMED_COLUMN.filled(&[("heading", heading), ("member", member)], language))
        }
        _ => None,
    };
    let columns: Vec<String> = notes.iter().filter_map(renamed).collect();
    let columns = columns.join(words::BETWEEN_ITEMS.in_language(language));
    // One sentence names all of them.
    let mut renamed = Some(words::RENAMED_COLUMNS.filled(&[("columns", columns)], language));
    let mut sentences = Vec::new();
    for note in notes {
        match note {
            ReadingNote::Column(ColumnNote::Renamed { .. }) => sentences.extend(renamed.take()),
            other => sentences.push(other.message(language)),
        }
    }
    sentences
}
