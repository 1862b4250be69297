//! Properties of fields while a person types them, alone and in a form.

use std::collections::BTreeSet;

use aicc_core::spec::Kind;
use aicc_core::{Check, FieldState, Form, FormField, Interface, Location, Profile, Report, check_field};
use conformance::fuzzing;
use serde::de::value::{Error, MapDeserializer};
use serde_json::{Value, json};

/// An interface, and pointers, each with the text that is typed there.
pub fn of_bytes(bytes: &[u8]) {
    let Some((interface, texts)) = fuzzing::texts(bytes) else { return };
    let (pairs, _) = texts.as_chunks();
    for [pointer, text] in pairs {
        for location in [Location::Path, Location::Header, Location::Body] {
            is_judged_as_a_whole(interface, location, pointer, text);
        }
    }
    is_form(interface, pairs);
}

/// A text is acceptable exactly if the check of the whole message has no finding at its place, with the same findings.
fn is_judged_as_a_whole(interface: &'static Interface, location: Location, pointer: &str, text: &str) {
    let profile = Profile::default();
    let Ok(typed) = check_field(interface, location, pointer, text, &profile) else { return };
    assert_eq!(typed.state == FieldState::Acceptable, typed.findings.is_empty());
    let is_same = |reported: &str| match location {
        Location::Header => reported.eq_ignore_ascii_case(pointer),
        _ => reported == pointer,
    };
    for finding in &typed.findings {
        assert!(finding.location() == location && is_same(&finding.pointer()), "{pointer:?}: {finding:?}");
    }
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let Ok(start) = check_field(interface, location, pointer, &text[..end], &profile) else { continue };
        let can_become = typed.state == FieldState::Rejected || start.state != FieldState::Rejected;
        assert!(can_become, "{:?} is rejected and {text:?} is not", &text[..end]);
    }
    let Some(report) = whole(interface, location, pointer, text, &profile) else { return };
    let at_place: Vec<_> = report.violations().iter().filter(|finding| is_same(&finding.pointer())).cloned().collect();
    assert_eq!(typed.findings, at_place, "{text:?}");
}

/// Returns the report on a message with the typed text. Returns `None` if no member can hold the text: it is not a number
/// of its row, or its place is deeper than a row.
fn whole(
    interface: &'static Interface,
    location: Location,
    pointer: &str,
    text: &str,
    profile: &Profile,
) -> Option<Report> {
    let name = pointer.strip_prefix('/')?;
    let mut check = Check::new(interface, profile);
    let pair = || MapDeserializer::<_, Error>::new(std::iter::once((name, text)));
    match location {
        Location::Path => check.path(pair()).ok()?,
        Location::Header => check.headers(pair()).ok()?,
        Location::Body => {
            let field = interface.request.object.fields.iter().find(|field| field.name == name)?;
            let value: Value = match field.kind {
                Kind::Text(_) => text.into(),
                Kind::Integer(_) => text.parse::<i64>().ok().filter(|number| number.to_string() == text)?.into(),
                Kind::Boolean { .. } => match text {
                    "true" => true.into(),
                    "false" => false.into(),
                    _ => return None,
                },
                _ => return None,
            };
            check.body(json!({name: value})).ok()?;
        }
    }
    Some(check.report())
}

/// Every violation is at a field of the form, and a form can be submitted exactly if each field is acceptable.
fn is_form(interface: &'static Interface, pairs: &[[&str; 2]]) {
    let mut form = Form::new(interface, Profile::default());
    let mut pointers: BTreeSet<String> = Form::fields(interface)
        .into_iter()
        .filter(|field| !field.pointer.contains('*'))
        .map(|FormField { pointer, .. }| pointer)
        .collect();
    for [pointer, text] in pairs {
        match form.edit(pointer, text) {
            Ok(state) => {
                assert_eq!(Ok(state), form.field(pointer));
                pointers.insert((*pointer).to_owned());
            }
            Err(_) => assert!(form.field(pointer).is_err()),
        }
    }
    assert_fields_are_form(&form, &pointers);

    let mut restored = Form::new(interface, Profile::default());
    let texts = form.texts(true);
    let unknown = restored.restore(texts.iter().map(|(pointer, text)| (pointer.as_str(), *text)));
    assert_eq!((unknown, restored.report()), (Vec::new(), form.report()));

    for [pointer, _] in pairs {
        if let Some((element, _)) = pointer.rsplit_once('/') {
            // Later elements move to pointers with a smaller index, where nothing may have been typed.
            let _ = form.remove(element);
        }
    }
    let report = form.report();
    for finding in report.violations() {
        assert!(form.field(&finding.pointer()).is_ok_and(|field| field.findings.contains(finding)), "{finding}");
    }
}

fn assert_fields_are_form(form: &Form, pointers: &BTreeSet<String>) {
    let report = form.report();
    let fields = || pointers.iter().filter_map(|pointer| form.field(pointer).ok());
    assert_eq!(form.can_be_submitted(), report.is_valid());
    assert_eq!(report.is_valid(), fields().all(|field| field.state == FieldState::Acceptable), "{report:?}");
    assert_eq!(report.violations().len(), fields().map(|field| field.findings.len()).sum::<usize>(), "{report:?}");
}
