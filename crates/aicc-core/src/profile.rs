//! What a caller can choose, per call.

use std::collections::BTreeMap;
use std::fmt;

use crate::spec::{CharacterClass, Edition, Text};

/// The choices of one call. The default is what the documents say.
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
    /// The password rule group of the tenant (reading R8). Default: the page's.
    pub password: PasswordPolicy,
    /// The largest body that is read, in bytes (reading R19). Default: 1 MiB.
    pub maximum_size: usize,
    /// The type of each skill queue by its ID; without it `skillQueueType` is not checked. Default: none.
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

/// A tenant's password rule group (row 1.3 of `agentAccount/create`, reading R8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordPolicy {
    minimum: usize,
    maximum: usize,
    classes: usize,
    validity_days: u32,
}

impl PasswordPolicy {
    /// A policy of `minimum` to `maximum` characters with at least `classes` of the four classes of characters, whose
    /// passwords are valid for `validity_days`.
    ///
    /// # Errors
    ///
    /// When no password could meet it: the range is empty, there are more than four classes, or more classes than
    /// characters.
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

    /// The least number of characters. Default: 8.
    #[must_use]
    pub const fn minimum(&self) -> usize {
        self.minimum
    }

    /// The greatest number of characters. Default: 8.
    #[must_use]
    pub const fn maximum(&self) -> usize {
        self.maximum
    }

    /// How many of the four classes of characters are required. Default: 4.
    #[must_use]
    pub const fn classes(&self) -> usize {
        self.classes
    }

    /// How long a password is valid, in days: told to people, never checked. Default: 90.
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
    /// The least and the greatest length, those of the password policy included. A mandatory text has at least one
    /// character unless it can be empty (reading R2).
    #[must_use]
    pub fn length_range(&self, mandatory: bool, policy: &PasswordPolicy) -> (usize, Option<usize>) {
        let least = usize::from(mandatory && !self.can_be_empty);
        if self.password_policy {
            return (policy.minimum().max(least), Some(policy.maximum()));
        }
        (self.minimum.max(least), self.maximum)
    }
}

/// Why a password policy cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordPolicyError {
    /// The greatest length is below the least, or zero.
    EmptyRange {
        /// The least length asked for.
        minimum: usize,
        /// The greatest length asked for.
        maximum: usize,
    },
    /// More classes than there are, or than a password has characters.
    TooManyClasses {
        /// The classes asked for.
        classes: usize,
    },
}

impl fmt::Display for PasswordPolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyRange { minimum, maximum } => {
                write!(
                    formatter,
                    "the maximum length of a password must be at least 1 and not below the minimum: minimum {minimum}, maximum {maximum}"
                )
            }
            Self::TooManyClasses { classes } => {
                write!(
                    formatter,
                    "a password policy can ask for at most four classes, and for no more classes than characters: classes {classes}"
                )
            }
        }
    }
}

impl std::error::Error for PasswordPolicyError {}
