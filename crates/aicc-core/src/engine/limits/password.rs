//! Checks a password by the tenant's policy (reading R8).

use crate::profile::PasswordPolicy;
use crate::spec::rule::Rule;
use crate::spec::{CharacterClass, Characters, Survey, Traits};

/// Returns the rule that a password with too few classes of characters breaks.
pub(crate) fn broken_classes(
    policy: &PasswordPolicy,
    allowed: Characters,
    password: &str,
    survey: Survey,
) -> Option<Rule> {
    let by_bytes = survey.is_ascii && survey.are_allowed;
    let is_present = |class: CharacterClass| match by_bytes {
        true => survey.any.have(Traits::class(class)),
        false => password.chars().any(|character| allowed.class_of(character) == Some(class)),
    };
    let absent = || CharacterClass::ALL.iter().copied().filter(|class| !is_present(*class));
    let (minimum, actual) = (policy.classes(), CharacterClass::ALL.len().saturating_sub(absent().count()));
    (actual < minimum).then(|| Rule::CharacterClasses { missing: absent().collect(), minimum, actual })
}
