//! The types and functions of the generated sources that only the packages use.

use aicc_core::interfaces;

/// Types with this ending are what crosses of a hand-written type.
pub(super) const PARTS: &str = "Parts";

/// The functions that only the hand-written types call.
pub(super) const HIDDEN_FUNCTIONS: &[&str] = &["EndpointParts", "LanguageOfTag", "PasswordPolicyParts"];

/// The number of types whose names end with [`PARTS`]: four for values, one for all outcomes, and two for each interface.
pub(super) const HIDDEN_TYPES: usize = 5 + 2 * interfaces::ALL.len();

/// `WrapUp` as `wrapUp`.
pub(super) fn camel(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
