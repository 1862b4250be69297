//! `cargo xtask bindings`: writes the Kotlin and Swift sources with UniFFI, which reads them from the compiled library, and puts
//! the library where the two packages look for it.

mod defaults;
mod generic;
mod hidden;
mod kotlin;
mod patch;
mod plain;
mod swift;

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::PathBuf;

use anyhow::bail;
use xshell::{Shell, cmd};

const KOTLIN: &str = "bindings/kotlin/src/generated/kotlin/dev/aicc/aicc_ffi.kt";
const SWIFT: &str = "bindings/swift/Sources/AICC/Generated/AICC.swift";
const SWIFT_HEADER: &str = "bindings/swift/Sources/AICCFFI/AICCFFI.h";

/// Writes the sources and puts the library into both packages; with `check` it fails when a source is stale.
pub(crate) fn run(shell: &Shell, check: bool) -> anyhow::Result<()> {
    // The options of `bindings/library.py`, so that Cargo builds the library once.
    let no_unwinding = r#"build.rustflags=["-C", "force-unwind-tables=no"]"#;
    cmd!(shell, "cargo rustc --package aicc-ffi --lib --profile mobile --locked --config {no_unwinding}").run()?;
    for (path, text) in sources(shell)? {
        if !check {
            shell.write_file(path, text)?;
        } else if shell.read_file(path).ok().as_ref() != Some(&text) {
            bail!("run `cargo xtask bindings`: {path} does not agree with the code");
        }
    }
    package_library(shell)
}

/// Builds the library for this machine as apps ship it, and puts it into both packages.
pub(crate) fn package_library(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python3 bindings/library.py").run()?)
}

/// Returns the path of the library with its symbols, which UniFFI reads.
fn library(shell: &Shell) -> PathBuf {
    let target = shell.var_os("CARGO_TARGET_DIR").map_or_else(|| shell.current_dir().join("target"), PathBuf::from);
    target.join("mobile").join(format!("{DLL_PREFIX}aicc_ffi{DLL_SUFFIX}"))
}

fn sources(shell: &Shell) -> anyhow::Result<Vec<(&'static str, String)>> {
    let (library, temporary) = (library(shell), shell.create_temp_dir()?);
    let folder = temporary.path();
    let configuration = folder.join("uniffi.toml");
    shell.write_file(&configuration, generic::configuration())?;
    for language in ["kotlin", "swift"] {
        cmd!(shell, "cargo run --quiet --locked --package aicc-ffi --features bindgen --bin uniffi-bindgen -- generate --config {configuration} --language {language} --out-dir {folder} --no-format {library}")
            .run()?;
    }
    let kotlin = shell.read_file(folder.join("dev/aicc/aicc_ffi.kt"))?;
    let swift = shell.read_file(folder.join("AICC.swift"))?;
    let header = shell.read_file(folder.join("AICCFFI.h"))?;
    Ok(vec![
        (KOTLIN, tidy(&kotlin::source(kotlin)?)),
        (SWIFT, tidy(&swift::source(swift)?)),
        (SWIFT_HEADER, tidy(&header)),
    ])
}

/// Returns the source without spaces at the ends of lines.
fn tidy(source: &str) -> String {
    source.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
