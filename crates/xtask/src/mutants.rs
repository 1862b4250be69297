//! `cargo xtask mutants`: does a test notice when a line of the core is changed?

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use xshell::{Shell, cmd};

use crate::{figures, tools};

/// In CI each change tests one part of this many; the commit chooses which.
const PARTS: u32 = 25;

const RESULTS: &str = "target/mutants";

/// Where [`Outcomes`] are kept.
pub(crate) const FIGURES: &str = "mutants";

/// What became of the mutants, in cargo-mutants' own words.
#[derive(Deserialize, Serialize)]
pub(crate) struct Outcomes {
    pub(crate) total_mutants: u64,
    pub(crate) caught: u64,
    pub(crate) missed: u64,
    /// Does not compile.
    pub(crate) unviable: u64,
    /// Caught by never ending.
    pub(crate) timeout: u64,
}

/// Tests every mutant of the core, which takes hours, and fails when one survives.
pub(crate) fn run(shell: &Shell) -> anyhow::Result<()> {
    test(shell, &[])
}

/// Tests the part that the current commit chooses. Mutants that no test notices are named, and counted on the page; only
/// the whole run fails for them.
pub(crate) fn run_part(shell: &Shell) -> anyhow::Result<()> {
    let commit = cmd!(shell, "git rev-parse HEAD").quiet().read()?;
    let number = u32::from_str_radix(commit.get(..8).context("git tells no commit")?, 16)?;
    let part = format!("{}/{PARTS}", number % PARTS);
    if let Err(missed) = test(shell, &["--sharding=round-robin", "--shard", &part]) {
        println!("{missed:#}");
    }
    Ok(())
}

fn test(shell: &Shell, options: &[&str]) -> anyhow::Result<()> {
    let tool = tools::MUTANTS.path(shell)?;
    shell.create_dir(RESULTS)?;
    // A surviving mutant is an exit code of its own; the figures tell it too.
    let ended = cmd!(shell, "{tool} mutants --output {RESULTS} --gitignore=true --no-shuffle --package aicc-core --test-package aicc-core --test-package conformance {options...}")
        .run();
    let outcomes = shell.read_file(format!("{RESULTS}/mutants.out/outcomes.json"))?;
    let outcomes: Outcomes = serde_json::from_str(&outcomes)?;
    figures::write(shell, FIGURES, &outcomes)?;
    if outcomes.missed > 0 {
        bail!("{} lists the mutants that no test notices", format_args!("{RESULTS}/mutants.out/missed.txt"));
    }
    // A mutant that goes round for ever is noticed, and is an exit code of its own as well.
    if outcomes.timeout > 0 { Ok(()) } else { Ok(ended?) }
}
