//! Cargo tools at fixed versions, built once into `.cache/tools`.

use std::path::PathBuf;

use xshell::{Shell, cmd};

/// A subcommand of cargo from crates.io.
pub(crate) struct Tool {
    /// The package, which is the binary's name as well.
    name: &'static str,
    version: &'static str,
}

pub(crate) const FUZZ: Tool = Tool { name: "cargo-fuzz", version: "0.13.2" };
pub(crate) const PUBLIC_API: Tool = Tool { name: "cargo-public-api", version: "0.52.0" };
pub(crate) const LLVM_COV: Tool = Tool { name: "cargo-llvm-cov", version: "0.9.1" };
pub(crate) const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };
pub(crate) const MUTANTS: Tool = Tool { name: "cargo-mutants", version: "27.1.0" };

impl Tool {
    /// The binary, which is built first where it is missing or of another version.
    pub(crate) fn path(&self, shell: &Shell) -> anyhow::Result<PathBuf> {
        let Self { name, version } = self;
        let folder = shell.current_dir().join(".cache/tools").join(format!("{name}-{version}"));
        let binary = folder.join("bin").join(name).with_extension(std::env::consts::EXE_EXTENSION);
        if !shell.path_exists(&binary) {
            println!("building {name} {version}");
            cmd!(shell, "cargo install --quiet --locked --version {version} --root {folder} {name}").run()?;
        }
        Ok(binary)
    }
}
