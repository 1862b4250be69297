//! The options of a call.

use std::collections::BTreeMap;
use std::fmt;

use crate::language::{Language, Wording};
use crate::spec::{CharacterClass, Edition, Text};

/// The options of a call. The default is what the pages say.
///
/// ```
/// use aicc_core::{Edition, Profile};
/// let profile = Profile { edition: Edition::E2025, ..Profile::default() };
/// assert_eq!(profile.maximum_size, 1_048_576);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The edition of the vendor's pages (reading R16). Default: 2023-09-27.
    pub edition: Edition,
    /// The password policy of the tenant (reading R8). Default: the policy on the page.
    pub password: PasswordPolicy,
    /// The largest body that is read, in bytes (reading R19). Default: 1 MiB.
    pub maximum_size: usize,
    /// The type of each skill queue by its ID, for the rule `skillQueueType`. Default: `None`, and the rule is not checked.
    pub skill_queues: Option<BTreeMap<i64, i64>>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            edition: Edition::default(),
            password: PasswordPolicy::default(),
            maximum_size: 1 << 20,
            skill_queues: None,
        }
    }
}

/// A tenant's password policy, which the vendor calls password rule group (row 1.3 of `agentAccount/create`, reading R8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordPolicy {
    minimum: usize,
    maximum: usize,
    classes: usize,
    validity_days: u32,
}

impl PasswordPolicy {
    /// Returns the policy of passwords with `minimum` to `maximum` characters and at least `classes` of the four classes of
    /// characters, which are valid for `validity_days`.
    ///
    /// # Errors
    ///
    /// Returns an error if no password can meet the policy: `minimum` is greater than `maximum`, `maximum` is 0, or `classes` is
    /// greater than 4 or than `maximum`.
    ///
    /// ```
    /// use aicc_core::{PasswordPolicy, Profile};
    /// let profile = Profile { password: PasswordPolicy::new(8, 32, 3, 90)?, ..Profile::default() };
    /// assert!(PasswordPolicy::new(9, 8, 4, 90).is_err());
    /// # Ok::<(), aicc_core::PasswordPolicyError>(())
    /// ```
    pub const fn new(
        minimum: usize,
        maximum: usize,
        classes: usize,
        validity_days: u32,
    ) -> Result<Self, PasswordPolicyError> {
        if minimum > maximum || maximum == 0 {
            return Err(PasswordPolicyError::EmptyRange { minimum, maximum });
        }
        if classes > CharacterClass::ALL.len() || classes > maximum {
            return Err(PasswordPolicyError::TooManyClasses { classes });
        }
        Ok(Self { minimum, maximum, classes, validity_days })
    }

    /// Returns the minimum number of characters. Default: 8.
    #[must_use]
    pub const fn minimum(&self) -> usize {
        self.minimum
    }

    /// Returns the maximum number of characters. Default: 8.
    #[must_use]
    pub const fn maximum(&self) -> usize {
        self.maximum
    }

    /// Returns how many of the four classes of characters are required. Default: 4.
    #[must_use]
    pub const fn classes(&self) -> usize {
        self.classes
    }

    /// Returns how long a password is valid, in days. Descriptions show it; no check uses it. Default: 90.
    #[must_use]
    pub const fn validity_days(&self) -> u32 {
        self.validity_days
    }
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self { minimum: 8, maximum: 8, classes: 4, validity_days: 90 }
    }
}

impl Text {
    /// Returns the minimum and the maximum length under a password policy. A mandatory text has at least one character, unless it
    /// can be empty (reading R2).
    #[must_use]
    pub fn length_range(&self, mandatory: bool, policy: &PasswordPolicy) -> (usize, Option<usize>) {
        let least = usize::from(mandatory && !self.can_be_empty);
        if self.password_policy {
            return (policy.minimum().max(least), Some(policy.maximum()));
        }
        (self.minimum.max(least), self.maximum)
    }
}

/// Why a password policy is refused: no password can meet it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordPolicyError {
    /// The maximum length is less than the minimum, or 0.
    EmptyRange {
        /// The minimum length.
        minimum: usize,
        /// The maximum length.
        maximum: usize,
    },
    /// There are more required classes than classes, or than characters in a password.
    TooManyClasses {
        /// The number of required classes.
        classes: usize,
    },
}

const EMPTY_RANGE: Wording = Wording {
    english: "the maximum length of a password must be at least 1 and not below the minimum: minimum {minimum}, maximum {maximum}",
    chinese: "密码的最大长度至少应为 1，且不能小于最小长度：最小长度 {minimum}，最大长度 {maximum}",
};
const TOO_MANY_CLASSES: Wording = Wording {
    english: "a password policy can ask for at most four classes, and for no more classes than characters: classes {classes}",
    chinese: "密码策略最多可要求四类字符，且字符种类不能多于密码的最大长度：字符种类 {classes}",
};

impl PasswordPolicyError {
    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::EmptyRange { minimum, maximum } => {
                let (minimum, maximum) = (minimum.to_string(), maximum.to_string());
                EMPTY_RANGE.filled(&[("minimum", &minimum), ("maximum", &maximum)], language)
            }
            Self::TooManyClasses { classes } => TOO_MANY_CLASSES.filled(&[("classes", &classes.to_string())], language),
        }
    }
}

/// The sentence in English.
impl fmt::Display for PasswordPolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for PasswordPolicyError {}
