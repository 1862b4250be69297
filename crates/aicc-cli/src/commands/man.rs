//! `aicc man`: the manual pages.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aicc_core::Language;
use clap::{Args, Command};
use clap_mangen::Man;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::files::{FileFault, OutputArgument, OutputFile, Secrecy};
use crate::streams::Streams;

#[derive(Args, Debug)]
pub(crate) struct ManCommand {
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl ManCommand {
    /// Writes the page of the command to standard output, or the pages of all commands to files in the folder. `root` is the
    /// description of all commands.
    pub(crate) fn run(
        &self,
        mut root: Command,
        language: Language,
        streams: &mut Streams<'_>,
    ) -> Result<ExitStatus, Failed> {
        root.build();
        let Some(folder) = &self.folder else {
            streams.output.writer.write_all(&page(&root)?.1)?;
            streams.output.writer.flush()?;
            return Ok(ExitStatus::Valid);
        };
        for command in [&root].into_iter().chain(root.get_subcommands()) {
            let (name, page) = page(command)?;
            write(&folder.join(name), &page).map_err(|fault| Failed::file(&fault, language))?;
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

/// Writes a page to a file, which it replaces.
fn write(path: &Path, page: &[u8]) -> Result<(), FileFault> {
    let argument = OutputArgument { argument: "FOLDER", path: Some(path), secrecy: Secrecy::Public };
    let [output] = OutputFile::open_all(&[], [argument])?;
    let Some(mut file) = output else { return Ok(()) };
    file.write_all(page).map_err(|error| FileFault::system(path, error))?;
    OutputFile::commit_all([Some(file)])
}
