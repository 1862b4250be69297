//! Arguments that name a language.

use aicc_core::Language;
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;

use crate::convert::argument::{Argument, FromPython};

/// An argument that names a language by its tag: `en`, `en-GB`, `zh`, `zh-CN`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tag(pub(crate) Language);

impl FromPyObject<'_, '_> for Tag {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = String::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let tag = String::from_python(&value)?;
        match Language::from_tag(&tag) {
            Some(language) => Ok(Self(language)),
            None => Err(PyValueError::new_err(format!("unsupported language {tag:?}: use en or zh"))),
        }
    }
}
