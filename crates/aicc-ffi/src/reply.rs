//! Outcomes, and values of replies. A value that the documents do not describe is kept as text.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use aicc_core::{Language, Outcome, ReplyBody, ReplyField, Wording};

use crate::convert::FromCore;
use crate::finding::{Finding, Report, findings};
use crate::profile::Profile;
use crate::secret::Secret;

/// The result code of a reply, with its meaning.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Answer {
    /// The result code. `0` is success.
    pub code: String,
    /// The meaning of the code, in the chosen language.
    pub meaning: String,
    /// What the user or the app can do. Absent if no document states it.
    pub action: Option<String>,
    /// The advice on the reply.
    pub advice: Vec<Finding>,
    /// The reply as compact JSON of the documented types.
    pub json: String,
    /// The value of the reply's `Set-GUID` header field, which authenticates later calls of the agent gateway. Absent if the
    /// reply has no such header field.
    pub session: Option<Secret>,
}

impl Answer {
    fn new<R: ReplyBody>(answer: &aicc_core::Answer<R>, language: Option<Language>) -> Self {
        let in_language = |wording: &Wording| wording.in_language(language.unwrap_or_default()).to_owned();
        Self {
            code: answer.code.clone(),
            meaning: in_language(&answer.meaning),
            action: answer.action.as_ref().map(in_language),
            advice: findings(&answer.advice, language),
            json: answer.body.to_json(),
            session: FromCore::from_core(answer.session.clone()),
        }
    }
}

/// What crosses of an outcome, except the typed reply.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum OutcomeParts {
    /// The platform did what was asked.
    Success {
        /// The result code, with its meaning.
        answer: Answer,
    },
    /// The platform understood the request and refused it.
    Refusal {
        /// The result code, with its meaning.
        answer: Answer,
    },
    /// A documented HTTP status other than 200.
    DocumentedStatus {
        /// The HTTP status.
        status: i32,
        /// The meaning of the status.
        meaning: String,
        /// What the user or the app can do. Absent if no document states it.
        action: Option<String>,
    },
    /// An undocumented HTTP status.
    UndocumentedStatus {
        /// The HTTP status.
        status: i32,
        /// A sentence that says so.
        meaning: String,
    },
    /// A reply with status 200 whose body is not a documented reply.
    Unreadable {
        /// The rules that the body breaks.
        report: Report,
        /// A sentence that says so.
        meaning: String,
    },
}

/// Reads a reply: the typed reply, if it is readable, and the rest of the outcome.
pub(crate) fn read_reply<R: FromCore<C>, C: ReplyBody>(
    status: i32,
    body: &[u8],
    headers: &HashMap<String, String>,
    profile: &Profile,
    language: Option<Language>,
) -> (Option<R>, OutcomeParts) {
    let outcome = aicc_core::read_reply::<C>(known_status(status), &pairs(headers), body, &profile.core());
    let in_language = |wording: Wording| wording.in_language(language.unwrap_or_default()).to_owned();
    let (meaning, action) = (in_language(outcome.meaning()), outcome.action().map(in_language));
    match outcome {
        Outcome::Success(answer) => {
            let parts = OutcomeParts::Success { answer: Answer::new(&answer, language) };
            (Some(R::from_core(answer.body)), parts)
        }
        Outcome::Refusal(answer) => {
            let parts = OutcomeParts::Refusal { answer: Answer::new(&answer, language) };
            (Some(R::from_core(answer.body)), parts)
        }
        Outcome::DocumentedStatus(..) => (None, OutcomeParts::DocumentedStatus { status, meaning, action }),
        Outcome::UndocumentedStatus(..) => (None, OutcomeParts::UndocumentedStatus { status, meaning }),
        Outcome::Unreadable(report, _) => {
            (None, OutcomeParts::Unreadable { report: Report::new(&report, language), meaning })
        }
    }
}

/// The status as the core takes it. A negative or too large status is undocumented, like 0.
fn known_status(status: i32) -> u16 {
    u16::try_from(status).unwrap_or(0)
}

/// The header fields, sorted by name, so that the result does not depend on the order of the map.
fn pairs(headers: &HashMap<String, String>) -> Vec<(&str, &str)> {
    let mut pairs: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs.sort_unstable();
    pairs
}

macro_rules! reply_values {
    ($($(#[doc = $doc:literal])+ $name:ident of $core:ty as $type:ty, $known:literal, |$value:ident| $convert:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, uniffi::Enum)]
        pub enum $name {
            /// A documented value.
            Known {
                #[doc = $known]
                value: $type,
            },
            /// An undocumented value.
            Other {
                /// The value as text.
                text: String,
            },
        }

        impl FromCore<ReplyField<$core>> for $name {
            fn from_core(core: ReplyField<$core>) -> Self {
                match core {
                    ReplyField::Known($value) => Self::Known { value: $convert },
                    ReplyField::Other(text) => Self::Other { text },
                }
            }
        }
    )+};
}

reply_values! {
    /// An integer of a reply, or the undocumented value that the platform sent.
    ReplyInteger of i64 as i64, "The integer.", |value| value;
    /// A boolean of a reply, or the undocumented value that the platform sent.
    ReplyBoolean of bool as bool, "The boolean.", |value| value;
    /// The servers that an agent signed in to, or the undocumented value that the platform sent.
    ReplyMediaServers of aicc_core::MediaServers as MediaServers, "The servers.", |value| MediaServers::from_core(value);
    /// How long a password is valid, or the undocumented value that the platform sent.
    ReplyPasswordValidity of aicc_core::PasswordValidity as PasswordValidity, "The validity.",
        |value| PasswordValidity::from_core(value);
}

/// The time of a sign-in, or the undocumented value that the platform sent.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum ReplySignInTime {
    /// A documented value.
    Known {
        /// The time.
        value: SystemTime,
    },
    /// An undocumented value.
    Other {
        /// The value as text.
        text: String,
    },
}

impl FromCore<ReplyField<aicc_core::SignInTime>> for ReplySignInTime {
    fn from_core(core: ReplyField<aicc_core::SignInTime>) -> Self {
        let time = |time: &aicc_core::SignInTime| {
            let milliseconds = u64::try_from(time.milliseconds()?).ok()?;
            SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(milliseconds))
        };
        match core {
            ReplyField::Known(known) => match time(&known) {
                Some(value) => Self::Known { value },
                None => Self::Other { text: known.as_str().to_owned() },
            },
            ReplyField::Other(text) => Self::Other { text },
        }
    }
}

/// The servers that an agent signed in to.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MediaServers {
    /// Whether the agent signed in to the CTI Server, which voice calls need.
    pub cti_server: bool,
    /// Whether the agent signed in to the WebM, which text chats need.
    pub webm: bool,
    /// Whether the agent signed in to the MailM, which the platform does not support at present.
    pub mailm: bool,
}

impl FromCore<aicc_core::MediaServers> for MediaServers {
    fn from_core(core: aicc_core::MediaServers) -> Self {
        Self { cti_server: core.cti_server, webm: core.webm, mailm: core.mailm }
    }
}

/// How long an agent's password is valid.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum PasswordValidity {
    /// The password expires after a number of days.
    Days {
        /// The number of days, from 0 to 180.
        days: i32,
    },
    /// The password never expires, which may be a security risk.
    NeverExpires,
}

impl FromCore<aicc_core::PasswordValidity> for PasswordValidity {
    fn from_core(core: aicc_core::PasswordValidity) -> Self {
        match core {
            aicc_core::PasswordValidity::Days(days) => Self::Days { days: days.into() },
            aicc_core::PasswordValidity::NeverExpires => Self::NeverExpires,
        }
    }
}
