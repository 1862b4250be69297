//! References to cells, such as `C7`.

use std::fmt;

/// The number of rows of a sheet.
pub(crate) const ROWS: u32 = 1 << 20;
/// The number of columns of a sheet.
pub(crate) const COLUMNS: u32 = 1 << 14;

/// The place of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CellRef {
    /// The row, counted from 1.
    pub(crate) row: u32,
    /// The column, counted from 0.
    pub(crate) column: u32,
}

impl CellRef {
    /// Returns the place that a reference names; `None` if it names none. Signs of absolute references are ignored.
    pub(crate) fn parse(reference: &str) -> Option<Self> {
        let reference = reference.replace('$', "");
        let digits = reference.find(|character: char| !character.is_ascii_alphabetic())?;
        let (letters, digits) = reference.split_at_checked(digits)?;
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let number = letters.bytes().fold(0_u32, |number, letter| {
            let digit = u32::from(letter.to_ascii_uppercase().saturating_sub(b'A')).saturating_add(1);
            number.saturating_mul(26).saturating_add(digit)
        });
        let (row, column) = (digits.parse().ok()?, number.checked_sub(1)?);
        ((1..=ROWS).contains(&row) && column < COLUMNS).then_some(Self { row, column })
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", column_name(self.column), self.row)
    }
}

/// Returns the letters of a column, which counts from 0: `AB`.
pub(crate) fn column_name(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.insert(0, char::from(u8::try_from(column % 26).unwrap_or_default().saturating_add(b'A')));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => return letters.into_iter().collect(),
        }
    }
}

/// A rectangle of cells, with its first and its last cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CellRange {
    pub(crate) first: CellRef,
    pub(crate) last: CellRef,
}

impl CellRange {
    /// Returns the rectangle that a reference names: `A1:C7`, or `A1`.
    pub(crate) fn parse(reference: &str) -> Option<Self> {
        let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
        Some(Self { first: CellRef::parse(first)?, last: CellRef::parse(last)? })
    }

    /// Returns the smallest rectangle with these cells and another one.
    pub(crate) fn with(self, cell: CellRef) -> Self {
        let Self { first, last } = self;
        Self {
            first: CellRef { row: first.row.min(cell.row), column: first.column.min(cell.column) },
            last: CellRef { row: last.row.max(cell.row), column: last.column.max(cell.column) },
        }
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_as_it_is_written() {
        for reference in ["A1", "Z9", "AA10", "AZ99", "BA100", "ZZ1", "AAA1", "XFD1048576"] {
            assert_eq!(CellRef::parse(reference).unwrap().to_string(), reference);
        }
        assert_eq!(CellRef::parse("$C$7"), CellRef::parse("c7"));
        for wrong in ["", "A", "7", "A0", "XFE1", "A1048577", "AAAA1", "A1B", "A-1"] {
            assert_eq!(CellRef::parse(wrong), None, "{wrong}");
        }
        assert_eq!(CellRange::parse("B2:C7").unwrap().with(CellRef { row: 1, column: 8 }).to_string(), "B1:I7");
    }
}
