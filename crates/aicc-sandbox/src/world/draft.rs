//! What a world answers before a fault changes it: a reply, and the reason of a refusal.

use std::time::Duration;

use aicc_core::spec::{SUCCESS, Service};
use aicc_core::{AnyReply, Interface, Profile, Report, UNDOCUMENTED_STATUS, Wording, interfaces};
use serde::Serialize;
use serde_json::json;

use crate::world::explanation::Explanation;
use crate::world::received::Received;
use crate::world::wire::Reply;

/// An answer, and why it is a refusal.
pub(crate) struct Draft {
    /// The reply.
    pub(crate) reply: Reply,
    /// The time that passes before the reply goes out.
    pub(crate) delay: Duration,
    code: Option<String>,
    reason: Option<Wording>,
    report: Option<Report>,
}

/// The `Content-Type` of a reply, as the example of `agentsettings/create` has it.
const CONTENT_TYPE: &str = "application/json;charset=UTF-8";

/// A code of the gateway by the member that breaks a rule. Every other member has the first code.
const INVALID: (&str, &[(&str, &str)]) = ("100-001", &[("/agenttype", "100-012"), ("/ip", "100-016")]);

const BROKEN_RULES: Wording =
    Wording { english: "the request breaks rules of its page", chinese: "请求违反了文档中的规则" };
const ADVICE: Wording =
    Wording { english: "the request is accepted, with advice", chinese: "请求已接受，但有提示" };
const UNKNOWN_PATH: Wording = Wording { english: "no interface has this path", chinese: "没有接口使用该路径" };
const WRONG_METHOD: Wording =
    Wording { english: "the interface has another method", chinese: "该接口使用其他请求方法" };

impl Draft {
    /// Returns a reply with status 200.
    pub(crate) fn success(reply: &AnyReply) -> Self {
        Self::body(200, reply.to_json())
    }

    /// Returns a reply with status 200 and the JSON of a value.
    pub(crate) fn json(value: &impl Serialize) -> Self {
        Self::body(200, serde_json::to_string(value).unwrap_or_default())
    }

    /// Returns the reply of the page's first example, or the result code for success alone: for an interface whose state the
    /// world does not know.
    pub(crate) fn example(interface: &'static Interface, profile: &Profile) -> Self {
        let example = interface.examples.first().map_or("", |example| example.reply);
        let outcome = AnyReply::read(interface, 200, &[], example.as_bytes(), profile);
        let reply = outcome.answer().map(|answer| answer.body.clone());
        reply.or_else(|| coded(interface, SUCCESS, profile)).as_ref().map_or_else(Self::lost, Self::success)
    }

    /// Returns a refusal with a result code.
    pub(crate) fn refusal(interface: &'static Interface, code: &str, reason: Wording, profile: &Profile) -> Self {
        let reply = coded(interface, code, profile).as_ref().map_or_else(Self::lost, Self::success);
        reply.because(code, reason)
    }

    /// Returns the reply after a time.
    pub(crate) fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Returns the reply as a refusal with a code.
    pub(crate) fn because(self, code: &str, reason: Wording) -> Self {
        Self { code: Some(code.to_owned()), reason: Some(reason), ..self }
    }

    /// Returns a refusal with an HTTP status.
    pub(crate) fn status(status: u16, reason: Wording) -> Self {
        Self { reason: Some(reason), ..Self::body(status, status_body(None, status)) }
    }

    /// Returns the answer to a request that breaks rules: a code of the gateway, or status 400.
    pub(crate) fn invalid(interface: &'static Interface, report: Report, profile: &Profile) -> Self {
        let refusal = match interface.service {
            Service::AgentGateway => {
                let pointer = report.violations().first().map(|first| first.pointer()).unwrap_or_default();
                let (other, by_pointer) = INVALID;
                let code = by_pointer.iter().find(|(known, _)| *known == pointer).map_or(other, |(_, code)| *code);
                Self::refusal(interface, code, BROKEN_RULES, profile)
            }
            Service::Configuration => Self::status(400, BROKEN_RULES),
        };
        Self { report: Some(report), ..refusal }
    }

    /// Returns the answer to a request whose credentials break rules.
    pub(crate) fn unauthorized(reason: Wording, report: Option<Report>) -> Self {
        Self { report, ..Self::status(401, reason) }
    }

    /// Returns the answer to a request to an unknown path.
    pub(crate) fn unknown_path() -> Self {
        Self::status(404, UNKNOWN_PATH)
    }

    /// Returns the answer to a request with another method than that of its interface.
    pub(crate) fn wrong_method(allowed: &str) -> Self {
        let mut draft = Self::status(405, WRONG_METHOD);
        draft.reply.headers.push(("Allow".to_owned(), allowed.to_owned()));
        draft
    }

    /// Returns an empty answer, which a fault replaces.
    pub(crate) fn lost() -> Self {
        Self::body(200, String::new())
    }

    fn body(status: u16, body: String) -> Self {
        let headers = vec![("Content-Type".to_owned(), CONTENT_TYPE.to_owned())];
        let reply = Reply { status, headers, body: body.into_bytes() };
        Self { reply, delay: Duration::ZERO, code: None, reason: None, report: None }
    }

    /// Returns why the answer is a refusal, or what the advice on the request is.
    pub(crate) fn explanation(&self, received: &Received<'_>) -> Option<Explanation> {
        let (status, code) = (self.reply.status, self.code.clone());
        match self.reason {
            Some(reason) => Some(Explanation { status, code, reason, report: self.report.clone() }),
            None => received.advice().map(|report| Explanation { status, code, reason: ADVICE, report: Some(report) }),
        }
    }
}

/// Returns a reply with a result code, and its meaning where the reply has a member for it.
pub(crate) fn coded(interface: &'static Interface, code: &str, profile: &Profile) -> Option<AnyReply> {
    let body = json!({ interface.result_codes.member: code }).to_string();
    let outcome = AnyReply::read(interface, 200, &[], body.as_bytes(), profile);
    let answer = outcome.answer()?;
    let mut reply = answer.body.clone();
    let meaning = Some(answer.meaning.english.to_owned());
    if let AnyReply::AgentAccountCreate(reply) = &mut reply {
        reply.result_message = meaning;
    } else if let AnyReply::AgentInfoQuery(reply) = &mut reply {
        reply.description = meaning;
    } else if let AnyReply::AgentSettingsCreate(reply) = &mut reply {
        reply.return_desc = meaning;
    } else if let AnyReply::AgentSignIn(reply) = &mut reply {
        reply.message = meaning;
    }
    Some(reply)
}

/// Returns the body of a reply with another status than 200. Its members are those of the vendor's developer guide; its text is the
/// documented meaning of the status.
pub(crate) fn status_body(interface: Option<&'static Interface>, status: u16) -> String {
    let pages = interface.into_iter().chain(interfaces::ALL.iter().copied());
    let mut documented = pages.flat_map(|interface| interface.statuses);
    let meaning = documented.find(|known| known.status == status).map_or(UNDOCUMENTED_STATUS, |known| known.meaning);
    json!({ "errorCode": status.to_string(), "exceptionInfo": meaning.english }).to_string()
}

/// Returns a reply with another status than 200.
pub(crate) fn status_reply(interface: Option<&'static Interface>, status: u16) -> Reply {
    Draft::body(status, status_body(interface, status)).reply
}

/// Returns a reply with a result code.
pub(crate) fn coded_reply(interface: &'static Interface, code: &str, profile: &Profile) -> Option<Reply> {
    coded(interface, code, profile).map(|reply| Draft::success(&reply).reply)
}
