//! Where typed messages and the tables meet: a place that holds the value of a row.
//!
//! The engine writes accepted values through [`Slot`] while it reads, and the writer reads them back as [`View`]s.
//! Both see positions in a table and no field by name.

use std::borrow::Cow;

use crate::message::secret::Secret;
use crate::spec::{JsonType, Object};

/// A value that is neither an array nor an object. It may be the value of a secret, and has no text form.
#[derive(Clone, PartialEq)]
pub enum Scalar<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

/// What a slot holds.
#[derive(Clone)]
pub enum View<'a> {
    /// Nothing: the member is left out.
    Absent,
    /// A scalar.
    Scalar(Scalar<'a>),
    /// An array of so many elements.
    Array(usize, &'a AnySlot),
    /// An object, with its table.
    Object(&'static Object, &'a AnySlot),
}

/// Any slot, whatever its type.
pub type AnySlot = dyn Slot;

/// A place that holds the value of a row. Implemented by the types of members and by messages; calls that do not fit
/// the type of the place are ignored.
pub trait Slot: 'static {
    /// Empties the place.
    fn clear(&mut self);

    /// An array or object begins here.
    fn begin(&mut self) {
        self.clear();
    }

    /// Takes a scalar.
    fn set(&mut self, value: Scalar<'_>);

    /// Appends an element to an array.
    fn element(&mut self) -> Option<&mut AnySlot> {
        None
    }

    /// The place of the row at `position` of an object's table.
    fn member(&mut self, _position: usize) -> Option<&mut AnySlot> {
        None
    }

    /// What the place holds.
    fn view(&self) -> View<'_>;

    /// What the element or member at `position` holds.
    fn view_at(&self, _position: usize) -> View<'_> {
        View::Absent
    }
}

/// The type of a member, as a table's row can use it.
pub trait Member: Slot + Sized {
    /// Whether values of this type are secrets.
    const SECRET: bool = false;

    /// The JSON type that the row must document.
    const JSON_TYPE: JsonType;

    /// The value before anything was read.
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

/// A member that can be left out.
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
