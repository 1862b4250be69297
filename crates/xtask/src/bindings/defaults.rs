//! Default values that UniFFI does not support.

use aicc_core::interfaces::{self, CHOICE_SETS};
use aicc_core::spec::Literal;

use super::patch::{GeneratedSource, ONE};

/// UniFFI does not support a variant of an enum as a default value. This puts the documented value in the place of `nothing`.
pub(super) fn with_choices(
    source: &mut GeneratedSource,
    quote: &str,
    nothing: &str,
    name_of: fn(&str) -> String,
) -> anyhow::Result<()> {
    for row in interfaces::ALL.iter().flat_map(|interface| interface.request.object.fields) {
        let Some(default) = row.default else { continue };
        let Some(choice) = row.kind.choices().iter().find(|choice| choice.value == default) else { continue };
        if !CHOICE_SETS.iter().any(|set| set.name == row.type_name) || !matches!(default, Literal::Integer(_)) {
            continue;
        }
        let (field, kind) = (row.field, row.type_name);
        let value = name_of(choice.name).replace("{}", kind);
        let place = format!("{quote}{field}{quote}: {kind}?");
        source.replace(ONE, &format!("{place} = {nothing}"), &format!("{place} = {value}"))?;
    }
    Ok(())
}
