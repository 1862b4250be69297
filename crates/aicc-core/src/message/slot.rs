//! Slots connect typed messages with the tables: a slot holds the value of a row.
//!
//! ```text
//!               set, begin, element, member               view, view_at
//! the engine ──────────────────────────────▶ a message ──────────────────▶ the writer of JSON, the engine
//!  (values)               Slot               (its type)       View
//! ```
//!
//! The engine writes each accepted value into a [`Slot`] while it reads, and the writer reads the values back as [`View`]s. Both
//! address members by their position in the table, never by name.

use std::borrow::Cow;

use crate::message::secret::Secret;
use crate::spec::{JsonType, Object};

/// A value that is neither an array nor an object. It has no `Debug` form, since it may be the value of a secret.
#[derive(Clone, PartialEq)]
pub enum Scalar<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

/// The content of a slot.
#[derive(Clone)]
pub enum View<'a> {
    /// Nothing: the member is absent.
    Absent,
    /// A scalar.
    Scalar(Scalar<'a>),
    /// An array, with the number of its elements.
    Array(usize, &'a AnySlot),
    /// An object, with its table.
    Object(&'static Object, &'a AnySlot),
}

/// A slot of any type.
pub type AnySlot = dyn Slot;

/// A place for the value of a row. The types of members and messages implement it. A call that does not fit the type is ignored.
pub trait Slot: 'static {
    /// Removes the value.
    fn clear(&mut self);

    /// Begins an array or object.
    fn begin(&mut self) {
        self.clear();
    }

    /// Sets a scalar.
    fn set(&mut self, value: Scalar<'_>);

    /// Appends an element to an array, and returns its slot; `None` if the type is not an array.
    fn element(&mut self) -> Option<&mut AnySlot> {
        None
    }

    /// Returns the slot of the row at a position of the table; `None` if the type is not an object.
    fn member(&mut self, _position: usize) -> Option<&mut AnySlot> {
        None
    }

    /// Returns the content.
    fn view(&self) -> View<'_>;

    /// Returns the content of the element or member at a position.
    fn view_at(&self, _position: usize) -> View<'_> {
        View::Absent
    }
}

/// A type that a row of a table can have in code.
pub trait Member: Slot + Sized {
    /// Whether its values are secrets.
    const SECRET: bool = false;

    /// The JSON type that the row must document.
    const JSON_TYPE: JsonType;

    /// Returns the value before anything is read.
    fn blank() -> Self;
}

macro_rules! scalars {
    ($($type:ty = $variant:ident $json_type:ident secret $secret:literal;
        read |$value:ident| $read:expr; write |$this:ident| $write:expr;)+) => {$(
        impl Member for $type {
            const SECRET: bool = $secret;
            const JSON_TYPE: JsonType = JsonType::$json_type;

            fn blank() -> Self {
                Self::default()
            }
        }

        impl Slot for $type {
            fn clear(&mut self) {
                *self = Self::blank();
            }

            fn set(&mut self, value: Scalar<'_>) {
                if let Scalar::$variant($value) = value {
                    *self = $read;
                }
            }

            fn view(&self) -> View<'_> {
                let $this = self;
                View::Scalar(Scalar::$variant($write))
            }
        }
    )+};
}

scalars! {
    String = Text String secret false; read |text| text.into_owned(); write |text| Cow::Borrowed(text);
    Secret = Text String secret true; read |text| text.into_owned().into(); write |secret| Cow::Borrowed(secret.expose());
    i64 = Integer Integer secret false; read |number| number; write |number| *number;
    bool = Boolean Boolean secret false; read |truth| truth; write |truth| *truth;
}

/// A member that can be absent.
impl<T: Member> Slot for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn begin(&mut self) {
        self.insert(T::blank()).begin();
    }

    fn set(&mut self, value: Scalar<'_>) {
        self.insert(T::blank()).set(value);
    }

    fn element(&mut self) -> Option<&mut AnySlot> {
        self.as_mut()?.element()
    }

    fn member(&mut self, position: usize) -> Option<&mut AnySlot> {
        self.as_mut()?.member(position)
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Slot::view)
    }

    fn view_at(&self, position: usize) -> View<'_> {
        self.as_ref().map_or(View::Absent, |value| value.view_at(position))
    }
}

impl<T: Member> Member for Vec<T> {
    const JSON_TYPE: JsonType = JsonType::Array;

    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Member> Slot for Vec<T> {
    fn clear(&mut self) {
        self.truncate(0);
    }

    fn set(&mut self, _value: Scalar<'_>) {}

    fn element(&mut self) -> Option<&mut AnySlot> {
        self.push(T::blank());
        self.last_mut().map(|last| last as &mut AnySlot)
    }

    fn view(&self) -> View<'_> {
        View::Array(self.len(), self)
    }

    fn view_at(&self, position: usize) -> View<'_> {
        self.get(position).map_or(View::Absent, Slot::view)
    }
}
