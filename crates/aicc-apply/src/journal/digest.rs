//! Keyed digests of bodies, by which a journal knows whether a row changed.

use std::fmt;

use aicc_core::{AgentAccountCreate, Valid};
use ring::hmac;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The random key of the digests of a journal. It is in the first line of the journal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct JournalKey([u8; 32]);

/// The digest of a body without its secret members: HMAC-SHA256 with the key of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyDigest([u8; 32]);

impl JournalKey {
    /// Returns the key with these bytes, which the caller takes from a secure source of random numbers.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the digest of a message. Only members that are not secrets change it.
    #[must_use]
    pub fn digest(&self, message: &Valid<AgentAccountCreate>) -> BodyDigest {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let tag = hmac::sign(&key, message.to_masked_json().as_bytes());
        let mut digest = [0; 32];
        digest.iter_mut().zip(tag.as_ref()).for_each(|(to, from)| *to = *from);
        BodyDigest(digest)
    }
}

/// It does not show the key, so that digests in a log cannot be compared with guesses.
impl fmt::Debug for JournalKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JournalKey")
    }
}

/// Writes bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the 32 bytes of 64 hexadecimal digits in lower case; `None` for any other text.
fn bytes(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let is_digit = |digit: u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit);
    if pairs.len() != bytes.len() || !rest.is_empty() || !digits.bytes().all(is_digit) {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
    let digits = String::deserialize(deserializer)?;
    bytes(&digits).ok_or_else(|| Error::custom("expected 64 hexadecimal digits"))
}

impl Serialize for JournalKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hexadecimal(&self.0))
    }
}

impl<'de> Deserialize<'de> for JournalKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer).map(Self)
    }
}

impl Serialize for BodyDigest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hexadecimal(&self.0))
    }
}

impl<'de> Deserialize<'de> for BodyDigest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer).map(Self)
    }
}
