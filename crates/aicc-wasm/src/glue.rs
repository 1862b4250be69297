//! The generator of the JavaScript code around a module. It has the same version of wasm-bindgen as the module.
//!
//! ```sh
//! glue MODULE.wasm FOLDER
//! ```

use anyhow::Context as _;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let (module, folder) = (arguments.next().context("no module")?, arguments.next().context("no folder")?);
    Bindgen::new()
        .input_path(module)
        .out_name("aicc")
        .web(true)?
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .reset_state_function(true)
        .typescript(true)
        .generate(folder)
}
