//! The documented values: a constant for each, and their type.

use aicc_core::interfaces::CHOICE_SETS;
use aicc_core::spec::{Choice, ChoiceSet, Literal};

use super::super::tables::capital;
use super::typescript::{HEADER, documentation};

/// Returns the whole file.
pub(super) fn file() -> String {
    CHOICE_SETS.iter().fold(HEADER.to_owned(), |source, set| source + &choice_set(set))
}

fn choice_set(set: &ChoiceSet) -> String {
    let name = set.name;
    let values: Vec<String> = set.choices.iter().map(|choice| literal(choice.value)).collect();
    let meanings: Vec<String> =
        set.choices.iter().map(|choice| format!("{} ({})", literal(choice.value), choice.label.english)).collect();
    let constants: String = set.choices.iter().map(constant).collect();
    let about = set.description.trim();
    let (constant_documentation, type_documentation) =
        (documentation(&[about], ""), documentation(&[&format!("{about} One of {}.", meanings.join(", "))], ""));
    format!(
        "
{constant_documentation}export const {name} = {{
{constants}}} as const;

{type_documentation}export type {name} = {};
",
        values.join(" | ")
    )
}

fn constant(choice: &Choice) -> String {
    let Choice { value, name, label, .. } = choice;
    let documentation = documentation(&[&format!("{} ({}).", capital(label.english), label.chinese)], "    ");
    format!("{documentation}    {name}: {},\n", literal(*value))
}

fn literal(value: Literal) -> String {
    match value {
        Literal::Text(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}
