//! `cargo xtask generate`: writes the files of the packages that are generated from the tables.

mod choices;
mod javascript;
mod lines;
mod message_classes;
mod messages;
mod mobile;
mod playground;
mod reference;
pub(crate) mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use xshell::{Shell, cmd};

/// Writes the generated files; with `check` it fails when one is out of date.
pub(crate) fn run(shell: &Shell, check: bool) -> anyhow::Result<()> {
    let root = shell.current_dir();
    let mut files = vec![
        (root.join("crates/aicc-python/src/messages/generated.rs"), formatted(shell, &messages::file())?),
        (root.join("python/aicc/choices.py"), choices::file()),
        (root.join("docs/reference/interfaces.md"), reference::interfaces()),
        (root.join("docs/reference/rules.md"), reference::rules()),
        (root.join("site/src/playground/tables.json"), playground::file()),
        (root.join("python/aicc/messages.py"), message_classes::file()),
        (root.join("bindings/swift/Tests/AICCTests/Generated/Subjects.swift"), mobile::subjects::file()),
    ];
    for (name, source) in mobile::modules() {
        files.push((root.join(format!("crates/aicc-ffi/src/generated/{name}.rs")), formatted(shell, &source)?));
    }
    for (name, source) in javascript::files() {
        files.push((root.join(format!("bindings/javascript/src/generated/{name}.ts")), source));
    }
    let stale: Vec<PathBuf> =
        files.iter().filter(|(path, text)| is_stale(path, text)).map(|(path, _)| path.clone()).collect();
    if check && !stale.is_empty() {
        bail!("run `cargo xtask generate`: {stale:?} do not agree with the tables");
    }
    for (path, text) in files.iter().filter(|(path, _)| stale.contains(path)) {
        fs::write(path, text).with_context(|| path.display().to_string())?;
        println!("{}", path.display());
    }
    Ok(())
}

fn is_stale(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).map_or(true, |current| current != text)
}

/// Returns Rust code as rustfmt formats it.
fn formatted(shell: &Shell, source: &str) -> anyhow::Result<String> {
    let formatted = cmd!(shell, "rustfmt --edition 2024 --emit stdout").stdin(source).output()?;
    Ok(String::from_utf8(formatted.stdout)?)
}
