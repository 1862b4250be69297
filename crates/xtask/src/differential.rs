//! The differential test: the product and the second implementation give the same reports on random messages.

use serde::Deserialize;
use xshell::{Shell, cmd};

/// The name of its figures in `target/proof`.
pub(crate) const FIGURES: &str = "differential";

/// What `tests/reference/differential.py` writes there.
#[derive(Deserialize)]
pub(crate) struct Outcome {
    pub(crate) messages: u64,
    pub(crate) disagreements: u64,
}

/// How many messages `cargo xtask test` compares.
pub(crate) const MESSAGES: u32 = 20_000;

pub(crate) fn run(shell: &Shell, messages: u32) -> anyhow::Result<()> {
    let messages = messages.to_string();
    Ok(cmd!(shell, "python -m tests.reference.differential --messages {messages}").run()?)
}
