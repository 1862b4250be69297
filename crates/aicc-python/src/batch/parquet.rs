//! Parquet files, which are read at any position.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aicc_batch::{ArrowChunk, Error, Parquet, ReadingNote, Settings, Source};
use pyo3::prelude::*;

use super::caller::Caller;
use super::input::{Input, read_object};
use crate::interpreter::call;

/// A Parquet file as a source, which handles signals and the exceptions of file objects.
pub(crate) struct ParquetSource<'c> {
    parquet: Parquet,
    size: u64,
    watch: Arc<ReadWatch>,
    caller: &'c Caller,
    read: &'c Cell<u64>,
}

/// What happened while a file was read.
#[derive(Default)]
struct ReadWatch {
    /// The end of the last part of the file that was read.
    farthest: AtomicU64,
    /// The exception of a file object.
    raised: Mutex<Option<PyErr>>,
}

impl ReadWatch {
    /// Moves `position` forward by the number of bytes that were read.
    fn advance(&self, position: &mut u64, bytes: usize) {
        *position = position.saturating_add(u64::try_from(bytes).unwrap_or_default());
        self.farthest.fetch_max(*position, Ordering::Relaxed);
    }

    /// Returns the result, or `Stopped` if a file object raised an exception, which the caller keeps.
    fn checked<T>(&self, caller: &Caller, result: Result<T, Error>) -> Result<T, Error> {
        match self.raised.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(raised) => Ok(caller.call(|_| Err(raised))?),
            None => result,
        }
    }
}

impl<'c> ParquetSource<'c> {
    /// Opens a file. An input without positions, such as a pipe, is read into memory.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Parquet`], or the exception of a file object as `Stopped`.
    pub(crate) fn open(
        input: Input,
        column: Option<&str>,
        caller: &'c Caller,
        read: &'c Cell<u64>,
    ) -> Result<Self, Error> {
        let watch = Arc::new(ReadWatch::default());
        let parquet = match input {
            Input::File(file) if (&file).stream_position().is_ok() => {
                Parquet::open(WatchedFile { file, position: 0, watch: Arc::clone(&watch) })
            }
            Input::Object(object, _) if caller.call(|py| has_positions(object.bind(py)))? => {
                Parquet::open(FileObject { object, position: 0, watch: Arc::clone(&watch) })
            }
            stream => Parquet::read(stream.reader(caller, read)),
        };
        let parquet = watch.checked(caller, parquet)?;
        // The footer, at the end of the file, has been read.
        let size = watch.farthest.swap(0, Ordering::Relaxed);
        let parquet = match column {
            Some(column) => parquet.column(column),
            None => parquet,
        };
        Ok(Self { parquet, size, watch, caller, read })
    }
}

impl Source for ParquetSource<'_> {
    type Chunk = ArrowChunk;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<ArrowChunk>, Error> {
        self.caller.signals_now_and_then()?;
        let chunk = self.parquet.next_chunk(settings);
        let read = if let Ok(None) = chunk { self.size } else { self.watch.farthest.load(Ordering::Relaxed) };
        // A stream was counted when it was read into memory.
        self.read.set(self.read.get().max(read));
        self.watch.checked(self.caller, chunk)
    }

    fn reading(&self) -> Vec<ReadingNote> {
        self.parquet.reading()
    }
}

/// A file that says how far it was read.
struct WatchedFile {
    file: File,
    position: u64,
    watch: Arc<ReadWatch>,
}

impl Read for WatchedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.watch.advance(&mut self.position, read);
        Ok(read)
    }
}

impl Seek for WatchedFile {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.position = self.file.seek(position)?;
        Ok(self.position)
    }
}

/// A Python object with `read` and `seek`.
struct FileObject {
    object: Py<PyAny>,
    position: u64,
    watch: Arc<ReadWatch>,
}

impl FileObject {
    /// Runs Python code, and keeps the exception that it raises.
    fn call<T>(&self, python: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<T>) -> io::Result<T> {
        // After the end of the interpreter, no caller is left.
        let answer = Python::try_attach(|py| python(self.object.bind(py)));
        answer.ok_or_else(stopped)?.map_err(|error| {
            self.watch.raised.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            stopped()
        })
    }
}

impl Read for FileObject {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.call(|object| read_object(object, buffer))?;
        self.watch.advance(&mut self.position, read);
        Ok(read)
    }
}

impl Seek for FileObject {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.position = self.call(|object| {
            let arguments = match position {
                SeekFrom::Start(position) => (i64::try_from(position)?, 0),
                SeekFrom::Current(distance) => (distance, 1),
                SeekFrom::End(distance) => (distance, 2),
            };
            call(&object.getattr("seek")?, arguments)?.extract()
        })?;
        Ok(self.position)
    }
}

fn stopped() -> io::Error {
    io::Error::other("stopped")
}

fn has_positions(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if !object.hasattr("seekable")? {
        return Ok(false);
    }
    call(&object.getattr("seekable")?, ())?.is_truthy()
}
