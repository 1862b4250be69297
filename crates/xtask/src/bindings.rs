//! `cargo xtask bindings`: the Kotlin and Swift sources that UniFFI reads out of the compiled library, and that library
//! where the two packages look for it.

use std::env::consts::{ARCH, DLL_PREFIX, DLL_SUFFIX, OS};
use std::path::{Path, PathBuf};

use aicc_core::interfaces::{self, CHOICE_SETS};
use aicc_core::spec::Literal;
use anyhow::{Context as _, bail};
use xshell::{Cmd, Shell, cmd};

use crate::step::Step;

pub(crate) const WRITE: &[Step] = &[HOST_LIBRARY, Step::new("mobile sources", write).after(&HOST_LIBRARY)];
pub(crate) const CHECK: &[Step] = &[HOST_LIBRARY, SOURCES_ARE_FRESH];
pub(crate) const LIBRARY: &[Step] = &[HOST_LIBRARY];

/// Builds the library for this machine as apps ship it, and puts it into both packages.
pub(crate) const HOST_LIBRARY: Step = Step::new("mobile library", host_library);
pub(crate) const SOURCES_ARE_FRESH: Step = Step::new("mobile sources are up to date", check).after(&HOST_LIBRARY);

const KOTLIN: &str = "bindings/kotlin/src/generated/kotlin/dev/aicc/aicc_ffi.kt";
const SWIFT: &str = "bindings/swift/Sources/AICC/Generated/AICC.swift";
const SWIFT_HEADER: &str = "bindings/swift/Sources/AICCFFI/AICCFFI.h";

fn target(shell: &Shell) -> PathBuf {
    shell.var_os("CARGO_TARGET_DIR").map_or_else(|| shell.current_dir().join("target"), PathBuf::from)
}

/// The library with its symbols, which the generator reads.
pub(crate) fn library(shell: &Shell) -> PathBuf {
    target(shell).join("mobile").join(format!("{DLL_PREFIX}aicc_ffi{DLL_SUFFIX}"))
}

fn host_library(shell: &Shell) -> anyhow::Result<()> {
    build(shell, &[])?;
    let library = library(shell);
    let name = library.file_name().context("the library has a name")?;
    for folder in [format!("bindings/kotlin/native/{}", jna_folder()), "bindings/swift/native".to_owned()] {
        let copy = shell.current_dir().join(folder).join(name);
        shell.create_dir(copy.parent().unwrap_or(&copy))?;
        shell.copy_file(&library, &copy)?;
        strip(shell, &copy)?;
    }
    Ok(())
}

/// The command without the folders of libraries that `cargo run` names: what is tested is the library in the package.
pub(crate) fn with_own_library(command: Cmd<'_>) -> Cmd<'_> {
    command.env_remove("LD_LIBRARY_PATH").env_remove("DYLD_FALLBACK_LIBRARY_PATH")
}

/// Builds the library for this machine as apps ship it, but for `options` of cargo.
pub(crate) fn build(shell: &Shell, options: &[&str]) -> anyhow::Result<()> {
    // What does not unwind needs no tables for it.
    let flags = ["-C", "force-unwind-tables=no"];
    Ok(cmd!(shell, "cargo rustc --package aicc-ffi --lib --profile mobile --locked {options...} -- {flags...}")
        .run()?)
}

/// Removes what only the generator and debuggers read.
pub(crate) fn strip(shell: &Shell, library: &Path) -> anyhow::Result<()> {
    match OS {
        "linux" => cmd!(shell, "strip --strip-all {library}").quiet().run()?,
        "macos" => cmd!(shell, "strip -x {library}").quiet().run()?,
        _ => {}
    }
    Ok(())
}

/// Where JNA looks for a library inside a jar.
pub(crate) fn jna_folder() -> String {
    let system = match OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    format!("{system}-{}", ARCH.replace('_', "-"))
}

fn write(shell: &Shell) -> anyhow::Result<()> {
    for (path, text) in sources(shell)? {
        shell.write_file(path, text)?;
    }
    Ok(())
}

/// Fails when the sources do not agree with the library.
fn check(shell: &Shell) -> anyhow::Result<()> {
    for (path, text) in sources(shell)? {
        if shell.read_file(path).ok().as_ref() != Some(&text) {
            bail!("run `cargo xtask bindings`: {path} does not agree with the code");
        }
    }
    Ok(())
}

fn sources(shell: &Shell) -> anyhow::Result<Vec<(&'static str, String)>> {
    let (library, temporary) = (library(shell), shell.create_temp_dir()?);
    let folder = temporary.path();
    for language in ["kotlin", "swift"] {
        cmd!(shell, "cargo run --quiet --locked --package aicc-ffi --features bindgen --bin uniffi-bindgen -- generate --language {language} --out-dir {folder} --no-format {library}")
            .run()?;
    }
    let kotlin = shell.read_file(folder.join("dev/aicc/aicc_ffi.kt"))?;
    let swift = shell.read_file(folder.join("AICC.swift"))?;
    let header = shell.read_file(folder.join("AICCFFI.h"))?;
    Ok(vec![
        (KOTLIN, tidy(&kotlin_of_uniffi(kotlin)?)),
        (SWIFT, tidy(&equatable(&with_choice_defaults(swift, "nil", swift_name)?))),
        (SWIFT_HEADER, tidy(&header)),
    ])
}

fn kotlin_of_uniffi(source: String) -> anyhow::Result<String> {
    let source = with_choice_defaults(source, "null", kotlin_name)?;
    with_call_memory(for_java(&with_method_defaults(&source)))
}

/// UniFFI cannot state a variant of an enum as a default: the documented values are put in the place of nothing.
fn with_choice_defaults(mut source: String, nothing: &str, name_of: fn(&str) -> String) -> anyhow::Result<String> {
    for row in interfaces::ALL.iter().flat_map(|interface| interface.request.object.fields) {
        let Some(default) = row.default else { continue };
        let Some(choice) = row.kind.choices().iter().find(|choice| choice.value == default) else { continue };
        if !CHOICE_SETS.iter().any(|set| set.name == row.type_name) || !matches!(default, Literal::Integer(_)) {
            continue;
        }
        let (field, kind) = (row.field, row.type_name);
        let mut replaced = 0;
        for quote in ["`", ""] {
            let before = format!("{quote}{field}{quote}: {kind}? = {nothing}");
            let after = format!("{quote}{field}{quote}: {kind}? = {}", name_of(choice.name).replace("{}", kind));
            replaced += source.matches(&before).count();
            source = source.replace(&before, &after);
        }
        if replaced != 1 {
            bail!("the default of {field} has {replaced} places in the generated source");
        }
    }
    Ok(source)
}

/// `WrapUp` as `{}.WRAP_UP`.
fn kotlin_name(variant: &str) -> String {
    let mut name = "{}.".to_owned();
    for (index, letter) in variant.chars().enumerate() {
        if index > 0 && letter.is_uppercase() {
            name.push('_');
        }
        name.extend(letter.to_uppercase());
    }
    name
}

/// `WrapUp` as `.wrapUp`.
fn swift_name(variant: &str) -> String {
    let mut letters = variant.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!(".{first}{}", letters.as_str())
}

/// Java has no default arguments, and would call the functions those of `Aicc_ffiKt`.
fn for_java(source: &str) -> String {
    let source = source.replacen("\npackage ", "\n@file:JvmName(\"Aicc\")\n\npackage ", 1);
    let mut lines: Vec<String> = Vec::new();
    let mut class = None;
    for line in source.lines() {
        let code = line.trim_start();
        let has_default = code.contains(" = Profile()") || code.contains("? = ");
        if code.starts_with("data class ") {
            class = Some(lines.len());
        } else if code.starts_with("val `")
            && has_default
            && let Some(head) = class.take().and_then(|index: usize| lines.get_mut(index))
        {
            *head = head.replace(" (", " @JvmOverloads constructor(");
        }
        let is_callable =
            code.starts_with("fun `") || code.starts_with("*/ fun `") || code.starts_with("constructor(`");
        lines.push(match (is_callable && has_default, code.starts_with("*/")) {
            (false, _) => line.to_owned(),
            (true, false) => format!("@JvmOverloads {code}"),
            (true, true) => code.replacen("*/ ", "*/ @JvmOverloads ", 1),
        });
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// UniFFI leaves the defaults of the methods of Kotlin's records and enums out.
fn with_method_defaults(source: &str) -> String {
    let line = |line: &str| {
        if !line.contains(" fun `") || line.contains("override ") {
            return format!("{line}\n");
        }
        let line = line.replace("`profile`: Profile,", "`profile`: Profile = Profile(),");
        let line = line.replace("`wrapped`: kotlin.Boolean,", "`wrapped`: kotlin.Boolean = false,");
        line.replace("`language`: Language?)", "`language`: Language? = null)") + "\n"
    };
    source.lines().map(line).collect()
}

/// The structures that calls pass have slices of larger memory, as `CallMemory.kt` explains.
fn with_call_memory(mut source: String) -> anyhow::Result<String> {
    const STRUCTURES: [&str; 2] =
        ["open class RustBuffer : Structure() {\n", "open class UniffiRustCallStatus : Structure() {\n"];
    const MEMORY: &str = "    override fun autoAllocate(size: Int): com.sun.jna.Memory = CallMemory.slice(size)\n\n";
    for head in STRUCTURES {
        let places = source.matches(head).count();
        if places != 1 {
            bail!("`{}` has {places} places in the generated source", head.trim_end());
        }
        source = source.replace(head, &format!("{head}{MEMORY}"));
    }
    Ok(source)
}

/// UniFFI leaves equality to Rust where a type holds an object; every object of ours that stands in a type has its own.
fn equatable(source: &str) -> String {
    let line = |line: &str| {
        let is_type = line.starts_with("public struct ") || line.starts_with("public enum ");
        match line.strip_suffix(" {") {
            Some(head) if is_type && !head.contains(':') => format!("{head}: Equatable, Hashable {{\n"),
            _ => format!("{line}\n"),
        }
    };
    source.lines().map(line).collect()
}

/// Without spaces at the ends of lines.
fn tidy(source: &str) -> String {
    source.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
