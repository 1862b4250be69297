//! `Finding`: one violation or one piece of advice.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use aicc_core::{Finding, Language, Location, Severity};
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBool, PyDict, PyInt, PyList, PyString, PyTuple};
use pyo3::{type_hint_subscript, type_hint_union};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::classes::immutable::{Attributes, Immutable, PyImmutable};
use crate::convert::hint::{Annotated, Hint, one_of};
use crate::convert::json::to_python;
use crate::convert::language::Tag;

/// A finding as pickles keep it: every attribute and both sentences.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct PickledFinding {
    interface: String,
    severity: String,
    location: String,
    pointer: String,
    rule: String,
    params: Map<String, Value>,
    reference: String,
    url: String,
    english: String,
    chinese: String,
    text: String,
}

fn params(finding: &Finding) -> Map<String, Value> {
    finding.params().into_iter().map(|(name, param)| (name.to_owned(), json!(param))).collect()
}

impl From<&Finding> for PickledFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            interface: finding.interface().name.to_owned(),
            severity: finding.code().severity().as_str().to_owned(),
            location: finding.location().as_str().to_owned(),
            pointer: finding.pointer(),
            rule: finding.code().as_str().to_owned(),
            params: params(finding),
            reference: finding.reference(),
            url: finding.url().to_owned(),
            english: finding.message(Language::English),
            chinese: finding.message(Language::Chinese),
            text: finding.to_string(),
        }
    }
}

/// One violation or one piece of advice about a message, with its place.
///
/// A finding never contains the value of a secret field. Findings with equal attributes are equal.
#[pyclass(name = "Finding", module = "aicc", frozen, extends = PyImmutable)]
pub(crate) struct PyFinding(FindingSource);

impl Immutable for PyFinding {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["location", "pointer", "rule", "params"]);
}

enum FindingSource {
    Checked(Finding),
    Unpickled(Box<PickledFinding>),
}

use FindingSource::{Checked, Unpickled};

impl From<Finding> for PyFinding {
    fn from(finding: Finding) -> Self {
        Self(Checked(finding))
    }
}

impl PyFinding {
    /// Returns every attribute, to compare or pickle the finding. Getters make only the attribute that is read.
    fn pickled(&self) -> Cow<'_, PickledFinding> {
        match &self.0 {
            Checked(finding) => Cow::Owned(finding.into()),
            Unpickled(pickled) => Cow::Borrowed(pickled),
        }
    }

    /// Returns one attribute.
    fn part<'a, T: Into<Cow<'a, str>>>(
        &'a self,
        checked: impl FnOnce(&'a Finding) -> T,
        unpickled: impl FnOnce(&'a PickledFinding) -> &'a str,
    ) -> Cow<'a, str> {
        match &self.0 {
            Checked(finding) => checked(finding).into(),
            Unpickled(pickled) => unpickled(pickled).into(),
        }
    }
}

/// The type of the names of severities.
pub(crate) struct SeverityName;

impl Hint for SeverityName {
    const HINT: PyStaticExpr = one_of!(Severity::Violation, Severity::Advice);
}

/// The type of the names of the parts of a message.
pub(crate) struct LocationName;

impl Hint for LocationName {
    const HINT: PyStaticExpr = one_of!(Location::Path, Location::Header, Location::Body);
}

/// The type of the parameters of a finding: integers, booleans, strings, and lists of them.
pub(crate) struct Params;

impl Hint for Params {
    const HINT: PyStaticExpr = type_hint_subscript!(
        PyDict::TYPE_HINT,
        PyString::TYPE_HINT,
        type_hint_union!(SCALAR, type_hint_subscript!(PyList::TYPE_HINT, SCALAR))
    );
}

const SCALAR: PyStaticExpr = type_hint_union!(PyInt::TYPE_HINT, PyString::TYPE_HINT, PyBool::TYPE_HINT);

#[pymethods]
impl PyFinding {
    /// The name of the interface.
    #[getter]
    fn interface(&self) -> Cow<'_, str> {
        self.part(|finding| finding.interface().name, |pickled| &pickled.interface)
    }

    /// ``violation`` (the message is invalid) or ``advice``.
    #[getter]
    fn severity<'py>(&self, py: Python<'py>) -> Annotated<'py, SeverityName> {
        let severity = self.part(|finding| finding.code().severity().as_str(), |pickled| &pickled.severity);
        Annotated::new(PyString::new(py, &severity))
    }

    /// The part of the message: ``path``, ``header`` or ``body``.
    #[getter]
    fn location<'py>(&self, py: Python<'py>) -> Annotated<'py, LocationName> {
        let location = self.part(|finding| finding.location().as_str(), |pickled| &pickled.location);
        Annotated::new(PyString::new(py, &location))
    }

    /// The place in that part, as a JSON Pointer (RFC 6901): ``/skills/0/agentWeight``. The pointer of the body is
    /// empty.
    #[getter]
    fn pointer(&self) -> Cow<'_, str> {
        self.part(Finding::pointer, |pickled| &pickled.pointer)
    }

    /// The stable code of the rule: ``maxLength``. ``aicc.explain(code)`` describes the rule.
    #[getter]
    fn rule(&self) -> Cow<'_, str> {
        self.part(|finding| finding.code().as_str(), |pickled| &pickled.rule)
    }

    /// The address of the page of the documentation about the rule: ``https://aicc.dev/rules/maxLength/``.
    #[getter]
    fn url(&self) -> Cow<'_, str> {
        self.part(|finding| finding.url(), |pickled| &pickled.url)
    }

    /// The documented bound and the actual value, by name: ``{"maximum": 20, "actual": 31}``. Each access returns a new
    /// dict.
    #[getter]
    fn params<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Params>> {
        let params = match &self.0 {
            Checked(finding) => params(finding),
            Unpickled(pickled) => pickled.params.clone(),
        };
        to_python(py, Value::Object(params)).map(Annotated::new)
    }

    /// The interface and the row of its page: ``agentAccount/create 1.7.2``. Only the interface if no row documents the
    /// place.
    #[getter]
    fn reference(&self) -> Cow<'_, str> {
        self.part(Finding::reference, |pickled| &pickled.reference)
    }

    /// Returns the sentence for people.
    ///
    /// Args:
    ///     language: ``en`` (the default) or ``zh``, or a longer tag such as ``zh-CN``.
    ///
    /// Raises:
    ///     ValueError: The language is not supported.
    #[pyo3(signature = (language = Tag::default()))]
    fn message(&self, language: Tag) -> String {
        match (&self.0, language.0) {
            (Checked(finding), language) => finding.message(language),
            (Unpickled(pickled), Language::English) => pickled.english.clone(),
            (Unpickled(pickled), Language::Chinese) => pickled.chinese.clone(),
        }
    }

    /// Returns the finding as plain data: ``severity``, ``location``, ``pointer``, ``rule``, ``params``, ``reference``
    /// and ``message``.
    ///
    /// Args:
    ///     language: The language of the message: ``en`` (the default) or ``zh``.
    ///
    /// Raises:
    ///     ValueError: The language is not supported.
    #[pyo3(signature = (language = Tag::default()) -> "dict[str, object]")]
    pub(crate) fn to_dict<'py>(&self, py: Python<'py>, language: Tag) -> PyResult<Bound<'py, PyDict>> {
        let data = PyDict::new(py);
        data.set_item("severity", self.severity(py))?;
        data.set_item("location", self.location(py))?;
        data.set_item("pointer", self.pointer())?;
        data.set_item("rule", self.rule())?;
        data.set_item("params", self.params(py)?)?;
        data.set_item("reference", self.reference())?;
        data.set_item("message", self.message(language))?;
        Ok(data)
    }

    fn __str__(&self) -> Cow<'_, str> {
        self.part(Finding::to_string, |pickled| &pickled.text)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.pickled() == other.get().pickled())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.pointer(), self.rule()).hash(&mut hasher);
        hasher.finish()
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let pickled = json!(&*slf.get().pickled()).to_string();
        (slf.get_type().getattr("_unpickled")?, (pickled,)).into_pyobject(slf.py())
    }

    /// Makes the object from its pickle.
    #[staticmethod]
    fn _unpickled<'py>(py: Python<'py>, pickled: &str) -> PyResult<Bound<'py, Self>> {
        match serde_json::from_str(pickled) {
            Ok(pickled) => Self(Unpickled(pickled)).object(py),
            Err(_) => {
                Err(PyValueError::new_err("the pickle of a Finding is damaged, or another version of aicc wrote it"))
            }
        }
    }
}
