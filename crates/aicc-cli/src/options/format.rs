//! `--format`.

use clap::Args;

use crate::sources::FileFormat;

/// The format of the files.
#[derive(Args, Debug)]
pub(crate) struct FormatOption {
    #[arg(long = "format", short, value_name = "FORMAT")]
    pub(crate) format: Option<FileFormat>,
}
