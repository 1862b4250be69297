//! Where records come from.

use crate::batch::Batch;
use crate::error::Error;
use crate::tally::Tally;

/// Cuts an input into chunks of records. It is driven by one thread.
pub trait Source {
    /// Its chunks.
    type Chunk: Chunk;

    /// The next records; `None` at the end.
    ///
    /// # Errors
    ///
    /// When the input cannot be read on, which ends the batch.
    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<Self::Chunk>, Error>;
}

/// Records that one thread checks, one after the other.
pub trait Chunk: Send {
    /// Checks every record and tells the tally.
    fn check(&self, tally: &mut Tally<'_>);

    /// The bytes that the pieces of the tally are of; empty where there are none.
    fn bytes(&self) -> &[u8] {
        &[]
    }
}
