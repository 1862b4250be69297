//! `cargo xtask size`: the library for apps on this machine, in bytes; other ways to build it; and the crates in it.

use std::collections::BTreeMap;

use xshell::{Shell, cmd};

use crate::bindings;
use crate::shared_library;

/// Prints the sizes.
pub(crate) fn run(shell: &Shell) -> anyhow::Result<()> {
    ways(shell)?;
    crates(shell)
}

/// A name, and the options of cargo that make the difference.
const WAYS: &[(&str, &[&str])] = &[
    ("`opt-level = 3`", &["--config", "profile.mobile.opt-level=3"]),
    ("`opt-level = \"s\"`", &["--config", "profile.mobile.opt-level='s'"]),
    ("panics that unwind", &["--config", "profile.mobile.panic='unwind'"]),
    ("`regex` in place of `regex-lite`", &["--features", "aicc-core/fast-patterns"]),
    // Last: the next step looks at it.
    ("as apps ship it", &[]),
];

fn ways(shell: &Shell) -> anyhow::Result<()> {
    let mut rows = String::new();
    for (name, options) in WAYS {
        bindings::build(shell, options)?;
        rows.push_str(&format!("| {name} | {} |\n", stripped_size(shell)?));
    }
    println!("\n| | bytes, stripped |\n|---|---:|\n{rows}");
    Ok(())
}

fn stripped_size(shell: &Shell) -> anyhow::Result<u64> {
    let folder = shell.create_temp_dir()?;
    let library = folder.path().join("library");
    bindings::ship(shell, &library)?;
    Ok(std::fs::metadata(library)?.len())
}

/// The crates whose code is told apart; what stands in a generic function of the standard library counts as that.
const CRATES: &[&str] = &["aicc_core", "aicc_ffi", "uniffi_core", "regex_lite", "serde_json", "serde_core", "anyhow"];

/// What resolves the names of a backtrace.
const BACKTRACE: &[&str] = &["gimli", "addr2line", "rustc_demangle", "miniz_oxide", "backtrace_rs"];

fn crates(shell: &Shell) -> anyhow::Result<()> {
    let folder = shell.create_temp_dir()?;
    let library = folder.path().join("library");
    shared_library::link_for_this_machine(shell, &library, &[])?;
    let symbols = cmd!(shell, "nm --demangle --print-size --size-sort {library}").quiet().read()?;
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    for line in symbols.lines() {
        let mut words = line.splitn(4, ' ').skip(1);
        let (Some(size), Some(_), Some(name)) = (words.next(), words.next(), words.next()) else { continue };
        *sizes.entry(owner(name)).or_default() += u64::from_str_radix(size, 16)?;
    }
    let mut rows: Vec<(&str, u64)> = sizes.into_iter().collect();
    rows.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    println!("\n| crate | bytes of code and constants |\n|---|---:|");
    for (name, size) in rows {
        println!("| {name} | {size} |");
    }
    Ok(())
}

fn owner(symbol: &str) -> &'static str {
    if BACKTRACE.iter().any(|name| symbol.contains(&format!("{name}::"))) {
        return "backtraces of the standard library";
    }
    let first = CRATES.iter().filter_map(|name| Some((symbol.find(&format!("{name}::"))?, *name))).min();
    match first {
        Some((_, name)) => name,
        None if symbol.contains("uniffi_") => "aicc_ffi",
        None => "the standard library",
    }
}
