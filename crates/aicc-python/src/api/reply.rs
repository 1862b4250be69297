//! `read_reply`: the outcome of a reply.

use aicc_core::{AnyReply, Interface, Language, Outcome, Profile, Secret, Wording};
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

use crate::classes::immutable::{Attributes, Immutable, PyImmutable, hash};
use crate::classes::profile::{PyProfile, chosen};
use crate::classes::report::{Findings, tuple_of};
use crate::classes::secret::PySecret;
use crate::convert::argument::{Attribute, Clamped};
use crate::convert::body::{Json, Pairs};
use crate::convert::hint::Annotated;
use crate::convert::interface::Named;
use crate::convert::language::Tag;
use crate::errors::RefusalError;
use crate::messages::generated::{ReplyData, reply_data};
use crate::panics::guarded;

/// Returns the outcome of a reply. Replies are read leniently: undocumented values are kept, with advice.
///
/// Args:
///     interface: The name of the interface: one of ``aicc.interfaces()``.
///     status: The HTTP status, from 0 to 65535.
///     body: The JSON text of the body. A ``bytearray`` or ``memoryview`` is copied, and the copy is not wiped.
///         Default: empty.
///     headers: The header fields of the reply, as a mapping or pairs; upper and lower case of names are equal. The
///         value that authenticates later calls is kept as ``Reply.session``; no other field is read. Default: empty.
///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
///
/// Raises:
///     UnknownInterfaceError: The package does not know the interface.
///     TypeError: The name of a header field, or the value that is kept, is not a ``str``.
///     ValueError: ``status`` is outside its range.
///
/// Example:
///     >>> reply = aicc.read_reply("loginex", 200, b'{"message": "", "retcode": "100-002"}')
///     >>> reply.ok, reply.code, reply.meaning
///     (False, '100-002', 'the agent has already signed in')
#[pyfunction]
#[pyo3(signature = (interface, status, body = None, *, headers = None, profile = None))]
pub(crate) fn read_reply<'py>(
    py: Python<'py>,
    interface: Named,
    status: HttpStatus,
    body: Option<Json<'py>>,
    headers: Option<Pairs<'py>>,
    profile: Option<&Bound<'py, PyProfile>>,
) -> PyResult<Bound<'py, PyReply>> {
    let headers = match interface.0.service.session_header() {
        Some(name) => headers.unwrap_or_default().texts_named(name)?,
        None => Vec::new(),
    };
    read(py, interface.0, status.0, body, &headers, chosen(profile).clone())
}

/// Reads a reply. `headers` has only the fields that authenticate later calls.
fn read<'py>(
    py: Python<'py>,
    interface: &'static Interface,
    status: u16,
    body: Option<Json<'py>>,
    headers: &[(String, Secret)],
    profile: Profile,
) -> PyResult<Bound<'py, PyReply>> {
    let body = body.unwrap_or_else(|| Json::empty(py));
    let fields: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.expose())).collect();
    let read = |bytes: &[u8]| AnyReply::read(interface, status, &fields, bytes, &profile);
    let outcome = guarded(|| Ok(body.read(py, read)))?;
    PyReply::new(py, ReplyInput { interface, status, body: body.into_bytes().unbind(), profile }, outcome)?.object(py)
}

/// An HTTP status.
pub(crate) struct HttpStatus(u16);

impl FromPyObject<'_, '_> for HttpStatus {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = Clamped::INPUT_TYPE;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let Clamped(status) = value.extract()?;
        let status = u16::try_from(status).map_err(|_| PyValueError::new_err("status must be from 0 to 65535"));
        status.map(Self)
    }
}

/// The arguments of `read_reply`, with which pickling reads the reply again.
struct ReplyInput {
    interface: &'static Interface,
    status: u16,
    body: Py<PyBytes>,
    profile: Profile,
}

impl ReplyInput {
    fn is_same(&self, other: &Self, py: Python<'_>) -> bool {
        (self.interface, self.status, self.body.as_bytes(py), &self.profile)
            == (other.interface, other.status, other.body.as_bytes(py), &other.profile)
    }
}

/// The outcome of a reply of the platform.
#[pyclass(name = "Reply", module = "aicc", frozen, extends = PyImmutable)]
pub(crate) struct PyReply {
    input: ReplyInput,
    outcome: &'static str,
    code: Option<String>,
    meaning: Wording,
    action: Option<Wording>,
    data: Py<PyAny>,
    violations: Py<PyTuple>,
    advice: Py<PyTuple>,
    session: Option<Secret>,
}

impl PyReply {
    fn new(py: Python<'_>, input: ReplyInput, outcome: Outcome<AnyReply>) -> PyResult<Self> {
        let (outcome_name, meaning, action) = (outcome.name(), outcome.meaning(), outcome.action());
        let session = outcome.answer().and_then(|answer| answer.session.clone());
        let (code, data, violations, advice) = match outcome {
            Outcome::Success(answer) | Outcome::Refusal(answer) => {
                (Some(answer.code), reply_data(py, &answer.body)?, Vec::new(), answer.advice)
            }
            Outcome::Unreadable(report, _) => {
                (None, py.None().into_bound(py), report.violations().to_vec(), report.advice().to_vec())
            }
            _ => (None, py.None().into_bound(py), Vec::new(), Vec::new()),
        };
        Ok(Self {
            input,
            outcome: outcome_name,
            code,
            meaning,
            action,
            data: data.unbind(),
            violations: tuple_of(py, &violations)?.unbind(),
            advice: tuple_of(py, &advice)?.unbind(),
            session,
        })
    }
}

impl Immutable for PyReply {
    const ATTRIBUTES: &'static Attributes =
        &Attributes::new(&["interface", "status", "outcome", "code", "meaning", "action", "data", "session"]);
}

#[pymethods]
impl PyReply {
    /// The name of the interface.
    #[getter]
    fn interface(&self) -> &'static str {
        self.input.interface.name
    }

    /// The HTTP status.
    #[getter]
    fn status(&self) -> u16 {
        self.input.status
    }

    /// Whether the platform executed the request.
    #[getter]
    fn ok(&self) -> bool {
        self.outcome == "success"
    }

    /// ``success``; ``refusal`` (the platform read the request and refused it); ``documentedStatus`` or
    /// ``undocumentedStatus`` (the HTTP status is not 200); or ``unreadable`` (it is 200, and the body cannot be read).
    #[getter]
    fn outcome(&self) -> &'static str {
        self.outcome
    }

    /// The result code, or ``None`` if the body was not read.
    #[getter]
    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The meaning of the outcome, in a few English words.
    #[getter]
    fn meaning(&self) -> &'static str {
        self.meaning.in_language(Language::English)
    }

    /// What the caller can do, in a few English words. ``None`` if the page does not say.
    #[getter]
    fn action(&self) -> Option<&'static str> {
        self.action.map(|action| action.in_language(Language::English))
    }

    /// Returns the meaning of the outcome, in a few words.
    ///
    /// Args:
    ///     language: ``en`` or ``zh``.
    ///
    /// Raises:
    ///     ValueError: The language is not supported.
    #[pyo3(signature = (language))]
    fn meaning_in(&self, language: Tag) -> &'static str {
        self.meaning.in_language(language.0)
    }

    /// Returns what the caller can do, in a few words. ``None`` if the page does not say.
    ///
    /// Args:
    ///     language: ``en`` or ``zh``.
    ///
    /// Raises:
    ///     ValueError: The language is not supported.
    #[pyo3(signature = (language))]
    fn action_in(&self, language: Tag) -> Option<&'static str> {
        self.action.map(|action| action.in_language(language.0))
    }

    /// The typed body, or ``None`` if it was not read.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> Annotated<'py, ReplyData> {
        Annotated::new(self.data.bind(py).clone())
    }

    /// The reasons why the body cannot be read. Empty unless ``outcome`` is ``unreadable``.
    #[getter]
    fn violations<'py>(&self, py: Python<'py>) -> Annotated<'py, Findings> {
        Annotated::new(self.violations.bind(py).clone())
    }

    /// The advice on the reply.
    #[getter]
    fn advice<'py>(&self, py: Python<'py>) -> Annotated<'py, Findings> {
        Annotated::new(self.advice.bind(py).clone())
    }

    /// The value that authenticates later calls to the agent gateway: the ``Set-GUID`` header of the reply. ``None`` if
    /// the reply has no such header, or was not read.
    #[getter]
    fn session(&self) -> Attribute<'_, Option<Secret>> {
        Attribute(&self.session)
    }

    /// The body as it was received.
    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> &Bound<'py, PyBytes> {
        self.input.body.bind(py)
    }

    /// Raises a ``RefusalError`` unless the platform executed the request.
    fn raise_for_refusal(slf: Py<Self>, py: Python<'_>) -> PyResult<()> {
        if slf.bind(py).get().ok() { Ok(()) } else { Err(RefusalError::new_err((slf,))) }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let is_same = |other: &Self, py| self.input.is_same(&other.input, py) && self.session == other.session;
        other.cast::<Self>().is_ok_and(|other| is_same(other.get(), other.py()))
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        hash(slf.as_any(), &["interface", "status", "content"])
    }

    /// A reply is read again when it is unpickled. Pickling a reply with a session needs the permission for secrets.
    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (py, input) = (slf.py(), &slf.get().input);
        let profile = PyProfile(input.profile.clone()).object(py)?;
        let arguments = (input.interface.name, input.status, input.body.bind(py), profile, slf.get().session());
        (slf.get_type().getattr("_unpickled")?, arguments).into_pyobject(py)
    }

    /// Makes the object from its pickle.
    #[staticmethod]
    fn _unpickled<'py>(
        py: Python<'py>,
        interface: Named,
        status: HttpStatus,
        body: Json<'py>,
        profile: &Bound<'py, PyProfile>,
        session: Option<&Bound<'py, PySecret>>,
    ) -> PyResult<Bound<'py, Self>> {
        let named = |secret: &Bound<'_, PySecret>| {
            Some((interface.0.service.session_header()?.to_owned(), secret.get().0.clone()))
        };
        let headers: Vec<(String, Secret)> = session.and_then(named).into_iter().collect();
        read(py, interface.0, status.0, Some(body), &headers, profile.get().0.clone())
    }
}
