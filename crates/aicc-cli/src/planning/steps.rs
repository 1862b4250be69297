//! The options for the steps that follow the creation of an account.

use std::path::{Path, PathBuf};

use aicc_apply::{AgentSteps, SettingsStep, SignInStep, StepMessageError};
use aicc_core::{Endpoint, EndpointError, Gateway, Language, Profile};
use clap::Args;

use crate::failed::Failed;
use crate::files::{FileArgument, read_small, system_sentence};
use crate::options::table::text_pairs;
use crate::terminal::text::shown_path;
use crate::words;

/// The steps that follow the creation of an account.
#[derive(Args, Debug)]
#[command(next_help_heading = "Steps after a creation")]
pub(crate) struct StepOptions {
    #[arg(long, value_name = "FILE", requires = "user_ids")]
    settings: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "settings")]
    user_ids: Option<PathBuf>,
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, requires = "gateway")]
    sign_in: Option<Option<PathBuf>>,
    #[arg(long, value_name = "URL", requires = "sign_in")]
    gateway: Option<String>,
}

impl StepOptions {
    /// Returns the steps, with their messages checked.
    ///
    /// # Errors
    ///
    /// Returns an error that names the option that cannot be used, with each finding of its file.
    pub(crate) fn steps(&self, profile: &Profile, language: Language) -> Result<AgentSteps, Failed> {
        Ok(AgentSteps { settings: self.settings(profile, language)?, sign_in: self.sign_in(profile, language)? })
    }

    /// Returns the files that the options name and that are read.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = FileArgument<'_>> {
        let sign_in = self.sign_in.as_ref().and_then(Option::as_ref);
        let options = [(SETTINGS, self.settings.as_ref()), (USER_IDS, self.user_ids.as_ref()), (SIGN_IN, sign_in)];
        let named = options.into_iter().filter_map(|(argument, path)| Some((argument, path?.as_path())));
        named.map(|(argument, path)| FileArgument { argument, path })
    }

    fn settings(&self, profile: &Profile, language: Language) -> Result<Option<SettingsStep>, Failed> {
        let (Some(path), Some(user_ids)) = (&self.settings, &self.user_ids) else { return Ok(None) };
        let body = content(SETTINGS, path, language)?;
        let user_ids = text_pairs(USER_IDS, user_ids, words::USER_IDS, language)?;
        let user_ids = user_ids.iter().map(|(account, id)| (account.as_str(), id.as_str()));
        let step = SettingsStep::new(&body, user_ids, profile);
        step.map(Some).map_err(|error| failed(SETTINGS, Some(path), &error, language))
    }

    fn sign_in(&self, profile: &Profile, language: Language) -> Result<Option<SignInStep>, Failed> {
        let (Some(path), Some(gateway)) = (&self.sign_in, &self.gateway) else { return Ok(None) };
        let body = path.as_ref().map(|path| content(SIGN_IN, path, language)).transpose()?;
        let body = body.as_deref().unwrap_or(b"{}");
        let gateway = endpoint(gateway).map_err(|error| Failed::new(GATEWAY, error.message(language)))?;
        let step = SignInStep::new(body, Gateway::at(gateway), profile);
        step.map(Some).map_err(|error| failed(SIGN_IN, path.as_deref(), &error, language))
    }
}

const SETTINGS: &str = "--settings";
const USER_IDS: &str = "--user-ids";
const SIGN_IN: &str = "--sign-in";

/// The option with the gateway.
pub(crate) const GATEWAY: &str = "--gateway";

fn content(option: &str, path: &Path, language: Language) -> Result<Vec<u8>, Failed> {
    let failed = |error| Failed::new(format!("{option} {}", shown_path(path)), system_sentence(&error, language));
    read_small(path).map_err(failed)
}

fn failed(option: &str, path: Option<&Path>, error: &StepMessageError, language: Language) -> Failed {
    let path = path.map(|path| format!(" {}", shown_path(path))).unwrap_or_default();
    Failed::new(format!("{option}{path}"), error.messages(language).join(words::SPACE.in_language(language)))
}

/// Reads the endpoint of a URL. Without a scheme, it is `https`.
fn endpoint(url: &str) -> Result<Endpoint, EndpointError> {
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    // The colons of an IPv6 address are in brackets, and credentials do not belong to a host.
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.contains([']', '@']) => (host, Some(port)),
        _ => (rest, None),
    };
    let endpoint = Endpoint::new(host)?.with_scheme(&scheme.to_ascii_lowercase())?;
    match port {
        Some(port) => endpoint.with_port(port.parse().map_err(|_| EndpointError::Port)?),
        None => Ok(endpoint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_is_a_url_or_a_host() {
        let shown = |url| endpoint(url).map(|found| (found.scheme(), found.host(), found.port()));
        let expected = |scheme, host: &str, port| Ok((scheme, host.to_owned(), port));
        assert_eq!(shown("https://10.0.0.1:8043"), expected("https", "10.0.0.1", Some(8043)));
        assert_eq!(shown("HTTPS://Gateway.example/"), expected("https", "gateway.example", None));
        assert_eq!(shown("10.0.0.1"), expected("https", "10.0.0.1", None));
        assert_eq!(shown("https://[::1]"), expected("https", "[::1]", None));
        assert_eq!(shown("http://[::1]:8043"), expected("http", "[::1]", Some(8043)));
        assert_eq!(shown("http://10.0.0.1"), Err(EndpointError::Scheme));
        assert_eq!(shown("https://10.0.0.1:x"), Err(EndpointError::Port));
        assert_eq!(shown("https://10.0.0.1/path"), Err(EndpointError::Host));
        assert_eq!(shown("https://u:p@10.0.0.1"), Err(EndpointError::Host));
    }
}
