//! Runs the command in this process.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use aicc_cli::{ExitStatus, OutputStream, Streams, run};
use tempfile::TempDir;

/// What the command wrote, and how it ended.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// A call of the command.
#[derive(Default)]
pub(crate) struct Call<'c> {
    pub(crate) arguments: Vec<OsString>,
    pub(crate) input: &'c [u8],
    /// The number of columns of standard output.
    pub(crate) width: Option<u16>,
    pub(crate) is_coloured: bool,
}

impl<'c> Call<'c> {
    /// Returns a call with the arguments of a line, which are separated by single spaces.
    pub(crate) fn new(line: &str) -> Self {
        let arguments = ["aicc"].into_iter().chain(line.split(' ')).map(OsString::from).collect();
        Self { arguments, ..Self::default() }
    }

    /// Adds a file, or an option and its file.
    pub(crate) fn file(mut self, option: Option<&str>, path: &Path) -> Self {
        self.arguments.extend(option.map(OsString::from));
        self.arguments.push(path.into());
        self
    }

    pub(crate) fn input(self, input: &'c [u8]) -> Self {
        Self { input, ..self }
    }

    pub(crate) fn run(self) -> Ended {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let streams = Streams {
            input: Box::new(self.input),
            output: OutputStream {
                writer: Box::new(&mut output),
                is_terminal: false,
                is_coloured: self.is_coloured,
                width: self.width,
            },
            errors: OutputStream::plain(Box::new(&mut errors)),
        };
        let status = run(self.arguments, streams);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { status, output: text(output), errors: text(errors) }
    }
}

/// Returns an example that is shipped.
pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}

/// A folder with files.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}
