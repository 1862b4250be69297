//! The credentials: from the environment or from a file, never from an option, which would stay in the history of the shell.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use aicc_core::spec::{Field, Format, Kind};
use aicc_core::{Interface, Language, Secret};
use zeroize::Zeroizing;

use crate::failed::Failed;
use crate::files::system_sentence;
use crate::terminal::text::shown_path;
use crate::words;

/// The environment variable with the access token.
pub(crate) const TOKEN: &str = "AICC_TOKEN";
/// The environment variable with the app key.
pub(crate) const APP_KEY: &str = "AICC_APP_KEY";

/// The size of the longest token in a file, in bytes.
const LONGEST: usize = 64 << 10;

/// Returns the value of an environment variable; `None` if it is absent or empty.
pub(crate) fn of_environment(name: &'static str, language: Language) -> Result<Option<Secret>, Failed> {
    let Some(value) = std::env::var_os(name) else { return Ok(None) };
    let value = value.into_string().map(Secret::from);
    let secret = value.map_err(|_| Failed::new(name, words::CREDENTIAL_NOT_UTF_8.in_language(language)))?;
    Ok(Some(secret).filter(|secret| !secret.expose().is_empty()))
}

/// Returns the text of a file without the blanks around it and a byte order mark; `None` if nothing is left.
pub(crate) fn of_file(path: &Path, language: Language) -> Result<Option<Secret>, Failed> {
    let failed = |sentence: &str| Failed::new(format!("--token-file {}", shown_path(path)), sentence);
    let content = content(path).map_err(|error| failed(&system_sentence(&error, language)))?;
    if content.len() > LONGEST {
        return Err(failed(words::TOKEN_TOO_LONG.in_language(language)));
    }
    let text = std::str::from_utf8(&content);
    let text = text.map_err(|_| failed(words::CREDENTIAL_NOT_UTF_8.in_language(language)))?;
    let token = Secret::from(text.trim_start_matches('\u{feff}').trim());
    Ok(Some(token).filter(|token| !token.expose().is_empty()))
}

/// Returns the content of a file, or its beginning if it is too long. The memory is reserved at once: a buffer that grows leaves
/// copies of the secret.
fn content(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let limit = LONGEST.saturating_add(1);
    let mut content = Zeroizing::new(Vec::with_capacity(limit.saturating_mul(2)));
    File::open(path)?.take(u64::try_from(limit).unwrap_or(u64::MAX)).read_to_end(&mut content)?;
    Ok(content)
}

/// Returns the option or the variable that a header field of a request comes from. `token` returns the one of the access token.
pub(crate) fn origin_of(header: &str, interface: &Interface, token: impl FnOnce() -> String) -> String {
    match interface.headers.find_ignoring_case(header).and_then(|(_, field)| format_of(field)) {
        Some(Format::Bearer) => token(),
        Some(Format::AppKey) => APP_KEY.to_owned(),
        _ => header.to_owned(),
    }
}

fn format_of(field: &Field) -> Option<Format> {
    match &field.kind {
        Kind::Text(text) => text.format,
        _ => None,
    }
}
