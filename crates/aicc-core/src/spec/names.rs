//! Finds a row by its name, without comparing the other rows.

/// The size of the hash table: twice the largest table, so that a perfect hash is found quickly.
const SLOTS: usize = 128;
const SHIFT: u32 = u32::BITS - SLOTS.trailing_zeros();
const EMPTY: u8 = u8::MAX;

/// A perfect hash of the names of a table, computed when the table is compiled.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    multiplier: u32,
    positions: [u8; SLOTS],
}

impl Names {
    /// Finds a multiplier that gives each name its own slot.
    ///
    /// # Panics
    ///
    /// Panics if there is no such multiplier, for example because two names are equal: such a table does not compile.
    pub(crate) const fn of(names: &[&str]) -> Self {
        let mut multiplier = 1;
        loop {
            if let Some(positions) = placed(names, multiplier) {
                return Self { multiplier, positions };
            }
            assert!(multiplier < 1 << 16, "two rows with one name");
            multiplier = multiplier.wrapping_add(2);
        }
    }

    /// Returns the position of the only row that can have the name.
    #[inline(always)]
    pub(crate) fn position(&self, name: &str) -> usize {
        usize::from(self.positions.get(slot(name.as_bytes(), self.multiplier)).copied().unwrap_or(EMPTY))
    }
}

#[allow(clippy::indexing_slicing, reason = "a slot is less than their number, or the table does not compile")]
const fn placed(names: &[&str], multiplier: u32) -> Option<[u8; SLOTS]> {
    let mut positions = [EMPTY; SLOTS];
    let mut rest = names;
    let mut position = 0;
    while let [name, tail @ ..] = rest {
        let slot = slot(name.as_bytes(), multiplier);
        if positions[slot] != EMPTY {
            return None;
        }
        positions[slot] = position;
        position = position.wrapping_add(1);
        rest = tail;
    }
    Some(positions)
}

#[inline(always)]
const fn slot(name: &[u8], multiplier: u32) -> usize {
    (summary(name).wrapping_mul(multiplier) >> SHIFT) as usize
}

/// Combines the length and both ends of a name.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the low bits of a length distinguish names as well")]
const fn summary(name: &[u8]) -> u32 {
    let ends = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => u32::from_le_bytes(*first) ^ u32::from_le_bytes(*last).rotate_left(15),
        _ => match (name.first(), name.last()) {
            (Some(first), Some(last)) => *first as u32 ^ (*last as u32).rotate_left(15),
            _ => 0,
        },
    };
    ends ^ (name.len() as u32).rotate_left(24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_a_slot_of_its_own() {
        for names in
            [&[][..], &["a"], &["a", "b", "ab", "ba", "abc", "cba", "abcd", "dcba", "", "abcdefghi", "abcdefghj"]]
        {
            let found = Names::of(names);
            for (position, name) in names.iter().enumerate() {
                assert_eq!(found.position(name), position, "{name:?}");
            }
        }
    }

    #[test]
    #[should_panic(expected = "two rows with one name")]
    fn no_two_rows_have_one_name() {
        let _ = Names::of(&["a", "b", "a"]);
    }
}
