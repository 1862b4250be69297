//! `cargo xtask fuzz`: holds the product to the laws in `fuzz/`, with inputs that nobody thought of.

use anyhow::{Context as _, bail};
use conformance::fuzzing;
use serde::{Deserialize, Serialize};
use xshell::{Shell, cmd};

use crate::{figures, python_environment, test, tools};

/// How long each target runs where nobody says.
pub(crate) const SECONDS: u64 = 10;

/// What vectors say, as inputs.
const SEEDS: &str = "target/fuzz/seeds";
const LOGS: &str = "target/fuzz/logs";

/// Where [`Executions`] are kept.
pub(crate) const FIGURES: &str = "fuzz";

/// What all targets did.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Executions {
    pub(crate) targets: u64,
    pub(crate) executions: u64,
    /// The time that was given to all of them.
    pub(crate) seconds: u64,
    /// The targets that found a fault.
    pub(crate) crashes: u64,
}

/// Runs every target with its seeds and regressions, then for so many seconds with what comes of them, and fails when one
/// finds a fault.
pub(crate) fn run(shell: &Shell, seconds: u64) -> anyhow::Result<()> {
    let tool = tools::FUZZ.path(shell)?;
    cmd!(shell, "{tool} fuzz build --sanitizer none").run()?;
    write_seeds(shell)?;
    shell.create_dir(LOGS)?;
    let mut done = Executions::default();
    let mut faulty = Vec::new();
    for target in cmd!(shell, "{tool} fuzz list").quiet().read()?.lines() {
        let (executions, is_good) = fuzz(shell, target, seconds)?;
        println!("{target}: {executions} executions{}", if is_good { "" } else { ", and a fault" });
        done.targets += 1;
        done.executions += executions;
        done.seconds += seconds;
        if !is_good {
            done.crashes += 1;
            faulty.push(target.to_owned());
        }
    }
    let tables = fuzz_tables(shell, seconds)?;
    println!("tables: {} executions, {} faults", tables.executions, tables.faults);
    done.targets += 1;
    done.executions += tables.executions;
    done.seconds += seconds;
    if tables.faults > 0 {
        done.crashes += 1;
        faulty.push("tables".to_owned());
    }
    figures::write(shell, FIGURES, &done)?;
    if !faulty.is_empty() {
        bail!("{} found a fault: {LOGS} tells which, and the input is in fuzz/artifacts", faulty.join(", "));
    }
    Ok(())
}

fn write_seeds(shell: &Shell) -> anyhow::Result<()> {
    shell.remove_path(SEEDS)?;
    for seed in fuzzing::seeds() {
        shell.write_file(format!("{SEEDS}/{}/{}", seed.target, seed.name), seed.bytes)?;
    }
    Ok(())
}

/// Runs one target: how often it ran, and whether every law held.
fn fuzz(shell: &Shell, target: &str, seconds: u64) -> anyhow::Result<(u64, bool)> {
    // The first folder takes what comes of the others.
    let folders = [
        format!("fuzz/corpus/{target}"),
        format!("{SEEDS}/{target}"),
        format!("fuzz/seeds/{target}"),
        format!("fuzz/regressions/{target}"),
    ];
    folders.iter().take(2).try_for_each(|folder| shell.create_dir(folder).map(drop))?;
    let folders = folders.iter().filter(|folder| shell.path_exists(folder));
    let tool = tools::FUZZ.path(shell)?;
    let bounds = [
        format!("-max_total_time={seconds}"),
        "-max_len=4096".to_owned(),
        "-timeout=10".to_owned(),
        "-rss_limit_mb=1024".to_owned(),
        "-print_final_stats=1".to_owned(),
    ];
    let output = cmd!(shell, "{tool} fuzz run --sanitizer none {target} {folders...} -- {bounds...}")
        .quiet()
        .ignore_status()
        .output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    shell.write_file(format!("{LOGS}/{target}"), log.as_bytes())?;
    let executions = executions(&log).with_context(|| format!("{target} did not run: see {LOGS}/{target}"))?;
    Ok((executions, output.status.success()))
}

/// What `fuzz/tables.py` counts.
#[derive(Deserialize)]
struct Tables {
    executions: u64,
    faults: u64,
}

/// Runs the Python package with Arrow streams, Parquet files and workbooks, in processes that may die.
fn fuzz_tables(shell: &Shell, seconds: u64) -> anyhow::Result<Tables> {
    python_environment::enter_for_tests(shell)?;
    test::python_package(shell)?;
    let seconds = seconds.to_string();
    let output = cmd!(shell, "python fuzz/tables.py --seconds {seconds}").quiet().ignore_status().output()?;
    shell.write_file(format!("{LOGS}/tables"), &output.stderr)?;
    let said = String::from_utf8_lossy(&output.stdout);
    let summary = said.lines().next_back().context("fuzz/tables.py did not run: see target/fuzz/logs/tables")?;
    Ok(serde_json::from_str(summary)?)
}

/// What libFuzzer counts at the end of a run.
fn executions(log: &str) -> Option<u64> {
    let count = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    count.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executions_are_read_from_the_log() {
        let log =
            "Done 7 runs in 1 second(s)\nstat::number_of_executed_units: 4708420\nstat::slowest_unit_time_sec: 0\n";
        assert_eq!(executions(log), Some(4_708_420));
        assert_eq!(executions("error: no such target"), None);
    }
}
