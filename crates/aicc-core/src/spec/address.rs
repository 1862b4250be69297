//! The addresses of the documentation's pages about interfaces and result codes. `rule.rs` has those of the rules.

use crate::spec::Interface;

/// The address of the documentation, without a slash at its end. `Cargo.toml` has it as `homepage`.
pub const SITE: &str = env!("CARGO_PKG_HOMEPAGE");

impl Interface {
    /// Returns the address of the page of the documentation about this interface.
    ///
    /// ```
    /// let url = aicc_core::interfaces::AGENT_SIGN_IN.url();
    /// assert_eq!(url, "https://aicc.dev/interfaces/loginex/");
    /// ```
    #[must_use]
    pub fn url(&self) -> String {
        format!("{SITE}/interfaces/{}/", self.name)
    }

    /// Returns the address of the page of the documentation about a result code or an HTTP status of this interface; `None` if no
    /// page of the vendor explains it.
    ///
    /// ```
    /// let url = aicc_core::interfaces::AGENT_SIGN_IN.code_url("100-002");
    /// assert_eq!(url.as_deref(), Some("https://aicc.dev/codes/loginex/100-002/"));
    /// ```
    #[must_use]
    pub fn code_url(&self, code: &str) -> Option<String> {
        let is_known = self.codes().any(|known| known == code);
        is_known.then(|| format!("{SITE}/codes/{}/{code}/", self.name))
    }

    /// Returns the result codes and HTTP statuses that a page of the vendor explains.
    pub fn codes(&self) -> impl Iterator<Item = String> + use<> {
        let results = self.result_codes.known.iter().chain(self.result_codes.further);
        results.map(|known| known.code.to_owned()).chain(self.statuses.iter().map(|known| known.status.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::Code;
    use crate::interfaces;

    /// Every address, in lower case: some servers ignore case.
    fn addresses() -> Vec<String> {
        let rules = Code::ALL.iter().map(|code| code.url().to_owned());
        let of_interfaces = interfaces::ALL.iter().map(|interface| interface.url());
        let codes = interfaces::ALL
            .iter()
            .flat_map(|interface| interface.codes().map(|code| interface.code_url(&code).unwrap()).collect::<Vec<_>>());
        rules.chain(of_interfaces).chain(codes).map(|url| url.to_lowercase()).collect()
    }

    #[test]
    fn no_two_pages_have_the_same_address() {
        let addresses = addresses();
        let distinct: HashSet<&String> = addresses.iter().collect();
        assert_eq!(distinct.len(), addresses.len());
    }

    #[test]
    fn an_address_needs_no_escapes() {
        for url in addresses() {
            let path = url.strip_prefix(SITE).unwrap();
            assert!(path.starts_with('/') && path.ends_with('/'), "{url}");
            assert!(path.chars().all(|c| c.is_ascii_alphanumeric() || "/-_".contains(c)), "{url}");
        }
    }

    #[test]
    fn an_unknown_code_has_no_address() {
        assert_eq!(interfaces::AGENT_SIGN_IN.code_url("nonsense"), None);
    }
}
