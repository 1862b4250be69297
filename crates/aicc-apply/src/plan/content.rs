//! Digests of the input and the options that a saved plan was made from.

use std::io;

use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use crate::journal::digest::hexadecimal;

/// The SHA-256 digest of a content, as 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentDigest(String);

impl ContentDigest {
    /// Returns the digest of what a reader gives.
    ///
    /// # Errors
    ///
    /// Returns an error if the reader does.
    pub fn read(mut reader: impl io::Read) -> io::Result<Self> {
        let mut context = Context::new(&SHA256);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let length = match reader.read(&mut buffer) {
                Ok(0) => return Ok(Self(hexadecimal(context.finish().as_ref()))),
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            context.update(buffer.get(..length).unwrap_or_default());
        }
    }

    /// Returns the digest of texts, such as the names and values of options. Two lists have the same digest only if their texts are the
    /// same, one by one.
    #[must_use]
    pub fn of_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut context = Context::new(&SHA256);
        for text in texts {
            context.update(text.len().to_string().as_bytes());
            context.update(b":");
            context.update(text.as_bytes());
        }
        Self(hexadecimal(context.finish().as_ref()))
    }

    /// Returns the 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
