//! `cargo xtask`: the project's chores, the same on every machine and in CI.
#![allow(clippy::arithmetic_side_effects, reason = "what is counted is this repository's own")]

mod android;
mod api;
mod bench;
mod bindings;
mod bounds;
mod clients;
mod coverage;
mod differential;
mod figures;
mod fuzz;
mod generate;
mod java;
mod kotlin;
mod lint;
mod llvm;
mod mutants;
mod page;
mod proof;
mod python_environment;
mod search_path;
mod shared_library;
mod size;
mod step;
mod stubs;
mod swift;
mod targets;
mod test;
mod tools;
mod trace;
mod wheel;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use xshell::Shell;

#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", about = "The project's chores", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run every test in the repository, in every language
    ///
    /// Sets up what it needs inside the repository. A toolchain that the machine lacks is named in the summary;
    /// with CI=true in the environment, it is an error.
    Test,
    /// Compare the speed of aicc with its peers, in Rust and Python
    Bench {
        /// Only see whether it runs: the times mean little
        #[arg(long)]
        quick: bool,
    },
    /// Show how the time of a check grows with hostile messages, and write docs/bounds.md
    Bounds,
    /// Build the Python package as a release ships it, into target/wheels
    Wheel,
    /// Write the parts of the packages that repeat the tables
    Generate {
        /// Change nothing, and fail when a file does not agree with the tables
        #[arg(long)]
        check: bool,
    },
    /// Write the stub of the compiled Python module
    Stubs {
        /// Change nothing, and fail when the stub does not agree with the code
        #[arg(long)]
        check: bool,
    },
    /// Write the Kotlin and Swift sources, and put the library for this machine into both packages
    Bindings {
        /// Change no source, and fail when one does not agree with the code
        #[arg(long, conflicts_with = "library")]
        check: bool,
        /// The library only
        #[arg(long)]
        library: bool,
    },
    /// Write the listings of what each package offers in public, in api/
    Api {
        /// Change nothing, and fail when a listing does not agree with the code
        #[arg(long)]
        check: bool,
    },
    /// Show where each row of the vendor's pages is held, and which vectors prove it
    ///
    /// Writes docs/traceability.md. Fails when a row has no code, or a rule no vector on its edge or over it.
    Trace {
        /// Change nothing, and fail when the page does not agree
        #[arg(long)]
        check: bool,
    },
    /// Link the libraries for Android without the NDK, and check them; they are for checks only
    Android {
        /// Build the libraries of the archive with the NDK that ANDROID_NDK_HOME names, and check them
        #[arg(long, conflicts_with = "packaged")]
        ndk: bool,
        /// Build nothing, and check the libraries that the archive takes
        #[arg(long)]
        packaged: bool,
    },
    /// Tell how large the library for apps is, and what makes it so
    Size,
    /// See whether a test runs every line of the core
    Coverage,
    /// See whether a test notices when a line of the core is changed; takes hours
    Mutants,
    /// Hold the product to the laws in `fuzz/`, with inputs that nobody thought of
    Fuzz {
        /// How long each target runs, after its seeds and regressions
        #[arg(long, default_value_t = fuzz::SECONDS)]
        seconds: u64,
    },
    /// Check the tests themselves and the public faces, and print a page of what all checks counted
    Proof {
        /// At length: a million messages compared, ten minutes for each fuzz target, every mutant; takes hours
        #[arg(long)]
        nightly: bool,
    },
    /// Check formatting, lints, types and documentation; changes no file
    Lint,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let shell = shell()?;
    Ok(match arguments.command {
        Command::Generate { check } => {
            generate::run(&shell, check)?;
            ExitCode::SUCCESS
        }
        Command::Api { check: false } => step::run(&shell, "cargo xtask api", api::WRITE),
        Command::Api { check: true } => step::run(&shell, "cargo xtask api --check", api::CHECK),
        Command::Trace { check } => {
            trace::run(&shell, check)?;
            ExitCode::SUCCESS
        }
        Command::Stubs { check: false } => step::run(&shell, "cargo xtask stubs", stubs::WRITE),
        Command::Stubs { check: true } => step::run(&shell, "cargo xtask stubs --check", stubs::CHECK),
        Command::Bindings { library: true, .. } => {
            step::run(&shell, "cargo xtask bindings --library", bindings::LIBRARY)
        }
        Command::Bindings { check: true, .. } => step::run(&shell, "cargo xtask bindings --check", bindings::CHECK),
        Command::Bindings { .. } => step::run(&shell, "cargo xtask bindings", bindings::WRITE),
        Command::Android { ndk: true, .. } => step::run(&shell, "cargo xtask android --ndk", &[android::WITH_NDK]),
        Command::Android { packaged: true, .. } => {
            step::run(&shell, "cargo xtask android --packaged", &[android::PACKAGED])
        }
        Command::Android { .. } => step::run(&shell, "cargo xtask android", &[android::WITHOUT_NDK]),
        Command::Size => step::run(&shell, "cargo xtask size", size::STEPS),
        Command::Bench { quick } => bench::run(&shell, quick),
        Command::Wheel => step::run(&shell, "cargo xtask wheel", wheel::STEPS),
        Command::Bounds => step::run(&shell, "cargo xtask bounds", bounds::STEPS),
        Command::Test => step::run(&shell, "cargo xtask test", test::STEPS),
        Command::Coverage => {
            coverage::run(&shell)?;
            ExitCode::SUCCESS
        }
        Command::Mutants => {
            mutants::run(&shell)?;
            ExitCode::SUCCESS
        }
        Command::Fuzz { seconds } => {
            fuzz::run(&shell, seconds)?;
            ExitCode::SUCCESS
        }
        Command::Proof { nightly } => proof::run(&shell, nightly)?,
        Command::Lint => step::run(&shell, "cargo xtask lint", lint::STEPS),
    })
}

/// A shell at the root of the repository, in which rustup downloads nothing by itself.
fn shell() -> anyhow::Result<Shell> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).context("crates/xtask has no repository")?;
    let shell = Shell::new()?;
    shell.change_dir(root);
    shell.set_var("RUSTUP_AUTO_INSTALL", "0");
    shell.set_var("RUSTUP_DIST_SERVER", "file:///nonexistent");
    shell.set_var("RUSTUP_UPDATE_ROOT", "file:///nonexistent");
    Ok(shell)
}
