//! `Profile` and `PasswordPolicy`: the options of a check.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aicc_core::{Edition, PasswordPolicy, Profile};
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::PyInt;
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};

use crate::classes::immutable::{Attributes, Immutable, PyImmutable, hash};
use crate::convert::argument::{Clamped, integer};
use crate::convert::containers::{is_mapping, items};
use crate::convert::text::wrong_type;

/// The password rule group of a tenant (row 1.3 of ``agentAccount/create``). The defaults are those of the page.
///
/// Args:
///     minimum: The smallest number of characters, from 0. Default: 8.
///     maximum: The largest number of characters. Default: 8.
///     classes: The number of required kinds of characters, of uppercase, lowercase, digits and special characters: 0
///         to 4. Default: 4.
///     validity_days: The validity of a password in days, from 0 to 4294967295. It is shown and not checked.
///         Default: 90.
///
/// Raises:
///     ValueError: A number is outside its range, or no password could meet the policy.
#[pyclass(name = "PasswordPolicy", module = "aicc", frozen, eq, extends = PyImmutable)]
#[derive(Clone, PartialEq)]
pub(crate) struct PyPasswordPolicy(PasswordPolicy);

#[pymethods]
impl PyPasswordPolicy {
    #[new]
    #[pyo3(signature = (*, minimum = None, maximum = None, classes = None, validity_days = None))]
    fn new(
        minimum: Option<Clamped>,
        maximum: Option<Clamped>,
        classes: Option<Clamped>,
        validity_days: Option<Clamped>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let default = PasswordPolicy::default();
        let number = |name, given: Option<Clamped>, default| given.map_or(Ok(default), |given| given.at_least(name, 0));
        let validity_days = validity_days.map_or(Ok(default.validity_days()), |days| {
            u32::try_from(days.0).map_err(|_| PyValueError::new_err("validity_days must be from 0 to 4294967295"))
        });
        let policy = PasswordPolicy::new(
            number("minimum", minimum, default.minimum())?,
            number("maximum", maximum, default.maximum())?,
            number("classes", classes, default.classes())?,
            validity_days?,
        );
        match policy {
            Ok(policy) => Ok(Self(policy).with_base()),
            Err(error) => Err(PyValueError::new_err(error.to_string())),
        }
    }

    /// The smallest number of characters.
    #[getter]
    fn minimum(&self) -> usize {
        self.0.minimum()
    }

    /// The largest number of characters.
    #[getter]
    fn maximum(&self) -> usize {
        self.0.maximum()
    }

    /// The number of required kinds of characters.
    #[getter]
    fn classes(&self) -> usize {
        self.0.classes()
    }

    /// The validity of a password in days.
    #[getter]
    fn validity_days(&self) -> u32 {
        self.0.validity_days()
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        hash(slf.as_any(), POLICY)
    }
}

const POLICY: &[&str] = &["minimum", "maximum", "classes", "validity_days"];

impl Immutable for PyPasswordPolicy {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(POLICY);
}

/// The options of a check. The defaults are those of the pages.
///
/// Args:
///     edition: The edition of the vendor's pages, by its date: ``2023-09-27`` (the default) or ``2025-11-13``.
///     password: The password rule group of the tenant. Default: ``PasswordPolicy()``.
///     maximum_size: The size of the largest body that is read, in bytes, from 0. Default: 1048576 (1 MiB).
///     skill_queues: The type of each skill queue by its ID. If it is left out, the types of an agent's skill queues
///         are not checked.
///
/// Raises:
///     ValueError: The edition is unknown, or a number is outside its range.
#[pyclass(name = "Profile", module = "aicc", frozen, eq, extends = PyImmutable)]
#[derive(Clone, PartialEq)]
pub(crate) struct PyProfile(pub(crate) Profile);

#[pymethods]
impl PyProfile {
    #[new]
    #[pyo3(signature = (*, edition = None, password = None, maximum_size = None, skill_queues = None))]
    fn new(
        edition: Option<&str>,
        password: Option<&Bound<'_, PyPasswordPolicy>>,
        maximum_size: Option<Clamped>,
        skill_queues: Option<Queues>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let default = Profile::default();
        let profile = Profile {
            edition: edition.map_or(Ok(default.edition), edition_of)?,
            password: password.map_or(default.password, |policy| policy.get().0),
            maximum_size: maximum_size.map_or(Ok(default.maximum_size), |size| size.at_least("maximum_size", 0))?,
            skill_queues: skill_queues.map(|queues| queues.0),
        };
        Ok(Self(profile).with_base())
    }

    /// The edition of the vendor's pages, by its date.
    #[getter]
    fn edition(&self) -> &'static str {
        self.0.edition.as_str()
    }

    /// The password rule group of the tenant.
    #[getter]
    fn password<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyPasswordPolicy>> {
        PyPasswordPolicy(self.0.password).object(py)
    }

    /// The size of the largest body that is read, in bytes.
    #[getter]
    fn maximum_size(&self) -> usize {
        self.0.maximum_size
    }

    /// The type of each skill queue by its ID, or ``None`` if the types are not checked. Each access returns a new
    /// dict.
    #[getter]
    fn skill_queues(&self) -> Option<BTreeMap<i64, i64>> {
        self.0.skill_queues.clone()
    }
}

/// The type of each skill queue by its ID, as a mapping.
pub(crate) struct Queues(BTreeMap<i64, i64>);

const MAPPING: PyStaticExpr = type_hint_identifier!("collections.abc", "Mapping");
const INTEGER: PyStaticExpr = <i64 as FromPyObject<'_, '_>>::INPUT_TYPE;

impl FromPyObject<'_, '_> for Queues {
    type Error = PyErr;

    // Mappings are invariant in their keys, so that a mapping with plain integers needs its own entry.
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_subscript!(MAPPING, PyInt::TYPE_HINT, INTEGER),
        type_hint_subscript!(MAPPING, INTEGER, INTEGER)
    );

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if !is_mapping(&value)? {
            return Err(wrong_type("a mapping", &value));
        }
        let queues = items(&value)?.into_iter().map(|(id, kind)| Ok((integer(&id)?, integer(&kind)?)));
        queues.collect::<PyResult<_>>().map(Self)
    }
}

impl Immutable for PyProfile {
    const ATTRIBUTES: &'static Attributes = &Attributes::new(&["edition", "password", "maximum_size", "skill_queues"]);
}

fn edition_of(date: &str) -> PyResult<Edition> {
    Edition::from_date(date).ok_or_else(|| {
        let known: Vec<&str> = Edition::ALL.iter().map(|edition| edition.as_str()).collect();
        PyValueError::new_err(format!("unknown edition {date:?}: use {}", known.join(" or ")))
    })
}

/// Returns the profile of the caller, or the default.
pub(crate) fn chosen<'a>(profile: Option<&'a Bound<'_, PyProfile>>) -> &'a Profile {
    static DEFAULT: LazyLock<Profile> = LazyLock::new(Profile::default);
    profile.map_or(&*DEFAULT, |profile| &profile.get().0)
}
