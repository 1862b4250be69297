//! The Swift package, as the compiler writes a module's interface.

use xshell::{Shell, cmd};

use super::{Face, without};
use crate::swift::swift;

/// What UniFFI leaves public for itself, and what tells the compiler.
const MACHINERY: &[&str] = &["@_documentation(visibility: private)", "uniffi", "// swift-"];

pub(super) fn faces(shell: &Shell) -> anyhow::Result<Vec<Face>> {
    let swift = swift(shell);
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
    Ok(vec![Face { file: "api/swift.txt".to_owned(), text }])
}
