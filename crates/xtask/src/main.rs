//! `cargo xtask`: writes the files that are generated from the tables, and runs the recipes of the justfile.
#![allow(clippy::arithmetic_side_effects, reason = "it counts lines and vectors of this repository")]

mod api;
mod bindings;
mod generate;
mod pages;
mod recipe;
mod stubs;
mod trace;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use xshell::Shell;

#[derive(Parser)]
#[command(
    name = "xtask",
    bin_name = "cargo xtask",
    about = "Writes the generated files, and runs the recipes of the justfile: `cargo xtask test`, `cargo xtask list`, …",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the files that are generated from the tables
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
        /// Only put the library into both packages
        #[arg(long)]
        library: bool,
    },
    /// Write the listings of the public API of each package, in api/
    Api {
        /// Change nothing, and fail when a listing does not agree with the code
        #[arg(long)]
        check: bool,
    },
    /// Show where the code holds each row of the vendor's pages, and which vectors prove it
    ///
    /// Writes the pages traceability.md and readings.md of docs. Fails when a row has no code, or a rule has no vector on its edge or over it.
    Trace {
        /// Change nothing, and fail when a page is out of date
        #[arg(long)]
        check: bool,
    },
    /// Write the pages of the documentation site that come from the tables and the help, in site/generated
    Pages,
    /// Any other name: a recipe of the justfile, with its arguments
    #[command(external_subcommand)]
    Recipe(Vec<String>),
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let shell = shell()?;
    match arguments.command {
        Command::Generate { check } => generate::run(&shell, check)?,
        Command::Stubs { check } => stubs::run(&shell, check)?,
        Command::Bindings { library: true, .. } => bindings::package_library(&shell)?,
        Command::Bindings { check, .. } => bindings::run(&shell, check)?,
        Command::Api { check } => api::run(&shell, check)?,
        Command::Pages => pages::run(&shell)?,
        Command::Trace { check } => trace::run(&shell, check)?,
        Command::Recipe(recipe) => return recipe::run(&shell, &recipe),
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns a shell at the root of the repository, in which rustup downloads nothing.
fn shell() -> anyhow::Result<Shell> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).context("crates/xtask has no repository")?;
    let shell = Shell::new()?;
    shell.change_dir(root);
    shell.set_var("RUSTUP_AUTO_INSTALL", "0");
    shell.set_var("RUSTUP_DIST_SERVER", "file:///nonexistent");
    shell.set_var("RUSTUP_UPDATE_ROOT", "file:///nonexistent");
    Ok(shell)
}
