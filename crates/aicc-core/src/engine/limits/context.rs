//! What a check must know besides the limits of a row.

use crate::profile::Profile;
use crate::spec::{Edition, Field};

/// What a check must know besides the limits of the row.
#[derive(Clone, Copy)]
pub(crate) struct CheckContext<'p> {
    pub(crate) mandatory: bool,
    pub(crate) secret: bool,
    /// Whether advice on the value is wanted as well (reading R20).
    pub(crate) advised: bool,
    pub(crate) profile: &'p Profile,
}

impl<'p> CheckContext<'p> {
    /// Those of a row itself.
    pub(crate) fn of(field: &Field, profile: &'p Profile) -> Self {
        Self { mandatory: field.is_mandatory(profile.edition), secret: field.secret, advised: false, profile }
    }

    /// Those of an element of a row's array, which is never mandatory.
    pub(crate) fn of_element(field: &Field, profile: &'p Profile) -> Self {
        Self { mandatory: false, secret: field.secret, advised: false, profile }
    }

    pub(crate) const fn edition(&self) -> Edition {
        self.profile.edition
    }
}

/// At most so many characters are told.
const MAXIMUM_SHOWN: usize = 8;

/// The distinct characters of a value that are meant, in the order of appearance; `None` for a secret.
pub(super) fn distinct_characters(
    context: CheckContext<'_>,
    value: &str,
    is_meant: impl Fn(char) -> bool,
) -> Option<String> {
    let mut distinct_characters = String::new();
    let mut room = MAXIMUM_SHOWN;
    for character in value.chars().filter(|character| is_meant(*character)) {
        if room > 0 && !distinct_characters.contains(character) {
            distinct_characters.push(character);
            room = room.saturating_sub(1);
        }
    }
    (!context.secret).then_some(distinct_characters)
}
