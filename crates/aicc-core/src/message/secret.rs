//! Values that may appear in a written request and nowhere else (reading R17).

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// A password, access token or app key.
///
/// It prints as `***` in every text form, compares in time that depends on the lengths alone, and its memory is wiped
/// when it is dropped. [`Secret::expose`] is the one way to the value.
///
/// Wiped is what this crate holds: secrets, the messages and requests that they stand in, and the copies that are made
/// while one is read or written. What a caller holds stays as it is: the bytes that were read, a text that was borrowed,
/// what [`Valid::to_json`](crate::Valid::to_json) gave. So do copies that the operating system makes, in swap or a core dump.
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
    /// The value itself: for a written request only.
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
