//! placeholder
use pyo3::prelude::*;
pub(crate) fn nested<'py>(_value: &Bound<'py, PyAny>) -> Option<PyResult<Bound<'py, PyAny>>> {
    None
}
