//! What a world starts from.

use std::fmt;

use aicc_core::{Language, PasswordPolicyError, Report, Secret, Wording};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::world::choices::Choices;
use crate::world::fault::{FaultError, FaultRule};

/// What a world starts from: choices, accounts, credentials and faults. The default is an empty world with the default choices.
///
/// ```
/// use aicc_sandbox::{Seed, World};
/// let seed: Seed = serde_json::from_str(r#"{"accounts": [{"workNo": 291, "create": {
///     "userAccount": "li.na@example.com", "userName": "Li Na", "password": "Aa1!Aa1!",
///     "email": "li.na@example.com", "agentType": 4, "ccRoleId": 2
/// }}]}"#)?;
/// let world = World::new(&seed).unwrap();
/// assert_eq!(world.accounts(0).next().unwrap().work_no, 291);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Seed {
    /// The start of everything random: tokens, sessions, and faults with a probability. The same seed and the same requests at
    /// the same times give the same bytes. Default: 0.
    pub random: u64,
    /// What the pages leave open.
    pub choices: Choices,
    /// The accounts.
    pub accounts: Vec<SeedAccount>,
    /// The apps that can get a token and send requests. Default: none, and every app key and secret is accepted.
    pub apps: Vec<SeedApp>,
    /// The users whose name and password a query can carry. Default: none, and every name and password is accepted.
    pub users: Vec<SeedUser>,
    /// The faults.
    pub faults: Vec<FaultRule>,
}

/// An account to start from.
#[derive(Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeedAccount {
    /// The request body of `agentAccount/create` that creates it.
    pub create: Map<String, Value>,
    /// The agent ID. Default: the next free one.
    #[serde(default)]
    pub work_no: Option<u32>,
    /// The IP addresses from which the agent can sign in. Default: every address.
    #[serde(default)]
    pub ips: Vec<String>,
    /// Whether the account is locked. Default: false.
    #[serde(default)]
    pub locked: bool,
}

/// An app that can get a token.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeedApp {
    /// The app key.
    #[serde(deserialize_with = "secret")]
    pub app_key: Secret,
    /// The app secret.
    #[serde(deserialize_with = "secret")]
    pub app_secret: Secret,
}

/// A user whose name and password a query can carry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeedUser {
    /// The name.
    pub username: String,
    /// The password.
    #[serde(deserialize_with = "secret")]
    pub password: Secret,
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    String::deserialize(deserializer).map(Secret::from)
}

/// It shows no member of the body, because one is the password.
impl fmt::Debug for SeedAccount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SeedAccount").field("work_no", &self.work_no).finish_non_exhaustive()
    }
}

/// Why a world cannot start from a seed. It never contains the value of a secret.
#[derive(Clone, Debug, PartialEq)]
pub enum SeedError {
    /// The password policy cannot be met.
    Policy(PasswordPolicyError),
    /// `choices.tokenSeconds` is not from 1 to the vendor's maximum.
    TokenSeconds {
        /// The vendor's maximum.
        maximum: u64,
    },
    /// An account breaks rules of its page.
    Account {
        /// The index of the account in the seed.
        index: usize,
        /// The report on its body.
        report: Report,
    },
    /// An account is already there, without regard to case.
    DuplicateAccount {
        /// The index of the account in the seed.
        index: usize,
    },
    /// An agent ID is taken, or not in the range of the page.
    WorkNumber {
        /// The index of the account in the seed.
        index: usize,
        /// The minimum.
        minimum: u32,
        /// The maximum.
        maximum: u32,
    },
    /// A fault is wrong.
    Fault {
        /// The index of the fault in the seed.
        index: usize,
        /// What is wrong with it.
        error: FaultError,
    },
}

const TOKEN_SECONDS: Wording = Wording {
    english: "choices.tokenSeconds: expected 1 to {maximum}",
    chinese: "choices.tokenSeconds：应为 1～{maximum}",
};
const DUPLICATE_ACCOUNT: Wording = Wording {
    english: "accounts[{index}]: this account is already there; the case of letters does not matter",
    chinese: "accounts[{index}]：该账号已存在（不区分大小写）",
};
const WORK_NUMBER: Wording = Wording {
    english: "accounts[{index}].workNo: expected a free agent ID from {minimum} to {maximum}",
    chinese: "accounts[{index}].workNo：应为 {minimum}～{maximum} 中未被占用的座席工号",
};

impl SeedError {
    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Policy(error) => format!("choices.password: {}", error.message(language)),
            Self::TokenSeconds { maximum } => TOKEN_SECONDS.filled(&[("maximum", maximum)], language),
            Self::Account { index, report } => {
                let findings = report.violations().iter();
                let findings: Vec<_> =
                    findings.map(|found| format!("{}: {}", found.pointer(), found.message(language))).collect();
                format!("accounts[{index}].create{}", findings.join("; "))
            }
            Self::DuplicateAccount { index } => DUPLICATE_ACCOUNT.filled(&[("index", index)], language),
            Self::WorkNumber { index, minimum, maximum } => {
                let (minimum, maximum) = (minimum.to_string(), maximum.to_string());
                WORK_NUMBER
                    .filled(&[("index", &index.to_string()), ("minimum", &minimum), ("maximum", &maximum)], language)
            }
            Self::Fault { index, error } => format!("faults[{index}].{}", error.message(language)),
        }
    }
}

/// The sentence in English.
impl fmt::Display for SeedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for SeedError {}
