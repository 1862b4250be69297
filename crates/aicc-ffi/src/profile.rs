//! What a caller can choose, per call.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use aicc_core::Edition;

/// The choices of one call. What is left out is what the documents say.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct Profile {
    /// The edition of the vendor's pages. Default: that of 2023-09-27.
    #[uniffi(default = None)]
    pub edition: Option<Edition>,
    /// The password rule group of the tenant. Default: the page's, exactly eight characters of all four classes.
    #[uniffi(default = None)]
    pub password: Option<Arc<PasswordPolicy>>,
    /// The largest body that is read, in bytes. Default: 1 MiB.
    #[uniffi(default = None)]
    pub maximum_size: Option<i64>,
    /// The type of each skill queue by its ID; without it `skillQueueType` is not checked. Default: none.
    #[uniffi(default = None)]
    pub skill_queues: Option<HashMap<i64, i64>>,
}

impl Profile {
    pub(crate) fn core(&self) -> aicc_core::Profile {
        let default = aicc_core::Profile::default();
        // Less than nothing is read as nothing.
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

/// A tenant's password rule group.
#[derive(Debug, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq, Hash)]
pub struct PasswordPolicy(aicc_core::PasswordPolicy);

#[uniffi::export]
impl PasswordPolicy {
    /// A policy of `minimum` to `maximum` characters with at least `classes` of the four classes of characters (uppercase
    /// letters, lowercase letters, digits, special characters), whose passwords are valid for `validityDays`. Fails when
    /// no password could meet it.
    #[uniffi::constructor(default(classes = 4, validity_days = 90))]
    pub fn new(minimum: i32, maximum: i32, classes: i32, validity_days: i32) -> Result<Self, PasswordPolicyError> {
        // A negative number counts as zero.
        let count = |number: i32| usize::try_from(number).unwrap_or(0);
        let days = u32::try_from(validity_days).unwrap_or(0);
        aicc_core::PasswordPolicy::new(count(minimum), count(maximum), count(classes), days)
            .map(Self)
            .map_err(PasswordPolicyError::Impossible)
    }
}

impl Hash for PasswordPolicy {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.minimum(), self.0.maximum(), self.0.classes(), self.0.validity_days()).hash(state);
    }
}

/// No password could meet a policy.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum PasswordPolicyError {
    /// The range of lengths is empty, there are more than four classes, or more classes than characters.
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
