//! The platforms of phones and browsers, for which the core and its bindings are type-checked here.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use xshell::{Cmd, Shell, cmd};

use crate::step::Step;

/// Checks each target whose standard library this machine has, and names the others.
pub(crate) const TYPE_CHECK: Step = Step::new("phones and browsers", type_check);

const TARGETS: &[(&str, &[&str])] = &[
    ("aarch64-linux-android", &["aicc-core", "aicc-ffi"]),
    ("aarch64-apple-ios", &["aicc-core", "aicc-ffi"]),
    ("wasm32-unknown-unknown", &["aicc-core"]),
];

/// How the standard library of a target comes.
pub(crate) enum StandardLibrary {
    /// `rustup target add` has put it there.
    Built,
    /// Cargo builds it from the sources of the compiler's own version, which are in this folder.
    Source(PathBuf),
    Missing,
}

impl StandardLibrary {
    pub(crate) fn of(shell: &Shell, target: &str) -> anyhow::Result<Self> {
        let libraries = PathBuf::from(cmd!(shell, "rustc --print sysroot").quiet().read()?).join("lib/rustlib");
        if shell.path_exists(libraries.join(target)) {
            return Ok(Self::Built);
        }
        let about = cmd!(shell, "rustc -vV").quiet().read()?;
        let version =
            about.lines().find_map(|line| line.strip_prefix("release: ")).context("rustc names no release")?;
        // The component `rust-src`, or what `.ci/rust-src` has put there.
        let folders = [libraries.join("src/rust/library"), shell.current_dir().join(".cache/rust-src").join(version)];
        let folder = folders.into_iter().find(|folder| shell.path_exists(folder.join("std/Cargo.toml")));
        Ok(folder.map_or(Self::Missing, Self::Source))
    }

    /// What cargo is told of it.
    pub(crate) fn options(&self, target: &str) -> anyhow::Result<&'static [&'static str]> {
        match self {
            Self::Built => Ok(&[]),
            Self::Source(_) => Ok(&["-Zbuild-std=std,panic_abort"]),
            Self::Missing => bail!(
                "this machine has neither the standard library of {target} (`rustup target add {target}`) nor the sources of Rust's (`.ci/rust-src`)"
            ),
        }
    }

    /// The command of cargo with the variables that those options need.
    pub(crate) fn given_to<'shell>(&self, command: Cmd<'shell>) -> Cmd<'shell> {
        match self {
            // `build-std` is not stable yet, and takes its sources from elsewhere only for its own tests.
            Self::Source(folder) => command.env("RUSTC_BOOTSTRAP", "1").env("__CARGO_TESTS_ONLY_SRC_ROOT", folder),
            Self::Built | Self::Missing => command,
        }
    }
}

fn type_check(shell: &Shell) -> anyhow::Result<()> {
    for (target, packages) in TARGETS {
        let packages: Vec<String> = packages.iter().map(|package| format!("--package={package}")).collect();
        let standard_library = StandardLibrary::of(shell, target)?;
        match standard_library.options(target) {
            Ok(options) => {
                let command = cmd!(shell, "cargo check --lib --locked {packages...} --target {target} {options...}");
                standard_library.given_to(command).run()?;
            }
            Err(error) => println!("{target}: NOT checked: {error}"),
        }
    }
    Ok(())
}
