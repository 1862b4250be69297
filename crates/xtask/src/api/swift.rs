//! The Swift package, as the compiler writes a module's interface.

use xshell::{Shell, cmd};

use super::{Listing, without};

/// What UniFFI leaves public for itself, and what tells the compiler.
const MACHINERY: &[&str] = &["@_documentation(visibility: private)", "uniffi", "// swift-"];

pub(super) fn listings(shell: &Shell) -> anyhow::Result<Vec<Listing>> {
    let is_installed = cmd!(shell, "swift --version").quiet().ignore_stdout().ignore_stderr().run().is_ok();
    let swift = if is_installed { "swift".into() } else { shell.current_dir().join(".ci/swift") };
    let _folder = shell.push_dir("bindings/swift");
    let interface = shell.current_dir().join(".build/AICC.swiftinterface");
    let options = [
        "-enable-library-evolution",
        // It is verified as a package of its own, which does not find the header of the library.
        "-no-verify-emitted-module-interface",
        "-emit-module-interface-path",
    ];
    let options = options.iter().flat_map(|option| ["-Xswiftc", option]);
    cmd!(shell, "{swift} build --target AICC --scratch-path .build/api {options...} -Xswiftc {interface}").run()?;
    let text = without(&shell.read_file(&interface)?, |line| MACHINERY.iter().any(|name| line.contains(name)));
    Ok(vec![Listing { file: "api/swift.txt".to_owned(), text }])
}
