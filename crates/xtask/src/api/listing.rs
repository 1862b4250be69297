//! Listings of public APIs.

/// The listing of an API, and the file that keeps it.
pub(super) struct Listing {
    pub(super) file: String,
    pub(super) text: String,
}
