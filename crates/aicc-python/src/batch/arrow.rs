//! Arrow data of Python's producers, and record batches that Python gives one after the other.

use std::iter::once;

use aicc_arrow_import::{array, stream};
use arrow_array::ArrayRef;
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator};

use super::caller::Caller;

/// The arrays of a producer.
pub(crate) type Arrays = Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send>;

/// Takes the data of an object with `__arrow_c_stream__` or `__arrow_c_array__`.
pub(crate) fn arrays(producer: &Bound<'_, PyAny>) -> PyResult<Arrays> {
    if producer.hasattr("__arrow_c_stream__")? {
        let capsule = producer.call_method0("__arrow_c_stream__")?;
        return Ok(match stream(capsule.cast::<PyCapsule>()?)? {
            Ok(arrays) => Box::new(arrays),
            Err(error) => Box::new(once(Err(error))),
        });
    }
    Ok(Box::new(once(one_array(producer)?)))
}

fn one_array(producer: &Bound<'_, PyAny>) -> PyResult<Result<ArrayRef, ArrowError>> {
    let (schema, data): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) =
        producer.call_method0("__arrow_c_array__")?.extract()?;
    array(&schema, &data)
}

/// What an iterator of record batches gives.
pub(crate) struct Batches<'c> {
    pub(crate) iterator: Py<PyIterator>,
    pub(crate) caller: &'c Caller,
}

impl Iterator for Batches<'_> {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self
            .caller
            .call(|py| self.iterator.bind(py).clone().next().transpose()?.map(|batch| one_array(&batch)).transpose());
        match next {
            Ok(array) => array,
            Err(stopped) => Some(Err(stopped.into())),
        }
    }
}
