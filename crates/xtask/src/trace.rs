//! `cargo xtask trace`: gives the tables of the core to `tests/trace`, which writes the pages
//! docs/explanation/traceability.md and docs/reference/readings.md.

use aicc_core::spec::CharacterClass;
use aicc_core::{Edition, Profile, interfaces};
use anyhow::Context as _;
use serde_json::{Map, Value, json};
use xshell::{Shell, cmd};

const TABLES: &str = "target/trace.json";

/// Writes the pages. With `check` it writes nothing, and fails when a page is out of date.
///
/// # Errors
///
/// When a row has no code, or a rule or reading has no vector.
pub(crate) fn run(shell: &Shell, check: bool) -> anyhow::Result<()> {
    let mut editions = Map::new();
    for edition in Edition::ALL {
        editions.insert(edition.as_str().to_owned(), tables(*edition)?);
    }
    let events = interfaces::ALL.iter().filter_map(|interface| Some((interface.name, interface.events?.member)));
    let classes: Vec<&str> = CharacterClass::ALL.iter().map(|class| class.as_str()).collect();
    let tables = json!({
        "editions": editions,
        "eventMembers": events.collect::<std::collections::BTreeMap<_, _>>(),
        "characterClasses": classes,
    });
    shell.write_file(TABLES, tables.to_string())?;
    let check = check.then_some("--check");
    Ok(cmd!(shell, "python3 -m tests.trace {TABLES} {check...}").quiet().run()?)
}

/// Returns the tables of every interface by its name, as an edition has them.
fn tables(edition: Edition) -> anyhow::Result<Value> {
    let mut catalogue = aicc_export::catalogue(&Profile { edition, ..Profile::default() });
    let tables = catalogue.get_mut("interfaces").and_then(Value::as_array_mut).context("no interfaces")?;
    let named = tables.drain(..).zip(interfaces::ALL).map(|(tables, interface)| (interface.name.to_owned(), tables));
    Ok(named.collect::<Map<_, _>>().into())
}
