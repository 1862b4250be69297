//! `aicc completions`: a script that completes the command in a shell.

use clap::{Args, Command};
use clap_complete::Shell;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::streams::Streams;

#[derive(Args, Debug)]
pub(crate) struct CompletionsCommand {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl CompletionsCommand {
    /// Writes the script to standard output. `root` is the description of all commands.
    pub(crate) fn run(&self, mut root: Command, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let name = root.get_name().to_owned();
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut root, name, &mut script);
        streams.output.writer.write_all(&script)?;
        streams.output.writer.flush()?;
        Ok(ExitStatus::Valid)
    }
}
