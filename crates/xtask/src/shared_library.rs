//! The shared library that the packages for apps hold, linked from the static one.
//!
//! The shared library that Cargo links exports the descriptions that UniFFI's generator reads. The library in a package
//! exports the functions that the generated sources call, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use goblin::elf::dynamic::{DF_1_NOW, DF_BIND_NOW, DF_TEXTREL};
use goblin::elf::program_header::{PF_X, PT_GNU_RELRO, PT_GNU_STACK};
use goblin::elf::section_header::SHN_UNDEF;
use goblin::elf::sym::STB_WEAK;
use goblin::elf::{Elf, Sym};
use xshell::{Shell, cmd};

use crate::bindings;

/// The name in the file system and, as SONAME, in the library itself.
pub(crate) const NAME: &str = "libaicc_ffi.so";

/// The size that a library for an app stays under, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// How every library is linked, on Linux and on Android.
const FLAGS: &[&str] = &[
    "--as-needed",
    "--eh-frame-hdr",
    "--gc-sections",
    // One copy of equal functions and of equal constants: nothing in the library compares their addresses.
    "--icf=all",
    "--ignore-data-address-equality",
    "-O1",
    "-soname=libaicc_ffi.so",
    "-z,noexecstack",
    "-z,now",
    "-z,relro",
];

/// Leaves out what only debuggers read.
pub(crate) const STRIP: &str = "--strip-all";

/// A program that links shared libraries.
pub(crate) struct Linker {
    program: PathBuf,
    arguments: Vec<String>,
    /// A compiler passes an option on to its linker where `-Wl,` stands before it.
    is_compiler: bool,
}

impl Linker {
    /// A C compiler, with `arguments` that choose the platform and its libraries.
    pub(crate) fn compiler(program: impl Into<PathBuf>, arguments: Vec<String>) -> Self {
        Self { program: program.into(), arguments, is_compiler: true }
    }

    /// The linker that comes with Rust, without any library: what a symbol belongs to stays open.
    pub(crate) fn bare(program: PathBuf) -> Self {
        Self { program, arguments: vec!["-flavor".to_owned(), "gnu".to_owned()], is_compiler: false }
    }

    /// The C compiler of this machine with the linker that Rust uses.
    fn of_this_machine(shell: &Shell) -> anyhow::Result<Self> {
        let folder = rust_lld(shell)?.with_file_name("gcc-ld").display().to_string();
        let arguments = ["-fuse-ld=lld", "-lgcc_s", "-lpthread", "-lm", "-ldl", "-lc"].map(str::to_owned);
        Ok(Self::compiler("cc", arguments.into_iter().chain([format!("-B{folder}")]).collect()))
    }

    /// `-z,now` as `-Wl,-z,now`, or as `-z` and `now`.
    fn option(&self, flag: &str) -> Vec<String> {
        if self.is_compiler { vec![format!("-Wl,{flag}")] } else { flag.split(',').map(str::to_owned).collect() }
    }

    /// Links the static library `archive` as the shared library `output`, with `flags` beside those of every library.
    pub(crate) fn link(&self, shell: &Shell, archive: &Path, output: &Path, flags: &[&str]) -> anyhow::Result<()> {
        let temporary = shell.create_temp_dir()?;
        let script = temporary.path().join("exports.map");
        shell.write_file(&script, version_script(&called(shell)?))?;
        shell.create_dir(output.parent().unwrap_or(output))?;
        let Self { program, arguments, .. } = self;
        let (whole, end) = (self.option("--whole-archive"), self.option("--no-whole-archive"));
        let exports = self.option(&format!("--version-script={}", script.display()));
        let flags: Vec<String> = FLAGS.iter().chain(flags).flat_map(|flag| self.option(flag)).collect();
        // The libraries in `arguments` follow what needs them.
        let (before, after) =
            if self.is_compiler { (&[][..], arguments.as_slice()) } else { (arguments.as_slice(), &[][..]) };
        cmd!(
            shell,
            "{program} {before...} -shared -o {output} {whole...} {archive} {end...} {exports...} {flags...} {after...}"
        )
        .quiet()
        .run()
        .context(
            "the library was not linked; where it lacks a symbol, the sources are stale: run `cargo xtask bindings`",
        )
    }
}

/// Links the library for this machine.
pub(crate) fn link_for_this_machine(shell: &Shell, output: &Path, flags: &[&str]) -> anyhow::Result<()> {
    let archive = bindings::library(shell).with_extension("a");
    Linker::of_this_machine(shell)?.link(shell, &archive, output, flags)
}

/// The size of the library at `path` in bytes, which is below the goal.
pub(crate) fn size(path: &Path) -> anyhow::Result<u64> {
    let bytes = fs::metadata(path).with_context(|| path.display().to_string())?.len();
    ensure!(
        bytes < LARGEST,
        "{} has {bytes} bytes, and the goal is fewer than {LARGEST}: see `cargo xtask size`",
        path.display()
    );
    Ok(bytes)
}

/// The linker in the folder of Rust's own programs.
pub(crate) fn rust_lld(shell: &Shell) -> anyhow::Result<PathBuf> {
    let sysroot = PathBuf::from(cmd!(shell, "rustc --print sysroot").quiet().read()?);
    let about = cmd!(shell, "rustc -vV").quiet().read()?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    Ok(sysroot.join("lib/rustlib").join(host).join("bin/rust-lld"))
}

/// The functions that the generated sources call, as the header declares them.
pub(crate) fn called(shell: &Shell) -> anyhow::Result<BTreeSet<String>> {
    let functions = declared(&shell.read_file(bindings::SWIFT_HEADER)?);
    ensure!(!functions.is_empty(), "{} declares no function", bindings::SWIFT_HEADER);
    Ok(functions)
}

fn declared(header: &str) -> BTreeSet<String> {
    let words = header.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let functions = words.filter(|word| word.starts_with("uniffi_aicc_ffi_") || word.starts_with("ffi_aicc_ffi_"));
    functions.map(str::to_owned).collect()
}

fn version_script(functions: &BTreeSet<String>) -> String {
    let functions: String = functions.iter().map(|name| format!("  {name};\n")).collect();
    format!("{{\nglobal:\n{functions}local:\n  *;\n}};\n")
}

/// What is wrong with the library at `path`, as far as every platform is concerned; `more` looks for what else can be.
pub(crate) fn check(
    shell: &Shell,
    path: &Path,
    more: impl FnOnce(&Elf<'_>) -> anyhow::Result<Vec<String>>,
) -> anyhow::Result<()> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let elf = Elf::parse(&bytes).with_context(|| format!("{} is not an ELF library", path.display()))?;
    let mut faults = faults(&elf, &called(shell)?);
    faults.extend(more(&elf)?);
    ensure!(faults.is_empty(), "{}: {}", path.display(), faults.join("; "));
    Ok(())
}

fn faults(elf: &Elf<'_>, called: &BTreeSet<String>) -> Vec<String> {
    let has_segment = |kind| elf.program_headers.iter().find(move |header| header.p_type == kind);
    let dynamic = elf.dynamic.as_ref().map(|dynamic| &dynamic.info);
    let binds_now = dynamic.is_some_and(|info| info.flags & DF_BIND_NOW != 0 || info.flags_1 & DF_1_NOW != 0);
    let changes_code = dynamic.is_some_and(|info| info.textrel || info.flags & DF_TEXTREL != 0);
    let stack = has_segment(PT_GNU_STACK);
    let exports: BTreeSet<String> =
        symbols(elf).filter(|(_, symbol)| !is_import(symbol)).map(|(name, _)| name).collect();
    let mut faults: Vec<String> = [
        (elf.soname != Some(NAME), format!("its SONAME is not {NAME}")),
        (has_segment(PT_GNU_RELRO).is_none(), "no part of its data becomes read-only (RELRO)".to_owned()),
        (!binds_now, "its symbols are not bound at once (BIND_NOW)".to_owned()),
        (changes_code, "its code is changed when it is loaded (TEXTREL)".to_owned()),
        (stack.is_none_or(|header| header.p_flags & PF_X != 0), "its stack can be executed".to_owned()),
        (!elf.syms.is_empty(), "it is not stripped".to_owned()),
    ]
    .into_iter()
    .filter_map(|(is_wrong, fault)| is_wrong.then_some(fault))
    .collect();
    faults.extend(exports.difference(called).map(|name| format!("it exports {name}, which no source calls")));
    faults.extend(called.difference(&exports).map(|name| format!("it does not export {name}, which the sources call")));
    faults
}

/// The symbols that a library takes from others, and whether it loads without the symbol.
pub(crate) fn imports(elf: &Elf<'_>) -> Vec<(String, bool)> {
    let imports = symbols(elf).filter(|(_, symbol)| is_import(symbol));
    imports.map(|(name, symbol)| (name, symbol.st_bind() == STB_WEAK)).collect()
}

fn is_import(symbol: &Sym) -> bool {
    symbol.st_shndx == SHN_UNDEF as usize
}

fn symbols<'elf>(elf: &'elf Elf<'_>) -> impl Iterator<Item = (String, Sym)> + 'elf {
    let named = elf.dynsyms.iter().map(|symbol| (elf.dynstrtab.get_at(symbol.st_name).unwrap_or_default(), symbol));
    named.filter(|(name, _)| !name.is_empty()).map(|(name, symbol)| (name.to_owned(), symbol))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_declares_functions() {
        let header = "#define UNIFFI_FFIDEF_UNIFFI_AICC_FFI_FN_A\nuint64_t uniffi_aicc_ffi_fn_a(uint64_t handle\n);\n\
                      RustBuffer ffi_aicc_ffi_b(void\n    \n);\nvoid other(void);\n";
        let functions = declared(header);
        assert_eq!(
            functions.iter().map(String::as_str).collect::<Vec<_>>(),
            ["ffi_aicc_ffi_b", "uniffi_aicc_ffi_fn_a"]
        );
        let script = "{\nglobal:\n  ffi_aicc_ffi_b;\n  uniffi_aicc_ffi_fn_a;\nlocal:\n  *;\n};\n";
        assert_eq!(version_script(&functions), script);
    }

    #[test]
    fn a_compiler_passes_options_on() {
        assert_eq!(Linker::compiler("cc", Vec::new()).option("-z,now"), ["-Wl,-z,now"]);
        assert_eq!(Linker::bare(PathBuf::new()).option("-z,now"), ["-z", "now"]);
    }
}
