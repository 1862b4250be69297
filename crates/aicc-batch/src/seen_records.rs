//! The records of a run that came before, by their identity.

use std::hint::black_box;
use std::num::NonZeroU64;

use crate::results::reading::ReadingNote;

/// How many bits of a slot hold the number of a record. The others hold bits of its hash.
const NUMBER_BITS: u32 = 22;

/// The maximum number of records that later ones are compared with.
pub(crate) const MAXIMUM_RECORDS: usize = (1 << NUMBER_BITS) - 1;

/// The number of slots at first. It grows by a factor of 4, up to two slots for each record.
const FIRST_SLOTS: usize = 1 << 13;

/// The hashes of the first records of a run, and a hash table of their numbers. A record takes 8 bytes and two to eight
/// slots of 4 bytes: at most 64 MiB together. With the standard tables, it would be twice as much memory and time.
pub(crate) struct SeenRecords {
    /// The hash of each record, in order. There is no hash for a record without an identity, and for a duplicate.
    hashes: Vec<Option<NonZeroU64>>,
    slots: Slots,
    maximum: usize,
    /// How many records came when the maximum was reached, and were not remembered.
    forgotten: u64,
}

impl SeenRecords {
    /// Remembers at most `maximum` records.
    pub(crate) fn new(maximum: usize) -> Self {
        Self { hashes: Vec::new(), slots: Slots::new(FIRST_SLOTS), maximum, forgotten: 0 }
    }

    /// Returns what is reported if there were too many records.
    pub(crate) fn reading(&self) -> Option<ReadingNote> {
        let maximum = u64::try_from(self.maximum).unwrap_or(u64::MAX);
        (self.forgotten > 0).then_some(ReadingNote::ForgottenRecords { maximum, count: self.forgotten })
    }

    /// Reads the slots of some records that come next. No read waits for another one, so that the memory answers many of them at
    /// once: [`add`](Self::add) then finds the slots in the cache.
    pub(crate) fn prepare(&self, hashes: impl Iterator<Item = NonZeroU64>) {
        black_box(hashes.fold(0, |slots, hash| slots ^ self.slots.first(hash.get())));
    }

    /// Adds the next record. Returns the number of the first record that has the same hash, counted from 1, if there is one. A
    /// record without a hash is not compared.
    pub(crate) fn add(&mut self, hash: Option<NonZeroU64>) -> Option<u64> {
        let is_full = self.hashes.len() >= self.maximum;
        let Some(hash) = hash else {
            self.push(None, is_full);
            return None;
        };
        match self.slots.find(hash.get(), &self.hashes) {
            Ok(first) => {
                self.push(None, is_full);
                Some(first.into())
            }
            Err(_) if is_full => {
                self.forgotten = self.forgotten.saturating_add(1);
                None
            }
            Err(place) => {
                self.push(Some(hash), is_full);
                self.slots.put(place, hash.get(), self.hashes.len());
                if self.slots.are_half_full() {
                    self.slots = self.slots.grown(&self.hashes);
                }
                None
            }
        }
    }

    fn push(&mut self, hash: Option<NonZeroU64>, is_full: bool) {
        if !is_full {
            self.hashes.push(hash);
        }
    }
}

/// A hash table of the numbers of records, counted from 1. At least half of its slots are empty (0).
struct Slots {
    slots: Vec<u32>,
    taken: usize,
}

impl Slots {
    /// `length` is a power of 2.
    fn new(length: usize) -> Self {
        Self { slots: vec![0; length], taken: 0 }
    }

    const fn are_half_full(&self) -> bool {
        self.taken >= self.slots.len() / 2
    }

    /// Returns what is in the first place where a hash can be.
    fn first(&self, hash: u64) -> u32 {
        self.places(hash).next().and_then(|place| self.slots.get(place)).copied().unwrap_or_default()
    }

    /// Returns the places where a hash can be, in the order in which they are taken.
    fn places(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let length = self.slots.len();
        let mask = length.wrapping_sub(1);
        let first = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or_default();
        (0..length).map(move |step| first.wrapping_add(step) & mask)
    }

    /// Returns the number of the record that has a hash, or the place for it.
    fn find(&self, hash: u64, hashes: &[Option<NonZeroU64>]) -> Result<u32, usize> {
        let tag = tag_of(hash);
        for place in self.places(hash) {
            let slot = self.slots.get(place).copied().unwrap_or_default();
            if slot == 0 {
                return Err(place);
            }
            let number = slot & NUMBERS;
            if slot & !NUMBERS == tag && hash_of(number, hashes) == NonZeroU64::new(hash) {
                return Ok(number);
            }
        }
        // Half of the slots are empty.
        Err(usize::MAX)
    }

    /// Puts the number of a record into an empty place.
    fn put(&mut self, place: usize, hash: u64, number: usize) {
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = tag_of(hash) | u32::try_from(number).unwrap_or_default() & NUMBERS;
            self.taken = self.taken.saturating_add(1);
        }
    }

    /// Returns the same numbers in four times as many slots.
    #[cold]
    fn grown(&self, hashes: &[Option<NonZeroU64>]) -> Self {
        let mut grown = Self::new(self.slots.len().saturating_mul(4));
        for (number, hash) in (1..).zip(hashes) {
            let Some(hash) = hash.map(NonZeroU64::get) else { continue };
            let place = grown.places(hash).find(|place| grown.slots.get(*place) == Some(&0));
            grown.put(place.unwrap_or(usize::MAX), hash, number);
        }
        grown
    }
}

/// The bits of a slot that hold the number of a record.
const NUMBERS: u32 = (1 << NUMBER_BITS) - 1;

/// Returns the bits of a hash that are in its slot: those that do not say the place.
fn tag_of(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default() & !NUMBERS
}

/// Returns the hash of a record by its number.
fn hash_of(number: u32, hashes: &[Option<NonZeroU64>]) -> Option<NonZeroU64> {
    *hashes.get(usize::try_from(number).ok()?.checked_sub(1)?)?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds records with these hashes; 0 stands for none.
    fn add(seen: &mut SeenRecords, hashes: &[u64]) -> Vec<Option<u64>> {
        hashes.iter().map(|hash| seen.add(NonZeroU64::new(*hash))).collect()
    }

    #[test]
    fn a_duplicate_names_the_first_record() {
        let mut seen = SeenRecords::new(100);
        assert_eq!(add(&mut seen, &[5, 0, 6, 5, 0]), [None, None, None, Some(1), None]);
        assert_eq!(add(&mut seen, &[7, 6, 5, 7]), [None, Some(3), Some(1), Some(6)]);
        assert_eq!(seen.reading(), None);
    }

    #[test]
    fn later_records_are_still_compared_when_the_maximum_is_reached() {
        let mut seen = SeenRecords::new(3);
        assert_eq!(add(&mut seen, &[1, 2, 3, 4, 4, 2, 0]), [None, None, None, None, None, Some(2), None]);
        let note = seen.reading().unwrap();
        assert_eq!(note, ReadingNote::ForgottenRecords { maximum: 3, count: 2 });
        let sentence = note.message(aicc_core::Language::English);
        assert_eq!(sentence, "Records that are compared with the first 3 records only: 2.");
    }

    #[test]
    fn the_memory_is_bounded() {
        let mut seen = SeenRecords::new(MAXIMUM_RECORDS);
        // Multiplication by an odd number gives no hash twice.
        let hash = |number: u64| NonZeroU64::new(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        for number in 1..=4_300_000 {
            assert_eq!(seen.add(hash(number)), None);
        }
        assert_eq!(seen.forgotten, 4_300_000 - 4_194_303);
        let size = size_of_val(&seen.hashes[..]).next_power_of_two() + size_of_val(&seen.slots.slots[..]);
        assert_eq!(size, 64 << 20);
        // A record that was remembered is found, and one that was not is not.
        assert_eq!(seen.add(hash(4_194_303)), Some(4_194_303));
        assert_eq!(seen.add(hash(4_194_304)), None);
    }
}
