//! Templates to fill in.

use aicc_workbook::{MAXIMUM_GROUPS, Template};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::classes::profile::{PyProfile, chosen};
use crate::convert::interface::Named;
use crate::convert::language::Tag;
use crate::panics::guarded;

/// Returns the bytes of a template: see ``aicc.template``.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     form: ``workbook`` or ``csv``.
///     profile: Edition and password policy of the rules.
///     language: The language of headings, values and texts.
///     skills: How many groups of columns a list of objects has.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
///     ValueError: An argument is outside its range.
#[pyfunction]
#[pyo3(signature = (interface, form, *, profile, language, skills))]
pub(crate) fn template_bytes<'py>(
    py: Python<'py>,
    interface: Named,
    form: &str,
    profile: Option<&Bound<'py, PyProfile>>,
    language: Tag,
    skills: usize,
) -> PyResult<Bound<'py, PyBytes>> {
    if skills > MAXIMUM_GROUPS {
        return Err(PyValueError::new_err(format!("skills must be from 0 to {MAXIMUM_GROUPS}, not {skills}")));
    }
    let template = Template { groups: skills, ..Template::new(interface.0, chosen(profile), language.0) };
    let bytes = match form {
        "csv" => guarded(|| Ok(template.csv()))?,
        _ => guarded(|| template.workbook().map_err(|error| PyRuntimeError::new_err(error.to_string())))?,
    };
    Ok(PyBytes::new(py, &bytes))
}
