//! The page at the end of CI: what each check counted, beside its goal.

use std::fmt::Write as _;

use anyhow::Context as _;
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::{android, coverage, differential, figures, fuzz, kotlin, mutants, swift, test, trace};

/// The page of what was counted last, in this run or an earlier one.
pub(crate) fn of(shell: &Shell) -> anyhow::Result<String> {
    let messages = format!("{} or more, 0 disagreements", differential::MESSAGES);
    let lines = [
        ("tests in Rust", rust_tests(shell)?, "all pass"),
        ("tests in Python", reported(shell, test::PYTHON_REPORT)?, "all pass"),
        ("tests on Spark", reported(shell, test::SPARK_REPORT)?, "all pass"),
        ("tests in Kotlin", kotlin_tests(shell)?, "all pass"),
        ("tests in Swift", reported(shell, swift::REPORT)?, "all pass"),
        ("vectors", vectors(shell)?.to_string(), "all hold, in Rust, Python, Kotlin and Swift"),
        ("rows of the pages", traced(shell)?, "each with code and vectors"),
        ("lines of the core", covered(shell)?, "all but those explained"),
        ("mutants of the core", mutated(shell)?, "0 missed, of this commit's part or of all"),
        ("messages compared", compared(shell)?, &messages),
        ("fuzz executions", fuzzed(shell)?, "0 faults"),
        ("bytes for Android", android_libraries(shell)?, "each fewer than 1048576"),
        // One line for each further check, here.
    ];
    Ok(table(&lines))
}

fn table(lines: &[(&str, String, &str)]) -> String {
    let names = lines.iter().map(|(name, ..)| name.len()).max().unwrap_or_default();
    let counts = lines.iter().map(|(_, count, _)| count.len()).max().unwrap_or_default();
    let mut text = String::from("== what was counted\n");
    for (name, count, goal) in lines {
        // A String takes every write.
        let _ = writeln!(text, "{name:names$}  {count:counts$}  goal: {goal}");
    }
    text
}

fn rust_tests(shell: &Shell) -> anyhow::Result<String> {
    let list = cmd!(shell, "cargo test --workspace --locked --quiet -- --list --format=terse").quiet().ignore_stderr();
    Ok(list.read()?.lines().filter(|line| line.ends_with(": test")).count().to_string())
}

fn kotlin_tests(shell: &Shell) -> anyhow::Result<String> {
    let mut count = 0;
    if !shell.path_exists(kotlin::REPORTS) {
        return Ok(not_run());
    }
    for file in shell.read_dir(kotlin::REPORTS)? {
        if file.extension().is_some_and(|extension| extension == "xml") {
            count += cases(&shell.read_file(file)?);
        }
    }
    Ok(count.to_string())
}

/// The number of tests in a report in the format of JUnit.
fn reported(shell: &Shell, path: &str) -> anyhow::Result<String> {
    if !shell.path_exists(path) {
        return Ok(not_run());
    }
    Ok(cases(&shell.read_file(path)?).to_string())
}

fn cases(report: &str) -> usize {
    report.matches("<testcase ").count()
}

fn vectors(shell: &Shell) -> anyhow::Result<usize> {
    let mut count = 0;
    for path in shell.read_dir("tests/vectors")? {
        let file: Value = serde_json::from_str(&shell.read_file(&path)?)?;
        let vectors = file.get("vectors").and_then(Value::as_array);
        count += vectors.with_context(|| format!("{} holds no vectors", path.display()))?.len();
    }
    Ok(count)
}

fn covered(shell: &Shell) -> anyhow::Result<String> {
    let figures = figures::read(shell, coverage::FIGURES)?;
    Ok(figures.map_or_else(not_run, |coverage::Coverage { lines, unreached, branches, not_taken }| {
        let (run, taken) = (lines.saturating_sub(unreached), branches.saturating_sub(not_taken));
        format!("{run} of {lines} run, {unreached} explained; {taken} of {branches} branches")
    }))
}

fn mutated(shell: &Shell) -> anyhow::Result<String> {
    let figures = figures::read(shell, mutants::FIGURES)?;
    Ok(figures.map_or_else(not_run, |outcomes| {
        let mutants::Outcomes { total_mutants, caught, missed, unviable, timeout } = outcomes;
        format!("{total_mutants}: {caught} caught, {timeout} timed out, {unviable} unviable, {missed} missed")
    }))
}

fn compared(shell: &Shell) -> anyhow::Result<String> {
    let figures = figures::read(shell, differential::FIGURES)?;
    Ok(figures.map_or_else(not_run, |differential::Outcome { messages, disagreements }| {
        format!("{messages}, {disagreements} disagreements")
    }))
}

fn fuzzed(shell: &Shell) -> anyhow::Result<String> {
    let figures = figures::read(shell, fuzz::FIGURES)?;
    Ok(figures.map_or_else(not_run, |fuzz::Executions { targets, executions, seconds, crashes }| {
        format!("{executions} of {targets} targets in {seconds} s, {crashes} faults")
    }))
}

fn android_libraries(shell: &Shell) -> anyhow::Result<String> {
    let sizes: Option<Vec<android::Size>> = figures::read(shell, android::FIGURES)?;
    let list = |sizes: Vec<android::Size>| {
        sizes.iter().map(|android::Size { abi, bytes }| format!("{abi} {bytes}")).collect::<Vec<_>>().join(", ")
    };
    Ok(sizes.map_or_else(not_run, list))
}

/// The sum that the page of traceability begins with.
fn traced(shell: &Shell) -> anyhow::Result<String> {
    let page = shell.read_file(trace::PAGE)?;
    let sum = page.lines().find(|line| line.ends_with("readings."));
    Ok(sum.with_context(|| format!("{} has no sum", trace::PAGE))?.trim_end_matches('.').to_owned())
}

fn not_run() -> String {
    "not run".to_owned()
}
