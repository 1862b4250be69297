//! Values that may appear in a written request and nowhere else.

/// A password, access token or app key.
///
/// Kotlin and Swift hold it by value, each in a class of its own (`Secret.kt`, `Secret.swift`): no message shares memory of
/// this library with its copies. It crosses as the bytes of its UTF-8 text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret(pub(crate) aicc_core::Secret);

uniffi::custom_type!(Secret, Vec<u8>, {
    lower: |secret| secret.0.expose().as_bytes().to_vec(),
    try_lift: |bytes| Ok(Secret(text(bytes).into())),
});

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

/// The text of bytes; what is not UTF-8 becomes U+FFFD.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
