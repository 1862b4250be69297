//! Values of replies, which keep what they do not know.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use aicc_core::{Language, Open, ReplyBody};

use crate::crossing::FromCore;
use crate::finding::{Finding, findings};
use crate::secret::Secret;

/// What a reply says that was understood.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Answer {
    /// The result code: `0` is success.
    pub code: String,
    /// What the code means, in the language that was asked for.
    pub meaning: String,
    /// What the user or the app can do, where a document says so.
    pub action: Option<String>,
    /// What the documents warn about.
    pub advice: Vec<Finding>,
    /// The reply as compact JSON of the documented types.
    pub json: String,
    /// What authenticates later calls of the agent gateway: the value of the reply's `Set-GUID` header. Absent where the
    /// reply has no such header.
    pub session: Option<Secret>,
}

impl Answer {
    pub(crate) fn new<R: ReplyBody>(answer: &aicc_core::Answer<R>, language: Option<Language>) -> Self {
        let told = language.unwrap_or_default();
        Self {
            code: answer.code.clone(),
            meaning: answer.meaning.in_language(told).to_owned(),
            action: answer.action.map(|action| action.in_language(told).to_owned()),
            advice: findings(&answer.advice, language),
            json: answer.body.to_json(),
            session: FromCore::from_core(answer.session.clone()),
        }
    }
}

/// No status is below zero or above 65535; such a number is as undocumented as 0.
pub(crate) fn known_status(status: i32) -> u16 {
    u16::try_from(status).unwrap_or(0)
}

/// The header fields of a reply, always in one order.
pub(crate) fn pairs(headers: &HashMap<String, String>) -> Vec<(&str, &str)> {
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
            /// Another value, as it came.
            Other {
                /// Its text.
                text: String,
            },
        }

        impl FromCore<Open<$core>> for $name {
            fn from_core(core: Open<$core>) -> Self {
                match core {
                    Open::Known($value) => Self::Known { value: $convert },
                    Open::Other(text) => Self::Other { text },
                }
            }
        }
    )+};
}

reply_values! {
    /// An integer of a reply, or whatever the platform sent instead.
    ReplyInteger of i64 as i64, "The integer.", |value| value;
    /// A truth value of a reply, or whatever the platform sent instead.
    ReplyBoolean of bool as bool, "The truth value.", |value| value;
    /// The servers that an agent signed in to, or whatever the platform sent instead.
    ReplyMediaServers of aicc_core::MediaServers as MediaServers, "The servers.", |value| MediaServers::from_core(value);
    /// How long a password is valid, or whatever the platform sent instead.
    ReplyPasswordValidity of aicc_core::PasswordValidity as PasswordValidity, "The validity.",
        |value| PasswordValidity::from_core(value);
}

/// The time of a sign-in, or whatever the platform sent instead.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum ReplySignInTime {
    /// A documented value.
    Known {
        /// The time.
        value: SystemTime,
    },
    /// Another value, as it came.
    Other {
        /// Its text.
        text: String,
    },
}

impl FromCore<Open<aicc_core::SignInTime>> for ReplySignInTime {
    fn from_core(core: Open<aicc_core::SignInTime>) -> Self {
        let time = |time: &aicc_core::SignInTime| {
            let milliseconds = u64::try_from(time.milliseconds()?).ok()?;
            SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(milliseconds))
        };
        match core {
            Open::Known(known) => match time(&known) {
                Some(value) => Self::Known { value },
                None => Self::Other { text: known.as_str().to_owned() },
            },
            Open::Other(text) => Self::Other { text },
        }
    }
}

/// The servers that an agent signed in to.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MediaServers {
    /// The CTI Server: only then can voice business be processed.
    pub cti_server: bool,
    /// The WebM: only then can text chat business be processed.
    pub webm: bool,
    /// The MailM, to which an agent cannot sign in at present.
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
    /// So many days, from 0 to 180.
    Days {
        /// The days.
        days: i32,
    },
    /// For ever, which may be a security risk.
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
