//! The service, the credentials for it, and the runner that sends to it.

use std::path::{Path, PathBuf};

use aicc_apply::{Certificates, RunOptions, Runner, RunnerError, Stop, TokenSource};
use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Cloud, Endpoint, Language, Profile, Report, check_server};
use clap::Args;

use crate::failed::Failed;
use crate::files::{FileArgument, FileFault, read_small, system_sentence};
use crate::options::credentials::{self, APP_KEY, TOKEN};
use crate::options::endpoint::EndpointOptions;
use crate::terminal::text::shown_path;
use crate::words;

/// The service, and the credentials for it.
#[derive(Args, Debug)]
pub(crate) struct ServiceOptions {
    #[command(flatten)]
    pub(crate) endpoint: EndpointOptions,
    #[command(flatten)]
    pub(crate) credentials: CredentialOptions,
}

/// Where the access token comes from, and which servers are trusted.
#[derive(Args, Debug)]
pub(crate) struct CredentialOptions {
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    #[arg(long, value_name = "COMMAND", conflicts_with = "token_file")]
    token_command: Option<String>,
    #[arg(long = "certificate", value_name = "FILE")]
    authority: Option<PathBuf>,
}

impl CredentialOptions {
    /// Returns the files that the options name and that are read.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = FileArgument<'_>> {
        let options = [("--token-file", &self.token_file), ("--certificate", &self.authority)];
        let named = options.into_iter().filter_map(|(argument, path)| Some((argument, path.as_deref()?)));
        named.map(|(argument, path)| FileArgument { argument, path })
    }

    /// Returns the service with the app key, and without a token.
    pub(crate) fn cloud(endpoint: Endpoint, language: Language) -> Result<Cloud, Failed> {
        let app_key = credentials::of_environment(APP_KEY, language)?;
        let cloud = Cloud::at(endpoint);
        Ok(match app_key {
            Some(app_key) => cloud.app_key(app_key),
            None => cloud,
        })
    }

    /// Returns a runner for a service. The run ends when `stop` is asked for.
    pub(crate) fn runner(&self, cloud: Cloud, stop: Stop, language: Language) -> Result<Runner, Failed> {
        let Some(tokens) = self.tokens(language)? else { return Err(self.without_token(&cloud, language)) };
        let pem = self.authority.as_deref().map(|path| certificates(path, language)).transpose()?;
        let options = RunOptions { certificates: Certificates { pem }, ..RunOptions::default() };
        Runner::new(cloud, tokens, &options, stop).map_err(|error| self.failed(error, language))
    }

    /// Returns where the token comes from; `None` if there is no token.
    fn tokens(&self, language: Language) -> Result<Option<TokenSource>, Failed> {
        if let Some(command) = &self.token_command {
            return Ok(Some(TokenSource::Command(command.clone())));
        }
        if let Some(path) = &self.token_file {
            return Ok(Some(TokenSource::File(path.clone())));
        }
        Ok(credentials::of_environment(TOKEN, language)?.map(TokenSource::Fixed))
    }

    fn without_token(&self, cloud: &Cloud, language: Language) -> Failed {
        self.refused(&check_server(&AGENT_ACCOUNT_CREATE, cloud, &[], &Profile::default()), language)
    }

    fn failed(&self, error: RunnerError, language: Language) -> Failed {
        let sentence = |error: &RunnerError| words::SENTENCE.filled(&[("text", error.message(language))], language);
        match (error, &self.authority) {
            (RunnerError::Token(aicc_apply::TokenError::Io(error)), _) if self.token_file.is_some() => {
                Failed::new(self.token_origin(), system_sentence(&error, language))
            }
            (error @ RunnerError::Token(_), _) => Failed::new(self.token_origin(), sentence(&error)),
            (RunnerError::Credentials(report), _) => self.refused(&report, language),
            (error @ RunnerError::Certificate, Some(path)) => Failed::new(certificate_label(path), sentence(&error)),
            (error, _) => Failed::new(words::PLATFORM.in_language(language), sentence(&error)),
        }
    }

    /// Returns the failure of the first credential that breaks a rule, with the option or variable that it comes from.
    pub(crate) fn refused(&self, report: &Report, language: Language) -> Failed {
        let Some(finding) = report.violations().first() else { return Failed::new(self.token_origin(), String::new()) };
        let pointer = finding.pointer();
        let header = pointer.trim_start_matches('/');
        let origin = credentials::origin_of(header, &AGENT_ACCOUNT_CREATE, || self.token_origin());
        Failed::new(origin, finding.message(language))
    }

    /// Returns the option or the variable that the token comes from.
    fn token_origin(&self) -> String {
        match (&self.token_file, &self.token_command) {
            (Some(path), _) => format!("--token-file {}", shown_path(path)),
            (None, Some(_)) => "--token-command".to_owned(),
            (None, None) => format!("{TOKEN}, --token-file, --token-command"),
        }
    }
}

fn certificate_label(path: &Path) -> String {
    format!("--certificate {}", shown_path(path))
}

fn certificates(path: &Path, language: Language) -> Result<Vec<u8>, Failed> {
    read_small(path).map_err(|error| Failed::file(&FileFault::system(path, error), language))
}
