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

/// The highest bit of each byte, and what sets it in each byte from `A` on, and in each byte above `Z`.
const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
const FROM_A: u64 = u64::from_ne_bytes([0x80 - b'A'; 8]);
const ABOVE_Z: u64 = u64::from_ne_bytes([0x7F - b'Z'; 8]);

/// Returns eight bytes as a number, with ASCII letters in lower case: all bytes at the same time.
const fn lower_case(word: [u8; 8]) -> u64 {
    let word = u64::from_ne_bytes(word);
    let ascii = word & !HIGHEST;
    let is_upper = (ascii.wrapping_add(FROM_A) ^ ascii.wrapping_add(ABOVE_Z)) & !word & HIGHEST;
    word | is_upper >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_in_lower_case() {
        for byte in 0..=u8::MAX {
            let word = [byte, b'a', byte, b'Z', byte, 0xFF, 0, byte];
            assert_eq!(lower_case(word), u64::from_ne_bytes(word.map(|byte| byte.to_ascii_lowercase())));
        }
    }

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
