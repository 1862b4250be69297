//! Properties of every report: which findings it may have, and in which order.

use std::collections::HashSet;

use aicc_core::spec::{Body, Field, Kind, Object};
use aicc_core::{Code, Finding, Interface, Location, Report, Severity};
use serde_json::Value;

/// The message that a report is about.
#[derive(Clone, Copy)]
pub(crate) enum Message {
    Request,
    Reply,
}

/// Checks a report against the specification. `body` is the checked body, if an independent reader reads it without loss.
pub(crate) fn holds(report: &Report, interface: &'static Interface, message: Message, body: Option<&Value>) {
    let tables = Tables { interface, message, body };
    for (findings, severity) in [(report.violations(), Severity::Violation), (report.advice(), Severity::Advice)] {
        for finding in findings {
            assert_eq!(finding.code().severity(), severity, "{finding:?}");
            assert_eq!(finding.interface(), interface);
        }
        stands_once(findings);
        is_in_order(findings, &tables);
        stands_alone(findings);
    }
    syntax_says_all(report);
    assert_eq!(report.is_valid(), report.violations().is_empty());
}

/// There is at most one finding for a pointer and a rule.
fn stands_once(findings: &[Finding]) {
    let mut met = HashSet::new();
    for finding in findings {
        let is_new = met.insert((finding.location(), finding.pointer(), finding.code()));
        assert!(is_new, "reported twice: {finding:?}");
    }
}

/// The order is: location, then the rows of the document (elements by index), then the rule codes. The function also
/// refuses places that are not documented.
fn is_in_order(findings: &[Finding], tables: &Tables<'_>) {
    let keys: Vec<_> =
        findings.iter().map(|finding| (finding.location(), tables.ranks(finding), finding.code())).collect();
    assert!(keys.is_sorted(), "not in the documented order: {findings:?}");
}

/// A field that is missing or has the wrong type has that one violation only, except that it may also occur twice.
/// The same is true of a mandatory text that is empty.
fn stands_alone(findings: &[Finding]) {
    let is_alone = |finding: &Finding| match finding.code() {
        Code::Required | Code::Type => true,
        Code::MinLength => finding.params().iter().any(|(name, actual)| *name == "actual" && actual.to_string() == "0"),
        _ => false,
    };
    for alone in findings.iter().filter(|finding| is_alone(finding)) {
        for other in findings {
            let is_same_place = (alone.location(), alone.pointer()) == (other.location(), other.pointer());
            let is_other = !matches!(other.code(), Code::UniqueKeys) && alone.code() != other.code();
            assert!(!is_same_place || !is_other, "{alone:?} beside {other:?}");
        }
    }
}

/// A body that is not JSON has no other finding.
fn syntax_says_all(report: &Report) {
    let mut findings = report.violations().iter().chain(report.advice());
    if findings.clone().any(|finding| finding.code() == Code::Syntax) {
        let in_body = findings.by_ref().filter(|finding| finding.location() == Location::Body).count();
        assert_eq!(in_body, 1, "{report:?}");
    }
}

struct Tables<'a> {
    interface: &'static Interface,
    message: Message,
    body: Option<&'a Value>,
}

/// A step of a pointer: documented places come before undocumented ones.
type Rank = (u8, usize);

impl Tables<'_> {
    fn body(&self) -> &'static Body {
        match self.message {
            Message::Request => &self.interface.request,
            Message::Reply => &self.interface.reply,
        }
    }

    /// Returns the position of a finding among the others.
    fn ranks(&self, finding: &Finding) -> Vec<Rank> {
        let pointer = finding.pointer();
        let tokens: Vec<String> =
            pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let is_unknown = finding.code() == Code::UnknownMember;
        let elsewhere = Tables { body: None, ..*self };
        let (ranks, reached) = match (finding.location(), tokens.as_slice()) {
            (Location::Path, tokens) => elsewhere.in_object(self.interface.path_parameters, tokens, ""),
            (Location::Header, tokens) => elsewhere.in_object(self.interface.headers, tokens, ""),
            (Location::Body, []) => (Vec::new(), true),
            (Location::Body, [first, rest @ ..]) => match &self.body().wrapper {
                Some(wrapper) if wrapper.name == *first && !(is_unknown && rest.is_empty()) => {
                    let (ranks, reached) = self.in_object(self.body().object, rest, &format!("/{first}"));
                    ([vec![(0, 0)], ranks].concat(), reached)
                }
                _ => self.in_object(self.body().object, &tokens, ""),
            },
        };
        assert_eq!(reached, !is_unknown, "not a documented place: {finding:?}");
        ranks
    }

    /// Returns the ranks of a path into an object, and whether the whole path is documented.
    fn in_object(&self, object: &Object, tokens: &[&str], parent: &str) -> (Vec<Rank>, bool) {
        let [name, rest @ ..] = tokens else { return (Vec::new(), true) };
        let Some((position, field)) = object.fields.iter().enumerate().find(|(_, field)| field.name == *name) else {
            assert!(rest.is_empty(), "inside an unknown member: {tokens:?}");
            return (vec![(1, self.standing(parent, name))], false);
        };
        let (ranks, reached) = self.in_field(field, rest, &format!("{parent}/{name}"));
        ([vec![(0, position)], ranks].concat(), reached)
    }

    fn in_field(&self, field: &Field, tokens: &[&str], parent: &str) -> (Vec<Rank>, bool) {
        match (&field.kind, tokens) {
            (_, []) => (Vec::new(), true),
            (Kind::Object(object), tokens) => self.in_object(object, tokens, parent),
            (Kind::Array(array), [index, rest @ ..]) => {
                let number: usize = index.parse().expect("an index");
                assert_eq!(number.to_string(), *index);
                let (ranks, reached) = match array.element {
                    Kind::Object(object) => self.in_object(object, rest, &format!("{parent}/{index}")),
                    _ => (Vec::new(), rest.is_empty()),
                };
                ([vec![(0, number)], ranks].concat(), reached)
            }
            _ => panic!("inside a scalar: {tokens:?}"),
        }
    }

    /// Returns the position of a member in its object, if it is known.
    fn standing(&self, parent: &str, name: &str) -> usize {
        let object = self.body.and_then(|body| body.pointer(parent)).and_then(Value::as_object);
        object.and_then(|object| object.keys().position(|key| key == name)).unwrap_or_default()
    }
}
