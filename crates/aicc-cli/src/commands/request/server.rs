//! The server that requests are for: where it is, and the credentials for it.

use std::path::PathBuf;

use aicc_core::spec::Service;
use aicc_core::{
    AnyRequest, Cloud, Finding, Gateway, Interface, Language, Location, Profile, Report, Request, Secret, check_server,
};
use clap::Args;

use super::path::{PathOptions, option_of};
use crate::failed::Failed;
use crate::options::credentials::{self, APP_KEY, TOKEN};
use crate::options::endpoint::EndpointOptions;
use crate::terminal::text::shown_path;

/// The options that say where requests go.
#[derive(Args, Debug)]
pub(super) struct ServerOptions {
    #[command(flatten)]
    endpoint: EndpointOptions,
    #[arg(long, value_name = "FILE")]
    pub(super) token_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) path: PathOptions,
}

/// A server of either service.
#[derive(Debug)]
pub(super) enum AnyServer {
    Cloud(Cloud),
    Gateway(Gateway),
}

impl ServerOptions {
    /// Returns the server of an interface with the credentials that the user has.
    pub(super) fn server(&self, interface: &Interface, language: Language) -> Result<AnyServer, Failed> {
        let endpoint = self.endpoint.endpoint(language)?;
        if interface.service == Service::AgentGateway {
            return Ok(AnyServer::Gateway(Gateway::at(endpoint)));
        }
        let cloud = Cloud::at(endpoint);
        let cloud = match self.token(language)? {
            Some(token) => cloud.token(token),
            None => cloud,
        };
        Ok(AnyServer::Cloud(match credentials::of_environment(APP_KEY, language)? {
            Some(app_key) => cloud.app_key(app_key),
            None => cloud,
        }))
    }

    fn token(&self, language: Language) -> Result<Option<Secret>, Failed> {
        match &self.token_file {
            Some(path) => credentials::of_file(path, language),
            None => credentials::of_environment(TOKEN, language),
        }
    }

    /// Returns what is wrong with the path parameters and the credentials, each with the option or variable that it comes from.
    pub(super) fn faults(
        &self,
        server: &AnyServer,
        interface: &'static Interface,
        profile: &Profile,
        language: Language,
    ) -> Vec<Failed> {
        let report = server.check(interface, &self.path.of(interface), profile);
        let violations = report.violations().iter();
        violations.map(|finding| Failed::new(self.origin(finding, interface), finding.message(language))).collect()
    }

    /// Returns the option or the variable that the value of a finding comes from.
    fn origin(&self, finding: &Finding, interface: &Interface) -> String {
        let pointer = finding.pointer();
        let name = pointer.trim_start_matches('/');
        if finding.location() == Location::Path {
            let field = interface.path_parameters.find(name);
            return field.map_or_else(|| name.to_owned(), |(_, field)| format!("--{}", option_of(field)));
        }
        credentials::origin_of(name, interface, || match &self.token_file {
            Some(path) => format!("--token-file {}", shown_path(path)),
            None => format!("{TOKEN}, --token-file"),
        })
    }
}

impl AnyServer {
    fn check(&self, interface: &'static Interface, path: &[(&str, &str)], profile: &Profile) -> Report {
        match self {
            Self::Cloud(cloud) => check_server(interface, cloud, path, profile),
            Self::Gateway(gateway) => check_server(interface, gateway, path, profile),
        }
    }

    /// Returns the request of a message.
    ///
    /// # Errors
    ///
    /// Returns a report if a path parameter or a credential breaks a rule.
    pub(super) fn request(&self, message: &AnyRequest, path: &[(&str, &str)]) -> Result<Request, Report> {
        match self {
            Self::Cloud(cloud) => message.request(cloud, path),
            Self::Gateway(gateway) => message.request(gateway, path),
        }
    }
}
