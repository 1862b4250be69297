//! The number by which records are compared.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// The key of the hash: random in each process, so that nobody can write different values with the same hash.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// Returns the hash of a value without regard to the case of ASCII letters.
pub(crate) fn hash(value: &str) -> u64 {
    let mut hasher = KEY.build_hasher();
    let mut lower_case = [0; 64];
    for part in value.as_bytes().chunks(lower_case.len()) {
        let lower_case = lower_case.get_mut(..part.len()).unwrap_or_default();
        lower_case.copy_from_slice(part);
        lower_case.make_ascii_lowercase();
        hasher.write(lower_case);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_case_of_ascii_letters_does_not_matter() {
        assert_eq!(hash("Wang.Wei"), hash("wang.wei"));
        assert_ne!(hash("wang.wei"), hash("wang.wei1"));
        assert_ne!(hash("@"), hash("`"));
        assert_ne!(hash("É"), hash("é"));
        let long = "Ab".repeat(100);
        assert_eq!(hash(&long), hash(&long.to_lowercase()));
        assert_ne!(hash(&long), hash(&long.replacen("Ab", "Ac", 1)));
    }
}
