//! A source of records, and its chunks.

use crate::error::Error;
use crate::results::chunk::ChunkResult;
use crate::settings::Settings;

/// Cuts an input into chunks of whole records. One thread calls it.
pub trait Source {
    /// The type of its chunks.
    type Chunk: Chunk;

    /// Returns the next chunk, or `None` at the end of the input.
    ///
    /// # Errors
    ///
    /// Returns an error if the rest of the input cannot be read. It ends the run.
    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<Self::Chunk>, Error>;
}

/// Some records that follow each other. One thread checks them.
pub trait Chunk: Send {
    /// Checks every record and adds the verdicts to `result`.
    fn check(&self, result: &mut ChunkResult<'_>);

    /// Returns the bytes of the records if the input has lines that can be split; otherwise an empty slice.
    fn bytes(&self) -> &[u8] {
        &[]
    }
}
