//! The parts of a workbook, and how they refer to each other.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Read, Seek, Write};

use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::fault::PatchError;
use super::relationships::Relationships;
use super::xml::{Splices, XmlNode};
use crate::temporary::{TemporaryFile, temporary_file};

/// The maximum size of a part that is kept in memory while it is changed. Sheets are not kept in memory.
const MAXIMUM_PART: u64 = 64 << 20;

const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The first line of a new part.
pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A workbook, and the parts that are new or changed.
pub(crate) struct Package<R> {
    archive: ZipArchive<R>,
    /// The number of each part in the archive, by its key.
    parts: HashMap<String, usize>,
    /// The small parts that are new or changed, with their names, by key.
    changed: BTreeMap<String, (String, Vec<u8>)>,
    /// The large parts that are new or changed.
    large: ZipWriter<TemporaryFile>,
    /// Their names, by key.
    large_names: BTreeMap<String, String>,
}

impl<R: Read + Seek> Package<R> {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is not a package of parts, or if a temporary file cannot be created.
    pub(crate) fn open(file: R) -> Result<Self, PatchError> {
        let mut archive = ZipArchive::new(file).map_err(|_| PatchError::Format)?;
        let mut parts = HashMap::new();
        for index in 0..archive.len() {
            parts.entry(key(&archive.by_index_raw(index)?.name()?)).or_insert(index);
        }
        if !parts.contains_key(&key(CONTENT_TYPES)) {
            return Err(PatchError::Format);
        }
        let large = ZipWriter::new(temporary_file()?);
        Ok(Self { archive, parts, changed: BTreeMap::new(), large, large_names: BTreeMap::new() })
    }

    /// Returns whether the workbook has a part.
    pub(crate) fn has(&self, part: &str) -> bool {
        let key = key(part);
        self.parts.contains_key(&key) || self.changed.contains_key(&key) || self.large_names.contains_key(&key)
    }

    /// Returns the text of a part, as it is after all changes.
    ///
    /// # Errors
    ///
    /// Returns an error if the part is missing, or has more than 64 MiB.
    pub(crate) fn text(&mut self, part: &str) -> Result<String, PatchError> {
        if let Some((_, bytes)) = self.changed.get(&key(part)) {
            return Ok(String::from_utf8_lossy(bytes).into_owned());
        }
        let mut bytes = Vec::new();
        self.read(part)?.take(MAXIMUM_PART.saturating_add(1)).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).is_ok_and(|size| size > MAXIMUM_PART) {
            return Err(PatchError::LargePart(part.to_owned(), MAXIMUM_PART >> 20));
        }
        Ok(text_of(bytes))
    }

    /// Returns a reader of a part as it is in the workbook.
    ///
    /// # Errors
    ///
    /// Returns an error if the part is missing.
    pub(crate) fn read(&mut self, part: &str) -> Result<BufReader<ZipFile<'_, R>>, PatchError> {
        let index = self.parts.get(&key(part)).ok_or_else(|| PatchError::NoPart(part.to_owned()))?;
        Ok(BufReader::new(self.archive.by_index(*index)?))
    }

    /// Adds a small part or replaces it.
    pub(crate) fn set(&mut self, part: &str, content: impl Into<Vec<u8>>) {
        self.changed.insert(key(part), (part.to_owned(), content.into()));
    }

    /// Adds a part or replaces it without keeping it in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if `write` does.
    pub(crate) fn stream(
        &mut self,
        part: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), PatchError>,
    ) -> Result<(), PatchError> {
        self.start_large(part)?;
        write(&mut self.large)
    }

    /// Replaces a part while it is read, without keeping it in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the part is missing, or if `rewrite` returns one.
    pub(crate) fn rewrite(
        &mut self,
        part: &str,
        rewrite: impl FnOnce(&mut dyn BufRead, &mut dyn Write) -> Result<(), PatchError>,
    ) -> Result<(), PatchError> {
        self.start_large(part)?;
        let index = self.parts.get(&key(part)).ok_or_else(|| PatchError::NoPart(part.to_owned()))?;
        rewrite(&mut BufReader::new(self.archive.by_index(*index)?), &mut self.large)
    }

    fn start_large(&mut self, part: &str) -> Result<(), PatchError> {
        self.large_names.insert(key(part), part.to_owned());
        Ok(self.large.start_file(key(part), options())?)
    }

    /// Returns whether the workbook has a digital signature.
    ///
    /// # Errors
    ///
    /// Returns an error if the relationships of the package cannot be read.
    pub(crate) fn is_signed(&mut self) -> Result<bool, PatchError> {
        Ok(self.relationships("")?.first("origin").is_some())
    }

    /// Returns the relationships of a part.
    ///
    /// # Errors
    ///
    /// Returns an error if they cannot be read.
    pub(crate) fn relationships(&mut self, part: &str) -> Result<Relationships, PatchError> {
        let name = Relationships::part_of(part);
        if self.has(&name) { Relationships::read(part, self.text(&name)?) } else { Relationships::new(part) }
    }

    /// Adds a relationship of a part to another part, and returns its identifier.
    ///
    /// # Errors
    ///
    /// Returns an error if the relationships of the part cannot be read.
    pub(crate) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, PatchError> {
        let (id, text) = self.relationships(part)?.with(kind, target)?;
        self.set(&Relationships::part_of(part), text);
        Ok(id)
    }

    /// Adds the content type of a new part.
    ///
    /// # Errors
    ///
    /// Returns an error if the content types cannot be read.
    pub(crate) fn set_type(&mut self, part: &str, content_type: &str) -> Result<(), PatchError> {
        self.add_type("Override", "PartName", &format!("/{part}"), content_type)
    }

    /// Adds the content type of all parts with an extension.
    ///
    /// # Errors
    ///
    /// Returns an error if the content types cannot be read.
    pub(crate) fn set_type_of_extension(&mut self, extension: &str, content_type: &str) -> Result<(), PatchError> {
        self.add_type("Default", "Extension", extension, content_type)
    }

    fn add_type(&mut self, name: &str, attribute: &str, value: &str, content_type: &str) -> Result<(), PatchError> {
        let source = self.text(CONTENT_TYPES)?;
        let root = XmlNode::root(&source)?;
        let is_it = |node: &XmlNode<'_>| {
            node.name() == name && node.attribute(attribute).is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        if root.children()?.iter().any(is_it) {
            return Ok(());
        }
        let prefix = root.prefix();
        let mut splices = Splices::default();
        splices.append(&root, &format!("<{prefix}{name} {attribute}=\"{value}\" ContentType=\"{content_type}\"/>"));
        let text = splices.apply(&source);
        self.set(CONTENT_TYPES, text);
        Ok(())
    }

    /// Returns the name of a part that does not exist: `pattern` with a number in place of `*`.
    pub(crate) fn free_name(&self, pattern: &str) -> String {
        let mut names = (1_u32..).map(|number| pattern.replace('*', &number.to_string()));
        names.find(|name| !self.has(name)).unwrap_or_default()
    }

    /// Writes the workbook. Each part that is neither new nor changed is copied as it is.
    ///
    /// # Errors
    ///
    /// Returns an error if the workbook cannot be read, or if the output cannot be written.
    pub(crate) fn write(self, output: &mut (impl Write + ?Sized)) -> Result<(), PatchError> {
        let Self { mut archive, parts, mut changed, large, mut large_names } = self;
        let mut large = large.finish_into_readable()?;
        let mut writer = ZipWriter::new(temporary_file()?);
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index)?;
            let name = part.name()?.into_owned();
            let known = key(&name);
            if parts.get(&known) != Some(&index) {
                writer.raw_copy_file(part)?;
            } else if let Some((_, bytes)) = changed.remove(&known) {
                writer.start_file(name, options())?;
                writer.write_all(&bytes)?;
            } else if large_names.remove(&known).is_some() {
                writer.raw_copy_file_rename(large.by_name(&known)?, name)?;
            } else {
                writer.raw_copy_file(part)?;
            }
        }
        for (name, bytes) in changed.into_values() {
            writer.start_file(name, options())?;
            writer.write_all(&bytes)?;
        }
        for (known, name) in large_names {
            writer.raw_copy_file_rename(large.by_name(&known)?, name)?;
        }
        let mut file = writer.finish()?;
        file.rewind()?;
        std::io::copy(&mut file, output)?;
        Ok(())
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
}

/// Returns what is the same for all names of a part: case and the kind of slash do not matter.
fn key(part: &str) -> String {
    part.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Returns the text of a part, without its byte order mark.
fn text_of(bytes: Vec<u8>) -> String {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => of_utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => of_utf_16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// Returns the text of a part in UTF-16. It says that it is UTF-8, as which it is written again.
fn of_utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units).replacen("UTF-16", "UTF-8", 1).replacen("utf-16", "utf-8", 1)
}
