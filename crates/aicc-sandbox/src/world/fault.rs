//! Faults: answers that go wrong, when and how a rule says.

use std::collections::BTreeMap;
use std::fmt;

use aicc_core::spec::SUCCESS;
use aicc_core::{Language, Wording, interfaces};
use serde::{Deserialize, Serialize};

use crate::world::route;

/// A rule for answers that go wrong. The first rule that fires decides.
///
/// ```
/// use aicc_sandbox::FaultRule;
/// let text = r#"{"when": {"interface": "loginex"}, "do": {"code": "100-007"}, "times": 2}"#;
/// let rule: FaultRule = serde_json::from_str(text)?;
/// assert!(rule.check().is_ok());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultRule {
    /// Which requests it is about. Default: every request.
    #[serde(default)]
    pub when: FaultCondition,
    /// Whether the request takes effect. Default: it does not. It does not matter for a fault that only delays or slows an answer.
    #[serde(default)]
    pub effect: FaultEffect,
    /// What goes wrong.
    #[serde(rename = "do")]
    pub action: FaultAction,
    /// How often the rule fires, at least 1. Default: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// The probability that the rule fires for a request, from 0 to 1. Default: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
}

/// Which requests a fault is about. A request must meet every condition that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FaultCondition {
    /// The name of an interface, such as `loginex`, or of a route: `tokenByAkSk`, `agentevent`, `logout`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interface: Option<String>,
    /// The account, user ID or agent ID of the request, without regard to case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The number of the request, from 1, among those that meet the other conditions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
}

/// Whether a request whose answer goes wrong takes effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultEffect {
    /// The fault is before the effect: the request changes nothing.
    #[default]
    Before,
    /// The fault is after the effect: the request changes the world, and its answer is lost or replaced.
    After,
}

/// What goes wrong. Members can be combined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FaultAction {
    /// An HTTP status from 200 to 599 in place of that of the answer, with the documented meaning as its body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// A result code in a reply with status 200, documented or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The header field `Retry-After`, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// More header fields, or other values of header fields.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// A body in place of that of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// A body of any bytes, as hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_hex: Option<String>,
    /// A time that passes before the answer, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay: Option<u64>,
    /// Whether the connection is reset without an answer.
    #[serde(skip_serializing_if = "is_false")]
    pub reset: bool,
    /// The number of bytes of the body after which the connection closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut: Option<usize>,
    /// Another value of the header field `Content-Type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// Whether the body loses its second half, so that it is not JSON. Unlike `cut`, the length in the header fits.
    #[serde(skip_serializing_if = "is_false")]
    pub invalid_json: bool,
    /// The speed of the body in bytes a second, at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slow: Option<u32>,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl FaultAction {
    /// Returns whether the caller gets the answer as it would be, only later.
    pub(crate) fn keeps_answer(&self) -> bool {
        let timing = Self { delay: self.delay, slow: self.slow, ..Self::default() };
        *self == timing
    }

    /// Returns the body in place of that of the answer.
    pub(crate) fn replaced_body(&self) -> Option<Vec<u8>> {
        let text = self.body.as_ref().map(|body| body.clone().into_bytes());
        text.or_else(|| self.body_hex.as_deref().and_then(bytes))
    }
}

/// Returns the bytes of hexadecimal digits; `None` for other characters or half a byte.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok();
    if !rest.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    pairs.iter().map(byte).collect()
}

impl FaultRule {
    /// Checks the rule.
    ///
    /// # Errors
    ///
    /// Returns an error if a member is out of its range, if two members contradict each other, or if the rule does nothing.
    pub fn check(&self) -> Result<(), FaultError> {
        let action = &self.action;
        let wrong = |member| Err(FaultError { member });
        if *action == FaultAction::default() {
            return wrong("do");
        }
        if action.status.is_some_and(|status| !(200..=599).contains(&status)) {
            return wrong("do.status");
        }
        if action.code.as_deref().is_some_and(|code| code.is_empty() || code == SUCCESS || action.status.is_some()) {
            return wrong("do.code");
        }
        if action.body.is_some() && (action.body_hex.is_some() || action.code.is_some()) {
            return wrong("do.body");
        }
        if action.body_hex.as_deref().is_some_and(|digits| bytes(digits).is_none() || action.code.is_some()) {
            return wrong("do.bodyHex");
        }
        if action.slow == Some(0) {
            return wrong("do.slow");
        }
        let sent = action.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        if !sent.into_iter().all(|(name, value)| is_header_name(name) && is_header_value(value)) {
            return wrong("do.headers");
        }
        if !action.content_type.as_deref().is_none_or(is_header_value) {
            return wrong("do.contentType");
        }
        if self.times == Some(0) {
            return wrong("times");
        }
        if self.probability.is_some_and(|probability| !(0.0..=1.0).contains(&probability)) {
            return wrong("probability");
        }
        if self.when.nth == Some(0) {
            return wrong("when.nth");
        }
        match &self.when.interface {
            Some(name) if !names().any(|known| known == name) => wrong("when.interface"),
            _ => Ok(()),
        }
    }
}

/// Returns the names of the interfaces and routes.
fn names() -> impl Iterator<Item = &'static str> {
    interfaces::ALL.iter().map(|interface| interface.name).chain(route::EXTRA.iter().map(|route| route.name()))
}

/// Returns whether a text is a `token` of RFC 9110.
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn is_header_value(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))
}

/// A member of a fault rule that is out of its range or contradicts another member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultError {
    member: &'static str,
}

const EXPECTED: &[(&str, Wording)] = &[
    ("do", Wording { english: "say what goes wrong", chinese: "请指定发生何种故障" }),
    ("do.status", Wording { english: "expected 200 to 599", chinese: "应为 200～599" }),
    (
        "do.code",
        Wording {
            english: "expected a code other than “0”, without status",
            chinese: "应为“0”以外的结果码，且不能同时指定 status",
        },
    ),
    (
        "do.body",
        Wording {
            english: "give body, bodyHex or code, but not two of them",
            chinese: "body、bodyHex 和 code 只能指定一个",
        },
    ),
    (
        "do.bodyHex",
        Wording {
            english: "expected pairs of hexadecimal digits, without code",
            chinese: "应为成对的十六进制数字，且不能同时指定 code",
        },
    ),
    ("do.slow", Wording { english: "expected at least 1 byte a second", chinese: "应至少为每秒 1 字节" }),
    (
        "do.headers",
        Wording {
            english: "expected names and values of header fields in ASCII",
            chinese: "应为 ASCII 的头字段名称和取值",
        },
    ),
    ("do.contentType", Wording { english: "expected a header value in ASCII", chinese: "应为 ASCII 的头字段取值" }),
    ("times", Wording { english: "expected at least 1", chinese: "应至少为 1" }),
    ("probability", Wording { english: "expected 0 to 1", chinese: "应为 0～1" }),
    ("when.nth", Wording { english: "expected at least 1", chinese: "应至少为 1" }),
    (
        "when.interface",
        Wording { english: "expected the name of an interface or route", chinese: "应为接口或路由的名称" },
    ),
];

impl FaultError {
    /// Returns the member that is wrong: `do.status`.
    #[must_use]
    pub const fn member(&self) -> &'static str {
        self.member
    }

    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let expected = EXPECTED.iter().find(|(member, _)| *member == self.member);
        let expected = expected.map(|(_, wording)| wording.in_language(language)).unwrap_or_default();
        format!("{}: {expected}", self.member)
    }
}

/// The sentence in English.
impl fmt::Display for FaultError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for FaultError {}
