//! The command `aicc` as a program.

use std::process::ExitCode;

use aicc_cli::{ClosedStreams, run_process};

fn main() -> ExitCode {
    run_process(std::env::args_os(), ClosedStreams::at_start()).into()
}
