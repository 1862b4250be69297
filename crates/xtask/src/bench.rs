//! `cargo xtask bench`: what `benches/README.md` explains.

use std::path::Path;
use std::process::ExitCode;

use xshell::{Shell, cmd};

use crate::java::JAVA;
use crate::llvm::LLVM;
use crate::python_environment::BENCH_ENVIRONMENT;
use crate::step::{self, Step};
use crate::wheel;

const RESULTS: &str = "benches/results";

/// Runs both halves; `quick` for a look at whether they run, whose times mean little.
pub(crate) fn run(shell: &Shell, quick: bool) -> ExitCode {
    if quick {
        step::run(shell, "cargo xtask bench --quick", QUICK)
    } else {
        step::run(shell, "cargo xtask bench", FULL)
    }
}

const QUICK: &[Step] = &[
    BENCH_ENVIRONMENT,
    UNTRAINED_PACKAGE,
    Step::new("python", |shell| python(shell, "200", "3")).after(&UNTRAINED_PACKAGE),
    Step::new("rust", |shell| rust(shell, 1, "0.05")).after(&UNTRAINED_PACKAGE),
    TABLES,
    Step::new("many records", |shell| many(shell, "20000", "1")).after(&UNTRAINED_PACKAGE),
    Step::new("spark", |shell| spark(shell, "20000", "1")).after(&UNTRAINED_PACKAGE).needs(&JAVA),
];

const FULL: &[Step] = &[
    BENCH_ENVIRONMENT,
    PACKAGE,
    Step::new("python", |shell| python(shell, "1000", "200")).after(&PACKAGE),
    Step::new("rust", |shell| rust(shell, 15, "0.15")).after(&PACKAGE),
    TABLES,
    Step::new("many records", |shell| many(shell, "1000000", "9")).after(&PACKAGE),
    PAGE,
    Step::new("spark", |shell| spark(shell, "1000000", "5")).after(&PACKAGE).needs(&JAVA),
];

const PACKAGE: Step =
    Step::new("python package", |shell| package(shell, wheel::trained)).after(&BENCH_ENVIRONMENT).needs(&LLVM);
const UNTRAINED_PACKAGE: Step =
    Step::new("python package", |shell| package(shell, wheel::untrained)).after(&BENCH_ENVIRONMENT);
const TABLES: Step = Step::new("tables", tables).after(&Step::new("rust", |_| Ok(())));
const PAGE: Step = Step::new("docs/benchmarks.md", page).after(&TABLES);

/// Not `maturin develop`: that one puts the compiled module beside the sources, where the next debug build takes its place.
fn package(shell: &Shell, build: fn(&Shell, &Path) -> anyhow::Result<()>) -> anyhow::Result<()> {
    // What an earlier run wrote must not be taken for this one's.
    shell.remove_path(RESULTS)?;
    let temporary = shell.create_temp_dir()?;
    let folder = temporary.path();
    build(shell, folder)?;
    let wheels = shell.read_dir(folder)?;
    let options = ["--quiet", "--disable-pip-version-check", "--force-reinstall", "--no-deps"];
    Ok(cmd!(shell, "python -m pip install {options...} {wheels...}").run()?)
}

/// Writes the records that the Rust half reads.
fn python(shell: &Shell, records: &str, rounds: &str) -> anyhow::Result<()> {
    let script = "benches/python/run.py";
    Ok(cmd!(shell, "python {script} --results {RESULTS} --records {records} --rounds {rounds}").run()?)
}

/// Every benchmark once in each round, so that whatever else the machine does falls on all of them alike.
fn rust(shell: &Shell, rounds: usize, seconds: &str) -> anyhow::Result<()> {
    let benches = ["--bench", "one_record", "--bench", "growth"];
    let criterion = shell.current_dir().join(RESULTS).join("criterion");
    shell.remove_path(&criterion)?;
    for round in 1..=rounds {
        let times =
            ["--warm-up-time", "0.1", "--measurement-time", seconds, "--sample-size", "10", "--nresamples", "1000"];
        let baseline = format!("round{round}");
        cmd!(shell, "cargo bench --quiet --locked --package aicc-bench {benches...} -- --quiet --noplot {times...} --save-baseline {baseline}")
            .env("CRITERION_HOME", &criterion)
            .run()?;
    }
    Ok(())
}

fn many(shell: &Shell, records: &str, rounds: &str) -> anyhow::Result<()> {
    let script = "benches/python/many.py";
    Ok(cmd!(shell, "python {script} --results {RESULTS} --records {records} --rounds {rounds}").run()?)
}

/// The page that the documentation shows.
fn page(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python benches/python/page.py --results {RESULTS} --docs docs").run()?)
}

fn spark(shell: &Shell, records: &str, rounds: &str) -> anyhow::Result<()> {
    let script = "benches/python/spark.py";
    Ok(cmd!(shell, "python {script} --results {RESULTS} --records {records} --rounds {rounds}").run()?)
}

fn tables(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python benches/python/rust_tables.py --results {RESULTS}").run()?)
}
