//! Damaged Parquet files end in an error: no panic gets out, and no memory is allocated for sizes that a file only states.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::Cursor;
use std::sync::Arc;

use aicc_batch::{Error, Parquet, Settings};
use aicc_core::{Profile, interfaces};
use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray, StructArray};
use arrow_schema::{DataType, Field, Fields};
use common::settings;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::schema::types::ColumnPath;

/// The number of damaged copies of each file. `AICC_DAMAGED_FILES` sets another number.
const COPIES: usize = 150;

/// The most memory that a damaged copy of a small file may take.
const MEMORY: u64 = 64 << 20;

/// Rows with texts, numbers, and lists of structs and of texts, with nulls.
fn rows() -> RecordBatch {
    let fields =
        Fields::from(vec![Field::new("skillId", DataType::Int64, true), Field::new("note", DataType::Utf8, true)]);
    let mut skills = ListBuilder::new(StructBuilder::from_fields(fields, 0));
    let mut names = ListBuilder::new(StringBuilder::new());
    for row in 0..40 {
        for skill in 0..row % 4 {
            let element = skills.values();
            element.field_builder::<Int64Builder>(0).unwrap().append_value(row * skill);
            element.field_builder::<StringBuilder>(1).unwrap().append_option((skill > 1).then_some("a note"));
            element.append(true);
            names.values().append_value(format!("name {skill}"));
        }
        skills.append(row % 5 > 0);
        names.append(row % 7 > 0);
    }
    let texts = (0..40).map(|row| (row % 6 > 0).then(|| format!("agent account {}", row % 9)));
    let columns: [(&str, ArrayRef); 4] = [
        ("userAccount", Arc::new(texts.collect::<StringArray>())),
        ("agentType", Arc::new((0..40).map(|row| (row % 3 > 0).then_some(row)).collect::<Int64Array>())),
        ("skills", Arc::new(skills.finish())),
        ("names", Arc::new(names.finish())),
    ];
    record_batch(columns.to_vec())
}

fn record_batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn written(batch: &RecordBatch, properties: &WriterProperties) -> Vec<u8> {
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut file, batch.schema(), Some(properties.clone())).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    file
}

/// Returns files with the members in columns, and with the same in one column, which is named.
fn files() -> Vec<(Vec<u8>, Option<&'static str>)> {
    let plain = || WriterProperties::builder().set_dictionary_enabled(false);
    let path = |path: &str| ColumnPath::new(path.split('/').map(String::from).collect());
    let encoded = |encoding| {
        plain()
            .set_column_encoding(path("userAccount"), encoding)
            .set_column_encoding(path("message/userAccount"), encoding)
            .set_column_encoding(path("message/names/list/item"), encoding)
            .set_column_encoding(path("agentType"), Encoding::DELTA_BINARY_PACKED)
    };
    let compressed = |compression| WriterProperties::builder().set_compression(compression);
    let properties = [
        WriterProperties::builder(),
        WriterProperties::builder().set_writer_version(WriterVersion::PARQUET_2_0),
        plain().set_max_row_group_row_count(Some(16)).set_data_page_row_count_limit(5).set_write_batch_size(5),
        encoded(Encoding::DELTA_BYTE_ARRAY),
        encoded(Encoding::DELTA_LENGTH_BYTE_ARRAY).set_writer_version(WriterVersion::PARQUET_2_0),
        compressed(Compression::SNAPPY),
        compressed(Compression::GZIP(Default::default())).set_writer_version(WriterVersion::PARQUET_2_0),
        compressed(Compression::ZSTD(Default::default())),
        compressed(Compression::LZ4),
        compressed(Compression::LZ4_RAW),
    ];
    let all = rows();
    let table = all.project(&[0, 1, 2]).unwrap();
    let column = record_batch(vec![("message", Arc::new(StructArray::from(all)))]);
    let both = properties
        .map(WriterPropertiesBuilder::build)
        .map(|properties| [(written(&table, &properties), None), (written(&column, &properties), Some("message"))]);
    both.into_iter().flatten().collect()
}

/// Numbers that look random, and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Changes some bytes: single bits, interesting bytes, a part that is repeated, or the end.
fn damaged(file: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut copy = file.to_vec();
    for _ in 0..=numbers.below(3) {
        // The pages are at the start, and the footer is at the end.
        let place = numbers.below(copy.len());
        match numbers.below(6) {
            0 | 1 => copy[place] ^= 1 << numbers.below(8),
            2 => copy[place] = [0, 1, 0x7f, 0x80, 0xff, 0x15][numbers.below(6)],
            3 => copy[place] = numbers.below(256) as u8,
            4 => {
                let large = [0xff, 0xff, 0xff, 0xff, 0x0f];
                let end = copy.len().min(place + large.len());
                copy[place..end].copy_from_slice(&large[..end - place]);
            }
            _ => {
                let (from, length) = (numbers.below(copy.len()), numbers.below(16));
                let part = copy[from..copy.len().min(from + length)].to_vec();
                let end = copy.len().min(place + part.len());
                copy[place..end].copy_from_slice(&part[..end - place]);
            }
        }
    }
    copy
}

fn check(file: Vec<u8>, column: Option<&str>) -> Result<(), Error> {
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, 1, 1) };
    let parquet = Parquet::open(Cursor::new(file))?;
    let parquet = match column {
        Some(column) => parquet.column(column),
        None => parquet,
    };
    settings.check(parquet).map(drop).map_err(Error::from)
}

#[test]
fn a_damaged_file_is_an_error_or_has_other_rows() {
    // The panics of the library, which do not get out.
    std::panic::set_hook(Box::new(|_| ()));
    let copies = std::env::var("AICC_DAMAGED_FILES").map_or(COPIES, |copies| copies.parse().unwrap());
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let (mut read, mut refused) = (0, 0);
    for (index, (file, column)) in files().into_iter().enumerate() {
        check(file.clone(), column).unwrap();
        for copy in 0..copies {
            let damaged = damaged(&file, &mut numbers);
            let mut result = Ok(());
            let memory = allocation_counter::measure(|| result = check(damaged, column));
            assert!(memory.bytes_max < MEMORY, "file {index}, copy {copy}: {} bytes", memory.bytes_max);
            match result {
                Ok(()) => read += 1,
                Err(Error::Fault | Error::Thread) => panic!("file {index}, copy {copy}"),
                Err(_) => refused += 1,
            }
        }
    }
    println!("{read} files were read, and {refused} refused");
    assert!(read > 0 && refused > 0);
}
