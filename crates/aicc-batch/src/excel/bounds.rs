//! What a workbook may unpack to: it is a ZIP archive, and a small one can hold a great deal of the same.

use std::io::{self, BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::error::Error;

/// The file has at most so many bytes: it is kept.
const MOST_FILE: u64 = 256 << 20;

/// All parts together unpack to at most so many bytes. A sheet is read as it unpacks: a million rows of eleven cells fit.
const MOST_PARTS: u64 = 1 << 30;

/// The part with the distinct texts unpacks to at most so many bytes: they are kept.
const MOST_TEXTS: u64 = 256 << 20;

/// The parts that name others unpack to at most so many bytes: they are kept.
const MOST_NAMES: u64 = 16 << 20;

/// The part with the styles unpacks to at most so many bytes: they are kept, and each takes far more than it is written in.
const MOST_STYLES: u64 = 4 << 20;

/// The shortest text of that part: `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// Reads a file whole, if it is not too large.
pub(super) fn read_file(input: impl Read) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    input.take(MOST_FILE.saturating_add(1)).read_to_end(&mut file).map_err(Error::Read)?;
    match u64::try_from(file.len()) {
        Ok(..=MOST_FILE) => Ok(file),
        _ => Err(too_large("the file", MOST_FILE)),
    }
}

/// Unpacks every part once and keeps nothing, to see that it is not too large: what an archive says about the size of its parts
/// need not be true.
pub(super) fn check_parts(archive: &mut ZipArchive<impl Read + Seek>) -> Result<(), Error> {
    let documents = documents(archive)?;
    let mut room = MOST_PARTS;
    for index in 0..archive.len() {
        // A part that cannot be opened is not read later either.
        let Ok(part) = archive.by_index(index) else { continue };
        let path = part.name().map_err(unreadable)?.to_ascii_lowercase();
        let name = file_name(&path).to_owned();
        let most = if documents.contains(&name) { MOST_NAMES } else { most_of(&name) };
        let size = io::copy(&mut part.take(most.min(room).saturating_add(1)), &mut io::sink()).map_err(unreadable)?;
        if size > most.min(room) {
            return Err(too_large(&format!("what {name} unpacks to, with the parts before it,"), most));
        }
        room = room.saturating_sub(size);
        if name == TEXTS {
            check_count(archive.by_index(index).map_err(unreadable)?, size)?;
        }
    }
    Ok(())
}

/// The names of the parts that the archive begins with: the workbook, by whatever name, is one.
fn documents(archive: &mut ZipArchive<impl Read + Seek>) -> Result<Vec<String>, Error> {
    let mut documents = vec!["workbook.xml".to_owned()];
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let path = part.name().map_err(unreadable)?.replace('\\', "/");
        if !path.trim_start_matches('/').eq_ignore_ascii_case(RELATIONSHIPS) {
            continue;
        }
        let mut reader = Reader::from_reader(BufReader::new(part.take(MOST_NAMES)));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).map_err(unreadable)? {
                Event::Start(start) | Event::Empty(start) => {
                    if let Some(target) = start.try_get_attribute("Target").map_err(unreadable)? {
                        let target = quick_xml::escape::unescape(&target.value).map_err(unreadable)?;
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

const RELATIONSHIPS: &str = "_rels/.rels";
const TEXTS: &str = "sharedstrings.xml";
const STYLES: &str = "styles.xml";

/// The name of a part without its folders.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn most_of(name: &str) -> u64 {
    match name {
        TEXTS => MOST_TEXTS,
        STYLES => MOST_STYLES,
        _ if name.ends_with(".rels") || name.starts_with("theme") => MOST_NAMES,
        _ => MOST_PARTS,
    }
}

/// The part with the distinct texts begins with their number, for which the reader makes room at once.
fn check_count(part: impl Read, size: u64) -> Result<(), Error> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(unreadable)? {
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
    let Some(count) = start.try_get_attribute("uniqueCount").map_err(unreadable)? else { return Ok(None) };
    let count = count.value.parse().ok();
    count.map(Some).ok_or_else(miscounted)
}

fn miscounted() -> Error {
    Error::Workbook("the number of its texts is not true".into())
}

fn too_large(what: &str, most: u64) -> Error {
    Error::Workbook(format!("{what} is more than {} MiB; save the sheet as CSV", most >> 20).into())
}

fn unreadable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Workbook(error.into())
}

/// What a sheet of Excel has at most.
pub(super) const ROWS: u32 = 1 << 20;
pub(super) const COLUMNS: u32 = 1 << 14;

/// How much text the cells of a sheet may have. Many cells can have one text: all their texts together are held to the size that the
/// parts have.
pub(super) struct Room(u64);

impl Room {
    pub(super) const fn new() -> Self {
        Self(MOST_PARTS)
    }

    /// Takes the next cell with a text of so many bytes.
    pub(super) fn take(&mut self, size: usize) -> Result<(), Error> {
        let room = u64::try_from(size).ok().and_then(|size| self.0.checked_sub(size));
        self.0 = room.ok_or_else(|| too_large("the text of all its cells", MOST_PARTS))?;
        Ok(())
    }
}
