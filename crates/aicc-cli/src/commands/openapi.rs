//! `aicc openapi`: the OpenAPI description of all interfaces.

use aicc_core::Language;
use clap::Args;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::options::profile::RuleOptions;
use crate::streams::Streams;
use crate::terminal::page;

#[derive(Args, Debug)]
pub(crate) struct OpenapiCommand {
    #[command(flatten)]
    rules: RuleOptions,
}

impl OpenapiCommand {
    /// Writes the description to standard output.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let profile = self.rules.profile(language)?;
        page::write_json(&aicc_export::openapi(&profile, language), &mut streams.output)?;
        Ok(ExitStatus::Valid)
    }
}
