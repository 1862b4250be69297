//! The limits on what a workbook unpacks to. A workbook is a ZIP archive, and a small archive can unpack to a very large one.

use std::io::{self, BufReader, Read, Seek};

use aicc_core::Wording;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::fault::{found, library};
use crate::error::Error;
use crate::workbook_fault::{self, WorkbookFault};

/// The maximum size of the file, which is kept in memory.
pub(super) const MAXIMUM_FILE: usize = 256 << 20;

/// The maximum unpacked size of all parts together. A sheet is read while it is unpacked; a million rows of eleven cells fit.
const MAXIMUM_PARTS: u64 = 1 << 30;

/// The maximum unpacked size of the part with the distinct texts, which are kept in memory.
pub(super) const MAXIMUM_TEXTS: u64 = 256 << 20;

/// The maximum unpacked size of each part that names other parts. The names are kept in memory.
const MAXIMUM_NAMES: u64 = 16 << 20;

/// The maximum unpacked size of the part with the styles. They are kept in memory, where each takes far more space than in the
/// file.
const MAXIMUM_STYLES: u64 = 4 << 20;

/// The size of the shortest distinct text: `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// Reads a whole file.
///
/// # Errors
///
/// Returns an error if the file cannot be read or is too large.
pub(super) fn read_file(input: impl Read) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    let most = u64::try_from(MAXIMUM_FILE).unwrap_or(u64::MAX);
    input.take(most.saturating_add(1)).read_to_end(&mut file).map_err(Error::Read)?;
    match file.len() {
        ..=MAXIMUM_FILE => Ok(file),
        _ => Err(too_large(workbook_fault::LARGE_FILE, "", most)),
    }
}

/// Unpacks every part once, without keeping it, and returns an error if it is too large. The sizes that an archive states need
/// not be true.
pub(super) fn check_parts(archive: &mut ZipArchive<impl Read + Seek>) -> Result<(), Error> {
    let documents = documents(archive)?;
    let mut room = MAXIMUM_PARTS;
    for index in 0..archive.len() {
        // A part that cannot be opened is never read.
        let Ok(part) = archive.by_index(index) else { continue };
        let path = part.name().map_err(library)?.to_ascii_lowercase();
        let name = file_name(&path).to_owned();
        let most = if documents.contains(&name) { MAXIMUM_NAMES } else { maximum_of(&name) };
        let size = io::copy(&mut part.take(most.min(room).saturating_add(1)), &mut io::sink()).map_err(library)?;
        if size > most.min(room) {
            return Err(too_large(workbook_fault::LARGE_PART, &name, most));
        }
        room = room.saturating_sub(size);
        if name == TEXTS {
            check_count(archive.by_index(index).map_err(library)?, size)?;
        }
    }
    Ok(())
}

/// Returns the names of the parts that the archive lists as its documents. One of them is the workbook, which can have any name.
fn documents(archive: &mut ZipArchive<impl Read + Seek>) -> Result<Vec<String>, Error> {
    let mut documents = vec!["workbook.xml".to_owned()];
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let path = part.name().map_err(library)?.replace('\\', "/");
        if !path.trim_start_matches('/').eq_ignore_ascii_case(RELATIONSHIPS) {
            continue;
        }
        let mut reader = Reader::from_reader(BufReader::new(part.take(MAXIMUM_NAMES)));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).map_err(library)? {
                Event::Start(start) | Event::Empty(start) => {
                    if let Some(target) = start.try_get_attribute("Target").map_err(library)? {
                        let target = quick_xml::escape::unescape(&target.value).map_err(library)?;
                        documents.push(file_name(&target).to_ascii_lowercase());
                    }
                }
                Event::Eof => break,
                _ => {}
            }
            buffer.clear();
        }
    }
    Ok(documents)
}

/// The part that names the workbook of an `.xlsx` file.
pub(super) const RELATIONSHIPS: &str = "_rels/.rels";
const TEXTS: &str = "sharedstrings.xml";
const STYLES: &str = "styles.xml";

/// Returns the name of a part without its folders.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn maximum_of(name: &str) -> u64 {
    match name {
        TEXTS | "sharedstrings.bin" => MAXIMUM_TEXTS,
        STYLES | "styles.bin" => MAXIMUM_STYLES,
        "workbook.bin" | "manifest.xml" => MAXIMUM_NAMES,
        _ if name.ends_with(".rels") || name.starts_with("theme") => MAXIMUM_NAMES,
        _ => MAXIMUM_PARTS,
    }
}

/// Checks the number of distinct texts that their part states, since the library allocates memory for that number at once.
fn check_count(part: impl Read, size: u64) -> Result<(), Error> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(library)? {
            Event::Start(start) if start.local_name().as_ref() == "sst" => {
                let fits = |count| count <= size / SHORTEST_TEXT;
                return if count_of(&start)?.is_none_or(fits) { Ok(()) } else { Err(miscounted()) };
            }
            Event::Eof => return Ok(()),
            _ => buffer.clear(),
        }
    }
}

fn count_of(start: &BytesStart<'_>) -> Result<Option<u64>, Error> {
    let Some(count) = start.try_get_attribute("uniqueCount").map_err(library)? else { return Ok(None) };
    let count = count.value.parse().ok();
    count.map(Some).ok_or_else(miscounted)
}

const fn miscounted() -> Error {
    found(workbook_fault::TEXT_COUNT)
}

/// Returns the error for distinct texts that are too large.
pub(super) fn large_texts() -> Error {
    too_large(workbook_fault::LARGE_TEXT, "", MAXIMUM_TEXTS)
}

fn too_large(wording: Wording, part: &str, most: u64) -> Error {
    let values = vec![("part", part.to_owned()), ("most", (most >> 20).to_string())];
    Error::Workbook(WorkbookFault::Found { wording, values })
}

/// The maximum number of rows in a worksheet.
pub(super) const MAXIMUM_ROWS: u32 = 1 << 20;
/// The maximum number of columns in a worksheet.
pub(super) const MAXIMUM_COLUMNS: u32 = 1 << 14;

/// Returns the error for a cell that no sheet has.
pub(super) const fn outside() -> Error {
    found(workbook_fault::OUTSIDE_SHEET)
}

/// How much text the remaining cells of a sheet can have, in bytes. Many cells can share one text, so the text of all cells has a
/// limit of its own, as great as that of all parts.
pub(super) struct TextBudget(u64);

impl TextBudget {
    pub(super) const fn new() -> Self {
        Self(MAXIMUM_PARTS)
    }

    /// Takes `size` bytes for the text of the next cell.
    pub(super) fn take(&mut self, size: usize) -> Result<(), Error> {
        let rest = u64::try_from(size).ok().and_then(|size| self.0.checked_sub(size));
        self.0 = rest.ok_or_else(|| too_large(workbook_fault::LARGE_TEXT, "", MAXIMUM_PARTS))?;
        Ok(())
    }
}
