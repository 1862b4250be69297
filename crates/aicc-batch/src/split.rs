//! The input in two: its valid and its invalid records.

use std::io::Write;

use crate::error::Error;
use crate::part::{Part, Piece};

/// Writes the lines of valid and of invalid records apart, unchanged: the two add up to the input byte for byte. Blank
/// lines go with the valid ones. The heading of a CSV file goes to both, so that both are CSV files.
pub struct Split<V, I> {
    valid: V,
    invalid: I,
}

impl<V: Write, I: Write> Split<V, I> {
    /// Writes to two writers. Give them a buffer where a write is dear.
    pub const fn new(valid: V, invalid: I) -> Self {
        Self { valid, invalid }
    }

    /// Writes the next records.
    ///
    /// # Errors
    ///
    /// When a writer fails, or when the input has no lines.
    pub fn write(&mut self, part: &Part<'_>) -> Result<(), Error> {
        if part.pieces.is_empty() && part.counts.records > 0 {
            return Err(Error::NoLines);
        }
        for (piece, bytes) in part.pieces() {
            if piece != Piece::Invalid {
                self.valid.write_all(bytes).map_err(Error::Write)?;
            }
            if piece != Piece::Valid {
                self.invalid.write_all(bytes).map_err(Error::Write)?;
            }
        }
        Ok(())
    }

    /// Flushes both writers and gives them back.
    ///
    /// # Errors
    ///
    /// When a writer fails.
    pub fn finish(mut self) -> Result<(V, I), Error> {
        self.valid.flush().and_then(|()| self.invalid.flush()).map_err(Error::Write)?;
        Ok((self.valid, self.invalid))
    }
}
