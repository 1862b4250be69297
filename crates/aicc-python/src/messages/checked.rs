//! `CheckedMessage`: the value that every class of a request holds.

use std::hash::{DefaultHasher, Hash, Hasher};

use aicc_core::{Profile, Report, RequestBody, Valid};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use serde::de::Deserializer;
use serde::de::value::MapDeserializer;

use crate::classes::profile::{PyProfile, chosen};
use crate::classes::report::tuple_of;
use crate::convert::body::{Json, MembersArgument};
use crate::convert::json::view_to_python;
use crate::convert::text::ReadError;
use crate::convert::value::surrogate_report;
use crate::convert::value::{OnException, PythonValue};
use crate::errors;
use crate::panics::guarded;

/// A valid message, with the profile of its check.
pub(crate) struct CheckedMessage<T> {
    pub(crate) valid: Valid<T>,
    profile: Profile,
    pub(crate) wrapped: bool,
}

impl<T: PartialEq> PartialEq for CheckedMessage<T> {
    fn eq(&self, other: &Self) -> bool {
        self.valid == other.valid
    }
}

/// The options of a constructor.
pub(crate) struct Options {
    profile: Profile,
    wrapped: bool,
}

impl Options {
    pub(crate) fn new(profile: Option<&Bound<'_, PyProfile>>, wrapped: bool) -> Self {
        Self { profile: chosen(profile).clone(), wrapped }
    }
}

impl<T: RequestBody> CheckedMessage<T> {
    /// Checks the values of the rows, in the order of the rows. `None` leaves a member out (reading R3).
    pub(crate) fn new(py: Python<'_>, values: Vec<Bound<'_, PyAny>>, options: Options) -> PyResult<Self> {
        let names = T::INTERFACE.request.object.fields.iter().map(|field| field.name);
        let values = values.iter().map(|value| PythonValue::new(value, OnException::Raise));
        let members = MapDeserializer::<_, ReadError>::new(names.zip(values));
        Self::of_members(py, members, options)
    }

    pub(crate) fn from_json(py: Python<'_>, body: &Json<'_>, options: Options) -> PyResult<Self>
    where
        T: Send,
    {
        let profile = &options.profile;
        let read = guarded(|| Ok(body.read(py, |bytes| T::from_json(bytes, profile))))?;
        Self::checked(py, read, options)
    }

    pub(crate) fn from_dict(py: Python<'_>, members: MembersArgument<'_>, options: Options) -> PyResult<Self> {
        Self::of_members(py, members.value(), options)
    }

    fn of_members<'de>(
        py: Python<'_>,
        members: impl Deserializer<'de, Error = ReadError>,
        options: Options,
    ) -> PyResult<Self> {
        let read = match guarded(|| Ok(T::from_deserializer(members, &options.profile)))? {
            Err(ReadError::Surrogate) => Err(surrogate_report(T::INTERFACE, &options.profile)),
            read => read?,
        };
        Self::checked(py, read, options)
    }

    /// Makes a message that was received.
    pub(crate) fn received(valid: Valid<T>, profile: Profile) -> Self {
        Self { valid, profile, wrapped: false }
    }

    fn checked(py: Python<'_>, read: Result<Valid<T>, Report>, options: Options) -> PyResult<Self> {
        let Options { profile, wrapped } = options;
        let valid = read.map_err(|report| errors::validation(py, &report))?;
        Ok(Self { valid: if wrapped { valid.wrapped() } else { valid }, profile, wrapped })
    }

    pub(crate) fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let members = view_to_python(py, self.valid.view())?;
        match &T::INTERFACE.request.wrapper {
            Some(wrapper) if self.wrapped => {
                let body = PyDict::new(py);
                body.set_item(wrapper.name, members)?;
                Ok(body.into_any())
            }
            _ => Ok(members),
        }
    }

    pub(crate) fn advice<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple_of(py, self.valid.advice())
    }

    pub(crate) fn profile(&self) -> PyProfile {
        PyProfile(self.profile.clone())
    }

    /// Returns a hash without the secrets: messages that differ only in secrets have equal hashes.
    pub(crate) fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.valid.to_masked_json().hash(&mut hasher);
        hasher.finish()
    }
}
