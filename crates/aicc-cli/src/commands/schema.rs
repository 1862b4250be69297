//! `aicc schema`: the JSON Schema of a body.

use aicc_core::Language;
use aicc_export::{BodyKind, json_schema};
use clap::{Args, ValueEnum};

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::options::interface::InterfaceArgument;
use crate::options::profile::RuleOptions;
use crate::streams::Streams;
use crate::terminal::page;

#[derive(Args, Debug)]
pub(crate) struct SchemaCommand {
    #[command(flatten)]
    interface: InterfaceArgument,
    #[arg(long, value_name = "PART", default_value = "request")]
    part: Part,
    #[command(flatten)]
    rules: RuleOptions,
}

/// A body of an interface.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Part {
    Request,
    Reply,
}

impl SchemaCommand {
    /// Writes the schema to standard output.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let profile = self.rules.profile(language)?;
        let part = match self.part {
            Part::Request => BodyKind::Request,
            Part::Reply => BodyKind::Reply,
        };
        page::write_json(&json_schema(self.interface.interface, part, &profile, language), &mut streams.output)?;
        Ok(ExitStatus::Valid)
    }
}
