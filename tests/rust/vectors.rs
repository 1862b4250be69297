//! Runs the conformance vectors through every entry point of the core.

use aicc_core::spec::Service;
use aicc_core::{
    AnyReply, AnyRequest, Cell, Check, Cloud, ColumnOptions, Columns, Endpoint, EndpointError, Gateway, Language,
    Location, Parts, Report, Request, check, check_field, check_message, check_text,
};
use conformance::{Judge, Kind, ServerChoice, Vector, WrittenRequest, as_vector, completed, run, skips};
use serde_json::Value;

fn compare_report(judge: &mut Judge, vector: &Vector, report: &Report) {
    for (what, actual, expected) in
        [("violations", report.violations(), &vector.violations), ("advice", report.advice(), &vector.advice)]
    {
        judge.compare(what, &as_vector(actual, expected), &completed(expected, "body"));
    }
}

#[test]
fn bodies_from_bytes() {
    run("rust bytes", Kind::Body, |judge, vector| {
        let report = check(vector.interface(), &vector.body(), &vector.profile());
        compare_report(judge, vector, &report);
    });
}

#[test]
fn bodies_from_text() {
    run("rust text", Kind::Body, |judge, vector| {
        let text = String::from_utf8(vector.body()).unwrap();
        let report = check_text(vector.interface(), &text, &vector.profile());
        compare_report(judge, vector, &report);
    });
}

#[test]
fn bodies_from_another_deserializer() {
    run("rust value", Kind::Body, |judge, vector| {
        let profile = vector.profile();
        let mut parsed = Check::new(vector.interface(), &profile);
        parsed.body(vector.json.as_ref().unwrap()).unwrap();
        compare_report(judge, vector, &parsed.report());
    });
}

#[test]
fn bodies_as_typed_messages() {
    run("rust message", Kind::Body, |judge, vector| {
        let profile = vector.profile();
        match AnyRequest::from_json(vector.interface(), &vector.body(), &profile) {
            Err(report) => compare_report(judge, vector, &report),
            Ok(message) => {
                judge.compare("violations", &Vec::<Value>::new(), &vector.violations);
                let advice = as_vector(message.advice(), &vector.advice);
                judge.compare("advice", &advice, &completed(&vector.advice, "body"));
            }
        }
    });
}

#[test]
fn rows_of_tables() {
    run("rust row", Kind::Row, |judge, vector| {
        let headings: Vec<&str> = vector.headings.iter().map(String::as_str).collect();
        let read = Columns::read(vector.interface(), &headings, &ColumnOptions::default()).unwrap();
        let cells: Vec<Cell<'_>> = read.indices.iter().map(|index| vector.cells[*index].as_str().into()).collect();
        let readings: Vec<(usize, String, Value)> = read
            .columns
            .readings(&cells)
            .map(|(column, reading)| {
                (read.indices[column], reading.code().to_owned(), serde_json::to_value(reading.value()).unwrap())
            })
            .collect();
        let skipped = read.notes.iter().filter(|note| note.code() == "unknownColumn").map(|note| note.position() - 1);
        let profile = vector.profile();
        let mut check = Check::new(vector.interface(), &profile);
        check.row(read.columns.row(&cells));
        judge.compare("skipped", &skipped.collect(), &vector.skipped);
        judge.compare("body", &Some(read.columns.body(&cells)), &vector.json);
        judge.compare("readings", &readings, &vector.readings);
        compare_report(judge, vector, &check.report());
    });
}

#[test]
fn messages() {
    run("rust parts", Kind::Message, |judge, vector| {
        let path: Vec<(&str, &str)> = vector.path.iter().map(|(name, value)| (&**name, &**value)).collect();
        let headers: Vec<(&str, &str)> = vector.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let parts = Parts { path: &path, headers: &headers, body: &vector.body() };
        let report = check_message(vector.interface(), parts, &vector.profile());
        compare_report(judge, vector, &report);
    });
}

#[test]
fn fields_while_they_are_typed() {
    run("rust field", Kind::Field, |judge, vector| {
        let location = match vector.location.as_deref() {
            Some("path") => Location::Path,
            Some("header") => Location::Header,
            _ => Location::Body,
        };
        let text = vector.text.as_deref().unwrap();
        let report = check_field(vector.interface(), location, &vector.pointer, text, &vector.profile()).unwrap();
        let expected = completed(&vector.violations, location.as_str());
        judge.compare("state", &report.state.as_str().to_owned(), &vector.state);
        judge.compare("violations", &as_vector(&report.findings, &vector.violations), &expected);
    });
}

#[test]
fn replies() {
    run("rust reply", Kind::Reply, |judge, vector| {
        let headers: Vec<(&str, &str)> = vector.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let body = vector.body();
        let outcome = AnyReply::read(vector.interface(), vector.status, &headers, &body, &vector.profile());
        let answer = outcome.answer();
        let report = match &outcome {
            aicc_core::Outcome::Unreadable(report, _) => report.clone(),
            _ => Report::default(),
        };
        let data = answer.map(|answer| serde_json::from_str::<Value>(&answer.body.to_json()).unwrap());
        let advice = answer.map_or(report.advice(), |answer| &answer.advice);
        let violations = &vector.violations;
        judge.compare("outcome", &outcome.name(), &&*vector.outcome);
        judge.compare("code", &answer.map(|answer| answer.code.clone()), &vector.code);
        if outcome.name() != "unreadable" {
            judge.compare("meaning", &Some(outcome.meaning().english.to_owned()), &vector.meaning);
            judge.compare("advice", &as_vector(advice, &[]), &completed(&vector.advice, "body"));
        }
        judge.compare("action", &outcome.action().map(|action| action.english.to_owned()), &vector.action);
        judge.compare("data", &data, &vector.data);
        let session = answer.and_then(|answer| answer.session.as_ref()).map(|session| session.expose().to_owned());
        judge.compare("session", &session, &vector.session);
        judge.compare("violations", &as_vector(report.violations(), violations), &completed(violations, "body"));
    });
}

#[derive(Debug)]
enum Refused {
    Endpoint(EndpointError),
    Report(Report),
}

impl From<EndpointError> for Refused {
    fn from(error: EndpointError) -> Self {
        Self::Endpoint(error)
    }
}

impl From<Report> for Refused {
    fn from(report: Report) -> Self {
        Self::Report(report)
    }
}

fn endpoint(server: &ServerChoice) -> Result<Endpoint, EndpointError> {
    let mut endpoint = Endpoint::new(&server.host)?;
    if let Some(port) = server.port {
        endpoint = endpoint.with_port(port)?;
    }
    match &server.scheme {
        Some(scheme) => endpoint.with_scheme(scheme),
        None => Ok(endpoint),
    }
}

fn written(vector: &Vector) -> Result<Request, Refused> {
    let ServerChoice { token, app_key, .. } = &vector.server;
    let endpoint = endpoint(&vector.server)?;
    let message = AnyRequest::from_json(vector.interface(), &vector.body(), &vector.profile())?;
    let message = if vector.wrapped { message.wrapped() } else { message };
    let names = vector.interface().path_parameters.fields.iter().map(|field| field.name);
    let path: Vec<(&str, &str)> = names.zip(vector.agent_id.as_deref()).collect();
    Ok(match vector.interface().service {
        Service::Configuration => {
            let cloud = token.iter().fold(Cloud::at(endpoint), |cloud, token| cloud.token(&**token));
            let cloud = app_key.iter().fold(cloud, |cloud, app_key| cloud.app_key(&**app_key));
            message.request(&cloud, &path)?
        }
        Service::AgentGateway => message.request(&Gateway::at(endpoint), &path)?,
    })
}

#[test]
fn requests() {
    run("rust request", Kind::Request, |judge, vector| {
        let (request, violations, error) = match written(vector) {
            Ok(request) => (Some(request), Vec::new(), None),
            Err(Refused::Report(report)) => (None, as_vector(report.violations(), &vector.violations), None),
            Err(Refused::Endpoint(error)) => (None, Vec::new(), Some(error.kind().to_owned())),
        };
        let request = request.map(|request| WrittenRequest {
            method: request.method.as_str().to_owned(),
            url: request.url.clone(),
            headers: request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            body: request.body.clone(),
        });
        judge.compare("request", &request, &vector.request);
        judge.compare("violations", &violations, &completed(&vector.violations, "body"));
        judge.compare("error", &error, &vector.error);
    });
}

#[test]
fn sentences() {
    run("rust sentence", Kind::Sentence, |judge, vector| {
        let report = check(vector.interface(), &vector.body(), &vector.profile());
        let mut findings = report.violations().iter().chain(report.advice());
        let found = findings.find(|found| found.pointer() == vector.pointer && found.code().as_str() == vector.rule);
        let sentence = |language| found.map(|found| found.message(language));
        judge.compare("English", &sentence(Language::English), &Some(vector.en.clone()));
        judge.compare("Chinese", &sentence(Language::Chinese), &Some(vector.zh.clone()));
    });
}

#[test]
fn events() {
    run("rust events", Kind::Events, |judge, vector| {
        let events = vector.interface().events.map_or(&[][..], |events| events.of(vector.value));
        let expected: Vec<&str> = vector.events.iter().map(String::as_str).collect();
        judge.compare("events", &events, &expected.as_slice());
    });
}

#[test]
fn every_skip_leaves_a_vector_out() {
    let unused: Vec<String> = skips().into_iter().filter(|skip| !skip.is_used()).map(|skip| skip.why).collect();
    assert_eq!(unused, Vec::<String>::new());
}
