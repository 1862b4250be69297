//! `cargo xtask proof`: the checks of the tests themselves, and the page of what all checks counted.

use std::process::ExitCode;

use xshell::Shell;

use crate::step::{self, Step};
use crate::{figures, mutants};

/// What CI runs beside the tests and the lints.
const STEPS: &[Step] = &[
    Step::new("coverage", coverage::run).needs(&coverage::LLVM),
    Step::new("mutants", mutants::run_part),
    // One line for each further check, here.
];

/// Runs the checks, and prints the page.
pub(crate) fn run(shell: &Shell) -> anyhow::Result<ExitCode> {
    let exit = step::run(shell, "cargo xtask proof", STEPS);
    print!("\n{}", page(shell)?);
    Ok(exit)
}

/// A line of the page.
struct Line {
    name: &'static str,
    count: String,
    goal: &'static str,
}

fn page(shell: &Shell) -> anyhow::Result<String> {
    let lines = [mutants_line(shell)?];
    let width = |text: fn(&Line) -> &str| lines.iter().map(|line| text(line).len()).max().unwrap_or_default();
    let (names, counts) = (width(|line| line.name), width(|line| &line.count));
    let text = lines.iter().map(|Line { name, count, goal }| format!("{name:names$}  {count:counts$}  goal: {goal}\n"));
    Ok(text.collect())
}

fn mutants_line(shell: &Shell) -> anyhow::Result<Line> {
    let count = figures::read::<mutants::Outcomes>(shell, mutants::FIGURES)?.map_or_else(not_run, |outcomes| {
        let mutants::Outcomes { total_mutants, caught, missed, unviable, timeout } = outcomes;
        format!("{total_mutants} ({caught} caught, {timeout} timed out, {unviable} unviable, {missed} missed)")
    });
    Ok(Line { name: "mutants", count, goal: "0 missed" })
}

fn not_run() -> String {
    "not run".to_owned()
}
