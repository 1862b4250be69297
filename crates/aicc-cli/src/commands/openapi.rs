//! `aicc openapi`.

use aicc_core::Language;
use clap::Args;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::streams::Streams;
use crate::words;

/// Print the OpenAPI 3.1 description of all interfaces.
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

impl Arguments {
    /// Runs the command.
    pub(crate) fn run(&self, language: Language, _streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        Err(Failed::new("openapi", words::NOT_YET.in_language(language)))
    }
}
