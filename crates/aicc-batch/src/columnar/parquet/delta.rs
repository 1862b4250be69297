//! The lengths of texts in the encodings DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY.
//!
//! The library allocates memory for the number of lengths that a page states, and a page of DELTA_BYTE_ARRAY is as long as its
//! lengths say: each text can repeat the start of the one before.

use super::thrift::ThriftReader;

/// Returns whether the bytes have at most `values` lengths.
pub(super) fn has_lengths(bytes: &[u8], values: u64) -> bool {
    DeltaHead::read(bytes).is_some_and(|(head, _)| head.count <= values)
}

/// Returns the size of all texts of a page of DELTA_BYTE_ARRAY. `None` if the lengths are malformed.
pub(super) fn size_of_texts(bytes: &[u8], values: u64) -> Option<u64> {
    let (shared, rest) = sum(bytes, values)?;
    let (own, _) = sum(rest, values)?;
    shared.checked_add(own)
}

/// The head of numbers that are encoded by their differences.
struct DeltaHead {
    /// The number of parts of a block.
    parts: usize,
    /// The number of numbers in a part.
    per_part: usize,
    count: u64,
    first: i64,
}

impl DeltaHead {
    fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut reader = ThriftReader::new(bytes);
        let block = usize::try_from(reader.varint().ok()?).ok()?;
        let parts = usize::try_from(reader.varint().ok()?).ok()?;
        let (count, first) = (reader.varint().ok()?, reader.zigzag().ok()?);
        let per_part = block.checked_div(parts)?;
        Some((Self { parts, per_part, count, first }, reader.rest()))
    }
}

/// Returns the sum of at most `values` numbers, and the bytes after them. `None` if one is not an `i32`, or negative.
fn sum(bytes: &[u8], values: u64) -> Option<(u64, &[u8])> {
    let (DeltaHead { parts, per_part, count, first }, mut rest) = DeltaHead::read(bytes)?;
    if count > values {
        return None;
    }
    let (mut left, mut number, mut sum) = (count, first, 0_u64);
    if left > 0 {
        sum = length(number)?;
        left = left.saturating_sub(1);
    }
    while left > 0 {
        let mut reader = ThriftReader::new(rest);
        let least = reader.zigzag().ok()?;
        let (widths, mut packed) = reader.rest().split_at_checked(parts)?;
        for width in widths.iter().map(|width| usize::from(*width)) {
            let here = per_part.min(usize::try_from(left).unwrap_or(usize::MAX));
            if here == 0 {
                break;
            }
            for index in 0..here {
                let difference = bits(packed, index.checked_mul(width)?, width)?;
                number = number.checked_add(least)?.checked_add(difference)?;
                sum = sum.checked_add(length(number)?)?;
            }
            left = left.saturating_sub(u64::try_from(here).ok()?);
            let size = per_part.checked_mul(width)?.div_ceil(8);
            packed = packed.get(size..).unwrap_or_default();
        }
        rest = packed;
    }
    Some((sum, rest))
}

fn length(number: i64) -> Option<u64> {
    i32::try_from(number).ok().and_then(|number| number.try_into().ok())
}

/// Returns a number of `width` bits, at most 32, that begins at a bit.
fn bits(packed: &[u8], start: usize, width: usize) -> Option<i64> {
    if width == 0 {
        return Some(0);
    }
    if width > 32 {
        return None;
    }
    let end = start.checked_add(width)?.div_ceil(8);
    let bytes = packed.get(start / 8..end)?;
    let all = bytes.iter().rev().fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
    let mask = u64::MAX >> 64_usize.checked_sub(width)?;
    i64::try_from(all >> (start % 8) & mask).ok()
}
