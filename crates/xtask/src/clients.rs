//! The exports in the hands of other tools: ajv, linters of OpenAPI, and generated clients.
//!
//! Node.js is the one of the virtual environment; the packages are fetched from npm, the generator from Maven Central.

use xshell::{Shell, cmd};

use crate::kotlin::MAVEN;
use crate::step::Step;
use crate::test::PYTHON_PACKAGE;

/// ajv and the linters.
pub(crate) const TOOLS: Step =
    Step::new("exports in other tools", |shell| test(shell, "test_tools.py")).after(&PYTHON_PACKAGE);
/// A client in Python and one in TypeScript.
pub(crate) const CLIENTS: Step =
    Step::new("generated clients", |shell| test(shell, "test_clients.py")).after(&PYTHON_PACKAGE).needs(&MAVEN);
/// A client in Kotlin, which takes a minute to compile.
pub(crate) const KOTLIN_CLIENT: Step =
    Step::new("generated Kotlin client", |shell| test(shell, "test_kotlin_client.py"))
        .after(&PYTHON_PACKAGE)
        .needs(&MAVEN);

fn test(shell: &Shell, file: &str) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python -m pytest --capture=no tests/clients/{file}").run()?)
}
