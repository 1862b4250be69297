//! The texts of a `.xls` workbook.

use encoding_rs::Encoding;

use super::super::bytes::{byte, push_wide, short};
use super::super::fault::found;
use super::super::texts::SharedTexts;
use super::records::{CONTINUE, XlsRecords};
use crate::error::Error;
use crate::workbook_fault;

/// How the texts outside of the table of texts are written.
#[derive(Clone, Copy)]
pub(super) enum TextForm {
    /// Excel from 97 on: characters of one or of two bytes.
    Wide,
    /// Excel 5 and 95: characters in the code page of the computer.
    Bytes(&'static Encoding),
}

impl TextForm {
    /// Returns a text whose length is a number of two bytes.
    pub(super) fn text(self, data: &[u8]) -> Option<String> {
        self.decoded(usize::from(short(data, 0)?), data.get(2..)?)
    }

    /// Returns a text whose length is a number of one byte.
    pub(super) fn short_text(self, data: &[u8]) -> Option<String> {
        self.decoded(usize::from(byte(data, 0)?), data.get(1..)?)
    }

    /// Returns a text of `length` characters. A text that is cut off is shorter.
    fn decoded(self, length: usize, data: &[u8]) -> Option<String> {
        let mut text = String::new();
        match self {
            Self::Bytes(encoding) => {
                let bytes = data.get(..length).unwrap_or(data);
                text.push_str(&encoding.decode_without_bom_handling(bytes).0);
            }
            Self::Wide if length == 0 => {}
            Self::Wide => {
                let is_wide = byte(data, 0)? & 1 != 0;
                let size = if is_wide { length.saturating_mul(2) } else { length };
                let rest = data.get(1..)?;
                push(&mut text, rest.get(..size).unwrap_or(rest), is_wide);
            }
        }
        Some(text)
    }
}

fn push(text: &mut String, bytes: &[u8], is_wide: bool) {
    match is_wide {
        true => push_wide(text, bytes),
        // The lower halves of UTF-16: Latin-1.
        false => text.extend(bytes.iter().copied().map(char::from)),
    }
}

/// Reads the table of texts, which goes on in the records that follow.
pub(super) fn read_texts(table: &[u8], after: XlsRecords<'_>) -> Result<SharedTexts, Error> {
    let rest = after.take_while(|record| record.kind == CONTINUE).map(|record| record.data).collect();
    let mut parts = JoinedRecords { current: table.get(8..).unwrap_or_default(), rest, read: 0 };
    let mut texts = SharedTexts::default();
    while !parts.is_at_end() {
        texts.add(|text| parts.read_text(text).ok_or_else(|| found(workbook_fault::MALFORMED)))?;
    }
    Ok(texts)
}

/// The contents of records that follow each other.
struct JoinedRecords<'s> {
    current: &'s [u8],
    rest: Vec<&'s [u8]>,
    /// The number of parts of `rest` that were read.
    read: usize,
}

impl<'s> JoinedRecords<'s> {
    fn is_at_end(&mut self) -> bool {
        while self.current.is_empty() {
            if !self.go_on() {
                return true;
            }
        }
        false
    }

    /// Goes on with the next part. Returns `false` if there is none.
    fn go_on(&mut self) -> bool {
        let next = self.rest.get(self.read).copied();
        self.read = self.read.saturating_add(1);
        self.current = next.unwrap_or_default();
        next.is_some()
    }

    /// Takes at most `size` bytes of the current part.
    fn take(&mut self, size: usize) -> &'s [u8] {
        let (taken, rest) = self.current.split_at_checked(size).unwrap_or((self.current, &[]));
        self.current = rest;
        taken
    }

    fn byte(&mut self) -> Option<u8> {
        if self.is_at_end() { None } else { self.take(1).first().copied() }
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    /// Reads the next text, without its formats and its phonetic text.
    fn read_text(&mut self, text: &mut String) -> Option<()> {
        let mut left = usize::from(self.short()?);
        let flags = self.byte()?;
        let formats = if flags & 8 == 0 { 0 } else { usize::from(self.short()?).checked_mul(4)? };
        let phonetic = if flags & 4 == 0 { 0 } else { usize::try_from(self.long()?).ok()? };
        let mut is_wide = flags & 1 != 0;
        let mut units = Vec::new();
        while left > 0 {
            if self.current.is_empty() {
                // A part that goes on with a text says again how wide its characters are.
                self.go_on().then_some(())?;
                is_wide = self.byte()? & 1 != 0;
            }
            let (width, room) = if is_wide { (2, self.current.len() / 2) } else { (1, self.current.len()) };
            let size = left.min(room);
            // Half a character is left.
            (size > 0).then_some(())?;
            let bytes = self.take(size.saturating_mul(width));
            match is_wide {
                true => units.extend_from_slice(bytes),
                false => units.extend(bytes.iter().flat_map(|byte| [*byte, 0])),
            }
            left = left.saturating_sub(size);
        }
        push_wide(text, &units);
        self.skip(formats.checked_add(phonetic)?)
    }

    fn skip(&mut self, mut size: usize) -> Option<()> {
        while size > 0 {
            if self.is_at_end() {
                return None;
            }
            size = size.saturating_sub(self.take(size).len());
        }
        Some(())
    }
}
