//! Forms: a field while it is typed, and the fields of one request together.

mod address;
mod as_you_type;
mod field;
mod form;
mod texts;

pub use as_you_type::{FieldReport, FieldState, NoSuchField, check_field};
pub use field::{FormField, Keyboard};
pub use form::{Form, FormState};
