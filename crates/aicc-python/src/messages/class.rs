//! Macros that write the Python classes of messages. `generated.rs` gives the documentation and the rows; the macros
//! add the methods.

use pyo3::prelude::*;

use crate::convert::argument::{CheckedArgument, PlainArgument};

/// The names that the macros use.
pub(crate) mod names {
    pub(crate) use pyo3::inspect::PyStaticExpr;
    pub(crate) use pyo3::prelude::*;
    pub(crate) use pyo3::type_hint_union;
    pub(crate) use pyo3::type_object::PyTypeInfo;
    pub(crate) use pyo3::types::PyDict;

    pub(crate) use super::{IntoMember, IntoValue, checked, member, unchecked};
    pub(crate) use crate::classes::immutable::{Attributes, Immutable, PyImmutable, hash, replaced};
    pub(crate) use crate::classes::profile::PyProfile;
    pub(crate) use crate::classes::report::Findings;
    pub(crate) use crate::convert::argument::{Argument, Attribute, FromPython, ToPython};
    pub(crate) use crate::convert::body::{Json, MAPPING_HINT, MembersArgument};
    pub(crate) use crate::convert::hint::{Annotated, Hint};
    pub(crate) use crate::convert::json::{JsonObject, view_to_python};
    pub(crate) use crate::convert::text::wrong_type;
    pub(crate) use crate::messages::checked::{CheckedMessage, Options};
    pub(crate) use crate::messages::reply::{reply_from_dict, reply_from_json};
}

/// The types of arguments that the engine checks, by whether their row is mandatory.
pub(crate) mod checked {
    pub(crate) type Mandatory<'py, T> = super::CheckedArgument<'py, T>;
    pub(crate) type Optional<'py, T> = Option<super::CheckedArgument<'py, T>>;
}

/// The types of arguments that no rule checks, by whether their row is mandatory.
pub(crate) mod unchecked {
    pub(crate) type Mandatory<T> = super::PlainArgument<T>;
    pub(crate) type Optional<T> = Option<super::PlainArgument<T>>;
}

/// The types of members, by whether their row is mandatory.
pub(crate) mod member {
    pub(crate) type Mandatory<T> = T;
    pub(crate) type Optional<T> = Option<T>;
}

/// An argument whose value the engine checks.
pub(crate) trait IntoValue<'py> {
    /// Returns the value for the engine: `None` for an argument that was left out.
    fn into_value(self, py: Python<'py>) -> Bound<'py, PyAny>;
}

impl<'py, T> IntoValue<'py> for CheckedArgument<'py, T> {
    fn into_value(self, _py: Python<'py>) -> Bound<'py, PyAny> {
        self.0
    }
}

impl<'py, T> IntoValue<'py> for Option<CheckedArgument<'py, T>> {
    fn into_value(self, py: Python<'py>) -> Bound<'py, PyAny> {
        self.map_or_else(|| py.None().into_bound(py), |argument| argument.0)
    }
}

/// An argument whose value no rule checks.
pub(crate) trait IntoMember<T> {
    fn into_member(self) -> T;
}

impl<T> IntoMember<T> for PlainArgument<T> {
    fn into_member(self) -> T {
        self.0
    }
}

impl<T> IntoMember<Option<T>> for Option<PlainArgument<T>> {
    fn into_member(self) -> Option<T> {
        self.map(|argument| argument.0)
    }
}

/// Writes the class of a request: `PyAgentSignIn "AgentSignIn" of AgentSignIn { rows }`, and its method `request`.
macro_rules! request_class {
    (
        $(#[$documentation:meta])*
        $class:ident $name:tt of $message:ident {
            $($(#[$row:meta])* $member:ident: $presence:ident<$type:ty> $(= $absent:ident)?;)+
        }
        $($request:tt)+
    ) => {
        $(#[$documentation])*
        #[pyclass(name = $name, module = "aicc", frozen, eq, extends = PyImmutable)]
        #[derive(PartialEq)]
        pub(crate) struct $class(pub(crate) CheckedMessage<$message>);

        impl Immutable for $class {
            const ATTRIBUTES: &'static Attributes =
                &Attributes {
                    shown: &[$(stringify!($member)),+],
                    arguments: &[$(stringify!($member)),+, "profile", "wrapped"],
                    members: None,
                };
        }

        #[pymethods]
        impl $class {
            #[new]
            #[allow(clippy::too_many_arguments, reason = "a message has an argument for each row of its page")]
            #[pyo3(signature = (*, $($member $(= $absent)?,)+ profile = None, wrapped = false))]
            fn new<'py>(
                py: Python<'py>,
                $($member: checked::$presence<'py, $type>,)+
                profile: Option<&Bound<'py, PyProfile>>,
                wrapped: bool,
            ) -> PyResult<PyClassInitializer<Self>> {
                let values = vec![$($member.into_value(py)),+];
                Ok(Self(CheckedMessage::new(py, values, Options::new(profile, wrapped))?).with_base())
            }

            /// Returns the message that JSON text holds, after checking it.
            ///
            /// Args:
            ///     body: The JSON text of the body.
            ///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
            ///     wrapped: As in the constructor. Default: False.
            ///
            /// Raises:
            ///     ValidationError: The body breaks rules; ``report`` has every finding.
            #[staticmethod]
            #[pyo3(signature = (body, *, profile = None, wrapped = false))]
            fn from_json<'py>(
                py: Python<'py>,
                body: Json<'py>,
                profile: Option<&Bound<'py, PyProfile>>,
                wrapped: bool,
            ) -> PyResult<Bound<'py, Self>> {
                Self(CheckedMessage::from_json(py, &body, Options::new(profile, wrapped))?).object(py)
            }

            /// Returns the message that a mapping holds, after checking it.
            ///
            /// Args:
            ///     members: The members by wire name: a mapping, a dataclass, an attrs class or a pydantic model.
            ///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
            ///     wrapped: As in the constructor. Default: False.
            ///
            /// Raises:
            ///     ValidationError: The members break rules; ``report`` has every finding.
            ///     TypeError: A value has no JSON form, or a ``Secret`` is given for a row that is not secret.
            #[staticmethod]
            #[pyo3(signature = (members, *, profile = None, wrapped = false))]
            fn from_dict<'py>(
                py: Python<'py>,
                members: MembersArgument<'py>,
                profile: Option<&Bound<'py, PyProfile>>,
                wrapped: bool,
            ) -> PyResult<Bound<'py, Self>> {
                Self(CheckedMessage::from_dict(py, members, Options::new(profile, wrapped))?).object(py)
            }

            $(
                $(#[$row])*
                #[getter]
                fn $member(&self) -> Attribute<'_, member::$presence<$type>> {
                    Attribute(&self.0.valid.$member)
                }
            )+

            /// The findings that do not make the message invalid, in the order of the page.
            #[getter]
            fn advice<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Findings>> {
                self.0.advice(py).map(Annotated::new)
            }

            /// The profile with which the message was checked.
            #[getter]
            fn profile<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyProfile>> {
                self.0.profile().object(py)
            }

            /// Whether the body is written inside the wrapper that the page documents.
            #[getter]
            fn wrapped(&self) -> bool {
                self.0.wrapped
            }

            /// Returns the body as compact JSON, in the order of the rows. It contains the secrets of the message.
            fn to_json(&self) -> String {
                self.0.valid.to_json()
            }

            /// Returns the body by wire names, in the order of the rows. It contains the secrets of the message.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, JsonObject>> {
                self.0.to_dict(py).map(Annotated::new)
            }

            $($request)+

            /// Returns a message with other values for some arguments, after checking it again.
            ///
            /// Args:
            ///     changes: The new values, by the argument names of the constructor.
            ///
            /// Raises:
            ///     ValidationError: The new message breaks rules; ``report`` has every finding.
            #[pyo3(signature = (**changes: "object") -> $name)]
            fn replace<'py>(
                slf: &Bound<'py, Self>,
                changes: Option<&Bound<'py, PyDict>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                replaced(slf.as_any(), Self::ATTRIBUTES.arguments, changes)
            }

            #[pyo3(signature = (**changes: "object") -> $name)]
            fn __replace__<'py>(
                slf: &Bound<'py, Self>,
                changes: Option<&Bound<'py, PyDict>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                replaced(slf.as_any(), Self::ATTRIBUTES.arguments, changes)
            }

            fn __hash__(&self) -> u64 {
                self.0.hash()
            }
        }
    };
}

/// Writes the class of a reply body or of a part of a body: no rules are checked when an object is made.
macro_rules! record_class {
    (
        $(#[$documentation:meta])*
        $class:ident $name:tt of $record:ident, members $members:expr; {
            $($(#[$row:meta])* $member:ident: $presence:ident<$type:ty> $(= $absent:ident)?;)+
        }
        $($methods:tt)*
    ) => {
        $(#[$documentation])*
        #[pyclass(name = $name, module = "aicc", frozen, eq, extends = PyImmutable)]
        #[derive(PartialEq)]
        pub(crate) struct $class(pub(crate) $record);

        impl Immutable for $class {
            const ATTRIBUTES: &'static Attributes = &Attributes {
                members: $members,
                ..Attributes::new(&[$(stringify!($member)),+])
            };
        }

        #[pymethods]
        impl $class {
            #[new]
            #[allow(clippy::too_many_arguments, reason = "a message has an argument for each row of its page")]
            #[pyo3(signature = (*, $($member $(= $absent)?),+))]
            fn new($($member: unchecked::$presence<$type>),+) -> PyClassInitializer<Self> {
                Self($record { $($member: $member.into_member()),+ }).with_base()
            }

            $($methods)*

            $(
                $(#[$row])*
                #[getter]
                fn $member(&self) -> Attribute<'_, member::$presence<$type>> {
                    Attribute(&self.0.$member)
                }
            )+

            /// Returns the members by wire name, in the order of the rows.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, JsonObject>> {
                view_to_python(py, self.0.view()).map(Annotated::new)
            }

            /// Returns a record with other values for some arguments.
            ///
            /// Args:
            ///     changes: The new values, by the argument names of the constructor.
            #[pyo3(signature = (**changes: "object") -> $name)]
            fn replace<'py>(
                slf: &Bound<'py, Self>,
                changes: Option<&Bound<'py, PyDict>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                replaced(slf.as_any(), Self::ATTRIBUTES.arguments, changes)
            }

            #[pyo3(signature = (**changes: "object") -> $name)]
            fn __replace__<'py>(
                slf: &Bound<'py, Self>,
                changes: Option<&Bound<'py, PyDict>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                replaced(slf.as_any(), Self::ATTRIBUTES.arguments, changes)
            }

            fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
                hash(slf.as_any(), Self::ATTRIBUTES.arguments)
            }
        }

        impl ToPython for $record {
            const HINT: PyStaticExpr = $class::TYPE_HINT;

            fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok($class(self.clone()).object(py)?.into_any())
            }
        }
    };
}

/// Writes the class of a reply body.
macro_rules! reply_class {
    (
        $(#[$documentation:meta])*
        $class:ident $name:tt of $reply:ident { $($rows:tt)+ }
    ) => {
        record_class! {
            $(#[$documentation])*
            $class $name of $reply, members None; { $($rows)+ }

            /// Returns the reply body that JSON text holds. It is read leniently: unknown values are kept.
            ///
            /// Args:
            ///     body: The JSON text of the body.
            ///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
            ///
            /// Raises:
            ///     ValidationError: The body cannot be read; ``report`` says why.
            #[staticmethod]
            #[pyo3(signature = (body, *, profile = None))]
            fn from_json<'py>(
                py: Python<'py>,
                body: Json<'py>,
                profile: Option<&Bound<'py, PyProfile>>,
            ) -> PyResult<Bound<'py, Self>> {
                Self(reply_from_json(py, &body, profile)?).object(py)
            }

            /// Returns the reply body that a mapping holds. It is read leniently: unknown values are kept.
            ///
            /// Args:
            ///     members: The members by wire name: a mapping, a dataclass, an attrs class or a pydantic model.
            ///     profile: Edition, password policy and limits of the check. Default: ``aicc.Profile()``.
            ///
            /// Raises:
            ///     ValidationError: The members cannot be read; ``report`` says why.
            ///     TypeError: A value has no JSON form, or a ``Secret`` is given for a row that is not secret.
            #[staticmethod]
            #[pyo3(signature = (members, *, profile = None))]
            fn from_dict<'py>(
                py: Python<'py>,
                members: MembersArgument<'py>,
                profile: Option<&Bound<'py, PyProfile>>,
            ) -> PyResult<Bound<'py, Self>> {
                Self(reply_from_dict(py, members, profile)?).object(py)
            }

            /// Returns the body as compact JSON, in the order of the rows: the form in which the platform sends it.
            fn to_json(&self) -> String {
                self.0.to_json()
            }
        }
    };
}

/// Writes the class of an object inside a request.
macro_rules! request_part_class {
    (
        $(#[$documentation:meta])*
        $class:ident $name:tt of $part:ident { $($rows:tt)+ }
    ) => {
        record_class! {
            $(#[$documentation])*
            $class $name of $part, members Some(|part| view_to_python(part.py(), part.cast::<$class>()?.get().0.view())); { $($rows)+ }
        }

        impl Argument for $part {
            const HINT: PyStaticExpr = type_hint_union!($class::TYPE_HINT, MAPPING_HINT);
        }
    };
}

/// Writes the class of an object inside a reply.
macro_rules! reply_part_class {
    (
        $(#[$documentation:meta])*
        $class:ident $name:tt of $part:ident { $($rows:tt)+ }
    ) => {
        record_class! {
            $(#[$documentation])*
            $class $name of $part, members None; { $($rows)+ }
        }

        impl Argument for $part {
            const HINT: PyStaticExpr = $class::TYPE_HINT;
        }

        impl FromPython for $part {
            fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Self> {
                Ok(value.cast::<$class>().map_err(|_| wrong_type($name, value))?.get().0.clone())
            }
        }
    };
}

pub(crate) use {record_class, reply_class, reply_part_class, request_class, request_part_class};
