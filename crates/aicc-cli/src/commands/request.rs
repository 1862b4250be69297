//! `aicc request`.

use aicc_core::Language;
use clap::Args;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::streams::Streams;
use crate::words;

/// Print the request that each record of files would be sent as. Nothing is sent.
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

impl Arguments {
    /// Runs the command.
    pub(crate) fn run(&self, language: Language, _streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        Err(Failed::new("request", words::NOT_YET.in_language(language)))
    }
}
