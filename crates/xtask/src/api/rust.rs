//! The published Rust crates.

use xshell::{Shell, cmd};

use super::listing::Listing;

const CRATES: &[&str] =
    &["aicc-core", "aicc-export", "aicc-batch", "aicc-workbook", "aicc-sandbox", "aicc-apply", "aicc-cli"];

pub(super) fn listings(shell: &Shell) -> anyhow::Result<Vec<Listing>> {
    cmd!(shell, "just _public-api").quiet().run()?;
    // A separate folder, so that other builds stay up to date.
    let target = shell.current_dir().join("target/api");
    let mut listings = Vec::new();
    for name in CRATES {
        // The JSON output of rustdoc is not stable yet.
        cmd!(shell, "cargo rustdoc --quiet --package {name} --lib --locked --target-dir {target} -- -Z unstable-options --output-format json")
            .env("RUSTC_BOOTSTRAP", "1")
            .run()?;
        let json = target.join("doc").join(name.replace('-', "_")).with_extension("json");
        let text = cmd!(shell, "cargo public-api --rustdoc-json {json} -sss --color never").read()?;
        listings.push(Listing { file: format!("api/{name}.txt"), text: text + "\n" });
    }
    Ok(listings)
}
