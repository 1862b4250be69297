//! A set of rows of a table.

/// A set of positions in a table, as bits: a table has at most 64 rows.
#[derive(Clone, Copy, Default)]
pub(super) struct Positions(u64);

impl Positions {
    pub(super) const fn contains(self, position: usize) -> bool {
        self.0 >> position & 1 == 1
    }

    pub(super) const fn insert(&mut self, position: usize) {
        self.0 |= 1 << position;
    }

    pub(super) const fn remove(&mut self, position: usize) {
        self.0 &= !(1 << position);
    }

    /// Returns the positions below `count` that are not in the set.
    pub(super) fn missing(self, count: usize) -> impl Iterator<Item = usize> {
        let count = u32::try_from(count).unwrap_or(u64::BITS);
        let all = u64::MAX.checked_shr(u64::BITS.saturating_sub(count)).unwrap_or_default();
        let mut left = all & !self.0;
        std::iter::from_fn(move || {
            let position = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (position < u64::BITS).then_some(position as usize)
        })
    }
}
