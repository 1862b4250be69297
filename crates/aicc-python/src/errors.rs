//! The exceptions of the package, which are written in Python.

use aicc_core::{EndpointError, Report};
use pyo3::prelude::*;

use crate::language::Tag;
use crate::report::PyReport;

mod classes {
    #![allow(missing_docs, reason = "written by the macro")]

    use pyo3::import_exception;

    import_exception!(aicc.exceptions, ColumnError);
    import_exception!(aicc.exceptions, EndpointError);
    import_exception!(aicc.exceptions, NoSuchFieldError);
    import_exception!(aicc.exceptions, ReceiveError);
    import_exception!(aicc.exceptions, RefusalError);
    import_exception!(aicc.exceptions, SourceError);
    import_exception!(aicc.exceptions, UnknownInterfaceError);
    import_exception!(aicc.exceptions, ValidationError);
}

pub(crate) use classes::{
    ColumnError, NoSuchFieldError, ReceiveError, RefusalError, SourceError, UnknownInterfaceError,
};

/// A message that breaks rules, as `aicc.ValidationError`.
pub(crate) fn validation(py: Python<'_>, report: &Report) -> PyErr {
    match Py::new(py, PyReport::checked(py, report.clone())) {
        Ok(report) => classes::ValidationError::new_err((report,)),
        Err(error) => error,
    }
}

/// A name that is not a column, as `aicc.ColumnError`.
pub(crate) fn column(error: &aicc_core::ColumnError) -> PyErr {
    let (column, similar) = (error.column().unwrap_or_default().to_owned(), error.similar().map(str::to_owned));
    ColumnError::new_err((column, error.to_string(), (), similar))
}

/// A place that no request can go to, as `aicc.EndpointError`.
pub(crate) fn endpoint(error: EndpointError) -> PyErr {
    classes::EndpointError::new_err((error.kind(),))
}

/// The sentence of an `EndpointError`.
///
/// Args:
///     kind: ``host``, ``port`` or ``scheme``.
///     language: ``en`` or ``zh``.
#[pyfunction]
#[pyo3(signature = (kind, language))]
pub(crate) fn endpoint_message(kind: &str, language: Tag) -> &'static str {
    let known = [EndpointError::Host, EndpointError::Port, EndpointError::Scheme];
    known.into_iter().find(|error| error.kind() == kind).map_or("", |error| error.message(language.0))
}
