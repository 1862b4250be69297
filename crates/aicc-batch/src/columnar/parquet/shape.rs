//! What the footer costs: how many columns and row groups it has, and how deeply the columns are nested.

use std::io;

use super::thrift::{BINARY, BYTE, FALSE, I32, I64, LIST, STRUCT, TRUE, ThriftReader, expect, malformed};
use crate::parquet_fault::ParquetFault;

/// The maximum number of columns, with nested ones.
const MAXIMUM_COLUMNS: u32 = 65_536;

/// The maximum depth of the columns. A list takes two levels.
const MAXIMUM_DEPTH: usize = 256;

/// The maximum size of all names, each counted with the names of the columns that it is nested in, as the library keeps them.
const MAXIMUM_NAMES: usize = 64 << 20;

/// What a name takes in memory beside its bytes.
const NAME: usize = 64;

/// The maximum number of parts of columns: of all columns in all row groups.
const MAXIMUM_PARTS: u64 = 1 << 19;

/// Returns an error if the library must not parse this footer.
pub(super) fn check_shape(footer: &[u8]) -> Result<(), ParquetFault> {
    let (mut columns, mut fault) = (0, None);
    let mut reader = ThriftReader::new(footer);
    let read = reader.fields(|reader, number, kind| match number {
        1 => reader.size(kind).map(drop),
        2 => {
            expect(kind, LIST)?;
            columns = read_columns(reader, &mut fault)?;
            Ok(())
        }
        3 => expect(kind, I64).and_then(|()| reader.skip(kind)),
        4 => {
            expect(kind, LIST)?;
            let (kind, groups) = reader.list()?;
            expect(kind, STRUCT)?;
            if u64::from(groups).saturating_mul(u64::from(columns.max(1))) > MAXIMUM_PARTS {
                return Err(refused(&mut fault, ParquetFault::Parts));
            }
            (0..groups).try_for_each(|_| reader.skip(STRUCT))
        }
        8 => Err(refused(&mut fault, ParquetFault::Encrypted)),
        _ => reader.skip(kind),
    });
    match (fault, read) {
        (Some(fault), _) => Err(fault),
        (None, Err(error)) => Err(ParquetFault::Damaged(error.into())),
        (None, Ok(())) => Ok(()),
    }
}

/// Keeps why a footer is refused, and returns the error that ends its reading.
fn refused(fault: &mut Option<ParquetFault>, reason: ParquetFault) -> io::Error {
    *fault = Some(reason);
    malformed()
}

/// A column that has others in it.
struct OpenGroup {
    /// How many of them are not read yet.
    rest: u32,
    /// The size of its name, with the names that it is nested in.
    names: usize,
}

/// Reads the columns, and returns how many have values.
fn read_columns(reader: &mut ThriftReader<&[u8]>, fault: &mut Option<ParquetFault>) -> io::Result<u32> {
    let (kind, length) = reader.list()?;
    expect(kind, STRUCT)?;
    if length > MAXIMUM_COLUMNS {
        return Err(refused(fault, ParquetFault::Columns));
    }
    let (mut leaves, mut names, mut open): (u32, usize, Vec<OpenGroup>) = (0, 0, Vec::new());
    for index in 0..length {
        let (name, children) = read_column(reader)?;
        if std::str::from_utf8(&name).is_err() {
            return Err(refused(fault, ParquetFault::Name));
        }
        // The first one is the table, whose name is not part of a path.
        let own = if index == 0 { 0 } else { name.len().saturating_add(NAME) };
        let path = open.last().map_or(0, |group| group.names).saturating_add(own);
        if let Some(group) = open.last_mut() {
            group.rest = group.rest.saturating_sub(1);
        }
        if children > 0 {
            open.push(OpenGroup { rest: children, names: path });
        } else if index > 0 {
            leaves = leaves.saturating_add(1);
            names = names.saturating_add(path);
        }
        if open.len() > MAXIMUM_DEPTH || names > MAXIMUM_NAMES {
            return Err(refused(fault, ParquetFault::Columns));
        }
        while open.last().is_some_and(|group| group.rest == 0) {
            open.pop();
        }
    }
    Ok(leaves)
}

/// Returns the name of a column and the number of columns in it.
fn read_column(reader: &mut ThriftReader<&[u8]>) -> io::Result<(Vec<u8>, u32)> {
    let (mut name, mut children) = (Vec::new(), 0);
    reader.fields(|reader, number, kind| match number {
        4 => {
            expect(kind, BINARY)?;
            name = reader.bytes()?;
            Ok(())
        }
        5 => {
            children = reader.size(kind)?;
            Ok(())
        }
        1..=9 => expect(kind, I32).and_then(|()| reader.skip(kind)),
        10 => {
            expect(kind, STRUCT)?;
            skip_annotation(reader)
        }
        _ => reader.skip(kind),
    })?;
    Ok((name, children))
}

/// Skips the annotation of a type. Its fields must have the types with which the library reads them.
fn skip_annotation(reader: &mut ThriftReader<&[u8]>) -> io::Result<()> {
    reader.fields(|reader, annotation, kind| {
        if !matches!(annotation, 1..=18) {
            return reader.skip(kind);
        }
        expect(kind, STRUCT)?;
        reader.fields(|reader, number, kind| {
            let wanted: &[u8] = match (annotation, number) {
                (5, 1 | 2) | (18, 2) => &[I32],
                (7 | 8, 1) | (10, 2) => &[TRUE, FALSE],
                (7 | 8, 2) => &[STRUCT],
                (10 | 16, 1) => &[BYTE],
                (17 | 18, 1) => &[BINARY],
                _ => &[],
            };
            if wanted.contains(&kind) { reader.skip(kind) } else { Err(malformed()) }
        })
    })
}
