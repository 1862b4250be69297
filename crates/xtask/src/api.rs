//! `cargo xtask api`: lists the public API of the Rust crates and the Python package in `api/`, so that a review shows every
//! change of it. The public API of the Kotlin and Swift packages is in their sources, which are committed.

mod listing;
mod python;
mod rust;

use anyhow::bail;
use xshell::Shell;

use self::listing::Listing;
use crate::recipe::enter_environment;

/// Writes the listings; with `check` it fails when one does not agree with the code.
pub(crate) fn run(shell: &Shell, check: bool) -> anyhow::Result<()> {
    enter_environment(shell)?;
    let mut stale = Vec::new();
    for listings in [rust::listings, python::listings] {
        for Listing { file, text } in listings(shell)? {
            if !check {
                shell.write_file(file, text)?;
                continue;
            }
            let kept = shell.read_file(&file).unwrap_or_default();
            if kept != text {
                print_difference(&kept, &text);
                stale.push(file);
            }
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        bail!("{} changed: run `cargo xtask api` if this is meant", stale.join(", "))
    }
}

/// Prints the lines that only one of two listings has.
fn print_difference(kept: &str, text: &str) {
    for (sign, lines, others) in [('-', kept, text), ('+', text, kept)] {
        for line in lines.lines().filter(|line| !others.lines().any(|other| other == *line)) {
            println!("{sign} {line}");
        }
    }
}
