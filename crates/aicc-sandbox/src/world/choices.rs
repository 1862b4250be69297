//! What the vendor's pages leave open: each choice has a default.

use std::collections::BTreeMap;

use aicc_core::{Edition, PasswordPolicy, PasswordPolicyError, Profile};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The choices of a sandbox. The default of each is in its comment; a seed file sets the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Choices {
    /// How much a reply says. Default: as much as the vendor's pages.
    pub manner: Manner,
    /// The edition of the vendor's pages, by its date. Default: `2023-09-27`.
    #[serde(serialize_with = "date", deserialize_with = "edition")]
    pub edition: Edition,
    /// The password rule group of the tenant. Default: that of the page.
    pub password: PasswordChoice,
    /// The type of each skill queue by its ID. Default: unknown, and not checked.
    pub skill_queues: Option<BTreeMap<i64, i64>>,
    /// The reply to a request that breaks no rule and cannot be done, such as the creation of a known account. Default: the
    /// result code for failure.
    pub refusal: Refusal,
    /// A second creation of the same account, without regard to case. Default: refused. If accepted, the reply has the agent ID
    /// of the first, and nothing else changes.
    pub duplicate_account: Acceptance,
    /// A second creation of settings for the same user. Default: accepted, and the new settings replace the old ones.
    pub duplicate_settings: Acceptance,
    /// A token that this world did not issue. Default: accepted. An expired token is always refused.
    pub unknown_token: Acceptance,
    /// A query with neither a token nor a user name and password. Default: refused with status 401.
    pub anonymous_query: Acceptance,
    /// The number of wrong passwords after which an account is locked; 0 for never. Default: 5.
    pub wrong_passwords_until_locked: u32,
    /// How long a locked account stays locked, in seconds. Default: until the world is reset.
    pub lock_seconds: Option<u64>,
    /// How long a token is valid, in seconds, from 1 to 3600, unless its request says otherwise. Default: 3600.
    pub token_seconds: u64,
    /// The agent ID of the first account. Default: the first number that the page allows.
    pub first_work_number: Option<u32>,
    /// The time after which queries and sign-ins see a new account, in seconds. Default: 0.
    pub visible_after_seconds: u64,
    /// Whether a sign-in asks for a new password (`isForceChange`). Default: true, as the page recommends.
    pub force_password_change: bool,
    /// The time after which a poll without an event is answered, in milliseconds. Default: 0; the vendor's gateway waits 10,000.
    pub poll_wait_milliseconds: u64,
    /// Whether each app key has a world of its own. Default: false. If true, requests to the gateway also need the header
    /// `x-app-key`, which its page does not name.
    pub world_for_each_app_key: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            manner: Manner::default(),
            edition: Edition::default(),
            password: PasswordChoice::default(),
            skill_queues: None,
            refusal: Refusal::default(),
            duplicate_account: Acceptance::Refuse,
            duplicate_settings: Acceptance::Accept,
            unknown_token: Acceptance::Accept,
            anonymous_query: Acceptance::Refuse,
            wrong_passwords_until_locked: 5,
            lock_seconds: None,
            token_seconds: 3600,
            first_work_number: None,
            visible_after_seconds: 0,
            force_password_change: true,
            poll_wait_milliseconds: 0,
            world_for_each_app_key: false,
        }
    }
}

impl Choices {
    /// Returns the options with which requests are read.
    ///
    /// # Errors
    ///
    /// Returns an error if no password can meet the policy.
    pub(crate) fn profile(&self) -> Result<Profile, PasswordPolicyError> {
        Ok(Profile {
            edition: self.edition,
            password: self.password.policy()?,
            skill_queues: self.skill_queues.clone(),
            ..Profile::default()
        })
    }
}

/// How much a reply says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Manner {
    /// As much as the vendor's pages: a status or a code, and no field name.
    #[default]
    AsVendor,
    /// In addition, a header with the reason and every finding of the request.
    Explain,
}

/// The reply to a request that breaks no rule and cannot be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Refusal {
    /// Status 200 and the result code for failure.
    #[default]
    ResultCode,
    /// Status 500, which the pages call business failure.
    BusinessFailure,
}

/// Whether a request that the pages leave open is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Acceptance {
    /// It is accepted.
    Accept,
    /// It is refused.
    Refuse,
}

/// The password rule group of the tenant. The default of each member is that of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PasswordChoice {
    /// The minimum number of characters.
    pub minimum: usize,
    /// The maximum number of characters.
    pub maximum: usize,
    /// How many of the four classes of characters are required.
    pub classes: usize,
    /// How long a password is valid, in days.
    pub validity_days: u32,
}

impl Default for PasswordChoice {
    fn default() -> Self {
        let policy = PasswordPolicy::default();
        Self {
            minimum: policy.minimum(),
            maximum: policy.maximum(),
            classes: policy.classes(),
            validity_days: policy.validity_days(),
        }
    }
}

impl PasswordChoice {
    fn policy(self) -> Result<PasswordPolicy, PasswordPolicyError> {
        PasswordPolicy::new(self.minimum, self.maximum, self.classes, self.validity_days)
    }
}

fn date<S: Serializer>(edition: &Edition, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(edition.as_str())
}

fn edition<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Edition, D::Error> {
    let date = String::deserialize(deserializer)?;
    Edition::from_date(&date).ok_or_else(|| {
        let known: Vec<_> = Edition::ALL.iter().map(|edition| edition.as_str()).collect();
        serde::de::Error::custom(format!("unknown edition: expected {}", known.join(" or ")))
    })
}
