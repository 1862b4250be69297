//! `aicc schema`.

use aicc_core::Language;
use clap::Args;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::streams::Streams;
use crate::words;

/// Print the JSON Schema (2020-12) of an interface.
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

impl Arguments {
    /// Runs the command.
    pub(crate) fn run(&self, language: Language, _streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        Err(Failed::new("schema", words::NOT_YET.in_language(language)))
    }
}
