//! Salted digests, which the world keeps in place of passwords, sessions and app secrets.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A salted SHA-256 digest in hexadecimal digits. It prints as `***`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct SaltedDigest(String);

impl SaltedDigest {
    /// Returns the digest of a text. The purpose says what the text is: the same text has another digest for another purpose.
    pub(crate) fn of(salt: &str, purpose: &str, text: &str) -> Self {
        let hash = Sha256::new();
        let hash = [salt, purpose, text]
            .iter()
            .fold(hash, |hash, part| hash.chain_update(part.len().to_be_bytes()).chain_update(part.as_bytes()));
        Self(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Returns the hexadecimal digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SaltedDigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}
