//! The conformance vectors, through every entry point of the core.

use aicc_core::{Location, Parts, check, check_field, check_message};
use conformance::{Judge, Kind, as_vector, completed, vectors};

#[test]
fn bodies_from_bytes() {
    let mut judge = Judge::default();
    for vector in vectors(Kind::Body) {
        let report = check(vector.interface(), &vector.body(), &vector.profile());
        let (violations, advice) = (&vector.violations, &vector.advice);
        judge.compare(
            &vector.id,
            "violations",
            &as_vector(report.violations(), violations),
            &completed(violations, "body"),
        );
        judge.compare(&vector.id, "advice", &as_vector(report.advice(), advice), &completed(advice, "body"));
        judge.ran();
    }
    judge.finish(607);
}

#[test]
fn messages() {
    let mut judge = Judge::default();
    for vector in vectors(Kind::Message) {
        let path: Vec<(&str, &str)> = vector.path.iter().map(|(name, value)| (&**name, &**value)).collect();
        let headers: Vec<(&str, &str)> = vector.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let parts = Parts { path: &path, headers: &headers, body: &vector.body() };
        let report = check_message(vector.interface(), parts, &vector.profile());
        let (violations, advice) = (&vector.violations, &vector.advice);
        judge.compare(
            &vector.id,
            "violations",
            &as_vector(report.violations(), violations),
            &completed(violations, "body"),
        );
        judge.compare(&vector.id, "advice", &as_vector(report.advice(), advice), &completed(advice, "body"));
        judge.ran();
    }
    judge.finish(132);
}

#[test]
fn fields_while_they_are_typed() {
    let mut judge = Judge::default();
    for vector in vectors(Kind::Field) {
        let location = match vector.location.as_deref() {
            Some("path") => Location::Path,
            Some("header") => Location::Header,
            _ => Location::Body,
        };
        let text = vector.text.as_deref().unwrap();
        let report = check_field(vector.interface(), location, &vector.pointer, text, &vector.profile()).unwrap();
        let expected = completed(&vector.violations, location.as_str());
        judge.compare(&vector.id, "state", &report.state.as_str().to_owned(), &vector.state);
        judge.compare(&vector.id, "violations", &as_vector(&report.findings, &vector.violations), &expected);
        judge.ran();
    }
    judge.finish(246);
}
