//! Arrow data of Python objects, and iterators of record batches.

use std::iter::once;

use aicc_arrow_import::{ArrayStream, array, stream};
use arrow_array::{Array as _, ArrayRef};
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator};

use super::caller::Caller;
use crate::interpreter::{call, next_of, running_python};

/// The arrays of an object.
pub(crate) type Arrays = Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send>;

/// Imports the data of an object with `__arrow_c_stream__` or `__arrow_c_array__`.
pub(crate) fn arrays(producer: &Bound<'_, PyAny>) -> PyResult<Arrays> {
    if producer.hasattr("__arrow_c_stream__")? {
        let capsule = call(&producer.getattr("__arrow_c_stream__")?, ())?;
        return Ok(match stream(capsule.cast::<PyCapsule>()?)? {
            // An empty array first, so that the columns of a table without rows are checked.
            Ok(arrays) => Box::new(once(arrays.empty()).chain(Arriving(arrays))),
            Err(error) => Box::new(once(Err(error))),
        });
    }
    Ok(Box::new(once(one_array(producer, 0)?)))
}

/// A stream of arrays. Reading it may run Python code.
struct Arriving(ArrayStream);

impl Iterator for Arriving {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        running_python(|| self.0.next())
    }
}

/// Imports one array. `rows` is the number of rows before it, for errors.
fn one_array(producer: &Bound<'_, PyAny>, rows: usize) -> PyResult<Result<ArrayRef, ArrowError>> {
    let (schema, data): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) =
        call(&producer.getattr("__arrow_c_array__")?, ())?.extract()?;
    array(&schema, &data, rows)
}

/// The arrays of an iterator of record batches.
pub(crate) struct Batches<'c> {
    pub(crate) iterator: Py<PyIterator>,
    pub(crate) caller: &'c Caller,
    /// The number of rows that were read.
    pub(crate) rows: usize,
}

impl Iterator for Batches<'_> {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { iterator, caller, rows } = self;
        let next =
            caller.call(|py| next_of(iterator, py).transpose()?.map(|batch| one_array(&batch, *rows)).transpose());
        match next {
            Ok(array) => {
                if let Some(Ok(array)) = &array {
                    *rows = rows.saturating_add(array.len());
                }
                array
            }
            Err(stopped) => Some(Err(stopped.into())),
        }
    }
}
