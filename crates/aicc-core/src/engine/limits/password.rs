//! The password rule group (reading R8).

use crate::profile::PasswordPolicy;
use crate::spec::rule::Rule;
use crate::spec::{CharacterClass, Characters, Survey, Traits};

/// The rule that a password breaks where it has too few of the classes.
pub(crate) fn broken_classes(
    policy: &PasswordPolicy,
    allowed: Characters,
    password: &str,
    survey: Survey,
) -> Option<Rule> {
    let bytes_tell = survey.is_ascii && survey.are_allowed;
    let is_present = |class: CharacterClass| match bytes_tell {
        true => survey.any.have(Traits::class(class)),
        false => password.chars().any(|character| allowed.class_of(character) == Some(class)),
    };
    let absent = || CharacterClass::ALL.iter().copied().filter(|class| !is_present(*class));
    let (minimum, actual) = (policy.classes(), CharacterClass::ALL.len().saturating_sub(absent().count()));
    (actual < minimum).then(|| Rule::CharacterClasses { missing: absent().collect(), minimum, actual })
}
