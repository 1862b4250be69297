//! The exceptions of the package. Their classes are written in Python: `aicc.exceptions`.

use aicc_core::spec::JsonType;
use aicc_core::{ActualType, EndpointError, Finding, Location, Report, Rule};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::classes::immutable::Immutable;
use crate::classes::report::PyReport;
use crate::convert::language::Tag;

mod classes {
    #![allow(missing_docs, reason = "written by the macro")]

    use pyo3::import_exception;

    import_exception!(aicc.exceptions, ApplyError);
    import_exception!(aicc.exceptions, ColumnError);
    import_exception!(aicc.exceptions, EndpointError);
    import_exception!(aicc.exceptions, InternalError);
    import_exception!(aicc.exceptions, NoSuchFieldError);
    import_exception!(aicc.exceptions, ReceiveError);
    import_exception!(aicc.exceptions, RefusalError);
    import_exception!(aicc.exceptions, SourceError);
    import_exception!(aicc.exceptions, UnknownInterfaceError);
    import_exception!(aicc.exceptions, ValidationError);
}

pub(crate) use classes::{
    ApplyError, ColumnError, InternalError, NoSuchFieldError, ReceiveError, RefusalError, SourceError,
    UnknownInterfaceError,
};

/// Returns the `aicc.ValidationError` for a report, or the `TypeError` of [`misuse`].
pub(crate) fn validation(py: Python<'_>, report: &Report) -> PyErr {
    if let Some(misuse) = misuse(report) {
        return misuse;
    }
    match PyReport::checked(py, report.clone()).object(py) {
        Ok(report) => classes::ValidationError::new_err((report.unbind(),)),
        Err(error) => error,
    }
}

/// Returns the `aicc.ColumnError` for a name that is not a column.
pub(crate) fn column(error: &aicc_core::ColumnError) -> PyErr {
    let column = error.column().unwrap_or_default().to_owned();
    let similar = error.similar().map(|name| format!(" Did you mean {name}?")).unwrap_or_default();
    ColumnError::new_err((column, format!("{error}.{similar}")))
}

/// Returns the `TypeError` about an object without a JSON form, or about a `Secret` for a row that is not secret.
/// `None` if the report has no such finding.
pub(crate) fn misuse(report: &Report) -> Option<PyErr> {
    report.violations().iter().find_map(|violation| {
        let Rule::Type { expected, actual, .. } = violation.rule() else { return None };
        let place = place(violation);
        Some(PyTypeError::new_err(match actual {
            ActualType::Secret => {
                format!(
                    "{place} is not a secret, so that findings may show its value: pass a plain value, not a Secret"
                )
            }
            ActualType::Foreign(object) => {
                format!("{place} is a {object}, which has no JSON form: convert it to {}", python_type(*expected))
            }
            ActualType::Json(_) | ActualType::TypedText | ActualType::NotANumber => return None,
        }))
    })
}

fn place(finding: &Finding) -> String {
    let pointer = finding.pointer();
    match finding.location() {
        Location::Body if pointer.is_empty() => "the body".to_owned(),
        Location::Body => pointer,
        location => format!("{} {pointer}", location.as_str()),
    }
}

/// Returns the Python class for a JSON type.
const fn python_type(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::String => "str",
        JsonType::Integer => "int",
        JsonType::Number => "float",
        JsonType::Boolean => "bool",
        JsonType::Array => "list",
        JsonType::Object => "dict with str names",
        JsonType::Null => "None",
    }
}

/// Returns the `aicc.EndpointError` for an invalid host, port or scheme.
pub(crate) fn endpoint(error: EndpointError) -> PyErr {
    classes::EndpointError::new_err((error.kind(),))
}

/// Returns the sentence of an ``EndpointError``.
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
