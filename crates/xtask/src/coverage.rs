//! `cargo xtask coverage`: does a test run every line of the core that can be reached?

use std::path::Path;

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use xshell::{Shell, cmd};

use crate::{figures, llvm, tools};

const CORE: &str = "crates/aicc-core/src";

/// The lines that no test can reach, each with a reason.
const UNREACHED: &str = "tests/unreached.json";

/// Where [`Coverage`] is kept.
pub(crate) const FIGURES: &str = "coverage";

/// How many lines and branches of the core there are, and how many of them no test ran. A branch is one way to go on from a
/// condition; many that are not taken cannot be, and only lines are judged.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Coverage {
    pub(crate) lines: usize,
    pub(crate) unreached: usize,
    pub(crate) branches: usize,
    pub(crate) not_taken: usize,
}

/// A line that no test can reach.
#[derive(Deserialize)]
struct Explained {
    /// Below [`CORE`].
    file: String,
    /// Its text without the space around it.
    line: String,
    /// Why it cannot be reached: for people.
    #[serde(rename = "why")]
    _why: String,
}

/// Runs the tests of the core, and fails when a line is not run that [`UNREACHED`] does not name, or is run that it names.
pub(crate) fn run(shell: &Shell) -> anyhow::Result<()> {
    let tool = tools::LLVM_COV.path(shell)?;
    let llvm = llvm::folder(shell)?;
    let report = shell.create_dir("target/proof")?.join("coverage.lcov");
    cmd!(
        shell,
        "{tool} llvm-cov --locked --package aicc-core --package conformance --tests --branch --lcov --output-path {report}"
    )
    .env("LLVM_COV", llvm.join("llvm-cov"))
    .env("LLVM_PROFDATA", llvm.join("llvm-profdata"))
    // Branches are not stable yet.
    .env("RUSTC_BOOTSTRAP", "1")
    .run()?;
    let explained: Vec<Explained> = serde_json::from_str(&shell.read_file(UNREACHED)?).context(UNREACHED)?;
    let (coverage, missed) = read(shell, &shell.read_file(report)?)?;
    figures::write(shell, FIGURES, &coverage)?;
    let Coverage { lines, unreached, branches, not_taken } = coverage;
    println!("{lines} lines of the core, {unreached} of them in no test, {} explained", explained.len());
    println!("{branches} branches, {not_taken} of them not taken");
    judge(&missed, &explained)
}

/// A line that no test ran: file, number, text.
type Missed = (String, usize, String);

/// What a report in the format of lcov counts, and the lines that were not run.
fn read(shell: &Shell, report: &str) -> anyhow::Result<(Coverage, Vec<Missed>)> {
    let core = shell.current_dir().join(CORE);
    let (mut coverage, mut missed) = (Coverage::default(), Vec::new());
    let mut source: Option<(String, String)> = None;
    for entry in report.lines() {
        if let Some(path) = entry.strip_prefix("SF:") {
            source = match Path::new(path).strip_prefix(&core) {
                Ok(file) => Some((file.display().to_string(), shell.read_file(path)?)),
                Err(_) => None,
            };
        }
        let Some((file, text)) = &source else { continue };
        if let Some(branch) = entry.strip_prefix("BRDA:") {
            coverage.branches += 1;
            coverage.not_taken += usize::from(branch.ends_with(",0") || branch.ends_with(",-"));
        }
        let Some(counted) = entry.strip_prefix("DA:") else { continue };
        coverage.lines += 1;
        if let Some(number) = counted.strip_suffix(",0") {
            let number: usize = number.parse()?;
            let line = text.lines().nth(number.saturating_sub(1)).unwrap_or_default();
            missed.push((file.clone(), number, line.trim().to_owned()));
        }
    }
    coverage.unreached = missed.len();
    Ok((coverage, missed))
}

fn judge(missed: &[Missed], explained: &[Explained]) -> anyhow::Result<()> {
    let is_same = |(file, _, line): &Missed, known: &Explained| *file == known.file && *line == known.line;
    let mut wrong = Vec::new();
    for line in missed.iter().filter(|line| !explained.iter().any(|known| is_same(line, known))) {
        let (file, number, text) = line;
        wrong.push(format!("{CORE}/{file}:{number} is in no test: {text}"));
    }
    for known in explained.iter().filter(|known| !missed.iter().any(|line| is_same(line, known))) {
        wrong.push(format!("{UNREACHED} names a line of {} that is in a test: {}", known.file, known.line));
    }
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Missed {
        ("read.rs".to_owned(), 7, text.to_owned())
    }

    fn explained(text: &str) -> Explained {
        Explained { file: "read.rs".to_owned(), line: text.to_owned(), _why: String::new() }
    }

    #[test]
    fn a_line_in_no_test_must_be_explained() {
        let error = judge(&[line("a()"), line("b()")], &[explained("b()")]).unwrap_err();
        assert_eq!(error.to_string(), "crates/aicc-core/src/read.rs:7 is in no test: a()");
    }

    #[test]
    fn an_explained_line_must_be_in_no_test() {
        let error = judge(&[], &[explained("b()")]).unwrap_err();
        assert_eq!(error.to_string(), "tests/unreached.json names a line of read.rs that is in a test: b()");
    }
}
