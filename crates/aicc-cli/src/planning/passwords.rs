//! The file of made passwords.

use std::path::Path;

use aicc_apply::{PasswordFile, PasswordFileError, Plan, PlanBuilder};
use aicc_core::{Language, Profile, Report};

use crate::failed::Failed;
use crate::files::{FileArgument, FileFault, OutputArgument, Secrecy};
use crate::sources::has_extension;
use crate::streams::OutputStream;
use crate::terminal::text::shown_path;
use crate::words;

/// The option that names the file.
const OPTION: &str = "--make-passwords";

/// The extension of the file.
const EXTENSION: &str = "csv";

/// The passwords of earlier runs, and the file that keeps those of this run.
pub(crate) struct Passwords<'p> {
    path: &'p Path,
    pub(crate) file: PasswordFile,
    language: Language,
}

impl<'p> Passwords<'p> {
    /// Compares the file that an option names with the other files of the command, which become one more, and opens it; `None` if the
    /// option is absent.
    pub(crate) fn open(
        path: Option<&'p Path>,
        inputs: &mut Vec<FileArgument<'p>>,
        profile: &Profile,
        language: Language,
    ) -> Result<Option<Self>, Failed> {
        let Some(path) = path else { return Ok(None) };
        if !has_extension(path, EXTENSION) {
            let sentence = words::OUTPUT_EXTENSION.filled(&[("extensions", format!(".{EXTENSION}"))], language);
            return Err(Failed::new(label(path), sentence));
        }
        let output = OutputArgument { argument: OPTION, path: Some(path), secrecy: Secrecy::Secret };
        output.compare(inputs).map_err(|fault| Failed::file(&fault, language))?;
        inputs.push(FileArgument { argument: OPTION, path });
        let file = PasswordFile::open(path, &profile.password).map_err(|error| failed(path, error, language))?;
        Ok(Some(Self { path, file, language }))
    }

    /// Returns the failure of the file.
    pub(crate) fn failed(&self, error: PasswordFileError) -> Failed {
        failed(self.path, error, self.language)
    }

    /// Adds a record, by its number and its line, to a plan. If it has no password, it gets one of the file, or one that is made.
    ///
    /// # Errors
    ///
    /// Returns an error if the password of the file breaks a rule, or if none can be made. Returns the report on any other record that breaks a
    /// rule in the inner result.
    pub(crate) fn add(
        &self,
        builder: &mut PlanBuilder<'_>,
        (record, line): (u64, Option<u64>),
        json: &[u8],
    ) -> Result<Result<(), Report>, Failed> {
        let mut is_supplied = false;
        let supply = |account: &str| {
            is_supplied = true;
            self.file.supply(account)
        };
        let added = builder.add_supplied(record, line, json, supply).map_err(|error| self.failed(error.into()))?;
        match added {
            Err(report) if is_supplied => Err(self.outdated(record, &report)),
            added => Ok(added),
        }
    }

    /// Returns the failure of a password of an earlier run that breaks a rule.
    fn outdated(&self, record: u64, report: &Report) -> Failed {
        let sentences = report.violations().iter().map(|finding| finding.message(self.language));
        let text = sentences.collect::<Vec<_>>().join(words::SPACE.in_language(self.language));
        let values = [("record", record.to_string()), ("text", text)];
        Failed::new(label(self.path), words::PASSWORD_OUTDATED.filled(&values, self.language))
    }

    /// Writes the passwords that were made for a plan to the file, and says so.
    pub(crate) fn keep(self, plan: &mut Plan, errors: &mut OutputStream<'_>) -> Result<(), Failed> {
        let Self { path, file, language } = self;
        let count = file.keep(plan).map_err(|error| failed(path, error, language))?;
        if count > 0 {
            let values = [("count", count.to_string()), ("file", shown_path(path))];
            errors.complain(&words::PASSWORDS_MADE.filled(&values, language));
        }
        Ok(())
    }
}

fn failed(path: &Path, error: PasswordFileError, language: Language) -> Failed {
    match error {
        PasswordFileError::Io(error) => Failed::file(&FileFault::system(path, error), language),
        error => Failed::new(label(path), words::SENTENCE.filled(&[("text", error.message(language))], language)),
    }
}

/// Returns the option with its file, safe to show.
fn label(path: &Path) -> String {
    format!("{OPTION} {}", shown_path(path))
}
