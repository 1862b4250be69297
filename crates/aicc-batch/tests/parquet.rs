//! Checks of Parquet files.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use aicc_batch::{Arrow, BatchReport, Error, Parquet, ParquetFault, Settings};
use aicc_core::{Profile, interfaces};
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BinaryArray, DictionaryArray, Int8Array, Int64Array, LargeStringArray, NullArray, RecordBatch,
    StringArray, StringViewArray, StructArray, TimestampMillisecondArray,
};
use common::{INVALID, VALID, settings};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::schema::types::ColumnPath;

fn record_batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn written(batch: &RecordBatch, properties: WriterPropertiesBuilder) -> Vec<u8> {
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut file, batch.schema(), Some(properties.build())).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    file
}

fn plain(batch: &RecordBatch) -> Vec<u8> {
    written(batch, WriterProperties::builder())
}

fn open(file: &[u8]) -> Parquet {
    Parquet::open(Cursor::new(file.to_vec())).unwrap()
}

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

/// Rows of members: texts, integers, lists and structs, with nulls.
fn members() -> RecordBatch {
    let skills = {
        let fields = vec![
            ("skillId", Arc::new(Int64Array::from(vec![Some(1), Some(2), None, Some(4)])) as ArrayRef),
            ("skillWeight", Arc::new(Int8Array::from(vec![Some(50), Some(0), Some(7), None])) as ArrayRef),
        ];
        let elements = StructArray::from(record_batch(fields));
        let field = Arc::new(arrow_schema::Field::new("item", arrow_array::Array::data_type(&elements).clone(), true));
        let offsets = arrow_buffer::OffsetBuffer::new(vec![0, 2, 2, 4, 4].into());
        let nulls = arrow_buffer::NullBuffer::from(vec![true, true, true, false]);
        Arc::new(arrow_array::ListArray::new(field, offsets, Arc::new(elements), Some(nulls)))
    };
    record_batch(vec![
        ("userAccount", texts(&[Some("li.na.1"), Some("te"), None, Some("wang.xm01")])),
        ("userName", texts(&[Some("Li Na"), None, Some(""), Some("O’Neil")])),
        ("agentType", Arc::new(Int8Array::from(vec![Some(4), Some(7), None, Some(11)]))),
        ("email", Arc::new(NullArray::new(4))),
        ("skills", skills),
    ])
}

fn check_members(parquet: Parquet) -> BatchReport {
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, 2, 1) };
    settings.check(parquet).unwrap()
}

fn expected_members(batch: &RecordBatch) -> BatchReport {
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, 2, 1) };
    settings.check(Arrow::new([Ok(Arc::new(StructArray::from(batch.clone())) as ArrayRef)])).unwrap()
}

#[test]
fn every_compression_and_version_is_read() {
    let batch = members();
    let expected = expected_members(&batch);
    assert_eq!((expected.counts.records, expected.counts.invalid), (4, 4));
    let compressions = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(Default::default()),
        Compression::ZSTD(Default::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
    ];
    for compression in compressions {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            for dictionary in [true, false] {
                let properties = WriterProperties::builder()
                    .set_compression(compression)
                    .set_writer_version(version)
                    .set_dictionary_enabled(dictionary)
                    .set_statistics_enabled(EnabledStatistics::None)
                    .set_max_row_group_row_count(Some(3));
                assert_eq!(check_members(open(&written(&batch, properties))), expected, "{compression} {version:?}");
            }
        }
    }
}

#[test]
fn every_encoding_is_read() {
    let batch = members();
    let expected = expected_members(&batch);
    let encodings = [
        ("userAccount", Encoding::DELTA_BYTE_ARRAY),
        ("userAccount", Encoding::DELTA_LENGTH_BYTE_ARRAY),
        ("agentType", Encoding::DELTA_BINARY_PACKED),
        ("agentType", Encoding::BYTE_STREAM_SPLIT),
    ];
    for (column, encoding) in encodings {
        let properties = WriterProperties::builder()
            .set_dictionary_enabled(false)
            .set_column_encoding(ColumnPath::from(column), encoding);
        assert_eq!(check_members(open(&written(&batch, properties))), expected, "{encoding}");
    }
}

#[test]
fn json_in_a_column_is_checked() {
    let bodies = [Some(VALID), Some(INVALID), None, Some("{")];
    let bytes = bodies.map(|body| body.map(str::as_bytes));
    let dictionary: DictionaryArray<Int32Type> = bodies.into_iter().collect();
    let columns: [ArrayRef; 5] = [
        texts(&bodies),
        Arc::new(LargeStringArray::from(bodies.to_vec())),
        Arc::new(StringViewArray::from(bodies.to_vec())),
        Arc::new(BinaryArray::from(bytes.to_vec())),
        Arc::new(dictionary),
    ];
    for column in columns {
        let unreadable = Arc::new(TimestampMillisecondArray::from(vec![1, 2, 3, 4]));
        let file = plain(&record_batch(vec![("at", unreadable), ("body", column)]));
        let profile = Profile::default();
        let report = settings(&profile, 2, 1).check(open(&file).column("body")).unwrap();
        let rows: Vec<_> = report.records.iter().map(|record| record.position.row.unwrap()).collect();
        assert_eq!((report.counts.records, rows), (4, vec![2, 3, 4]));
        let by_rule: Vec<_> = report.counts.by_rule.into_iter().collect();
        assert_eq!(by_rule, [("minLength", 1), ("syntax", 1), ("type", 1)]);
    }
}

fn error_of(file: &[u8], column: Option<&str>) -> String {
    let profile = Profile::default();
    let parquet = match column {
        Some(column) => open(file).column(column),
        None => open(file),
    };
    settings(&profile, 2, 1).check(parquet).unwrap_err().to_string()
}

#[test]
fn columns_that_cannot_be_read_are_named() {
    let at: ArrayRef = Arc::new(TimestampMillisecondArray::from(vec![1]));
    let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![b"a".as_slice()]));
    for (name, column, expected) in [
        (
            "accountCode",
            at,
            "the column “accountCode” has the type Timestamp(ms), which cannot be read: cast it to string",
        ),
        ("accountCode", bytes, "the column “accountCode” has the type Binary, which cannot be read: cast it to string"),
        ("accountCod", texts(&[Some("a")]), "“accountCod” is not a column of queryAgentInfoByAccount"),
    ] {
        assert_eq!(error_of(&plain(&record_batch(vec![(name, column)])), None), expected);
    }
    let file = plain(&record_batch(vec![("id", texts(&[None])), ("body", texts(&[None]))]));
    assert_eq!(error_of(&file, Some("value")), "there is no column “value”");
}

#[test]
fn a_text_that_is_not_utf_8_is_a_finding_of_its_record() {
    let file = plain(&record_batch(vec![("accountCode", texts(&[Some("li.na"), Some("@@@@@"), Some("wang")]))]));
    let mut changed = file.clone();
    for place in (0..file.len() - 5).filter(|place| &file[*place..place + 5] == b"@@@@@") {
        changed[place..place + 5].copy_from_slice(b"\xce\xd2@@@");
    }
    let profile = Profile::default();
    for texts_are_cells in [false, true] {
        let report = Settings { texts_are_cells, ..settings(&profile, 1, 1) }.check(open(&changed)).unwrap();
        assert_eq!((report.counts.records, report.counts.invalid, report.records[0].record), (3, 1, 2));
        assert_eq!(report.counts.by_rule.into_iter().collect::<Vec<_>>(), [("syntax", 1)]);
    }
}

#[test]
fn a_table_can_be_empty() {
    let no_rows = record_batch(vec![("accountCode", texts(&[]))]);
    let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(3));
    let no_columns =
        RecordBatch::try_new_with_options(Arc::new(arrow_schema::Schema::empty()), Vec::new(), &options).unwrap();
    let profile = Profile::default();
    for batch in [no_rows, no_columns] {
        let report = settings(&profile, 1, 1).check(open(&plain(&batch))).unwrap();
        assert_eq!(report.counts.records, 0);
    }
    assert!(error_of(&plain(&record_batch(vec![("name", texts(&[]))])), None).contains("is not a column"));
}

fn fault(file: &[u8]) -> ParquetFault {
    match Parquet::open(Cursor::new(file.to_vec())) {
        Err(Error::Parquet(fault)) => fault,
        other => panic!("{:?}", other.map(drop)),
    }
}

#[test]
fn what_is_not_a_parquet_file_is_refused() {
    let file = plain(&members());
    for content in [
        &b""[..],
        b"PAR1",
        b"PAR1PAR1",
        b"{\"accountCode\":\"li.na\"}\n",
        &file[..file.len() - 1],
        &file[file.len() - 8..],
    ] {
        assert!(matches!(fault(content), ParquetFault::Format | ParquetFault::Damaged(_)), "{content:?}");
    }
    let mut encrypted = file.clone();
    *encrypted.last_mut().unwrap() = b'E';
    assert!(matches!(fault(&encrypted), ParquetFault::Encrypted));
    let mut large = vec![0; 20 << 20];
    large.extend(u32::to_le_bytes(17 << 20));
    large.extend(b"PAR1");
    assert!(matches!(fault(&large), ParquetFault::Footer));
}

#[test]
fn a_stream_is_read_into_memory_up_to_a_limit() {
    let batch = members();
    let file = plain(&batch);
    assert_eq!(check_members(Parquet::read(&*file).unwrap()), expected_members(&batch));
    let endless = io::repeat(b'P').take(1 << 40);
    assert!(matches!(Parquet::read(endless).map(drop), Err(Error::Parquet(ParquetFault::Stream))));
}

#[test]
fn an_error_of_the_file_is_its_own() {
    struct Breaks(Cursor<Vec<u8>>);
    impl Read for Breaks {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.position() < 50 { Err(io::Error::from_raw_os_error(5)) } else { self.0.read(buffer) }
        }
    }
    impl Seek for Breaks {
        fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
            self.0.seek(position)
        }
    }
    let batch = record_batch(vec![("accountCode", texts(&[Some("li.na")]))]);
    let profile = Profile::default();
    let parquet = Parquet::open(Breaks(Cursor::new(plain(&batch)))).unwrap();
    let failure = settings(&profile, 1, 1).check(parquet).unwrap_err();
    assert!(matches!(failure.error, Error::Read(error) if error.raw_os_error() == Some(5)));
}

#[test]
fn what_was_checked_before_a_damaged_row_group_is_not_lost() {
    let bodies = vec![Some(INVALID); 3000];
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(1000)).set_dictionary_enabled(false);
    let mut file = written(&record_batch(vec![("body", texts(&bodies))]), properties);
    let middle = file.len() / 2;
    file[middle..middle + 100].fill(0xff);
    let profile = Profile::default();
    let failure = settings(&profile, 2, 1).check(open(&file).column("body")).unwrap_err();
    assert_eq!(failure.to_string(), "the Parquet file cannot be read: it is damaged");
    assert!((1..3000).contains(&failure.before.counts.invalid), "{}", failure.before.counts.invalid);
}
