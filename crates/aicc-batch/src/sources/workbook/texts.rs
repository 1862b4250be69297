//! The distinct texts of a workbook, to which its cells refer by an index.

use super::limits::MAXIMUM_TEXTS;
use crate::error::Error;

/// SharedTexts in one piece of memory.
#[derive(Default)]
pub(super) struct SharedTexts {
    text: String,
    /// Where each text ends.
    ends: Vec<u32>,
}

impl SharedTexts {
    /// Adds the text that `read` appends.
    ///
    /// # Errors
    ///
    /// Returns an error if `read` does, or if the texts are too large.
    pub(super) fn add(&mut self, read: impl FnOnce(&mut String) -> Result<(), Error>) -> Result<(), Error> {
        read(&mut self.text)?;
        let end = u32::try_from(self.text.len()).ok().filter(|end| u64::from(*end) <= MAXIMUM_TEXTS);
        self.ends.push(end.ok_or_else(super::limits::large_texts)?);
        Ok(())
    }

    /// Returns the text with this index, counted from 0.
    pub(super) fn get(&self, index: u32) -> Option<&str> {
        let index = usize::try_from(index).ok()?;
        let end = usize::try_from(*self.ends.get(index)?).ok()?;
        let start =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(Ok(0), |end| usize::try_from(*end));
        self.text.get(start.ok()?..end)
    }
}
