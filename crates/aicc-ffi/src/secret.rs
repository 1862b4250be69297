//! Secrets, which appear in written requests only.

/// A password, access token or app key.
///
/// Kotlin and Swift write this type by hand (`Secret.kt`, `Secret.swift`) and keep the value in their own memory. It crosses
/// as the bytes of its UTF-8 text.
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

/// Returns the bytes as text. Bytes that are not UTF-8 become U+FFFD.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
