//! Findings.

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

/// All that a finding says: what pickling keeps of it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Told {
    interface: String,
    severity: String,
    location: String,
    pointer: String,
    rule: String,
    params: Map<String, Value>,
    reference: String,
    english: String,
    chinese: String,
    text: String,
}

fn params(finding: &Finding) -> Map<String, Value> {
    finding.params().into_iter().map(|(name, param)| (name.to_owned(), json!(param))).collect()
}

impl From<&Finding> for Told {
    fn from(finding: &Finding) -> Self {
        Self {
            interface: finding.interface().name.to_owned(),
            severity: finding.code().severity().as_str().to_owned(),
            location: finding.location().as_str().to_owned(),
            pointer: finding.pointer(),
            rule: finding.code().as_str().to_owned(),
            params: params(finding),
            reference: finding.reference(),
            english: finding.message(Language::English),
            chinese: finding.message(Language::Chinese),
            text: finding.to_string(),
        }
    }
}

/// One violation or one piece of advice, with its place.
///
/// It never holds the value of a secret field. Findings compare, hash, copy and pickle by what they say.
#[pyclass(name = "Finding", module = "aicc", frozen, extends = PyImmutable)]
pub(crate) struct PyFinding(Source);

impl Immutable for PyFinding {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["location", "pointer", "rule", "params"]);
}

enum Source {
    Checked(Finding),
    Unpickled(Box<Told>),
}

use Source::{Checked, Unpickled};

impl From<Finding> for PyFinding {
    fn from(finding: Finding) -> Self {
        Self(Checked(finding))
    }
}

impl PyFinding {
    /// All at once, for what compares or keeps findings. Who looks at one part of a finding waits for no other.
    fn told(&self) -> Cow<'_, Told> {
        match &self.0 {
            Checked(finding) => Cow::Owned(finding.into()),
            Unpickled(told) => Cow::Borrowed(told),
        }
    }

    /// One part of what is told.
    fn tell<'a, T: Into<Cow<'a, str>>>(
        &'a self,
        checked: impl FnOnce(&'a Finding) -> T,
        unpickled: impl FnOnce(&'a Told) -> &'a str,
    ) -> Cow<'a, str> {
        match &self.0 {
            Checked(finding) => checked(finding).into(),
            Unpickled(told) => unpickled(told).into(),
        }
    }
}

/// The type of the name of a severity.
pub(crate) struct SeverityName;

impl Hint for SeverityName {
    const HINT: PyStaticExpr = one_of!(Severity::Violation, Severity::Advice);
}

/// The type of the name of a part of a message.
pub(crate) struct LocationName;

impl Hint for LocationName {
    const HINT: PyStaticExpr = one_of!(Location::Path, Location::Header, Location::Body);
}

/// The type of a finding's arguments: numbers, truth values, texts, and lists of them.
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
    /// The name of the interface whose message this is about.
    #[getter]
    fn interface(&self) -> Cow<'_, str> {
        self.tell(|finding| finding.interface().name, |told| &told.interface)
    }

    /// ``violation`` or ``advice``.
    #[getter]
    fn severity<'py>(&self, py: Python<'py>) -> Annotated<'py, SeverityName> {
        let severity = self.tell(|finding| finding.code().severity().as_str(), |told| &told.severity);
        Annotated::new(PyString::new(py, &severity))
    }

    /// The part of the message: ``path``, ``header`` or ``body``.
    #[getter]
    fn location<'py>(&self, py: Python<'py>) -> Annotated<'py, LocationName> {
        let location = self.tell(|finding| finding.location().as_str(), |told| &told.location);
        Annotated::new(PyString::new(py, &location))
    }

    /// The place in that part, as an RFC 6901 JSON Pointer: ``/skills/0/agentWeight``; the body itself is empty.
    #[getter]
    fn pointer(&self) -> Cow<'_, str> {
        self.tell(Finding::pointer, |told| &told.pointer)
    }

    /// The code of the rule, which is stable: ``maxLength``. ``aicc.explain(code)`` says what it means.
    #[getter]
    fn rule(&self) -> Cow<'_, str> {
        self.tell(|finding| finding.code().as_str(), |told| &told.rule)
    }

    /// The documented bound and what was found, by name: ``{"maximum": 20, "actual": 31}``. A new dict each time.
    #[getter]
    fn params<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Params>> {
        let params = match &self.0 {
            Checked(finding) => params(finding),
            Unpickled(told) => told.params.clone(),
        };
        to_python(py, Value::Object(params)).map(Annotated::new)
    }

    /// The interface and the row of its document: ``agentAccount/create 1.7.2``; the interface alone for a place that
    /// no row documents.
    #[getter]
    fn reference(&self) -> Cow<'_, str> {
        self.tell(Finding::reference, |told| &told.reference)
    }

    /// The sentence for a person.
    ///
    /// Args:
    ///     language: ``en`` (the default) or ``zh``; ``zh-CN`` and the like are understood.
    ///
    /// Raises:
    ///     ValueError: There are no sentences in that language.
    #[pyo3(signature = (language = Tag::default()))]
    fn message(&self, language: Tag) -> String {
        match (&self.0, language.0) {
            (Checked(finding), language) => finding.message(language),
            (Unpickled(told), Language::English) => told.english.clone(),
            (Unpickled(told), Language::Chinese) => told.chinese.clone(),
        }
    }

    /// The finding as plain data: ``severity``, ``location``, ``pointer``, ``rule``, ``params``, ``reference`` and
    /// ``message``.
    ///
    /// Args:
    ///     language: That of the message: ``en`` (the default) or ``zh``.
    ///
    /// Raises:
    ///     ValueError: There are no sentences in that language.
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
        self.tell(Finding::to_string, |told| &told.text)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.told() == other.get().told())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.pointer(), self.rule()).hash(&mut hasher);
        hasher.finish()
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let told = json!(&*slf.get().told()).to_string();
        (slf.get_type().getattr("_unpickled")?, (told,)).into_pyobject(slf.py())
    }

    /// What pickling kept.
    #[staticmethod]
    fn _unpickled<'py>(py: Python<'py>, told: &str) -> PyResult<Bound<'py, Self>> {
        match serde_json::from_str(told) {
            Ok(told) => Self(Unpickled(told)).object(py),
            Err(_) => Err(PyValueError::new_err("no pickled finding")),
        }
    }
}
