//! The command `aicc` as a program.

use std::process::ExitCode;

use aicc_cli::{ClosedStreams, run_process};

/// The allocator of the static file. The one of musl makes a check of many records a quarter slower.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    run_process(std::env::args_os(), ClosedStreams::at_start()).into()
}
