//! How a message between a client and a real server departs from the vendor's pages.

use std::fmt;

use aicc_core::{
    AnyReply, Finding, Interface, Language, Outcome, Profile, ReceiveError, Report, UNDOCUMENTED_CODE, Wording,
    read_request,
};

use crate::world::wire::{Incoming, Reply};

/// How a message departs from the vendor's pages. It has no value of a secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// The side that sent the message.
    pub side: Side,
    /// The interface; `None` if no page has the path.
    pub interface: Option<&'static Interface>,
    /// What is wrong.
    pub fault: DepartureKind,
}

/// The side that sent a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The client: its request.
    Client,
    /// The server: its reply.
    Server,
}

/// What is wrong with a message.
#[derive(Clone, Debug, PartialEq)]
pub enum DepartureKind {
    /// A rule of the page.
    Finding(Finding),
    /// No page has the path.
    UnknownPath,
    /// The page has another method.
    OtherMethod(&'static str),
    /// The page does not document the status.
    UndocumentedStatus(u16),
    /// The page does not document the result code.
    UndocumentedCode,
}

const SENTENCE: Wording =
    Wording { english: "{side} of {interface}: {what}", chinese: "{interface} 的{side}：{what}" };
const REQUEST: Wording = Wording { english: "request", chinese: "请求" };
const REPLY: Wording = Wording { english: "reply", chinese: "响应" };
const AN_UNKNOWN_PATH: Wording = Wording { english: "an unknown path", chinese: "未知路径" };
const UNKNOWN_PATH: Wording = Wording { english: "no page has this path", chinese: "文档中没有该路径" };
const OTHER_METHOD: Wording = Wording { english: "the method must be {method}", chinese: "方法应为 {method}" };
const STATUS: Wording =
    Wording { english: "the page does not document status {status}", chinese: "文档未说明状态码 {status}" };
const CODE: Wording =
    Wording { english: "the page does not document the result code", chinese: "文档未说明该结果码" };

impl Departure {
    /// Returns the sentence for a person, in one line.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let side = match self.side {
            Side::Client => REQUEST,
            Side::Server => REPLY,
        };
        let interface = self.interface.map_or(AN_UNKNOWN_PATH.in_language(language), |interface| interface.name);
        let what = self.what(language);
        let values = [("side", side.in_language(language)), ("interface", interface), ("what", what.as_str())];
        SENTENCE.filled(&values, language)
    }

    fn what(&self, language: Language) -> String {
        match &self.fault {
            DepartureKind::Finding(finding) => format!("{} {}", finding.pointer(), finding.message(language)),
            DepartureKind::UnknownPath => UNKNOWN_PATH.in_language(language).to_owned(),
            DepartureKind::OtherMethod(method) => OTHER_METHOD.filled(&[("method", method)], language),
            DepartureKind::UndocumentedStatus(status) => STATUS.filled(&[("status", status)], language),
            DepartureKind::UndocumentedCode => CODE.in_language(language).to_owned(),
        }
    }
}

/// The sentence in English.
impl fmt::Display for Departure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

/// Compares a request and its reply with the pages.
pub(super) fn departures(request: &Incoming<'_>, reply: &Reply, profile: &Profile) -> Vec<Departure> {
    let (interface, found) = of_request(request, profile);
    let of_server = interface.map(|interface| of_reply(interface, reply, profile)).unwrap_or_default();
    let departure = |side| move |fault| Departure { side, interface, fault };
    let of_client = found.into_iter().map(departure(Side::Client));
    of_client.chain(of_server.into_iter().map(departure(Side::Server))).collect()
}

/// Returns the interface of a request, and how the request departs from its page.
fn of_request(request: &Incoming<'_>, profile: &Profile) -> (Option<&'static Interface>, Vec<DepartureKind>) {
    match read_request(request.method, request.target, request.headers, request.body, profile) {
        Ok(received) => {
            let advice = received.report.advice().iter().chain(received.message.advice());
            (Some(received.interface), advice.cloned().map(DepartureKind::Finding).collect())
        }
        Err(ReceiveError::Invalid(report)) => (report.violations().first().map(Finding::interface), findings(report)),
        Err(ReceiveError::MethodNotAllowed(method)) => {
            let (interface, mut found) = of_request(&Incoming { method: method.as_str(), ..*request }, profile);
            found.insert(0, DepartureKind::OtherMethod(method.as_str()));
            (interface, found)
        }
        Err(ReceiveError::UnknownPath) => (None, vec![DepartureKind::UnknownPath]),
    }
}

fn of_reply(interface: &'static Interface, reply: &Reply, profile: &Profile) -> Vec<DepartureKind> {
    let headers: Vec<(&str, &str)> =
        reply.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    match AnyReply::read(interface, reply.status, &headers, &reply.body, profile) {
        Outcome::Success(answer) | Outcome::Refusal(answer) => {
            let code = (answer.meaning == UNDOCUMENTED_CODE).then_some(DepartureKind::UndocumentedCode);
            answer.advice.into_iter().map(DepartureKind::Finding).chain(code).collect()
        }
        Outcome::DocumentedStatus(..) => Vec::new(),
        Outcome::UndocumentedStatus(status, _) => vec![DepartureKind::UndocumentedStatus(status)],
        Outcome::Unreadable(report, _) => findings(report),
    }
}

/// Returns the findings of a report, violations first.
fn findings(report: Report) -> Vec<DepartureKind> {
    let (violations, advice) = report.into_findings();
    violations.into_iter().chain(advice).map(DepartureKind::Finding).collect()
}
