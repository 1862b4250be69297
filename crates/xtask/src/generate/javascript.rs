//! The generated sources of the npm package, `bindings/javascript/src/generated`.

mod choices;
mod findings;
mod interfaces;
mod messages;
mod typescript;
mod vocabulary;

/// Returns the name and the source of each file.
pub(super) fn files() -> [(&'static str, String); 5] {
    [
        ("choices", choices::file()),
        ("findings", findings::file()),
        ("interfaces", interfaces::file()),
        ("messages", messages::file()),
        ("vocabulary", vocabulary::file()),
    ]
}
