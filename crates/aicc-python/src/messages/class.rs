//! The classes of messages. The generated file lists documentation and rows; the macros here write the methods.

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
    pub(crate) use crate::convert::body::{Json, MAPPING_HINT, Members};
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

/// An argument that the engine checks.
pub(crate) trait IntoValue<'py> {
    /// The value as the engine reads it: `None` for an argument that was left out.
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

/// An argument that no rule checks.
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

            /// Reads and checks JSON text.
            ///
            /// Args:
            ///     body: The text, as ``bytes`` or ``str``.
            ///     profile: The choices of this call. Default: what the documents say.
            ///     wrapped: As of the constructor.
            ///
            /// Raises:
            ///     ValidationError: The body breaks rules; its ``report`` holds all of them.
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

            /// Reads and checks members by wire name.
            ///
            /// Args:
            ///     members: The members, as a mapping.
            ///     profile: The choices of this call. Default: what the documents say.
            ///     wrapped: As of the constructor.
            ///
            /// Raises:
            ///     ValidationError: The members break rules; its ``report`` holds all of them.
            ///     TypeError: A value has no JSON form, or a ``Secret`` is no secret of the page.
            #[staticmethod]
            #[pyo3(signature = (members, *, profile = None, wrapped = false))]
            fn from_dict<'py>(
                py: Python<'py>,
                members: Members<'py>,
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

            /// What is allowed and yet warned about, in the order of the document.
            #[getter]
            fn advice<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, Findings>> {
                self.0.advice(py).map(Annotated::new)
            }

            /// The profile that the message was checked by.
            #[getter]
            fn profile<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyProfile>> {
                self.0.profile().object(py)
            }

            /// Whether the body is written under the wrapper that the page prints.
            #[getter]
            fn wrapped(&self) -> bool {
                self.0.wrapped
            }

            /// The body as compact JSON, members in the order of their rows. It holds the secrets of the message.
            fn to_json(&self) -> String {
                self.0.valid.to_json()
            }

            /// The body by wire names, in the order of the rows. It holds the secrets of the message.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, JsonObject>> {
                self.0.to_dict(py).map(Annotated::new)
            }

            $($request)+

            /// The same message with other values of some arguments, checked again.
            ///
            /// Args:
            ///     changes: The new values, by the names of the constructor's arguments.
            ///
            /// Raises:
            ///     ValidationError: The new message breaks rules.
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

/// Writes the class of a record that no table of a request checks by itself: a reply body, or a part of a body.
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

            /// The members by wire name, in the order of the rows.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Annotated<'py, JsonObject>> {
                view_to_python(py, self.0.view()).map(Annotated::new)
            }

            /// The same record with other values of some arguments.
            ///
            /// Args:
            ///     changes: The new values, by the names of the constructor's arguments.
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

            /// Reads JSON text, generously.
            ///
            /// Args:
            ///     body: The text, as ``bytes`` or ``str``.
            ///     profile: The choices of this call. Default: what the documents say.
            ///
            /// Raises:
            ///     ValidationError: The body cannot be understood.
            #[staticmethod]
            #[pyo3(signature = (body, *, profile = None))]
            fn from_json<'py>(
                py: Python<'py>,
                body: Json<'py>,
                profile: Option<&Bound<'py, PyProfile>>,
            ) -> PyResult<Bound<'py, Self>> {
                Self(reply_from_json(py, &body, profile)?).object(py)
            }

            /// Reads members by wire name, generously.
            ///
            /// Args:
            ///     members: The members, as a mapping.
            ///     profile: The choices of this call. Default: what the documents say.
            ///
            /// Raises:
            ///     ValidationError: The members cannot be understood.
            ///     TypeError: A value has no JSON form, or a ``Secret`` is no secret of the page.
            #[staticmethod]
            #[pyo3(signature = (members, *, profile = None))]
            fn from_dict<'py>(
                py: Python<'py>,
                members: Members<'py>,
                profile: Option<&Bound<'py, PyProfile>>,
            ) -> PyResult<Bound<'py, Self>> {
                Self(reply_from_dict(py, members, profile)?).object(py)
            }

            /// The body as compact JSON, members in the order of their rows: what the platform would answer.
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
