//! `aicc man`: the manual pages.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::streams::Streams;
use crate::terminal::text::shown_path;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Arguments {
    /// Writes the page of the command to standard output, or the pages of all commands to files in the folder. `root` is the
    /// description of all commands.
    pub(crate) fn run(&self, mut root: Command, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        root.build();
        let Some(folder) = &self.folder else {
            streams.output.writer.write_all(&page(&root)?.1)?;
            streams.output.writer.flush()?;
            return Ok(ExitStatus::Valid);
        };
        for command in [&root].into_iter().chain(root.get_subcommands()) {
            let (name, page) = page(command)?;
            write(&folder.join(name), &page)?;
        }
        Ok(ExitStatus::Valid)
    }
}

/// Returns the name of the file of a command's page, and the page.
fn page(command: &Command) -> io::Result<(String, Vec<u8>)> {
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page)?;
    Ok((man.get_filename(), page))
}

fn write(path: &Path, page: &[u8]) -> Result<(), Failed> {
    fs::write(path, page).map_err(|error| Failed::new(shown_path(path), error.to_string()))
}
