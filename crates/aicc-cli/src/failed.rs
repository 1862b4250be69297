//! Why a command ends with exit status 2.

use std::io;

use aicc_core::Language;

use crate::files::{FileFault, system_sentence};
use crate::streams::OutputStream;
use crate::words;

/// Why a command cannot do what it is asked for.
#[derive(Debug)]
pub(crate) enum Failed {
    /// A file, an option or an argument cannot be used.
    Subject {
        /// The name of the file, the option or the argument, safe to show.
        name: String,
        /// What is wrong with it, and what to do.
        sentence: String,
    },
    /// Standard output cannot be written.
    Output(io::Error),
}

impl Failed {
    /// Returns the failure of a file, an option or an argument.
    pub(crate) fn new(name: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self::Subject { name: name.into(), sentence: sentence.into() }
    }

    /// Returns the failure of a file.
    pub(crate) fn file(fault: &FileFault, language: Language) -> Self {
        Self::new(fault.name(language), fault.sentence(language))
    }

    /// Writes `aicc: FILE: what is wrong; what to do` to standard error.
    pub(crate) fn report(&self, language: Language, errors: &mut OutputStream<'_>) {
        match self {
            Self::Subject { name, sentence } => errors.complain(&format!("{name}: {sentence}")),
            Self::Output(error) => {
                let stream = words::STANDARD_OUTPUT.in_language(language);
                errors.complain(&format!("{stream}: {}", system_sentence(error, language)));
            }
        }
    }
}

/// For standard output.
impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
