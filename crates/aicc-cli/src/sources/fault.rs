//! Why a file of records cannot be read.

use std::io;

use aicc_batch::Error;
use aicc_core::{Columns, Interface, Language};

use super::format::Format;
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
    pub(crate) fn sentence(&self, interface: &'static Interface, language: Language) -> String {
        match self {
            Self::UnknownFormat => {
                let formats = Format::names().join("|");
                words::filled(words::UNKNOWN_FORMAT.in_language(language), &[("formats", formats)])
            }
            Self::System(error) => system_sentence(error, language),
            Self::Content(Error::Read(error)) if error.raw_os_error().is_some() => system_sentence(error, language),
            Self::Content(error) => content(error, interface),
        }
    }
}

fn content(error: &Error, interface: &'static Interface) -> String {
    let reason = escaped(&error.to_string());
    match error {
        Error::Column(column) => {
            let similar = column.similar().map(|name| format!(" Did you mean {name}?")).unwrap_or_default();
            format!("{reason}.{similar} The columns are: {}.", Columns::names(interface).join(", "))
        }
        Error::NoHeading(_) => format!("{reason}: {}", Columns::names(interface).join(", ")),
        _ => reason,
    }
}

impl From<io::Error> for SourceFault {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}
