//! The Swift package, as the compiler writes the interface of a module.

use xshell::{Shell, cmd};

use super::Listing;

/// Parts of the lines that are not for users: what UniFFI needs in public, and notes of the compiler.
const MACHINERY: &[&str] = &["@_documentation(visibility: private)", "uniffi", "// swift-"];

pub(super) fn listings(shell: &Shell) -> anyhow::Result<Vec<Listing>> {
    let is_installed = cmd!(shell, "swift --version").quiet().ignore_stdout().ignore_stderr().run().is_ok();
    let swift = if is_installed { "swift".into() } else { shell.current_dir().join(".ci/swift") };
    let _folder = shell.push_dir("bindings/swift");
    let interface = shell.current_dir().join(".build/AICC.swiftinterface");
    let options = [
        "-enable-library-evolution",
        // The compiler would verify the interface as a separate package, which does not find the header of the library.
        "-no-verify-emitted-module-interface",
        "-emit-module-interface-path",
    ];
    let options = options.iter().flat_map(|option| ["-Xswiftc", option]);
    cmd!(shell, "{swift} build --target AICC --scratch-path .build/api {options...} -Xswiftc {interface}").run()?;
    let text = without(&shell.read_file(&interface)?, |line| MACHINERY.iter().any(|name| line.contains(name)));
    Ok(vec![Listing { file: "api/swift.txt".to_owned(), text }])
}

/// Returns a listing without the lines that `is_machinery` accepts, and without the blocks that they open.
fn without(listing: &str, is_machinery: impl Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut lines = listing.lines();
    while let Some(line) = lines.next() {
        if !is_machinery(line) {
            kept.push_str(line);
            kept.push('\n');
        } else if line.ends_with('{') {
            let indent: String = line.chars().take_while(|character| character.is_whitespace()).collect();
            let end = format!("{indent}}}");
            lines.find(|line| *line == end);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn a_machinery_goes_with_its_block() {
        let listing = "class A {\n  machinery B {\n    var c\n  }\n  machinery d\n  var e\n}\n";
        assert_eq!(without(listing, |line| line.contains("machinery")), "class A {\n  var e\n}\n");
    }
}
