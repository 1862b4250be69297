//! The libraries for Android: built with the Android NDK for the archive, and without it for checks.
//!
//! Without the NDK, the library is linked against nothing. What it takes from Android is compared with a table of Android's own
//! symbols. Such a library lacks the NDK's unwinder: it stays in `target` and is never packaged.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use goblin::elf::Elf;
use goblin::elf::header::{EM_AARCH64, EM_ARM, EM_X86_64};
use goblin::elf::program_header::PT_LOAD;
use serde::Serialize;
use xshell::{Shell, cmd};

use crate::bindings::{self, UNWINDING};
use crate::shared_library::{self, Linker, NAME, STRIP};

/// The file of the sizes, for `.ci/page.py`.
const SIZES: &str = "target/proof/android.json";

/// The size of the library for an ABI.
#[derive(Serialize)]
struct Size {
    abi: String,
    bytes: u64,
}

/// What a device runs.
struct Abi {
    name: &'static str,
    target: &'static str,
    machine: u16,
}

/// In the order of the columns of the table.
const ABIS: [Abi; 3] = [
    Abi { name: "armeabi-v7a", target: "armv7-linux-androideabi", machine: EM_ARM },
    Abi { name: "arm64-v8a", target: "aarch64-linux-android", machine: EM_AARCH64 },
    Abi { name: "x86_64", target: "x86_64-linux-android", machine: EM_X86_64 },
];

/// The largest memory page of a device, in bytes.
const PAGE: u64 = 16 * 1024;

/// Where the archive takes its libraries from.
const ARCHIVE: &str = "bindings/kotlin/native-android";
/// Where the libraries for checks are.
const CHECKS: &str = "target/android-checks";

const SYMBOLS: &str = "bindings/kotlin/android/symbols.tsv";
const MANIFEST: &str = "bindings/kotlin/android/AndroidManifest.xml";

/// The library of the table that the NDK links statically.
const UNWINDER: &str = "libunwind";

/// Links the library for each ABI without the NDK, and checks it.
pub(crate) fn without_ndk(shell: &Shell) -> anyhow::Result<()> {
    let linker = Linker::bare(shared_library::rust_lld(shell)?);
    let android = Android::read(shell)?;
    let mut sizes = Vec::new();
    for abi in &ABIS {
        let library = shell.current_dir().join(CHECKS).join(abi.name).join(NAME);
        build(shell, abi, &linker, &library)?;
        shared_library::check(shell, &library, |elf| android.faults(elf, abi))?;
        let bytes = shared_library::size(&library)?;
        sizes.push(Size { abi: abi.name.to_owned(), bytes });
    }
    println!("\n| ABI | bytes, stripped, without the unwinder |\n|---|---:|");
    for Size { abi, bytes } in &sizes {
        println!("| {abi} | {bytes} |");
    }
    println!("\n{CHECKS}: for checks only, never to be packaged");
    Ok(shell.write_file(SIZES, serde_json::to_string(&sizes)?)?)
}

/// Builds the libraries of the archive.
pub(crate) fn with_ndk(shell: &Shell) -> anyhow::Result<()> {
    let android = Android::read(shell)?;
    for abi in &ABIS {
        let library = shell.current_dir().join(ARCHIVE).join(abi.name).join(NAME);
        build(shell, abi, &ndk(shell, abi, android.api)?, &library)?;
    }
    packaged(shell)
}

/// Checks the libraries that the archive takes.
pub(crate) fn packaged(shell: &Shell) -> anyhow::Result<()> {
    let android = Android::read(shell)?;
    for abi in &ABIS {
        let library = shell.current_dir().join(ARCHIVE).join(abi.name).join(NAME);
        if !shell.path_exists(&library) {
            println!("without {}: {} is not there", abi.name, library.display());
            continue;
        }
        shared_library::check(shell, &library, |elf| {
            let mut faults = android.faults(elf, abi)?;
            faults.extend(android.faults_of_packaged(elf));
            Ok(faults)
        })?;
        println!("{} is checked", library.display());
    }
    Ok(())
}

/// Builds the library for an ABI, and links it.
fn build(shell: &Shell, abi: &Abi, linker: &Linker, library: &Path) -> anyhow::Result<()> {
    let target = abi.target;
    cmd!(
        shell,
        ".ci/cargo-for {target} rustc --package aicc-ffi --lib --crate-type staticlib --profile mobile --locked -- {UNWINDING...}"
    )
    .run()?;
    let archive = bindings::target(shell).join(target).join("mobile/libaicc_ffi.a");
    // Devices with larger pages load no library that is laid out for smaller ones.
    let pages = format!("-z,max-page-size={PAGE}");
    linker.link(shell, &archive, library, &[STRIP, &pages])
}

/// The compiler of the NDK that `ANDROID_NDK_HOME` names.
fn ndk(shell: &Shell, abi: &Abi, api: u32) -> anyhow::Result<Linker> {
    let ndk = PathBuf::from(shell.var("ANDROID_NDK_HOME").context("ANDROID_NDK_HOME names no Android NDK")?);
    let hosts = shell.read_dir(ndk.join("toolchains/llvm/prebuilt"))?;
    let host = hosts.first().with_context(|| format!("{} has no compiler", ndk.display()))?;
    let mut arguments: Vec<String> = ["-llog", "-ldl", "-lm", "-lc"].map(str::to_owned).into();
    arguments.push(format!("--target={}{api}", abi.target));
    Ok(Linker::compiler(host.join("bin/clang"), arguments))
}

/// What a library may take from Android.
struct Android {
    /// The oldest version that the package runs on.
    api: u32,
    symbols: BTreeMap<String, Symbol>,
}

struct Symbol {
    library: String,
    /// The API level that has the symbol first, for each ABI; `None` where the ABI does not have it.
    levels: [Option<u32>; ABIS.len()],
}

impl Android {
    fn read(shell: &Shell) -> anyhow::Result<Self> {
        let manifest = shell.read_file(MANIFEST)?;
        let api = manifest.split("minSdkVersion=\"").nth(1).and_then(|rest| rest.split('"').next());
        let api =
            api.and_then(|level| level.parse().ok()).with_context(|| format!("{MANIFEST} has no minSdkVersion"))?;
        Ok(Self { api, symbols: symbols(&shell.read_file(SYMBOLS)?)? })
    }

    fn faults(&self, elf: &Elf<'_>, abi: &Abi) -> anyhow::Result<Vec<String>> {
        let column = ABIS.iter().position(|other| other.name == abi.name).context("an ABI of the table")?;
        let mut faults = Vec::new();
        if elf.header.e_machine != abi.machine {
            faults.push(format!("it is not for {}", abi.name));
        }
        let segments = elf.program_headers.iter().filter(|header| header.p_type == PT_LOAD);
        faults.extend(segments.filter(|header| header.p_align < PAGE).map(|header| {
            format!("a segment is aligned to pages of {:#x} bytes, which a device with pages of {PAGE:#x} bytes does not load", header.p_align)
        }));
        for (name, is_weak) in shared_library::imports(elf) {
            faults.extend(self.fault_of_import(&name, is_weak, column));
        }
        Ok(faults)
    }

    fn fault_of_import(&self, name: &str, is_weak: bool, column: usize) -> Option<String> {
        let Some(symbol) = self.symbols.get(name) else {
            return Some(format!(
                "it needs {name}, which {SYMBOLS} does not list: add it with the API levels of Android's public symbol lists (`libc.map.txt` and its like)"
            ));
        };
        match symbol.levels.get(column).copied().flatten() {
            None => Some(format!("it needs {name}, which Android does not have for this ABI")),
            Some(level) if level > self.api && !is_weak => Some(format!(
                "it needs {name}, which Android has from API {level}; the package promises API {}",
                self.api
            )),
            Some(_) => None,
        }
    }

    /// What a library that was linked for checks only cannot have right.
    fn faults_of_packaged(&self, elf: &Elf<'_>) -> Vec<String> {
        let mut faults = Vec::new();
        if !elf.libraries.contains(&"libc.so") {
            faults.push("it does not name libc.so: it was linked without the NDK, for checks only".to_owned());
        }
        for name in &elf.libraries {
            if !self.symbols.values().any(|symbol| Some(symbol.library.as_str()) == name.strip_suffix(".so")) {
                faults.push(format!("it needs {name}, which is not a library of {SYMBOLS}"));
            }
        }
        for (name, _) in shared_library::imports(elf) {
            if self.symbols.get(&name).is_some_and(|symbol| symbol.library == UNWINDER) {
                faults.push(format!("it needs {name}, which the NDK links statically"));
            }
        }
        faults
    }
}

/// The rows of the table.
fn symbols(table: &str) -> anyhow::Result<BTreeMap<String, Symbol>> {
    let mut symbols = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [library, name, levels @ ..] = cells.as_slice() else { bail!("{SYMBOLS}: `{line}` is not a row") };
        let level = |cell: &&str| if *cell == "-" { Ok(None) } else { cell.parse().map(Some) };
        let levels: Result<Vec<Option<u32>>, _> = levels.iter().map(level).collect();
        let levels = levels.ok().and_then(|levels| levels.try_into().ok());
        let levels = levels.with_context(|| format!("{SYMBOLS}: `{line}` does not have an API level for each ABI"))?;
        symbols.insert((*name).to_owned(), Symbol { library: (*library).to_owned(), levels });
    }
    Ok(symbols)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn android() -> Android {
        let table = "# comment\nlibc\tabort\t0\t0\t0\nlibc\tgetrandom\t28\t28\t28\nlibdl\tdl_iterate_phdr\t21\t0\t0\nlibc\told\t0\t-\t-\n";
        Android { api: 20, symbols: symbols(table).unwrap() }
    }

    #[test]
    fn a_symbol_is_old_enough_or_weak() {
        let android = android();
        assert_eq!(android.fault_of_import("abort", false, 0), None);
        assert_eq!(android.fault_of_import("getrandom", true, 0), None);
        assert!(android.fault_of_import("getrandom", false, 0).unwrap().contains("from API 28"));
        assert!(android.fault_of_import("dl_iterate_phdr", false, 0).unwrap().contains("from API 21"));
        assert_eq!(android.fault_of_import("dl_iterate_phdr", false, 1), None);
        assert_eq!(android.fault_of_import("old", false, 0), None);
        assert!(android.fault_of_import("old", true, 1).unwrap().contains("does not have for this ABI"));
        assert!(android.fault_of_import("memfd_create", false, 0).unwrap().contains("does not list"));
    }

    #[test]
    fn a_row_has_a_level_for_each_abi() {
        assert!(symbols("libc\tabort\t0\t0\n").is_err());
        assert!(symbols("libc\tabort\t0\t0\tnew\n").is_err());
        assert!(symbols("libc\n").is_err());
    }
}
