//! Replies: a status and a body as an outcome that a caller can switch on. They are read generously (reading R13).

use std::fmt;

use serde::de::Deserializer;

use crate::finding::Finding;
use crate::language::Wording;
use crate::profile::Profile;
use crate::read::{Reader, Reading};
use crate::report::Report;
use crate::slot::{AnySlot, Member, Scalar, Slot, View};
use crate::spec::{Interface, ResultCodes, SUCCESS, Status};
use crate::write::{Secrets, json};

/// A typed reply body of one of the interfaces.
pub trait ReplyBody: Member {
    /// Its interface.
    const INTERFACE: &'static Interface;

    /// Reads what any serde deserializer hands out, as generously as [`read_reply`].
    ///
    /// # Errors
    ///
    /// Outside, those of the deserializer; inside, a report of why it cannot be understood.
    fn from_deserializer<'de, D: Deserializer<'de>>(
        deserializer: D,
        profile: &Profile,
    ) -> Result<Result<Self, Report>, D::Error> {
        let mut message = Self::blank();
        let mut reader = Reader::new(Self::INTERFACE, profile, Reading::Reply);
        reader.body(&Self::INTERFACE.reply, deserializer, Some(&mut message))?;
        let report = Report::new(reader.into_findings());
        Ok(if report.is_valid() { Ok(message) } else { Err(report) })
    }

    /// The body as compact JSON, members in the order of their rows: what the platform would answer.
    fn to_json(&self) -> String {
        json(self.view(), None, Secrets::Written)
    }
}

/// What a reply amounts to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<R> {
    /// The platform did what was asked.
    Success(Answer<R>),
    /// The platform understood, and refused.
    Refusal(Answer<R>),
    /// A status that the page documents.
    DocumentedStatus(&'static Status, KeptBody),
    /// A status that the page does not document.
    UndocumentedStatus(u16, KeptBody),
    /// A reply with status 200 that cannot be understood, and why.
    Unreadable(Report, KeptBody),
}

/// A reply that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<R> {
    /// Its body.
    pub body: R,
    /// The result code.
    pub code: String,
    /// What the code means.
    pub meaning: Wording,
    /// What a caller can do; `None` where no document says.
    pub action: Option<Wording>,
    /// What the documents or the readings warn about.
    pub advice: Vec<Finding>,
}

/// A body that was not read. It prints as its length, since a server may echo what it was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptBody(Vec<u8>);

impl KeptBody {
    /// The bytes.
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

/// What a status means that the page does not document.
pub const UNDOCUMENTED_STATUS: Wording =
    Wording { english: "undocumented status", chinese: "文档未说明的状态码" };

/// What a result code means that the page does not document.
pub const UNDOCUMENTED_CODE: Wording = Wording { english: "undocumented code", chinese: "文档未说明的结果码" };

/// Reads a reply by its status and body.
///
/// ```
/// use aicc_core::{AgentAccountCreateReply, Outcome, Profile, read_reply};
/// let outcome = read_reply::<AgentAccountCreateReply>(200, br#"{"resultCode": "1"}"#, &Profile::default());
/// let Outcome::Refusal(answer) = outcome else { panic!() };
/// assert_eq!(answer.meaning.english, "failure");
/// ```
#[must_use]
pub fn read_reply<R: ReplyBody>(status: u16, body: &[u8], profile: &Profile) -> Outcome<R> {
    let mut message = R::blank();
    read_into(R::INTERFACE, &mut message, status, body, profile).map(|()| message)
}

/// Reads a reply into a slot: the outcome, but for the body.
pub(crate) fn read_into(
    interface: &'static Interface,
    slot: &mut AnySlot,
    status: u16,
    body: &[u8],
    profile: &Profile,
) -> Outcome<()> {
    let kept = || KeptBody(body.to_owned());
    if status != 200 {
        let documented = interface.statuses.iter().find(|known| known.status == status);
        return match documented {
            Some(documented) => Outcome::DocumentedStatus(documented, kept()),
            None => Outcome::UndocumentedStatus(status, kept()),
        };
    }
    let mut reader = Reader::new(interface, profile, Reading::Reply);
    reader.body_bytes(&interface.reply, body, Some(&mut *slot));
    let report = Report::new(reader.into_findings());
    if !report.is_valid() {
        return Outcome::Unreadable(report, kept());
    }
    let code = result_code(&interface.result_codes, interface, slot);
    let (meaning, action) = interface.result_codes.explain(&code);
    let is_success = code == SUCCESS;
    let answer = Answer { body: (), code, meaning, action, advice: report.advice().to_vec() };
    if is_success { Outcome::Success(answer) } else { Outcome::Refusal(answer) }
}

fn result_code(codes: &ResultCodes, interface: &Interface, slot: &dyn Slot) -> String {
    let position = interface.reply.object.find(codes.member).map_or(0, |(position, _)| position);
    let View::Scalar(Scalar::Text(code)) = slot.view_at(position) else { return String::new() };
    code.into_owned()
}

impl ResultCodes {
    /// What a code means, and what a caller can do.
    #[must_use]
    pub fn explain(&self, code: &str) -> (Wording, Option<Wording>) {
        match self.find(code).or_else(|| self.further.iter().find(|further| further.code == code)) {
            Some(known) => (known.meaning, known.action),
            None => (self.others.unwrap_or(UNDOCUMENTED_CODE), None),
        }
    }
}

impl<R> Answer<R> {
    fn map<S>(self, change: impl FnOnce(R) -> S) -> Answer<S> {
        let Self { body, code, meaning, action, advice } = self;
        Answer { body: change(body), code, meaning, action, advice }
    }
}

impl<R> Outcome<R> {
    /// The same outcome with another body, where one was understood.
    pub fn map<S>(self, change: impl FnOnce(R) -> S) -> Outcome<S> {
        match self {
            Self::Success(answer) => Outcome::Success(answer.map(change)),
            Self::Refusal(answer) => Outcome::Refusal(answer.map(change)),
            Self::DocumentedStatus(status, kept) => Outcome::DocumentedStatus(status, kept),
            Self::UndocumentedStatus(status, kept) => Outcome::UndocumentedStatus(status, kept),
            Self::Unreadable(report, kept) => Outcome::Unreadable(report, kept),
        }
    }

    /// Whether the platform did what was asked.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(self, Self::Success(_))
    }

    /// The reply, where it was understood.
    #[must_use]
    pub const fn answer(&self) -> Option<&Answer<R>> {
        match self {
            Self::Success(answer) | Self::Refusal(answer) => Some(answer),
            _ => None,
        }
    }

    /// What it means, in a few words.
    #[must_use]
    pub const fn meaning(&self) -> Wording {
        match self {
            Self::Success(answer) | Self::Refusal(answer) => answer.meaning,
            Self::DocumentedStatus(status, _) => status.meaning,
            Self::UndocumentedStatus(..) => UNDOCUMENTED_STATUS,
            Self::Unreadable(..) => Wording { english: "unreadable reply", chinese: "无法解析的响应" },
        }
    }

    /// What a caller can do; `None` where no document says.
    #[must_use]
    pub const fn action(&self) -> Option<Wording> {
        match self {
            Self::Success(answer) | Self::Refusal(answer) => answer.action,
            Self::DocumentedStatus(status, _) => status.action,
            Self::UndocumentedStatus(..) | Self::Unreadable(..) => None,
        }
    }

    /// The name of the outcome: `success`, `refusal`, `documentedStatus`, `undocumentedStatus`, `unreadable`.
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

    /// The body that was kept because it was not read.
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
