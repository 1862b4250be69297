//! What a check needs to know besides the limits of a row.

use crate::profile::Profile;
use crate::spec::{Edition, Field};

/// What a check needs to know besides the limits of a row.
#[derive(Clone, Copy)]
pub(crate) struct CheckContext<'p> {
    pub(crate) mandatory: bool,
    pub(crate) secret: bool,
    /// Whether to give advice on the value as well (reading R20).
    pub(crate) advised: bool,
    /// Whether the value is the text of a cell.
    pub(crate) is_cell: bool,
    pub(crate) profile: &'p Profile,
}

impl<'p> CheckContext<'p> {
    /// Returns the context of the value of a row.
    pub(crate) fn of(field: &Field, profile: &'p Profile) -> Self {
        Self {
            mandatory: field.is_mandatory(profile.edition),
            secret: field.secret,
            advised: false,
            is_cell: false,
            profile,
        }
    }

    /// Returns the context of an element of a row's array, which is never mandatory.
    pub(crate) fn of_element(field: &Field, profile: &'p Profile) -> Self {
        Self { mandatory: false, secret: field.secret, advised: false, is_cell: false, profile }
    }

    pub(crate) const fn edition(&self) -> Edition {
        self.profile.edition
    }
}

/// The greatest number of characters that a finding shows.
const MAXIMUM_SHOWN: usize = 8;

/// Returns the distinct characters of a value that match, in the order of appearance; `None` for a secret.
pub(super) fn distinct_characters(
    context: CheckContext<'_>,
    value: &str,
    matches: impl Fn(char) -> bool,
) -> Option<String> {
    let mut distinct_characters = String::new();
    let mut room = MAXIMUM_SHOWN;
    for character in value.chars().filter(|character| matches(*character)) {
        if room > 0 && !distinct_characters.contains(character) {
            distinct_characters.push(character);
            room = room.saturating_sub(1);
        }
    }
    (!context.secret).then_some(distinct_characters)
}
