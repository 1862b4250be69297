//! The password rule group (reading R8).

use crate::profile::{PasswordPolicy, Profile};
use crate::spec::{CharacterClass, Characters};

/// The classes that a password lacks, none where it has enough of them.
pub(crate) fn missing_classes(policy: &PasswordPolicy, allowed: Characters, password: &str) -> Vec<CharacterClass> {
    let absent = absent_classes(allowed, password);
    if CharacterClass::ALL.len() - absent.len() >= policy.classes() {
        return Vec::new();
    }
    absent
}

/// How many of so many absent classes a password must still get.
pub(crate) fn classes_wanted(profile: &Profile, absent: usize) -> usize {
    let present = CharacterClass::ALL.len().saturating_sub(absent);
    profile.password.classes().saturating_sub(present)
}

fn absent_classes(allowed: Characters, password: &str) -> Vec<CharacterClass> {
    let mut present = [false; CharacterClass::ALL.len()];
    for class in password.chars().filter_map(|character| CharacterClass::of(character, allowed)) {
        if let Some(present) = present.get_mut(class as usize) {
            *present = true;
        }
    }
    CharacterClass::ALL.iter().zip(present).filter(|(_, present)| !present).map(|(class, _)| *class).collect()
}
