//! The platforms of phones and browsers, for which the core and its bindings are type-checked here.

use std::path::PathBuf;

use xshell::{Shell, cmd};

use crate::step::Step;

/// Checks each target whose standard library this machine has, and names the others.
pub(crate) const TYPE_CHECK: Step = Step::new("phones and browsers", type_check);

const TARGETS: &[(&str, &[&str])] = &[
    ("aarch64-linux-android", &["aicc-core", "aicc-ffi"]),
    ("aarch64-apple-ios", &["aicc-core", "aicc-ffi"]),
    ("wasm32-unknown-unknown", &["aicc-core"]),
];

/// How the standard library of a target comes.
enum Library {
    /// `rustup target add` has put it there.
    Built,
    /// Cargo builds it from the sources of the compiler's own version.
    Source,
    Missing,
}

fn library(shell: &Shell, target: &str) -> anyhow::Result<Library> {
    let libraries = PathBuf::from(cmd!(shell, "rustc --print sysroot").quiet().read()?).join("lib/rustlib");
    Ok(if shell.path_exists(libraries.join(target)) {
        Library::Built
    } else if shell.path_exists(libraries.join("src/rust/library/std/Cargo.toml")) {
        Library::Source
    } else {
        Library::Missing
    })
}

fn type_check(shell: &Shell) -> anyhow::Result<()> {
    for (target, packages) in TARGETS {
        let packages: Vec<String> = packages.iter().map(|package| format!("--package={package}")).collect();
        match library(shell, target)? {
            Library::Built => cmd!(shell, "cargo check --lib --locked {packages...} --target {target}").run()?,
            Library::Source => {
                // `build-std` is not stable yet.
                cmd!(shell, "cargo check --lib --locked {packages...} --target {target} -Zbuild-std=std,panic_abort")
                    .env("RUSTC_BOOTSTRAP", "1")
                    .run()?;
            }
            Library::Missing => println!(
                "{target}: NOT checked. This machine has neither its standard library (`rustup target add {target}`) nor the sources of Rust's"
            ),
        }
    }
    Ok(())
}
