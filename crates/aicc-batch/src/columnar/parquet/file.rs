//! The bytes of the file, which the readers of all columns share.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::reader::{ChunkReader, Length};

use crate::error::Error;
use crate::parquet_fault::ParquetFault;

/// How many bytes of the file are read at once for the header of a page.
const HEADER_BUFFER: usize = 512;

trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// A file that several readers share.
#[derive(Clone)]
pub(super) struct ParquetInput {
    file: Arc<Mutex<SharedReader>>,
    length: u64,
}

struct SharedReader {
    file: Box<dyn ReadSeek>,
    /// Why the last read ended. The library would replace it by a text.
    failed: Option<Error>,
}

impl SharedReader {
    fn read_at(&mut self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.seek(SeekFrom::Start(position)).and_then(|_| self.file.read(buffer));
        read.map_err(|error| {
            let kind = error.kind();
            // An interrupted read is repeated.
            if kind != io::ErrorKind::Interrupted {
                self.failed.get_or_insert(Error::Read(error));
            }
            kind.into()
        })
    }
}

impl ParquetInput {
    pub(super) fn new(mut file: impl Read + Seek + Send + 'static) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let file = SharedReader { file: Box::new(file), failed: None };
        Ok(Self { file: Arc::new(Mutex::new(file)), length })
    }

    /// Calls the library. It panics on some damaged files; here this is an error like any other.
    pub(super) fn guarded<T, E>(&self, call: impl FnOnce() -> Result<T, E>) -> Result<T, Error>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let reason = match catch_unwind(AssertUnwindSafe(call)) {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(error)) => error.into(),
            Err(_) => "the library panicked".into(),
        };
        let failed = self.lock().failed.take();
        Err(failed.unwrap_or(Error::Parquet(ParquetFault::Damaged(reason))))
    }

    /// Keeps the reason why the library must not go on, and returns the error that ends it.
    pub(super) fn refuse(&self, fault: ParquetFault) -> ParquetError {
        self.lock().failed.get_or_insert(Error::Parquet(fault));
        ParquetError::General("the file is refused".to_owned())
    }

    fn lock(&self) -> MutexGuard<'_, SharedReader> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Length for ParquetInput {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for ParquetInput {
    type T = BufReader<PositionedReader>;

    fn get_read(&self, start: u64) -> ParquetResult<Self::T> {
        Ok(BufReader::with_capacity(HEADER_BUFFER, PositionedReader { file: Arc::clone(&self.file), position: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        let end = u64::try_from(length).ok().and_then(|length| start.checked_add(length));
        if end.is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF("a part of the file is missing".to_owned()));
        }
        let mut bytes = vec![0; length];
        PositionedReader { file: Arc::clone(&self.file), position: start }.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// Reads the file from a position on.
pub(super) struct PositionedReader {
    file: Arc<Mutex<SharedReader>>,
    position: u64,
}

impl Read for PositionedReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.lock().unwrap_or_else(PoisonError::into_inner).read_at(self.position, buffer)?;
        self.position = self.position.saturating_add(u64::try_from(read).unwrap_or_default());
        Ok(read)
    }
}
