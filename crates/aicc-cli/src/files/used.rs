//! The comparison of all files of a command before one is opened.

use std::io;

use super::argument::{FileArgument, FileLabel};
use super::fault::FileFault;
use super::identity::{self, FileType};
use super::target::Target;

/// A file that a command reads or writes.
#[derive(Debug)]
pub(super) struct UsedFile {
    label: FileLabel,
    pub(super) target: Target,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Input,
    Output,
    /// Standard output or standard error, which a shell can send to one file.
    StandardOutput,
}

impl UsedFile {
    /// Returns an input; `None` if it is not there, so that nothing can overwrite it.
    pub(super) fn input(argument: &FileArgument<'_>) -> Option<Self> {
        let target = match argument.is_standard_input() {
            true => Target::of_stream(identity::of_stream(io::stdin()))?,
            false => Target::of(argument.path).ok()?,
        };
        Some(Self { label: FileLabel::of(argument), target, role: Role::Input })
    }

    /// Returns an output.
    pub(super) fn output(argument: &FileArgument<'_>, target: Target) -> Self {
        Self { label: FileLabel::of(argument), target, role: Role::Output }
    }

    /// Returns standard output and standard error, where they are open.
    pub(super) fn standard_outputs() -> impl Iterator<Item = Self> {
        let streams = [
            (FileLabel::StandardOutput, identity::of_stream(io::stdout())),
            (FileLabel::StandardError, identity::of_stream(io::stderr())),
        ];
        streams.into_iter().filter_map(|(label, found)| {
            Some(Self { label, target: Target::of_stream(found)?, role: Role::StandardOutput })
        })
    }

    /// Compares every file with those before it. Inputs come first in the list.
    ///
    /// # Errors
    ///
    /// Returns an error if an output is an input or another output.
    pub(super) fn refuse_same(files: &[Self]) -> Result<(), FileFault> {
        for (number, output) in files.iter().enumerate() {
            if let Some(other) = files.iter().take(number).find(|other| output.disturbs(other)) {
                return Err(FileFault::SameFile { output: output.label.clone(), other: other.label.clone() });
            }
        }
        Ok(())
    }

    /// Returns whether what is written to one of two files is lost, or is mixed with the content of the other.
    fn disturbs(&self, other: &Self) -> bool {
        let file_type = self.target.file_type();
        let is_harmless = match (self.role, other.role) {
            (Role::Input, Role::Input) | (Role::StandardOutput, Role::StandardOutput) => true,
            // One terminal or socket can be an input and an output.
            (Role::Input, _) | (_, Role::Input) => file_type != FileType::Data,
            _ => file_type == FileType::Null,
        };
        !is_harmless && self.target.is(&other.target)
    }
}
