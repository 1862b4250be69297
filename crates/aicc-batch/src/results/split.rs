//! Writes valid and invalid records to two outputs.

use std::io::Write;

use super::piece::Piece;
use super::update::BatchUpdate;
use crate::error::Error;

/// Writes the lines of valid records to one output and those of invalid records to another, unchanged and in order: each
/// byte of the input goes to exactly one of them. Blank lines go with the valid records. The heading of a CSV file goes to
/// both outputs, so that both are CSV files.
pub struct Split<V, I> {
    valid: V,
    invalid: I,
}

impl<V: Write, I: Write> Split<V, I> {
    /// Writes to two writers. Buffer them if a single write is slow.
    pub const fn new(valid: V, invalid: I) -> Self {
        Self { valid, invalid }
    }

    /// Writes the next records.
    ///
    /// # Errors
    ///
    /// Returns an error if a writer fails, or if the input has no lines.
    pub fn write(&mut self, update: &BatchUpdate<'_>) -> Result<(), Error> {
        if update.pieces.is_empty() && update.counts.records > 0 {
            return Err(Error::NoLines);
        }
        for (piece, bytes) in update.pieces() {
            if piece != Piece::Invalid {
                self.valid.write_all(bytes).map_err(Error::Write)?;
            }
            if piece != Piece::Valid {
                self.invalid.write_all(bytes).map_err(Error::Write)?;
            }
        }
        Ok(())
    }

    /// Flushes both writers and returns them.
    ///
    /// # Errors
    ///
    /// Returns an error if a writer fails.
    pub fn finish(mut self) -> Result<(V, I), Error> {
        self.valid.flush().and_then(|()| self.invalid.flush()).map_err(Error::Write)?;
        Ok((self.valid, self.invalid))
    }
}
