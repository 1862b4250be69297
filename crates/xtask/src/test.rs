//! `cargo xtask test`: every test in the repository.

use xshell::{Shell, cmd};

use crate::java::JAVA;
use crate::python_environment::PYTHON_ENVIRONMENT;
use crate::step::Step;
use crate::{bindings, clients, differential, kotlin, stubs, swift};

pub(crate) const STEPS: &[Step] = &[
    PYTHON_ENVIRONMENT,
    Step::new("rust tests", rust_tests),
    PYTHON_PACKAGE,
    Step::new("python stub is up to date", stubs::check).after(&PYTHON_PACKAGE),
    Step::new("python stub", python_stub).after(&PYTHON_PACKAGE),
    Step::new("python tests", python_tests).after(&PYTHON_PACKAGE),
    Step::new("second implementation", second_implementation).after(&PYTHON_ENVIRONMENT),
    Step::new("differential test", |shell| differential::run(shell, differential::MESSAGES)).after(&PYTHON_PACKAGE),
    Step::new("spark tests", spark_tests).after(&PYTHON_PACKAGE).needs(&JAVA),
    bindings::HOST_LIBRARY,
    bindings::SOURCES_ARE_FRESH,
    kotlin::PACKAGE,
    kotlin::ANDROID,
    swift::TESTS,
    swift::RELEASE,
    clients::TOOLS,
    clients::CLIENTS,
    // One line for each further language or tool, here.
];

pub(crate) const PYTHON_PACKAGE: Step = Step::new("python package", python_package).after(&PYTHON_ENVIRONMENT);

fn rust_tests(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "cargo test --workspace --locked --no-fail-fast").run()?)
}

pub(crate) fn python_package(shell: &Shell) -> anyhow::Result<()> {
    // maturin refuses to choose between an active conda environment and ours.
    Ok(cmd!(shell, "maturin develop --locked --quiet").env_remove("CONDA_PREFIX").env("PIP_QUIET", "1").run()?)
}

/// Each name in the stub exists in the compiled module, and the other way round.
fn python_stub(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python -m mypy.stubtest aicc._aicc").run()?)
}

const SPARK_TESTS: &str = "python/tests/test_spark.py";

/// What became of each test, in the format of JUnit.
pub(crate) const PYTHON_REPORT: &str = "target/proof/python.xml";
/// The same of Spark's.
pub(crate) const SPARK_REPORT: &str = "target/proof/spark.xml";

fn python_tests(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python -m pytest python/tests --ignore {SPARK_TESTS} --junit-xml {PYTHON_REPORT}").run()?)
}

/// The second implementation gives the answers of the vectors.
fn second_implementation(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python -m pytest tests/reference").run()?)
}

fn spark_tests(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python -m pytest {SPARK_TESTS} --junit-xml {SPARK_REPORT}").run()?)
}
