//! Values that may appear in a written request and nowhere else.

use std::fmt;
use std::hash::{Hash, Hasher};

/// A password, access token or app key.
///
/// It shows as `***` in every text form, compares in time that depends on the lengths alone, and its memory is wiped
/// when it is freed. `expose` is the one way to the value.
#[derive(Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Display, Eq, Hash)]
pub struct Secret(pub(crate) aicc_core::Secret);

#[uniffi::export]
impl Secret {
    /// Keeps a value.
    #[uniffi::constructor]
    pub fn new(value: String) -> Self {
        Self(value.into())
    }

    /// The value itself: for what is sent, never for what is shown.
    pub fn expose(&self) -> String {
        self.0.expose().to_owned()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

/// The same number for every secret: a hash tells something of what it was made from.
impl Hash for Secret {
    fn hash<H: Hasher>(&self, _state: &mut H) {}
}
