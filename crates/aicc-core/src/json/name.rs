//! Compares names of members.

/// Returns whether two names are the same. Nearly all names have 4 to 16 bytes: two overlapping loads from each compare them
/// faster than a call does.
#[inline(always)]
pub(crate) fn is_same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    match left.len() {
        4..8 => ends::<4>(left) == ends::<4>(right),
        8..=16 => ends::<8>(left) == ends::<8>(right),
        _ => left == right,
    }
}

#[inline(always)]
fn ends<const N: usize>(bytes: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
    bytes.first_chunk().zip(bytes.last_chunk())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_letter_for_letter() {
        for length in 0..24 {
            let name = vec![b'a'; length];
            assert!(is_same(&name, &name.clone()), "{length}");
            assert!(!is_same(&name, &vec![b'a'; length + 1]) && !is_same(&vec![b'a'; length + 1], &name), "{length}");
            for position in 0..length {
                let mut other = name.clone();
                other[position] = b'b';
                assert!(!is_same(&name, &other) && !is_same(&other, &name), "{length} {position}");
            }
        }
    }
}
