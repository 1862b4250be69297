//! A compound file: sectors with the streams of a `.xls` workbook, or of a workbook that is protected with a password.

use super::super::bytes::{byte, long, push_wide, short};

/// The first bytes of a compound file.
pub(in super::super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// From here on, numbers of sectors mean something else, such as the end of a stream.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// Streams of fewer bytes are in small sectors, inside another stream.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;
/// The number of sectors of the table that the header lists.
const LISTED: usize = 109;
const ENTRY: usize = 128;

/// The sectors of a compound file, and its directory.
pub(super) struct Compound<'f> {
    file: &'f [u8],
    sector_size: usize,
    /// The sector that follows each sector in its stream.
    table: Vec<u32>,
    small_table: Vec<u32>,
    directory: Vec<u8>,
}

/// A stream in the directory.
struct Entry {
    first: u32,
    size: usize,
}

impl<'f> Compound<'f> {
    /// Reads the tables of a file and its directory; `None` if they are malformed.
    pub(super) fn new(file: &'f [u8]) -> Option<Self> {
        let sector_size = match short(file, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut compound =
            Self { file, sector_size, table: Vec::new(), small_table: Vec::new(), directory: Vec::new() };
        compound.table = compound.read_table()?;
        compound.directory = compound.chain(long(file, 48)?, usize::MAX)?;
        let small_table = compound.chain(long(file, 60)?, usize::MAX)?;
        compound.small_table = numbers(&small_table).collect();
        Some(compound)
    }

    /// Whether the directory has a stream of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// Returns the bytes of a stream; `None` if there is no such stream, or if it is malformed.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let Entry { first, size } = self.entry(name)?;
        if size >= SMALL_STREAM {
            return self.chain(first, size);
        }
        let root = entry(self.directory.get(..ENTRY)?, self.sector_size)?;
        let sectors = self.chain(root.first, root.size)?;
        let sector = |number: usize| sectors.get(number.checked_mul(SMALL_SECTOR)?..);
        chain(&self.small_table, first, size, |number| {
            sector(number).map(|rest| rest.get(..SMALL_SECTOR).unwrap_or(rest))
        })
    }

    fn entry(&self, name: &str) -> Option<Entry> {
        let is_it = |candidate: &&[u8]| name_of(candidate).eq_ignore_ascii_case(name);
        let found = self.directory.chunks_exact(ENTRY).find(is_it)?;
        entry(found, self.sector_size)
    }

    /// Reads the table of sectors. The header lists its first sectors, and a chain of further sectors lists the others.
    fn read_table(&self) -> Option<Vec<u32>> {
        let sectors = self.file.len().checked_div(self.sector_size)?;
        let mut table: Vec<u32> = Vec::new();
        let mut listed: Vec<u32> = numbers(self.file.get(76..512)?).take(LISTED).collect();
        let mut next = long(self.file, 68)?;
        // A file that lists a sector more than once lists no more than all of them here.
        for _ in 0..=sectors {
            for number in listed.drain(..).filter(|number| *number < NO_SECTOR) {
                if table.len() <= sectors {
                    table.extend(numbers(self.sector(usize::try_from(number).ok()?)?));
                }
            }
            if next >= NO_SECTOR || table.len() > sectors {
                return Some(table);
            }
            listed.extend(numbers(self.sector(usize::try_from(next).ok()?)?));
            next = listed.pop()?;
        }
        None
    }

    fn sector(&self, number: usize) -> Option<&'f [u8]> {
        let start = number.checked_add(1)?.checked_mul(self.sector_size)?;
        let rest = self.file.get(start..).filter(|rest| !rest.is_empty())?;
        // The last sector of a file can be cut off.
        Some(rest.get(..self.sector_size).unwrap_or(rest))
    }

    fn chain(&self, first: u32, size: usize) -> Option<Vec<u8>> {
        chain(&self.table, first, size, |number| self.sector(number))
    }
}

/// Returns the bytes of a chain of sectors, at most `size`; `None` if the chain leaves the file or is a circle.
fn chain<'s>(table: &[u32], first: u32, size: usize, sector: impl Fn(usize) -> Option<&'s [u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut next = first;
    for _ in 0..=table.len() {
        if next >= NO_SECTOR || bytes.len() >= size {
            bytes.truncate(size);
            return Some(bytes);
        }
        let number = usize::try_from(next).ok()?;
        bytes.extend_from_slice(sector(number)?);
        next = *table.get(number)?;
    }
    None
}

fn entry(bytes: &[u8], sector_size: usize) -> Option<Entry> {
    // Small files have sizes of 32 bits; what follows them need not be zero.
    let size = match sector_size {
        512 => u64::from(long(bytes, 120)?),
        _ => u64::from(long(bytes, 124)?) << 32 | u64::from(long(bytes, 120)?),
    };
    Some(Entry { first: long(bytes, 116)?, size: usize::try_from(size).ok()? })
}

/// Returns the name of an entry of the directory; empty if the entry is not a stream.
fn name_of(entry: &[u8]) -> String {
    const STREAM: u8 = 2;
    let mut name = String::new();
    if byte(entry, 66) == Some(STREAM) {
        push_wide(&mut name, entry.get(..64).unwrap_or_default());
    }
    name.split('\0').next().unwrap_or_default().to_owned()
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number))
}
