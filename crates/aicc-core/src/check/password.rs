//! The password rule group (reading R8).

use crate::profile::{PasswordPolicy, Profile};
use crate::spec::{CharacterClass, Characters, Survey, Traits};

/// The classes that a password lacks, none where it has enough of them.
pub(crate) fn missing_classes(
    policy: &PasswordPolicy,
    allowed: Characters,
    password: &str,
    survey: Survey,
) -> Vec<CharacterClass> {
    let bytes_tell = survey.is_ascii && survey.are_allowed;
    let is_present = |class: CharacterClass| match bytes_tell {
        true => survey.any.have(Traits::class(class)),
        false => password.chars().any(|character| CharacterClass::of(character, allowed) == Some(class)),
    };
    let absent = || CharacterClass::ALL.iter().copied().filter(|class| !is_present(*class));
    if CharacterClass::ALL.len().saturating_sub(absent().count()) >= policy.classes() {
        return Vec::new();
    }
    absent().collect()
}

/// How many of so many absent classes a password must still get.
pub(crate) fn classes_wanted(profile: &Profile, absent: usize) -> usize {
    let present = CharacterClass::ALL.len().saturating_sub(absent);
    profile.password.classes().saturating_sub(present)
}
