//! The number by which records are compared.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

use foldhash::SharedSeed;
use foldhash::quality::FoldHasher;

/// The key of the hash: random in each process, so that nobody can write different values with the same hash. The standard
/// library gets its random numbers from the operating system.
static KEY: LazyLock<(u64, SharedSeed)> = LazyLock::new(|| {
    let random = || RandomState::new().build_hasher().finish();
    (random(), SharedSeed::from_u64(random()))
});

/// Returns the hash of a value without regard to the case of ASCII letters.
pub(crate) fn hash(value: &str) -> u64 {
    let (seed, shared) = &*KEY;
    let mut hasher = FoldHasher::with_seed(*seed, shared);
    let bytes = value.as_bytes();
    for word in bytes.as_chunks().0 {
        hasher.write_u64(lower_case(*word));
    }
    // The last eight bytes again, since fewer take longer to read.
    hasher.write_u64(lower_case(bytes.last_chunk().copied().unwrap_or_else(|| short(bytes))));
    hasher.write_usize(bytes.len());
    hasher.finish()
}

/// Returns fewer than eight bytes, with zeros behind them.
fn short(bytes: &[u8]) -> [u8; 8] {
    let mut word = [0; 8];
    word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    word
}

/// Returns eight bytes as a number, with ASCII letters in lower case.
fn lower_case(mut word: [u8; 8]) -> u64 {
    word.make_ascii_lowercase();
    u64::from_ne_bytes(word)
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
        assert_ne!(hash(""), hash("\0"));
        assert_ne!(hash("wang.wei"), hash("wang.wei\0"));
        let long = "Ab".repeat(100);
        assert_eq!(hash(&long), hash(&long.to_lowercase()));
        assert_ne!(hash(&long), hash(&long.replacen("Ab", "Ac", 1)));
    }
}
