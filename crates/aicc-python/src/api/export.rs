//! The tables as data: the catalogue, the rules, JSON Schema and OpenAPI.

use aicc_batch::Malformed;
use aicc_core::{Code, Interface, Language, Profile, Severity, interfaces};
use aicc_export::BodyKind;
use pyo3::exceptions::{PyLookupError, PyValueError};
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::type_hint_subscript;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::PyTuple;
use serde_json::{Value, json};

use crate::classes::profile::{PyProfile, chosen};
use crate::convert::argument::{Argument, FromPython};
use crate::convert::hint::{Annotated, Hint};
use crate::convert::interface::Named;
use crate::convert::json::{JsonObject, to_python};
use crate::convert::language::Tag;
use crate::panics::guarded;

/// An argument that names a part of an interface.
pub(crate) struct PartArgument(BodyKind);

impl FromPyObject<'_, '_> for PartArgument {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = String::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match String::from_python(&value)?.as_str() {
            "request" => Ok(Self(BodyKind::Request)),
            "reply" => Ok(Self(BodyKind::Reply)),
            other => Err(PyValueError::new_err(format!("unknown part {other:?}: use request or reply"))),
        }
    }
}

/// Returns the JSON Schema 2020-12 of a body. ``x-aicc-unexpressed`` lists the rules that JSON Schema cannot express.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     part: ``request`` (the default) or ``reply``.
///     profile: Edition and password policy of the document. Default: ``aicc.Profile()``.
///     language: The language of descriptions: ``en`` (the default) or ``zh``.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
///     ValueError: The part is unknown, or the language is not supported.
#[pyfunction]
#[pyo3(signature = (interface, part = PartArgument(BodyKind::Request), *, profile = None, language = Tag::default()))]
pub(crate) fn json_schema<'py>(
    py: Python<'py>,
    interface: Named,
    part: PartArgument,
    profile: Option<&Bound<'_, PyProfile>>,
    language: Tag,
) -> PyResult<Annotated<'py, JsonObject>> {
    guarded(|| {
        to_python(py, aicc_export::json_schema(interface.0, part.0, chosen(profile), language.0)).map(Annotated::new)
    })
}

/// Returns the OpenAPI 3.1 document of all interfaces, with one plain type for each member. ``x-aicc-accepts`` has the
/// exact schema of a member if it differs.
///
/// Args:
///     profile: Edition and password policy of the document. Default: ``aicc.Profile()``.
///     language: The language of descriptions: ``en`` (the default) or ``zh``.
///
/// Raises:
///     ValueError: The language is not supported.
#[pyfunction]
#[pyo3(signature = (*, profile = None, language = Tag::default()))]
pub(crate) fn openapi<'py>(
    py: Python<'py>,
    profile: Option<&Bound<'_, PyProfile>>,
    language: Tag,
) -> PyResult<Annotated<'py, JsonObject>> {
    guarded(|| to_python(py, aicc_export::openapi(chosen(profile), language.0)).map(Annotated::new))
}

/// Returns every interface with its rows, and every rule code with its sentences, as plain data. Each text for people
/// is a dict of ``en`` and ``zh``.
///
/// Args:
///     profile: Edition and password policy of the document. Default: ``aicc.Profile()``.
#[pyfunction]
#[pyo3(signature = (*, profile = None))]
pub(crate) fn catalogue<'py>(
    py: Python<'py>,
    profile: Option<&Bound<'_, PyProfile>>,
) -> PyResult<Annotated<'py, JsonObject>> {
    guarded(|| to_python(py, aicc_export::catalogue(chosen(profile))).map(Annotated::new))
}

/// The type of the rows of an interface.
pub(crate) struct RuleRows;

impl Hint for RuleRows {
    const HINT: PyStaticExpr = type_hint_subscript!(
        PyTuple::TYPE_HINT,
        JsonObject::HINT,
        PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }
    );
}

/// Returns the rows of an interface as dicts, in the order of its page. Each has the name of its ``table`` (``path``,
/// ``headers``, ``request`` or ``reply``), the ``row`` number, ``name``, ``type``, bounds, ``label`` and
/// ``description``.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     profile: Edition and password policy of the bounds and descriptions. Default: ``aicc.Profile()``.
///     language: The language of labels and descriptions: ``en`` (the default) or ``zh``.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
///     ValueError: The language is not supported.
#[pyfunction]
#[pyo3(signature = (interface, *, profile = None, language = Tag(Language::English)))]
pub(crate) fn rules<'py>(
    py: Python<'py>,
    interface: Named,
    profile: Option<&Bound<'_, PyProfile>>,
    language: Tag,
) -> PyResult<Annotated<'py, RuleRows>> {
    let rows = guarded(|| Ok(rows(interface.0, chosen(profile))))?;
    let rows = rows.into_iter().map(|row| aicc_export::in_language(row, language.0));
    let rows: PyResult<Vec<_>> = rows.map(|row| to_python(py, row)).collect();
    PyTuple::new(py, rows?).map(Annotated::new)
}

/// Returns the rows of all tables of an interface, each with the name of its table.
fn rows(interface: &Interface, profile: &Profile) -> Vec<Value> {
    let catalogue = aicc_export::catalogue(profile);
    let mut interfaces = catalogue.get("interfaces").and_then(Value::as_array).into_iter().flatten();
    let entry = interfaces.find(|entry| entry.get("name").is_some_and(|name| name == interface.name));
    let tables = entry.and_then(|entry| entry.get("tables")).and_then(Value::as_object).into_iter().flatten();
    let rows = |(table, rows): (&String, &Value)| -> Vec<Value> {
        rows.as_array().into_iter().flatten().map(|row| labelled(table, row)).collect()
    };
    tables.flat_map(rows).collect()
}

fn labelled(table: &str, row: &Value) -> Value {
    let mut labelled = Value::from_iter([("table", table)]);
    if let (Some(labelled), Some(row)) = (labelled.as_object_mut(), row.as_object()) {
        labelled.extend(row.clone());
    }
    labelled
}

/// Returns the rule codes, in the order in which findings on one place are reported.
#[pyfunction]
#[pyo3(signature = () -> "tuple[str, ...]")]
pub(crate) fn rule_codes(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, Code::ALL.iter().map(|code| code.as_str()))
}

/// Returns the meaning of a rule code as a dict of ``code``, ``severity``, the names of its ``params``, and, by
/// language, the ``description`` and the template of the ``message``.
///
/// Args:
///     code: One of ``aicc.rule_codes()``, or a code of ``aicc.check_many`` alone: ``csv`` or ``array``.
///
/// Raises:
///     LookupError: The code is unknown.
#[pyfunction]
#[pyo3(signature = (code))]
pub(crate) fn explain<'py>(py: Python<'py>, code: &str) -> PyResult<Annotated<'py, JsonObject>> {
    let rules = guarded(|| Ok(aicc_export::rules()))?;
    let rule = rules.as_array().into_iter().flatten().find(|rule| rule.get("code").is_some_and(|known| known == code));
    match rule.cloned().or_else(|| explain_malformed(code)) {
        Some(rule) => to_python(py, rule).map(Annotated::new),
        None => Err(PyLookupError::new_err(format!("unknown rule {code:?}: aicc.rule_codes() returns the known ones"))),
    }
}

/// Returns the same for a rule about files, which the core does not have.
fn explain_malformed(code: &str) -> Option<Value> {
    let meaning = Malformed::meaning(code)?;
    let meaning = json!({ "en": meaning.english, "zh": meaning.chinese });
    Some(json!({
        "code": code,
        "severity": Severity::Violation.as_str(),
        "description": meaning,
        "params": [],
        "message": meaning,
    }))
}

/// Returns the names of the interfaces, in the order of the specification.
#[pyfunction]
#[pyo3(name = "interfaces", signature = () -> "tuple[str, ...]")]
pub(crate) fn names(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, interfaces::ALL.iter().map(|interface| interface.name))
}
