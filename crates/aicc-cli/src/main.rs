//! The command `aicc` as a program.

use std::process::ExitCode;

fn main() -> ExitCode {
    aicc_cli::run(std::env::args_os(), aicc_cli::Streams::of_process()).into()
}
