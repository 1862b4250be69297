//! The parts of a workbook that is a ZIP archive.

use std::collections::HashMap;

use zip::ZipArchive;
use zip::read::ZipFile;

use super::fault::library;
use super::shared_file::SharedFile;
use crate::error::Error;

/// An archive whose parts are found by name, in upper or lower case.
pub(super) struct WorkbookParts {
    archive: ZipArchive<SharedFile>,
    indices: HashMap<String, usize>,
}

impl WorkbookParts {
    pub(super) fn new(archive: ZipArchive<SharedFile>) -> Self {
        let names = archive.file_names().enumerate();
        let named = names.filter_map(|(index, name)| Some((key(&name.ok()?), index)));
        Self { indices: named.collect(), archive }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.indices.contains_key(&key(name))
    }

    /// Returns the archive.
    pub(super) fn into_archive(self) -> ZipArchive<SharedFile> {
        self.archive
    }

    /// Opens a part, or returns `None` if there is no part of this name.
    pub(super) fn open(&mut self, name: &str) -> Result<Option<ZipFile<'_, SharedFile>>, Error> {
        match self.indices.get(&key(name)) {
            Some(index) => self.archive.by_index(*index).map(Some).map_err(library),
            None => Ok(None),
        }
    }
}

fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
