//! Files, and Python objects with the methods of files.

use std::cell::Cell;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyInt, PyString};

use super::caller::Caller;
use super::error::os_error;
use crate::convert::text::wrong_type;
use crate::interpreter::call;

/// A source of bytes: a file, or a Python object with `read`.
pub(crate) enum Input {
    File(File),
    /// The object, and the bytes that it returned beyond the requested number.
    Object(Py<PyAny>, VecDeque<u8>),
}

impl Input {
    /// Opens a path. Any other source must be an object with `read`.
    pub(crate) fn open(source: &Bound<'_, PyAny>) -> PyResult<Self> {
        let path = match source.extract::<PathBuf>() {
            Ok(path) => path,
            Err(_) if source.hasattr("read")? => return Ok(Self::Object(source.clone().unbind(), VecDeque::new())),
            Err(error) => return Err(error),
        };
        let file = source.py().detach(|| File::open(path));
        file.map(Self::File).map_err(|error| os_error(error, source))
    }

    /// Returns a reader of the bytes, which are counted in `read`.
    pub(crate) fn reader<'c>(self, caller: &'c Caller, read: &'c Cell<u64>) -> impl Read + use<'c> {
        Watched { input: self, caller, read }
    }
}

struct Watched<'c> {
    input: Input,
    caller: &'c Caller,
    read: &'c Cell<u64>,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.caller.signals_now_and_then()?;
        let read = match &mut self.input {
            Input::File(file) => file.read(buffer),
            Input::Object(_, rest) if !rest.is_empty() => rest.read(buffer),
            Input::Object(object, rest) => {
                Ok(self.caller.call(|py| read_object_beyond(object.bind(py), buffer, rest))?)
            }
        };
        match read {
            // A signal interrupted the wait for bytes.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                self.caller.signals()?;
                Err(error)
            }
            Ok(length) => {
                self.read.set(self.read.get().saturating_add(u64::try_from(length).unwrap_or_default()));
                Ok(length)
            }
            other => other,
        }
    }
}

/// Fills a buffer, and keeps the bytes that the object returns beyond it.
fn read_object_beyond(object: &Bound<'_, PyAny>, buffer: &mut [u8], rest: &mut VecDeque<u8>) -> PyResult<usize> {
    let bytes = bytes_of(object, buffer.len())?;
    let mut unread = bytes.as_bytes();
    let length = unread.read(buffer)?;
    rest.extend(unread);
    Ok(length)
}

/// Fills a buffer, and drops the bytes that the object returns beyond it.
pub(super) fn read_object(object: &Bound<'_, PyAny>, buffer: &mut [u8]) -> PyResult<usize> {
    Ok(bytes_of(object, buffer.len())?.as_bytes().read(buffer)?)
}

fn bytes_of<'py>(object: &Bound<'py, PyAny>, size: usize) -> PyResult<Bound<'py, PyBytes>> {
    let read = call(&object.getattr("read")?, (size,))?;
    read.cast_into::<PyBytes>().map_err(|error| {
        let read = error.into_inner();
        if read.is_instance_of::<PyString>() {
            wrong_type("a file that is opened in binary mode, whose read() returns bytes", &read)
        } else {
            wrong_type("bytes from read()", &read)
        }
    })
}

/// A Python object with `write`.
pub(crate) struct Output<'c> {
    pub(crate) object: Py<PyAny>,
    pub(crate) caller: &'c Caller,
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // An unbuffered file may write only a part.
        let written = self.caller.call(|py| {
            let written = call(&self.object.bind(py).getattr("write")?, (PyBytes::new(py, bytes),))?;
            if written.is_none() {
                return Ok(bytes.len());
            }
            let number = written.cast::<PyInt>().map_err(|_| wrong_type("a number of bytes from write()", &written))?;
            let count = number.extract().ok().filter(|count| *count <= bytes.len());
            count.ok_or_else(|| {
                PyValueError::new_err(format!(
                    "write() must return the number of bytes that it wrote, from 0 to {}",
                    bytes.len()
                ))
            })
        })?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.caller.call(|py| call(&self.object.bind(py).getattr("flush")?, ()).map(drop))?;
        Ok(())
    }
}
