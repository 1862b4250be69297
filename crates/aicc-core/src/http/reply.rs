//! Turns replies into outcomes that a caller can match on. Replies are read leniently (reading R13).

use std::fmt;

use serde::de::Deserializer;

use crate::engine::{MessageReader, ReadMode};
use crate::language::Wording;
use crate::message::secret::Secret;
use crate::message::slot::{AnySlot, Member, Scalar, Slot, View};
use crate::message::write::{Secrets, json};
use crate::profile::Profile;
use crate::report::Report;
use crate::report::finding::Finding;
use crate::spec::{Interface, RETRY_LATER, ResultCodes, SUCCESS, Status};

/// A typed reply body of one of the interfaces.
pub trait ReplyBody: Member {
    /// The interface of the reply.
    const INTERFACE: &'static Interface;

    /// Reads the value of any serde deserializer, as leniently as [`read_reply`].
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error in the outer result, and a report on a value that cannot be understood in the inner one.
    fn from_deserializer<'de, D: Deserializer<'de>>(
        deserializer: D,
        profile: &Profile,
    ) -> Result<Result<Self, Report>, D::Error> {
        let (mut beside, mut under_wrapper) = (Self::blank(), Self::blank());
        let mut reader = MessageReader::new(Self::INTERFACE, profile, ReadMode::Reply);
        reader.reply(deserializer, &mut beside, &mut under_wrapper)?;
        let message = if reader.is_unwrapped() { under_wrapper } else { beside };
        let report = Report::new(reader.into_findings());
        Ok(if report.is_valid() { Ok(message) } else { Err(report) })
    }

    /// Returns the body as compact JSON, with members in the order of their rows, as the platform sends it.
    fn to_json(&self) -> String {
        json(self.view(), None, Secrets::Written)
    }
}

/// The outcome of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<R> {
    /// The platform did what was asked.
    Success(Answer<R>),
    /// The platform understood the request and refused it.
    Refusal(Answer<R>),
    /// An HTTP status, other than 200, that the page documents.
    DocumentedStatus(&'static Status, KeptBody),
    /// An HTTP status that the page does not document.
    UndocumentedStatus(u16, KeptBody),
    /// A reply with status 200 that cannot be understood, with the report on it.
    Unreadable(Report, KeptBody),
}

/// A reply that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<R> {
    /// The body.
    pub body: R,
    /// The result code.
    pub code: String,
    /// What the code means.
    pub meaning: Wording,
    /// What the caller can do; `None` if no page of the vendor says so.
    pub action: Option<Wording>,
    /// Warnings about the reply.
    pub advice: Vec<Finding>,
    /// The value of the reply's `Set-GUID` header, which authenticates the agent's later calls (reading R21); `None` if the reply
    /// has no such header.
    pub session: Option<Secret>,
}

/// A body that was not read. It prints as its length, since a server may send back secrets that it received.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptBody(Vec<u8>);

impl KeptBody {
    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for KeptBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes", self.0.len())
    }
}

/// The meaning of every status that the page does not document.
pub const UNDOCUMENTED_STATUS: Wording =
    Wording { english: "undocumented status", chinese: "文档未说明的状态码" };

/// The meaning of every result code that the page does not document.
pub const UNDOCUMENTED_CODE: Wording = Wording { english: "undocumented code", chinese: "文档未说明的结果码" };

/// Reads a reply by its status, header fields and body, and returns the outcome. The case of header names does not matter.
/// Without the header fields, only [`Answer::session`] is missing.
///
/// ```
/// use aicc_core::{AgentSignInReply, Outcome, Profile, read_reply};
/// let headers = [("Set-GUID", "JSESSIONID=4f0c")];
/// let outcome = read_reply::<AgentSignInReply>(200, &headers, br#"{"retcode": "0"}"#, &Profile::default());
/// let Outcome::Success(answer) = outcome else { panic!() };
/// assert_eq!(answer.meaning.english, "success");
/// assert_eq!(answer.session.unwrap().expose(), "JSESSIONID=4f0c");
/// ```
#[must_use]
pub fn read_reply<R: ReplyBody>(status: u16, headers: &[(&str, &str)], body: &[u8], profile: &Profile) -> Outcome<R> {
    let (mut beside, mut under_wrapper) = (R::blank(), R::blank());
    let (outcome, is_unwrapped) =
        read_into(R::INTERFACE, &mut beside, &mut under_wrapper, RawReply { status, headers, body }, profile);
    outcome.map(|()| if is_unwrapped { under_wrapper } else { beside })
}

/// A reply as it was received.
struct RawReply<'a> {
    status: u16,
    headers: &'a [(&'a str, &'a str)],
    body: &'a [u8],
}

/// Reads the body of a reply into one of two slots. Returns the outcome without the body, and whether the rows are under the
/// wrapper.
fn read_into(
    interface: &'static Interface,
    beside: &mut AnySlot,
    under_wrapper: &mut AnySlot,
    RawReply { status, headers, body }: RawReply<'_>,
    profile: &Profile,
) -> (Outcome<()>, bool) {
    let kept = || KeptBody(body.to_owned());
    if status != 200 {
        let documented = interface.statuses.iter().find(|known| known.status == status);
        let outcome = match documented {
            Some(documented) => Outcome::DocumentedStatus(documented, kept()),
            None => Outcome::UndocumentedStatus(status, kept()),
        };
        return (outcome, false);
    }
    let mut reader = MessageReader::new(interface, profile, ReadMode::Reply);
    reader.reply_bytes(body, beside, under_wrapper);
    let is_unwrapped = reader.is_unwrapped();
    let report = Report::new(reader.into_findings());
    if !report.is_valid() {
        return (Outcome::Unreadable(report, kept()), is_unwrapped);
    }
    let slot = if is_unwrapped { under_wrapper } else { beside };
    let code = result_code(&interface.result_codes, interface, slot);
    let (meaning, action) = interface.result_codes.explain(&code);
    let is_success = code == SUCCESS;
    let session = session(interface, headers);
    let answer = Answer { body: (), code, meaning, action, advice: report.advice().to_vec(), session };
    (if is_success { Outcome::Success(answer) } else { Outcome::Refusal(answer) }, is_unwrapped)
}

/// Returns what authenticates later calls (reading R21): the last value of the header.
fn session(interface: &Interface, headers: &[(&str, &str)]) -> Option<Secret> {
    let wanted = interface.service.session_header()?;
    let is_wanted = |(name, value): &&(&str, &str)| name.eq_ignore_ascii_case(wanted) && !value.is_empty();
    headers.iter().rfind(is_wanted).map(|(_, value)| Secret::from(*value))
}

fn result_code(codes: &ResultCodes, interface: &Interface, slot: &dyn Slot) -> String {
    let position = interface.reply.object.find(codes.member).map_or(0, |(position, _)| position);
    let View::Scalar(Scalar::Text(code)) = slot.view_at(position) else { return String::new() };
    code.into_owned()
}

impl ResultCodes {
    /// Returns the meaning of a result code, and what the caller can do.
    #[must_use]
    pub fn explain(&self, code: &str) -> (Wording, Option<Wording>) {
        match self.find(code).or_else(|| self.further.iter().find(|further| further.code == code)) {
            Some(known) => (known.meaning, known.action),
            None => (self.others.unwrap_or(UNDOCUMENTED_CODE), None),
        }
    }
}

impl<R> Answer<R> {
    /// Returns whether the cause of a refusal passes by itself: the action is [`RETRY_LATER`].
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.action == Some(RETRY_LATER)
    }

    fn map<S>(self, change: impl FnOnce(R) -> S) -> Answer<S> {
        let Self { body, code, meaning, action, advice, session } = self;
        Answer { body: change(body), code, meaning, action, advice, session }
    }
}

impl<R> Outcome<R> {
    /// Returns the outcome with its body changed by a function, if there is one.
    pub fn map<S>(self, change: impl FnOnce(R) -> S) -> Outcome<S> {
        match self {
            Self::Success(answer) => Outcome::Success(answer.map(change)),
            Self::Refusal(answer) => Outcome::Refusal(answer.map(change)),
            Self::DocumentedStatus(status, kept) => Outcome::DocumentedStatus(status, kept),
            Self::UndocumentedStatus(status, kept) => Outcome::UndocumentedStatus(status, kept),
            Self::Unreadable(report, kept) => Outcome::Unreadable(report, kept),
        }
    }

    /// Returns whether the platform did what was asked.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(self, Self::Success(_))
    }

    /// Returns the reply if it was understood.
    #[must_use]
    pub const fn answer(&self) -> Option<&Answer<R>> {
        match self {
            Self::Success(answer) | Self::Refusal(answer) => Some(answer),
            _ => None,
        }
    }

    /// Returns the meaning of the outcome, in a few words.
    #[must_use]
    pub const fn meaning(&self) -> Wording {
        match self {
            Self::Success(answer) | Self::Refusal(answer) => answer.meaning,
            Self::DocumentedStatus(status, _) => status.meaning,
            Self::UndocumentedStatus(..) => UNDOCUMENTED_STATUS,
            Self::Unreadable(..) => Wording { english: "unreadable reply", chinese: "无法解析的响应" },
        }
    }

    /// Returns what the caller can do; `None` if no page of the vendor says so.
    #[must_use]
    pub const fn action(&self) -> Option<Wording> {
        match self {
            Self::Success(answer) | Self::Refusal(answer) => answer.action,
            Self::DocumentedStatus(status, _) => status.action,
            Self::UndocumentedStatus(..) | Self::Unreadable(..) => None,
        }
    }

    /// Returns whether the cause of a failure passes by itself: the action is [`RETRY_LATER`].
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.action() == Some(RETRY_LATER)
    }

    /// Returns the name of the outcome: `success`, `refusal`, `documentedStatus`, `undocumentedStatus`, `unreadable`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Success(_) => "success",
            Self::Refusal(_) => "refusal",
            Self::DocumentedStatus(..) => "documentedStatus",
            Self::UndocumentedStatus(..) => "undocumentedStatus",
            Self::Unreadable(..) => "unreadable",
        }
    }

    /// Returns the body if it was not read.
    #[must_use]
    pub const fn kept_body(&self) -> Option<&KeptBody> {
        match self {
            Self::DocumentedStatus(_, kept) | Self::UndocumentedStatus(_, kept) | Self::Unreadable(_, kept) => {
                Some(kept)
            }
            _ => None,
        }
    }
}
