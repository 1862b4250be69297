//! What the user may mean by a text that is not a code.

use std::collections::BTreeMap;

use aicc_core::spec::{Array, Interface, Kind, Object};
use aicc_core::{Language, Wording, interfaces};

use super::{answers, rule};
use crate::words;

/// Returns what is wrong with the text, and what to do.
pub(super) fn sentence(text: &str, language: Language) -> String {
    if let Some(interface) = interfaces::ALL.iter().find(|interface| interface.name.eq_ignore_ascii_case(text)) {
        return words::NOT_A_CODE_BUT_AN_INTERFACE.filled(&[("interface", interface.name)], language);
    }
    let members = members();
    if let Some((member, interfaces)) = members.iter().find(|(member, _)| member.eq_ignore_ascii_case(text)) {
        return of_member(words::NOT_A_CODE_BUT_A_MEMBER, member, interfaces, language);
    }
    let codes = codes();
    let near = codes.iter().chain(members.keys()).filter_map(|known| Some((distance(text, known)?, *known)));
    match near.min_by_key(|(distance, _)| *distance).map(|(_, known)| (known, members.get(known))) {
        Some((code, None)) => words::NO_CODE_BUT_A_SIMILAR_ONE.filled(&[("code", code)], language),
        Some((member, Some(interfaces))) => {
            of_member(words::NO_CODE_BUT_A_SIMILAR_MEMBER, member, interfaces, language)
        }
        None => words::NO_CODE.filled(&[("codes", codes.join(", "))], language),
    }
}

fn of_member(wording: Wording, member: &str, interfaces: &[&str], language: Language) -> String {
    let commands: Vec<String> = interfaces.iter().map(|interface| format!("aicc rules {interface}")).collect();
    wording.filled(&[("member", member), ("commands", &commands.join(", "))], language)
}

/// Returns every code once: those of rules, and the documented result codes.
fn codes() -> Vec<&'static str> {
    let mut codes: Vec<_> = rule::codes().collect();
    for code in interfaces::ALL.iter().flat_map(|interface| answers::result_codes(interface)) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// Returns the names of all members, header fields and path parameters, with the interfaces that have them.
fn members() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut members = BTreeMap::<_, Vec<_>>::new();
    for interface in interfaces::ALL {
        for name in names(interface) {
            let interfaces = members.entry(name).or_default();
            if interfaces.last() != Some(&interface.name) {
                interfaces.push(interface.name);
            }
        }
    }
    members
}

fn names(interface: &Interface) -> Vec<&'static str> {
    let Interface { path_parameters, headers, request, reply, .. } = interface;
    let mut names = Vec::new();
    for object in [path_parameters, headers, request.object, reply.object] {
        add_names(object, &mut names);
    }
    names
}

fn add_names(object: &'static Object, names: &mut Vec<&'static str>) {
    for field in object.fields {
        names.push(field.name);
        if let Kind::Object(inner) | Kind::Array(Array { element: Kind::Object(inner), .. }) = &field.kind {
            add_names(inner, names);
        }
    }
}

/// Returns how many characters differ, without regard to case; `None` if more than one in four differ.
fn distance(text: &str, known: &str) -> Option<usize> {
    let distance = strsim::damerau_levenshtein(&text.to_lowercase(), &known.to_lowercase());
    (distance.saturating_mul(4) <= known.chars().count()).then_some(distance)
}
