//! Values that appear in a written request and nowhere else (reading R17).

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// A password, access token or app key.
///
/// It prints as `***`. Two secrets are compared in a time that depends on their lengths only. The memory is wiped when a secret
/// is dropped. Only [`Secret::expose`] returns the value.
///
/// This crate wipes what it owns: secrets, the messages and requests that contain them, and the copies that it makes while it
/// reads or writes them. It does not wipe what the caller owns, such as the bytes that were read or the text of
/// [`Valid::to_json`](crate::Valid::to_json), nor copies of the operating system in swap or core dumps.
///
/// ```
/// use aicc_core::Secret;
/// let password = Secret::from("Aa1!Aa1!");
/// assert_eq!(format!("{password} {password:?}"), "*** ***");
/// assert_eq!(password.expose(), "Aa1!Aa1!");
/// ```
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    /// Returns the value. Use it in a written request only.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        let difference = left.iter().zip(right).fold(0, |all, (a, b)| all | (a ^ b));
        left.len() == right.len() && difference == 0
    }
}

impl Eq for Secret {}
