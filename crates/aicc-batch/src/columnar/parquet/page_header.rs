//! The header of a page, as far as the library allocates memory for what it says.

use std::io::{self, Read};

use super::thrift::{FALSE, I32, STRUCT, ThriftReader, expect, malformed};

/// The number of the type of an index page, which is skipped.
const INDEX: u32 = 1;

/// The sizes that a header states.
pub(super) struct PageHeader {
    /// The size of the header itself.
    pub(super) header: u64,
    /// The size of the page in the file.
    pub(super) compressed: u32,
    /// The size of the page when it is decompressed.
    pub(super) uncompressed: u32,
    /// The number of values in a data page.
    pub(super) values: u32,
    /// The number of values in a dictionary page.
    pub(super) entries: u32,
    /// The size of the levels before the values, which are never compressed.
    pub(super) levels: u32,
    /// Whether the page is not compressed, although its column is.
    pub(super) is_plain: bool,
    pub(super) is_index: bool,
}

impl PageHeader {
    pub(super) fn read(input: impl Read) -> io::Result<Self> {
        let mut reader = ThriftReader::new(input);
        let (mut kind, mut uncompressed, mut compressed) = (None, None, None);
        let (mut values, mut entries, mut levels, mut is_plain) = (0, 0, 0, false);
        reader.fields(|reader, number, field| {
            match number {
                1 => kind = Some(reader.size(field)?),
                2 => uncompressed = Some(reader.size(field)?),
                3 => compressed = Some(reader.size(field)?),
                4 => expect(field, I32).and_then(|()| reader.skip(field))?,
                5 => [values, _, _, _] = integers(reader, field, |reader, _, kind| reader.skip(kind))?,
                6 => expect(field, STRUCT).and_then(|()| reader.skip(field))?,
                7 => [entries, _] = integers(reader, field, |reader, _, kind| reader.skip(kind))?,
                8 => {
                    let [number, _, _, _, definitions, repetitions] =
                        integers(reader, field, |reader, number, kind| {
                            is_plain |= (number, kind) == (7, FALSE);
                            reader.skip(kind)
                        })?;
                    values = number;
                    levels = definitions.checked_add(repetitions).ok_or_else(malformed)?;
                }
                _ => reader.skip(field)?,
            }
            Ok(())
        })?;
        Ok(Self {
            header: reader.position,
            compressed: compressed.ok_or_else(malformed)?,
            uncompressed: uncompressed.ok_or_else(malformed)?,
            values,
            entries,
            levels,
            is_plain,
            is_index: kind.ok_or_else(malformed)? == INDEX,
        })
    }
}

/// Reads a struct whose first fields are integers, and returns them. `on_rest` reads or skips the other fields.
fn integers<R: Read, const N: usize>(
    reader: &mut ThriftReader<R>,
    kind: u8,
    mut on_rest: impl FnMut(&mut ThriftReader<R>, i16, u8) -> io::Result<()>,
) -> io::Result<[u32; N]> {
    expect(kind, STRUCT)?;
    let mut integers = [0; N];
    reader.fields(|reader, number, kind| {
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        match index.and_then(|index| integers.get_mut(index)) {
            Some(integer) => {
                *integer = reader.size(kind)?;
                Ok(())
            }
            None => on_rest(reader, number, kind),
        }
    })?;
    Ok(integers)
}
