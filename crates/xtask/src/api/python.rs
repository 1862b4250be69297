//! The modules of the package that are written in Python. `cargo xtask stubs` lists the compiled module in
//! `python/aicc/_aicc.pyi`.

use std::fmt::Write as _;

use xshell::{Shell, cmd};

use super::listing::Listing;

const FOLDER: &str = "python/aicc";

pub(super) fn listings(shell: &Shell) -> anyhow::Result<Vec<Listing>> {
    let temporary = shell.create_temp_dir()?;
    let folder = temporary.path();
    let mut modules = shell.read_dir(FOLDER)?;
    modules.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    let files = &modules;
    cmd!(shell, "stubgen --quiet --no-import --output {folder} {files...}").run()?;
    cmd!(shell, "ruff format --quiet --config pyproject.toml {folder}").run()?;
    let mut text = String::new();
    for module in &modules {
        let Some(name) = module.file_stem() else { continue };
        let stub = folder.join("aicc").join(name).with_extension("pyi");
        // Writing to a String does not fail.
        let _ = writeln!(text, "# aicc/{}.py\n\n{}", name.to_string_lossy(), shell.read_file(stub)?);
    }
    Ok(vec![Listing { file: "api/python.txt".to_owned(), text }])
}
