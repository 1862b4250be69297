//! The records of the parts of a `.xlsb` workbook.

use std::io::{BufReader, Read};

use super::super::fault::{found, large_cell, library};
use super::super::limited_part::MAXIMUM_CELL;
use crate::error::Error;
use crate::workbook_fault;

/// Reads one record after the other.
pub(super) struct XlsbRecords<R> {
    part: BufReader<R>,
    data: Vec<u8>,
}

impl<R: Read> XlsbRecords<R> {
    pub(super) fn new(part: R) -> Self {
        Self { part: BufReader::new(part), data: Vec::new() }
    }

    /// Returns the kind of the next record, or `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<u16>, Error> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(first & 0x7F);
        if first & 0x80 != 0 {
            kind |= u16::from(self.next_byte()? & 0x7F) << 7;
        }
        let size = self.size()?;
        if size > MAXIMUM_CELL {
            return Err(large_cell());
        }
        self.data.clear();
        // The memory grows with what is read, not with what the record states.
        let read = (&mut self.part).take(u64::try_from(size).unwrap_or_default()).read_to_end(&mut self.data);
        if read.map_err(library)? < size {
            return Err(found(workbook_fault::BREAKS_OFF));
        }
        Ok(Some(kind))
    }

    /// Returns the content of the record whose kind was returned last.
    pub(super) fn data(&self) -> &[u8] {
        &self.data
    }

    /// Reads the size of a record: seven bits in each byte, and whether another byte follows.
    fn size(&mut self) -> Result<usize, Error> {
        let mut size = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.next_byte()?;
            size |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(size)
    }

    fn next_byte(&mut self) -> Result<u8, Error> {
        self.byte()?.ok_or_else(|| found(workbook_fault::BREAKS_OFF))
    }

    fn byte(&mut self) -> Result<Option<u8>, Error> {
        let mut byte = [0];
        let read = self.part.read(&mut byte).map_err(library)?;
        Ok((read > 0).then_some(byte[0]))
    }
}
