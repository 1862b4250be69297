//! `aicc man`.

use clap::{Args, Command};

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::streams::Streams;

/// Print the manual page.
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

impl Arguments {
    /// Runs the command. `root` is the description of all commands.
    pub(crate) fn run(&self, _root: &Command, _streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        Err(Failed::new("man", "this command is not available yet."))
    }
}
