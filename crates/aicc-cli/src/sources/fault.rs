//! Why a file of records cannot be read.

use std::io;

use aicc_batch::Error;
use aicc_core::Language;

use super::format::FileFormat;
use crate::files::system_sentence;
use crate::terminal::text::escaped;
use crate::words;

/// Why a file of records cannot be read to its end.
#[derive(Debug)]
pub(crate) enum SourceFault {
    /// Its name does not say its format.
    UnknownFormat,
    /// The system refuses the file.
    System(io::Error),
    /// Its content does not have the format.
    Content(Error),
}

impl SourceFault {
    /// Returns what is wrong, and what to do, safe to show.
    pub(crate) fn sentence(&self, language: Language) -> String {
        match self {
            Self::UnknownFormat => {
                let formats = FileFormat::names().join("|");
                words::UNKNOWN_FORMAT.filled(&[("formats", formats)], language)
            }
            Self::System(error) => system_sentence(error, language),
            Self::Content(Error::Read(error)) if error.raw_os_error().is_some() => system_sentence(error, language),
            Self::Content(error) => {
                let sentence = words::SENTENCE.filled(&[("text", error.message(language))], language);
                let option = option_for(error, language);
                let sentences: Vec<String> = [sentence].into_iter().chain(error.hint(language)).chain(option).collect();
                escaped(&sentences.join(words::SPACE.in_language(language)))
            }
        }
    }
}

/// Returns the option that helps with an error.
fn option_for(error: &Error, language: Language) -> Option<String> {
    let Error::UnknownEncoding(candidates) = error else { return None };
    let example = candidates.first()?.encoding;
    Some(words::NAME_ENCODING.filled(&[("encoding", example)], language))
}

impl From<io::Error> for SourceFault {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}
