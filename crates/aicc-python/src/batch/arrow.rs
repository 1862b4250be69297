//! Arrow data of Python objects.

use std::iter::once;

use aicc_arrow_import::{ArrayStream, array, stream};
use arrow_array::ArrayRef;
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::interpreter::{call, running_python};

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
    Ok(Box::new(once(one_array(producer)?)))
}

/// A stream of arrays. Reading it may run Python code.
struct Arriving(ArrayStream);

impl Iterator for Arriving {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        running_python(|| self.0.next())
    }
}

/// Imports one array.
fn one_array(producer: &Bound<'_, PyAny>) -> PyResult<Result<ArrayRef, ArrowError>> {
    let (schema, data): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) =
        call(&producer.getattr("__arrow_c_array__")?, ())?.extract()?;
    array(&schema, &data, 0)
}
