//! A page of the site.

use aicc_core::spec::SITE;

/// A page: its address below the site, without the slashes at both ends, and its text.
pub(super) struct Page {
    pub(super) address: String,
    pub(super) text: String,
}

impl Page {
    /// Returns a page by the address that the core gives for it.
    pub(super) fn at(url: &str, text: String) -> Self {
        let address = url.strip_prefix(SITE).unwrap_or(url).trim_matches('/').to_owned();
        Self { address, text }
    }
}
