//! What is wrong with a file that an argument names.

use std::io;
use std::path::Path;

use aicc_core::Language;

use super::argument::FileLabel;
use super::system::system_sentence;
use crate::terminal::text::shown_path;

/// Why a file that an argument names cannot be read or written.
#[derive(Debug)]
pub(crate) enum FileFault {
    /// An output is also an input or another output.
    SameFile {
        /// The argument of the output, and its file.
        output: FileLabel,
        /// The other argument, and its file.
        other: FileLabel,
    },
    /// The output has the extension of a compressed file.
    Compressed {
        /// The name of the file, safe to show.
        name: String,
    },
    /// The folder of an output does not take a temporary file.
    Folder {
        /// The name of the output, safe to show.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// The system refuses the file.
    System {
        /// The name of the file, safe to show.
        name: String,
        /// What the system says.
        error: io::Error,
    },
}

impl FileFault {
    /// Returns the fault of a file that the system refuses.
    pub(crate) fn system(path: &Path, error: io::Error) -> Self {
        Self::System { name: shown_path(path), error }
    }

    /// Returns the name of the file, or of the argument and its file, safe to show.
    pub(crate) fn name(&self, language: Language) -> String {
        match self {
            Self::SameFile { output, .. } => output.in_language(language),
            Self::Compressed { name } | Self::Folder { name, .. } | Self::System { name, .. } => name.clone(),
        }
    }

    /// Returns what is wrong with the file, and what to do, safe to show.
    pub(crate) fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::SameFile { other, .. }, Language::English) => {
                format!("this is the same file as {}; name another file", other.in_language(language))
            }
            (Self::SameFile { other, .. }, Language::Chinese) => {
                format!("与 {} 是同一个文件；请指定其他文件", other.in_language(language))
            }
            (Self::Compressed { .. }, Language::English) => {
                "outputs are not compressed; remove the last extension from the name".to_owned()
            }
            (Self::Compressed { .. }, Language::Chinese) => "输出文件不压缩；请去掉文件名的最后一个扩展名".to_owned(),
            (Self::Folder { error, .. }, Language::English) => format!(
                "its folder cannot take a temporary file ({}); choose a folder that you can write to",
                system_sentence(error, language)
            ),
            (Self::Folder { error, .. }, Language::Chinese) => {
                format!("无法在其目录中创建临时文件（{}）；请选择可写的目录", system_sentence(error, language))
            }
            (Self::System { error, .. }, _) => system_sentence(error, language),
        }
    }
}
