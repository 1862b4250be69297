//! The Swift package.

use std::path::PathBuf;

use xshell::{Shell, cmd};

use crate::bindings::{HOST_LIBRARY, with_own_library};
use crate::step::{Step, Toolchain};

pub(crate) const TESTS: Step = Step::new("swift tests", tests).needs(&SWIFT).after(&HOST_LIBRARY);

/// What became of each test, in the format of JUnit.
pub(crate) const REPORT: &str = "bindings/swift/.build/tests.xml";

pub(crate) const SWIFT: Toolchain = Toolchain {
    name: "Swift 6 as `swift` (on Debian, as root: `.ci/swift --version`)",
    is_installed: swift_is_installed,
};

fn is_on_the_path(shell: &Shell) -> bool {
    cmd!(shell, "swift --version").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

fn swift_is_installed(shell: &Shell) -> bool {
    is_on_the_path(shell) || shell.path_exists(".cache/swift")
}

/// The command `swift`, with the root of the repository as the folder.
pub(crate) fn swift(shell: &Shell) -> PathBuf {
    if is_on_the_path(shell) { "swift".into() } else { shell.current_dir().join(".ci/swift") }
}

fn tests(shell: &Shell) -> anyhow::Result<()> {
    let swift = swift(shell);
    let _folder = shell.push_dir("bindings/swift");
    Ok(with_own_library(cmd!(shell, "{swift} test --parallel --xunit-output .build/tests.xml")).run()?)
}
