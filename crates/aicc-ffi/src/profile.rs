//! The options of a call.

use std::collections::HashMap;
use std::fmt;

use aicc_core::Edition;

/// The options of a call. The default of each option is what the documents state.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct Profile {
    /// The edition of the vendor's pages. Default: 2023-09-27.
    #[uniffi(default = None)]
    pub edition: Option<Edition>,
    /// The password rules of the tenant. Default: the rules of the vendor's page, exactly eight characters from all four classes.
    #[uniffi(default = None)]
    pub password: Option<PasswordPolicy>,
    /// The largest body that is accepted, in bytes. Default: 1 MiB. A negative number counts as 0.
    #[uniffi(default = None)]
    pub maximum_size: Option<i64>,
    /// The type of each skill queue, by the ID of the queue. Default: absent, and `skillQueueType` is not checked.
    #[uniffi(default = None)]
    pub skill_queues: Option<HashMap<i64, i64>>,
}

impl Profile {
    pub(crate) fn core(&self) -> aicc_core::Profile {
        let default = aicc_core::Profile::default();
        let size = |bytes: i64| usize::try_from(bytes.max(0)).unwrap_or(usize::MAX);
        aicc_core::Profile {
            edition: self.edition.unwrap_or(default.edition),
            password: self.password.as_ref().map_or(default.password, |policy| policy.0),
            maximum_size: self.maximum_size.map_or(default.maximum_size, size),
            skill_queues: self
                .skill_queues
                .as_ref()
                .map(|queues| queues.iter().map(|(id, kind)| (*id, *kind)).collect()),
        }
    }
}

/// The password rules of a tenant. Kotlin and Swift write this type by hand; its constructor calls `password_policy_parts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordPolicy(aicc_core::PasswordPolicy);

/// What crosses of a `PasswordPolicy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PasswordPolicyParts {
    /// The smallest number of characters.
    pub minimum: i32,
    /// The largest number of characters.
    pub maximum: i32,
    /// How many of the four classes of characters a password must contain.
    pub classes: i32,
    /// How long a password is valid, in days.
    pub validity_days: i32,
}

uniffi::custom_type!(PasswordPolicy, PasswordPolicyParts, {
    lower: |policy| PasswordPolicyParts::new(policy.0),
    try_lift: |parts| Ok(PasswordPolicy(parts.policy()?)),
});

/// Validates password rules. The defaults of `classes` and `validity_days` are the values of the vendor's page. Fails if no
/// password can fulfil the rules.
#[uniffi::export]
pub fn password_policy_parts(
    minimum: i32,
    maximum: i32,
    classes: Option<i32>,
    validity_days: Option<i32>,
) -> Result<PasswordPolicyParts, PasswordPolicyError> {
    let default = PasswordPolicyParts::new(aicc_core::PasswordPolicy::default());
    let (classes, validity_days) = (classes.unwrap_or(default.classes), validity_days.unwrap_or(default.validity_days));
    let parts = PasswordPolicyParts { minimum, maximum, classes, validity_days };
    parts.policy().map(PasswordPolicyParts::new).map_err(PasswordPolicyError::Impossible)
}

impl PasswordPolicyParts {
    fn new(policy: aicc_core::PasswordPolicy) -> Self {
        let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            minimum: number(policy.minimum()),
            maximum: number(policy.maximum()),
            classes: number(policy.classes()),
            validity_days: i32::try_from(policy.validity_days()).unwrap_or(i32::MAX),
        }
    }

    fn policy(self) -> Result<aicc_core::PasswordPolicy, aicc_core::PasswordPolicyError> {
        // A negative number counts as zero.
        let count = |number: i32| usize::try_from(number).unwrap_or(0);
        let days = u32::try_from(self.validity_days).unwrap_or(0);
        aicc_core::PasswordPolicy::new(count(self.minimum), count(self.maximum), count(self.classes), days)
    }
}

/// No password can fulfil the rules.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum PasswordPolicyError {
    /// The range of lengths is empty, `classes` is greater than four, or `classes` is greater than the largest length.
    Impossible(aicc_core::PasswordPolicyError),
}

impl fmt::Display for PasswordPolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Impossible(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for PasswordPolicyError {}
