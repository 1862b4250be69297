//! Parquet files that state more than they hold. They are written by hand, since no library writes them.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::{Cursor, Write};

use aicc_batch::{Error, Parquet, ParquetFault, Settings};
use aicc_core::{Profile, interfaces};
use common::settings;
use flate2::Compression;
use flate2::write::GzEncoder;

/// The most memory that any of the files may take.
const MEMORY: u64 = 80 << 20;

// The Thrift compact protocol: the type of a field is in the lower half of its first byte, and the step from the number of the
// field before in the upper half.

fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

fn int32(step: u8, number: u64) -> Vec<u8> {
    [vec![step << 4 | 5], varint(number << 1)].concat()
}

fn int64(step: u8, number: u64) -> Vec<u8> {
    [vec![step << 4 | 6], varint(number << 1)].concat()
}

fn text(step: u8, text: &str) -> Vec<u8> {
    [vec![step << 4 | 8], varint(text.len() as u64), text.as_bytes().to_vec()].concat()
}

fn structure(step: u8, fields: &[Vec<u8>]) -> Vec<u8> {
    [vec![step << 4 | 12], fields.concat(), vec![0]].concat()
}

fn list(step: u8, kind: u8, elements: &[Vec<u8>]) -> Vec<u8> {
    [vec![step << 4 | 9, 0xf0 | kind], varint(elements.len() as u64), elements.concat()].concat()
}

const STRUCT: u8 = 12;
const INT32: u64 = 1;
const BYTE_ARRAY: u64 = 6;
const OPTIONAL: u64 = 1;
const REPEATED: u64 = 2;

fn leaf(name: &str, kind: u64) -> Vec<u8> {
    [int32(1, kind), int32(2, OPTIONAL), text(1, name), vec![0]].concat()
}

fn group(name: &str, repetition: u64, children: u64, annotation: Option<u64>) -> Vec<u8> {
    let annotation = annotation.map(|number| int32(1, number)).unwrap_or_default();
    [int32(3, repetition), text(1, name), int32(1, children), annotation, vec![0]].concat()
}

fn root(children: u64) -> Vec<u8> {
    [text(4, "schema"), int32(1, children), vec![0]].concat()
}

/// Returns a file with these columns, of which one has values, and one row group with these pages.
fn file(columns: &[Vec<u8>], kind: u64, codec: u64, rows: u64, pages: &[Vec<u8>]) -> Vec<u8> {
    let pages = pages.concat();
    let size = pages.len() as u64;
    let column = structure(
        1,
        &[
            int32(1, kind),
            list(1, 5, &[varint(0)]),
            list(1, 8, &[[varint(1), b"x".to_vec()].concat()]),
            int32(1, codec),
            int64(1, rows),
            int64(1, size),
            int64(1, size),
            int64(2, 4),
        ],
    );
    let part = [int64(2, 0), column, vec![0]].concat();
    let row_group = [list(1, STRUCT, &[part]), int64(1, size), int64(1, rows), vec![0]].concat();
    finished(pages, columns, rows, &[row_group])
}

fn finished(pages: Vec<u8>, columns: &[Vec<u8>], rows: u64, groups: &[Vec<u8>]) -> Vec<u8> {
    let footer = [int32(1, 1), list(1, STRUCT, columns), int64(1, rows), list(1, STRUCT, groups), vec![0]].concat();
    let length = (footer.len() as u32).to_le_bytes().to_vec();
    [b"PAR1".to_vec(), pages, footer, length, b"PAR1".to_vec()].concat()
}

/// Returns a data page of version 1 that states these sizes.
fn data_page(values: u64, encoding: u64, uncompressed: u64, content: &[u8]) -> Vec<u8> {
    let head = structure(2, &[int32(1, values), int32(1, encoding), int32(1, 3), int32(1, 3)]);
    let sizes = [int32(1, 0), int32(1, uncompressed), int32(1, content.len() as u64)];
    [sizes.concat(), head, vec![0], content.to_vec()].concat()
}

fn dictionary_page(values: u64, content: &[u8]) -> Vec<u8> {
    let size = content.len() as u64;
    let sizes = [int32(1, 2), int32(1, size), int32(1, size)];
    [sizes.concat(), structure(4, &[int32(1, values), int32(1, 0)]), vec![0], content.to_vec()].concat()
}

/// Levels that are all the same, with their length.
fn levels(runs: &[(u64, u8)]) -> Vec<u8> {
    let runs: Vec<u8> = runs.iter().flat_map(|(count, level)| [varint(count << 1), vec![*level]].concat()).collect();
    [(runs.len() as u32).to_le_bytes().to_vec(), runs].concat()
}

/// Numbers that are all the same, encoded by their differences.
fn deltas(count: u64, number: u64) -> Vec<u8> {
    let blocks = count.saturating_sub(1).div_ceil(128).min(1 << 20);
    let head = [varint(128), varint(1), varint(count), varint(number << 1)].concat();
    [head, [0, 0].repeat(blocks as usize)].concat()
}

const PLAIN: u64 = 0;
const DELTA_LENGTH: u64 = 6;
const DELTA: u64 = 7;
const GZIP: u64 = 2;
const LZ4: u64 = 5;

fn columns() -> Vec<Vec<u8>> {
    vec![root(1), leaf("value", BYTE_ARRAY)]
}

fn fault_of(file: Vec<u8>, column: Option<&str>) -> ParquetFault {
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, 1, 1) };
    let mut result = Ok(());
    let memory = allocation_counter::measure(|| {
        result = Parquet::open(Cursor::new(file)).and_then(|parquet| {
            let parquet = match column {
                Some(column) => parquet.column(column),
                None => parquet,
            };
            settings.check(parquet).map(drop).map_err(Error::from)
        });
    });
    assert!(memory.bytes_max < MEMORY, "{} bytes", memory.bytes_max);
    match result {
        Err(Error::Parquet(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

fn fault_of_pages(codec: u64, pages: &[Vec<u8>]) -> ParquetFault {
    fault_of(file(&columns(), BYTE_ARRAY, codec, 1, pages), Some("value"))
}

#[test]
fn sizes_of_pages_are_not_believed() {
    let value = [levels(&[(1, 1)]), 2_u32.to_le_bytes().to_vec(), b"{}".to_vec()].concat();
    for uncompressed in [257 << 20, i32::MAX as u64] {
        for codec in [1, GZIP, LZ4, 6, 7] {
            let page = data_page(1, PLAIN, uncompressed, &value);
            assert!(matches!(fault_of_pages(codec, &[page]), ParquetFault::Page(256)));
        }
    }
}

#[test]
fn a_page_cannot_unpack_to_more_than_it_states() {
    let mut member = GzEncoder::new(Vec::new(), Compression::fast());
    member.write_all(&[0; 1 << 20]).unwrap();
    let gzip = member.finish().unwrap().repeat(257);
    assert!(matches!(fault_of_pages(GZIP, &[data_page(1, PLAIN, 100, &gzip)]), ParquetFault::Damaged(_)));
    let frame = [&[0x04, 0x22, 0x4d, 0x18][..], &vec![0; 2 << 20]].concat();
    assert!(matches!(fault_of_pages(LZ4, &[data_page(1, PLAIN, 100, &frame)]), ParquetFault::Page(256)));
}

#[test]
fn numbers_of_values_are_not_believed() {
    let dictionary = dictionary_page(i32::MAX as u64, &[0; 64]);
    assert!(matches!(fault_of_pages(0, &[dictionary]), ParquetFault::Damaged(_)));
    for count in [2, 1 << 31, 1 << 40, u64::MAX >> 1] {
        for encoding in [DELTA_LENGTH, DELTA] {
            let page = [levels(&[(1, 1)]), deltas(count, 0)].concat();
            let size = page.len() as u64;
            let fault = fault_of_pages(0, &[data_page(1, encoding, size, &page)]);
            assert!(matches!(fault, ParquetFault::Damaged(_)), "{count} {encoding}: {fault:?}");
        }
    }
}

#[test]
fn a_text_that_repeats_the_one_before_is_counted() {
    let rows = 4096;
    let long = vec![b'['; 1 << 20];
    // The first text is its own, and each other one repeats it.
    let prefixes = [varint(128), varint(4), varint(rows), varint(0)].concat();
    let block = |least: u64, widths: [u8; 4], packed: &[u8]| [varint(least), widths.to_vec(), packed.to_vec()].concat();
    let first = (1_u32 << 20).to_le_bytes();
    let jump = block(0, [32, 0, 0, 0], &[&first[..], &[0; 124]].concat());
    let prefixes = [prefixes, jump, block(0, [0; 4], &[]).repeat(rows as usize / 128 - 1)].concat();
    let back = (1_u64 << 20) * 2 - 1;
    let suffixes = [varint(128), varint(4), varint(rows), varint((1 << 20) << 1)].concat();
    let up = (1_u32 << 20).to_le_bytes().repeat(31);
    let down = block(back, [32, 32, 32, 32], &[&[0; 4][..], &up, &(1_u32 << 20).to_le_bytes().repeat(96)].concat());
    let suffixes = [suffixes, down, block(0, [0; 4], &[]).repeat(rows as usize / 128 - 1)].concat();
    let page = [levels(&[(rows, 1)]), prefixes, suffixes, long].concat();
    let size = page.len() as u64;
    let file = file(&columns(), BYTE_ARRAY, 0, rows, &[data_page(rows, DELTA, size, &page)]);
    assert!(matches!(fault_of(file, Some("value")), ParquetFault::Values));
}

#[test]
fn the_values_of_a_list_are_counted() {
    let values = i32::MAX as u64;
    let page = [levels(&[(1, 0), (values - 1, 1)]), levels(&[(values, 2)])].concat();
    let size = page.len() as u64;
    let columns =
        [root(1), group("skills", OPTIONAL, 1, Some(3)), group("list", REPEATED, 1, None), leaf("item", INT32)];
    let file = file(&columns, INT32, 0, 1, &[data_page(values, PLAIN, size, &page)]);
    assert!(matches!(fault_of(file, None), ParquetFault::Values));
}

#[test]
fn columns_and_row_groups_are_counted() {
    let deep: Vec<_> = (0..60_000).map(|_| group("a", OPTIONAL, 1, None)).collect();
    let deep = [vec![root(1)], deep, vec![leaf("value", INT32)]].concat();
    assert!(matches!(fault_of(finished(Vec::new(), &deep, 0, &[]), None), ParquetFault::Columns));
    let many = [vec![root(70_000)], vec![leaf("a", INT32); 70_000]].concat();
    assert!(matches!(fault_of(finished(Vec::new(), &many, 0, &[]), None), ParquetFault::Columns));
    let name = "n".repeat(1 << 20);
    let nested = [vec![root(1), group(&name, OPTIONAL, 100, None)], vec![leaf("a", INT32); 100]].concat();
    assert!(matches!(fault_of(finished(Vec::new(), &nested, 0, &[]), None), ParquetFault::Columns));
    let groups = vec![[list(1, STRUCT, &[]), int64(1, 0), int64(1, 0), vec![0]].concat(); 600_000];
    assert!(matches!(fault_of(finished(Vec::new(), &[root(0)], 0, &groups), None), ParquetFault::Parts));
}
