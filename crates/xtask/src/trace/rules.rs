//! What a row asks for, and which vectors prove it: one that keeps the rule at its bound, and one that breaks it just
//! beyond.

use std::collections::BTreeSet;

use aicc_core::Edition;
use serde::Deserialize;
use serde_json::Value;

use super::evidence::{Case, Part};
use super::page::Row;

/// The vectors that prove something.
pub(super) enum Proof {
    /// There is nothing to prove.
    NotDue,
    /// These do; without any, it is a hole.
    Vectors(Vec<String>),
}

impl Proof {
    /// One that holds where each of several does.
    pub(super) fn all(proofs: impl Iterator<Item = Self>) -> Self {
        let mut all = Vec::new();
        for proof in proofs {
            match proof {
                Self::NotDue => {}
                Self::Vectors(vectors) if vectors.is_empty() => return Self::Vectors(Vec::new()),
                Self::Vectors(vectors) => all.extend(vectors),
            }
        }
        Self::Vectors(all)
    }

    pub(super) fn is_hole(&self) -> bool {
        matches!(self, Self::Vectors(vectors) if vectors.is_empty())
    }
}

/// A rule of a row with its proofs.
pub(super) struct Rule {
    pub(super) name: String,
    /// It is kept, at the bound where it has one.
    pub(super) edge: Proof,
    /// It is broken, just beyond the bound where it has one.
    pub(super) over: Proof,
}

impl Rule {
    /// What a page says and no message can break.
    pub(super) fn unchecked(text: &str) -> Self {
        Self { name: text.to_owned(), edge: Proof::NotDue, over: Proof::NotDue }
    }

    /// The same rule, told to be that of an edition where it is not the default one.
    pub(super) fn in_edition(self, edition: Edition) -> Self {
        let name =
            if edition == Edition::default() { self.name } else { format!("{} ({})", self.name, edition.as_str()) };
        Self { name, ..self }
    }
}

/// A row as the catalogue has it.
#[derive(Deserialize)]
pub(super) struct Entry {
    pub(super) row: String,
    pub(super) name: String,
    /// Empty for the member that wraps the body.
    pub(super) pointer: String,
    mandatory: bool,
    advice: Option<Advice>,
    #[serde(rename = "togetherWith")]
    together_with: Option<String>,
    default: Option<Value>,
    #[serde(flatten)]
    limits: Limits,
    element: Option<Limits>,
}

impl Entry {
    pub(super) fn is_wrapper(&self) -> bool {
        self.pointer.is_empty()
    }
}

#[derive(Deserialize)]
struct Advice {
    code: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Limits {
    r#type: String,
    min_length: Option<i64>,
    max_length: Option<i64>,
    characters: Option<String>,
    forbidden_characters: Option<String>,
    character_classes: Option<usize>,
    format: Option<String>,
    local_part_length: Option<i64>,
    domain_part_length: Option<i64>,
    label_length: Option<i64>,
    minimum: Option<i64>,
    maximum: Option<i64>,
    max_items: Option<i64>,
    allowed: Option<Vec<Allowed>>,
}

#[derive(Deserialize)]
struct Allowed {
    value: Value,
}

/// The rules of a row, proved by the cases at its pointer and, of an array, at its elements.
pub(super) fn of(part: Part, is_result_code: bool, entry: &Entry, cases: &[Case], elements: &[Case]) -> Vec<Rule> {
    let mut rules = vec![presence(part, is_result_code, entry.mandatory, cases)];
    rules.extend(limits(part, &entry.limits, cases));
    if let Some(element) = &entry.element
        && element.r#type != "object"
    {
        rules.extend(
            limits(part, element, elements)
                .into_iter()
                .map(|rule| Rule { name: format!("each: {}", rule.name), ..rule }),
        );
    }
    if let Some(default) = &entry.default {
        rules.push(Rule {
            name: format!("default {default}"),
            edge: first(cases, |case| case.is_accepted() && case.value.as_ref() == Some(default)),
            over: Proof::NotDue,
        });
    }
    if let Some(advice) = &entry.advice {
        rules.push(advised(&advice.code, cases));
    }
    if entry.together_with.is_some() {
        rules.push(advised("dependentRequired", cases));
    }
    rules
}

fn presence(part: Part, is_result_code: bool, mandatory: bool, cases: &[Case]) -> Rule {
    let edge = first(cases, Case::is_accepted);
    // A reply is read without what its page calls mandatory, but for the code (reading R13).
    let is_required = mandatory && (part != Part::Reply || is_result_code);
    let over = match is_required {
        true => first(cases, |case| case.breaks("required")),
        false => first(cases, Case::is_left_out),
    };
    let name = match (is_required, mandatory) {
        (true, _) => "required",
        (false, true) => "mandatory, read without",
        (false, false) => "optional",
    };
    Rule { name: name.to_owned(), edge, over }
}

fn limits(part: Part, limits: &Limits, cases: &[Case]) -> Vec<Rule> {
    let mut rules = Vec::new();
    if matches!(part, Part::Request | Part::Reply) {
        rules.push(Rule {
            name: format!("type {}", limits.r#type),
            edge: first(cases, Case::is_accepted),
            over: first(cases, |case| case.breaks("type")),
        });
    }
    rules.extend(limits.min_length.map(|bound| at_least("minLength", bound, cases, length)));
    rules.extend(limits.max_length.map(|bound| at_most("maxLength", bound, cases, length)));
    rules.extend(limits.characters.as_deref().map(|allowed| only(allowed, cases)));
    rules.extend(limits.forbidden_characters.as_deref().map(|forbidden| none_of(forbidden, cases)));
    rules.extend(limits.character_classes.map(|classes| all_classes(classes, cases)));
    rules.extend(limits.format.as_deref().map(|format| shaped(part, format, cases)));
    rules.extend(limits.local_part_length.map(|bound| at_most("localPartLength", bound, cases, local_part)));
    rules.extend(limits.domain_part_length.map(|bound| at_most("domainPartLength", bound, cases, domain_part)));
    rules.extend(limits.label_length.map(|bound| at_most("labelLength", bound, cases, label)));
    rules.extend(limits.minimum.map(|bound| at_least("minimum", bound, cases, number)));
    rules.extend(limits.maximum.map(|bound| at_most("maximum", bound, cases, number)));
    rules.extend(limits.max_items.map(|bound| at_most("maxItems", bound, cases, items)));
    rules.extend(limits.allowed.as_deref().map(|allowed| one_of(part, allowed, cases)));
    rules
}

/// The first case that is a proof.
pub(super) fn first(cases: &[Case], is_proof: impl Fn(&Case) -> bool) -> Proof {
    let proof = cases.iter().find(|case| is_proof(case));
    Proof::Vectors(proof.map(|case| case.vector.clone()).into_iter().collect())
}

/// The first cases that have all that is `wanted` among them.
fn covering<T: Ord>(mut wanted: BTreeSet<T>, cases: &[Case], has: impl Fn(&Case) -> Vec<T>) -> Proof {
    let mut vectors: Vec<String> = Vec::new();
    for case in cases {
        let found = has(case).into_iter().filter(|item| wanted.remove(item)).count();
        if found > 0 && !vectors.contains(&case.vector) {
            vectors.push(case.vector.clone());
        }
    }
    Proof::Vectors(if wanted.is_empty() { vectors } else { Vec::new() })
}

pub(super) type Measure = fn(&Value) -> Option<i64>;

fn at_least(rule: &str, bound: i64, cases: &[Case], measure: Measure) -> Rule {
    bounded(rule, ("minimum", bound, bound - 1), cases, measure)
}

fn at_most(rule: &str, bound: i64, cases: &[Case], measure: Measure) -> Rule {
    bounded(rule, ("maximum", bound, bound + 1), cases, measure)
}

fn bounded(rule: &str, (param, bound, beyond): (&str, i64, i64), cases: &[Case], measure: Measure) -> Rule {
    let breaks = |case: &Case, name, value: i64| case.param(rule, name) == Some(&value.into());
    Rule {
        name: format!("{rule} {bound}"),
        // What is as long as it must be may be wrong for another reason: no address has one character.
        edge: first(cases, |case| !case.breaks(rule) && case.measures(measure, bound)),
        over: first(cases, |case| breaks(case, param, bound) && breaks(case, "actual", beyond)),
    }
}

/// The bounds that the page prints of a reply's row, whose value is advised on just beyond.
pub(super) fn printed(row: &Row, cases: &[Case]) -> Vec<Rule> {
    let rule = |name: &str, bound: Option<i64>, step: i64, measure: Measure| {
        let bound = bound?;
        let beyond = |case: &Case| case.is_advised("undocumentedValue") && case.measures(measure, bound + step);
        Some(Rule {
            name: format!("{name} {bound}"),
            edge: first(cases, |case| case.is_accepted() && case.measures(measure, bound)),
            over: first(cases, beyond),
        })
    };
    let rules = [
        rule("minLength", row.min_length, -1, length),
        rule("maxLength", row.max_length, 1, length),
        rule("minimum", row.minimum, -1, number),
        rule("maximum", row.maximum, 1, number),
    ];
    rules.into_iter().flatten().collect()
}

fn only(allowed: &str, cases: &[Case]) -> Rule {
    Rule {
        name: format!("characters: {} allowed", allowed.chars().count()),
        edge: covering(allowed.chars().collect(), cases, accepted_characters),
        over: first(cases, |case| case.breaks("characters")),
    }
}

fn none_of(forbidden: &str, cases: &[Case]) -> Rule {
    let found = |case: &Case| {
        let found = case.param("characters", "found").and_then(Value::as_str).unwrap_or_default();
        found.chars().collect()
    };
    Rule {
        name: format!("characters: {} forbidden", forbidden.chars().count()),
        edge: first(cases, |case| !accepted_characters(case).is_empty()),
        over: covering(forbidden.chars().collect(), cases, found),
    }
}

fn accepted_characters(case: &Case) -> Vec<char> {
    let text = case.value.as_ref().filter(|_| case.is_accepted()).and_then(Value::as_str);
    text.map(|text| text.chars().collect()).unwrap_or_default()
}

/// Each class is missing somewhere.
fn all_classes(classes: usize, cases: &[Case]) -> Rule {
    let missing = |case: &Case| {
        let missing = case.param("characterClasses", "missing").and_then(Value::as_array);
        missing.into_iter().flatten().filter_map(|class| class.as_str().map(str::to_owned)).collect()
    };
    let every = aicc_core::spec::CharacterClass::ALL.iter().map(|class| class.as_str().to_owned());
    Rule {
        name: format!("characterClasses {classes}"),
        edge: first(cases, Case::is_accepted),
        over: covering(every.collect(), cases, missing),
    }
}

fn shaped(part: Part, format: &str, cases: &[Case]) -> Rule {
    Rule {
        name: format!("format {format}"),
        edge: first(cases, Case::is_accepted),
        over: first(cases, |case| is_outside(part, "format", case)),
    }
}

fn one_of(part: Part, allowed: &[Allowed], cases: &[Case]) -> Rule {
    let values: Vec<String> = allowed.iter().map(|allowed| allowed.value.to_string()).collect();
    let accepted = |case: &Case| {
        let value = case.value.as_ref().filter(|_| case.is_accepted());
        value.map(Value::to_string).into_iter().collect()
    };
    Rule {
        name: format!("enum {}", values.join(", ")),
        edge: covering(values.iter().cloned().collect(), cases, accepted),
        over: first(cases, |case| is_outside(part, "enum", case)),
    }
}

/// A reply's value outside its documented set or shape is advice (reading R13).
fn is_outside(part: Part, rule: &str, case: &Case) -> bool {
    if part == Part::Reply { case.is_advised("undocumentedValue") } else { case.breaks(rule) }
}

fn advised(code: &str, cases: &[Case]) -> Rule {
    Rule {
        name: code.to_owned(),
        edge: first(cases, |case| case.is_accepted() && !case.is_advised(code)),
        over: first(cases, |case| case.is_advised(code)),
    }
}

fn count(characters: impl Iterator<Item = char>) -> Option<i64> {
    i64::try_from(characters.count()).ok()
}

fn length(value: &Value) -> Option<i64> {
    count(value.as_str()?.chars())
}

fn local_part(value: &Value) -> Option<i64> {
    count(value.as_str()?.rsplit_once('@')?.0.chars())
}

fn domain_part(value: &Value) -> Option<i64> {
    count(value.as_str()?.rsplit_once('@')?.1.chars())
}

/// The longest label.
fn label(value: &Value) -> Option<i64> {
    value.as_str()?.rsplit_once('@')?.1.split('.').filter_map(|label| count(label.chars())).max()
}

/// A number, or the number that a text writes.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn items(value: &Value) -> Option<i64> {
    i64::try_from(value.as_array()?.len()).ok()
}
