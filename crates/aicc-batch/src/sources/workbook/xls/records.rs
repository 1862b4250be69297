//! The records of a `.xls` workbook.

use super::super::bytes::short;

/// The kind of a record that goes on with the one before it.
pub(super) const CONTINUE: u16 = 0x003C;

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
    /// Where the record begins in the stream.
    pub(super) start: usize,
}

/// Returns one record after the other, up to the end of the stream or to a record that is cut off.
#[derive(Clone)]
pub(super) struct XlsRecords<'s> {
    stream: &'s [u8],
    next: usize,
}

impl<'s> XlsRecords<'s> {
    /// Starts with the record at a position of the stream.
    pub(super) const fn at(stream: &'s [u8], start: usize) -> Self {
        Self { stream, next: start }
    }
}

impl<'s> Iterator for XlsRecords<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let start = self.next;
        let kind = short(self.stream, start)?;
        let size = short(self.stream, start.checked_add(2)?)?;
        let content = start.checked_add(4)?;
        let end = content.checked_add(usize::from(size))?;
        let data = self.stream.get(content..end)?;
        self.next = end;
        Some(Record { kind, data, start })
    }
}
