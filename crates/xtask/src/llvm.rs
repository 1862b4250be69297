//! The tools of the LLVM that Rust stands on: they read what an instrumented program has counted.

use std::path::PathBuf;

use anyhow::Context as _;
use xshell::{Shell, cmd};

use crate::step::Toolchain;

/// Of Rust's own component, or of LLVM itself.
pub(crate) const LLVM: Toolchain = Toolchain {
    name: "llvm-cov and llvm-profdata of Rust's LLVM (`rustc -vV`)",
    is_installed: |shell| folder(shell).is_ok(),
};

/// Where llvm-cov and llvm-profdata are.
pub(crate) fn folder(shell: &Shell) -> anyhow::Result<PathBuf> {
    let about = cmd!(shell, "rustc -vV").quiet().read()?;
    let field = |name| about.lines().find_map(|line| line.strip_prefix(name));
    let host = field("host: ").context("rustc tells no host")?;
    let major = field("LLVM version: ").and_then(|version| version.split('.').next()).context("rustc tells no LLVM")?;
    let sysroot = PathBuf::from(cmd!(shell, "rustc --print sysroot").quiet().read()?);
    let folders =
        [sysroot.join("lib/rustlib").join(host).join("bin"), PathBuf::from(format!("/usr/lib/llvm-{major}/bin"))];
    let folder = folders.into_iter().find(|folder| shell.path_exists(folder.join("llvm-cov")));
    folder.with_context(|| format!("neither the component llvm-tools nor LLVM {major} is installed"))
}
