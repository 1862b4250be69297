//! `aicc template`: a file to fill in.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aicc_core::Language;
use aicc_workbook::{MAXIMUM_GROUPS, Template};
use clap::Args;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::files::{FileFault, OutputArgument, OutputFile, Secrecy};
use crate::options::interface::InterfaceArgument;
use crate::options::number::number;
use crate::options::profile::RuleOptions;
use crate::streams::Streams;
use crate::terminal::text::shown_path;
use crate::words;

#[derive(Args, Debug)]
pub(crate) struct TemplateCommand {
    #[command(flatten)]
    interface: InterfaceArgument,
    #[arg(value_name = "FILE")]
    template: PathBuf,
    #[arg(long, value_name = "N", default_value = "1", value_parser = number(0..=MAXIMUM_GROUPS as u64))]
    skills: u64,
    #[command(flatten)]
    rules: RuleOptions,
}

/// The form of a template.
#[derive(Clone, Copy, Debug)]
enum TemplateForm {
    Workbook,
    Csv,
}

impl TemplateForm {
    const EXTENSIONS: [(&str, Self); 2] = [("xlsx", Self::Workbook), ("csv", Self::Csv)];

    /// Returns the form that the extension of a file names.
    fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?;
        let known = Self::EXTENSIONS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
        known.map(|(_, form)| *form)
    }
}

impl TemplateCommand {
    /// Writes the template to the file, or as CSV to standard output.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let profile = self.rules.profile(language)?;
        let groups = usize::try_from(self.skills).unwrap_or(MAXIMUM_GROUPS);
        let template = Template { groups, ..Template::new(self.interface.interface, &profile, language) };
        if self.template == Path::new("-") {
            streams.output.writer.write_all(&template.csv())?;
            streams.output.writer.flush()?;
            return Ok(ExitStatus::Valid);
        }
        let content = match TemplateForm::of(&self.template) {
            Some(TemplateForm::Csv) => template.csv(),
            Some(TemplateForm::Workbook) => {
                template.workbook().map_err(|error| Failed::new(self.shown_path(), error.to_string()))?
            }
            None => return Err(self.unknown_form(language)),
        };
        self.write(&content).map_err(|fault| Failed::file(&fault, language))?;
        Ok(ExitStatus::Valid)
    }

    fn shown_path(&self) -> String {
        shown_path(&self.template)
    }

    fn unknown_form(&self, language: Language) -> Failed {
        let extensions: Vec<String> = TemplateForm::EXTENSIONS.iter().map(|(known, _)| format!(".{known}")).collect();
        let extensions = extensions.join(words::BETWEEN_ITEMS.in_language(language));
        Failed::new(self.shown_path(), words::OUTPUT_EXTENSION.filled(&[("extensions", extensions)], language))
    }

    /// Writes the file, which replaces an older one when it is complete.
    fn write(&self, content: &[u8]) -> Result<(), FileFault> {
        let path = self.template.as_path();
        let argument = OutputArgument { argument: "FILE", path: Some(path), secrecy: Secrecy::Public };
        let [output] = OutputFile::open_all(&[], [argument])?;
        let Some(mut file) = output else { return Ok(()) };
        let written: io::Result<()> = file.write_all(content);
        written.map_err(|error| FileFault::system(path, error))?;
        OutputFile::commit_all([Some(file)])
    }
}
