//! Checks while a person types: one field, or all fields of a request.

mod address;
mod as_you_type;
mod field;
mod form;
mod texts;

pub use as_you_type::{FieldReport, FieldState, NoSuchField, check_field};
pub use field::{FormField, Keyboard};
pub use form::{Form, FormState};
