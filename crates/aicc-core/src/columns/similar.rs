//! Finds the column that a wrong heading may mean.

use crate::columns::fold::{folded, is_long};
use crate::columns::names::named_rows;
use crate::spec::{Field, Interface};

/// A documented name that is close to the name in a heading.
pub(super) struct Similar {
    pub(super) name: String,
    /// Whether the heading can be shown: it is certainly a name. A text close to the name of a secret may be the secret:
    /// `Passw0rd`.
    pub(super) shows_name: bool,
}

/// Returns the documented name that is closest to `name`, if one is close enough.
pub(super) fn similar(interface: &'static Interface, name: &str) -> Option<Similar> {
    if is_long(name) {
        return None;
    }
    let name_letters: Vec<char> = folded(name).collect();
    let known = named_rows(interface.request.object, "").into_iter();
    let compared = known.filter_map(|(known, row)| Some((distance_to_row(&name_letters, &known, row)?, known, row)));
    let (distance, known, row) = compared.min_by_key(|(distance, ..)| *distance)?;
    let is_plain = !name.chars().any(char::is_control);
    Some(Similar { name: known, shows_name: is_plain && (distance == 0 || !row.secret) })
}

/// Returns the known name that is closest to `name`, if one is close enough: at most one in four characters differs, without
/// capitals, blanks and punctuation.
///
/// ```
/// use aicc_core::closest_name;
/// assert_eq!(closest_name("User Acount", &["userName", "userAccount"]), Some(&"userAccount"));
/// assert_eq!(closest_name("account", &["userName", "userAccount"]), None);
/// ```
#[must_use]
pub fn closest_name<'k, K: AsRef<str>>(name: &str, known: &'k [K]) -> Option<&'k K> {
    if is_long(name) {
        return None;
    }
    let name_letters: Vec<char> = folded(name).collect();
    let compared = known.iter().filter_map(|known| Some((distance_to(&name_letters, known.as_ref())?, known)));
    compared.min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// Returns how many characters differ from the path of a row, or from a word for it.
fn distance_to_row(name: &[char], path: &str, row: &'static Field) -> Option<usize> {
    let words = row.words().filter_map(|word| distance_to(name, word));
    distance_to(name, path).into_iter().chain(words).min()
}

/// Returns how many characters differ; `None` if more than one in four differ.
fn distance_to(name: &[char], known: &str) -> Option<usize> {
    let known: Vec<char> = folded(known).collect();
    let most = known.len() / 4;
    if name.len().abs_diff(known.len()) > most {
        return None;
    }
    Some(distance(name, &known)).filter(|distance| *distance <= most)
}

/// Returns the edit distance: how many characters are inserted, left out or exchanged.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (1..=right.len()).collect();
    for (index, character) in left.iter().enumerate() {
        let (mut diagonal, mut last) = (index, index.saturating_add(1));
        for (cell, other) in row.iter_mut().zip(right) {
            let exchanged = diagonal.saturating_add(usize::from(character != other));
            diagonal = *cell;
            last = exchanged.min(last.saturating_add(1)).min(diagonal.saturating_add(1));
            *cell = last;
        }
    }
    row.last().copied().unwrap_or(left.len())
}
