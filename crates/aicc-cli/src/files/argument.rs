//! Arguments that name files.

use std::path::Path;

use aicc_core::Language;

use crate::terminal::text::shown_path;
use crate::words;

/// An argument of the command that names a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileArgument<'a> {
    /// The option, or the placeholder of a positional argument: `--valid`, `FILE`.
    pub(crate) argument: &'static str,
    /// The path. `-` is standard input.
    pub(crate) path: &'a Path,
}

impl FileArgument<'_> {
    /// Returns whether the argument names standard input.
    pub(super) fn is_standard_input(&self) -> bool {
        self.path == Path::new("-")
    }
}

/// How a sentence names a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileLabel {
    /// The argument and the name of the file, safe to show: `--valid good.jsonl`.
    Argument(String),
    /// Standard input.
    StandardInput,
    /// Standard output.
    StandardOutput,
    /// Standard error.
    StandardError,
}

impl FileLabel {
    pub(super) fn of(argument: &FileArgument<'_>) -> Self {
        if argument.is_standard_input() {
            return Self::StandardInput;
        }
        Self::Argument(format!("{} {}", argument.argument, shown_path(argument.path)))
    }

    /// Returns the label in a language.
    pub(crate) fn in_language(&self, language: Language) -> String {
        let wording = match self {
            Self::Argument(label) => return label.clone(),
            Self::StandardInput => words::STANDARD_INPUT,
            Self::StandardOutput => words::STANDARD_OUTPUT,
            Self::StandardError => words::STANDARD_ERROR,
        };
        wording.in_language(language).to_owned()
    }
}
