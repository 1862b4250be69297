//! Passwords for records without one.

use aicc_core::Secret;

/// A password for a record without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppliedPassword {
    /// The password.
    pub secret: Secret,
    /// Whether it is new, so that it must be kept before the record is sent.
    pub is_made: bool,
}
