//! The regular expressions of formats, compiled by the library that the feature `fast-patterns` chooses.

#[cfg(feature = "fast-patterns")]
pub(super) use regex::Regex;
#[cfg(not(feature = "fast-patterns"))]
pub(super) use regex_lite::Regex;
