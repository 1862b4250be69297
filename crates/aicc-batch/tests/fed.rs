//! Runs over inputs whose bytes come piece by piece: the results are those of the whole input.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

use std::fmt::Write as _;
use std::io::{Cursor, Read};
use std::num::NonZeroUsize;

use aicc_batch::{
    Counts, Csv, Failure, FedFormat, FedRun, FedStep, JsonArray, JsonLines, RecordFindings, Settings, TableFormat,
    Workbook, decompressed,
};
use aicc_core::{Interface, Language, Profile, interfaces};
use encoding_rs::{GB18030, UTF_16LE};
use flate2::Compression;
use flate2::read::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

const INTERFACE: &Interface = &interfaces::AGENT_INFO_QUERY;
const CSV: FedFormat = FedFormat::Table(TableFormat::Csv);
const WORKBOOK: FedFormat = FedFormat::Table(TableFormat::Workbook);

/// More than twice the bytes that show how a table is written.
const ROWS: usize = 20_000;

/// The counts, the records with findings, and the error that ended the run, if there is one.
type Outcome = (Counts, Vec<RecordFindings>, Option<String>);

fn settings(profile: &Profile) -> Settings<'_> {
    Settings { threads: NonZeroUsize::MIN, limit: 200, ..Settings::new(INTERFACE, profile) }
}

/// Checks an input that comes in pieces of this size.
fn in_pieces(input: &[u8], format: FedFormat, size: usize) -> Outcome {
    let profile = Profile::default();
    let settings = settings(&profile);
    let mut run = FedRun::new(format, &settings);
    let (mut pieces, mut records) = (input.chunks(size), Vec::new());
    let error = loop {
        match run.next(&settings) {
            Ok(FedStep::Update(mut update)) => records.append(&mut update.records),
            Ok(FedStep::NeedsInput) => match pieces.next() {
                Some(piece) => run.push(piece.to_vec()),
                None => run.end(),
            },
            Ok(FedStep::Workbook(_)) => panic!("this input is a text"),
            Ok(FedStep::End) => break None,
            Err(error) => break Some(error.message(Language::English)),
        }
    };
    (run.counts(), records, error)
}

/// Checks an input as a whole.
fn whole(input: &[u8], format: FedFormat) -> Outcome {
    let profile = Profile::default();
    let settings = settings(&profile);
    let input = decompressed(Cursor::new(input.to_vec())).unwrap();
    let ended = match format {
        FedFormat::JsonLines => settings.check(JsonLines::new(input)),
        FedFormat::JsonArray => settings.check(JsonArray::new(input)),
        FedFormat::Table(_) => settings.check(Csv::new(input)),
    };
    let (report, error) = match ended {
        Ok(report) => (report, None),
        Err(Failure { error, before }) => (*before, Some(error.message(Language::English))),
    };
    (report.counts, report.records, error)
}

#[track_caller]
fn assert_same(input: &[u8], format: FedFormat) -> Outcome {
    let whole = whole(input, format);
    for size in [1009, 64 << 10, 1 << 20, usize::MAX] {
        let outcome = in_pieces(input, format, size);
        assert!(outcome == whole, "pieces of {size} bytes: {:?} {:?}", outcome.0, outcome.2);
    }
    whole
}

/// A table: each thousandth row has a name that is empty.
fn table(heading: &str) -> String {
    let mut text = format!("{heading}\n");
    for row in 0..ROWS {
        let name = if row % 1000 == 7 { String::new() } else { format!("王伟{row}") };
        writeln!(text, "agent{row},{name},Pass-word-{row}").unwrap();
    }
    text
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut compressed).unwrap();
    compressed
}

const HEADING: &str = "accountCode,username,password";

#[test]
fn a_table_in_any_encoding() {
    let text = table(HEADING);
    let (counts, ..) = assert_same(text.as_bytes(), CSV);
    assert_eq!(counts.records, 20_000);
    let chinese = GB18030.encode(&text).0;
    assert_eq!(assert_same(&chinese, CSV).0.reading.len(), 1);
    let utf_16: Vec<u8> = std::iter::once('\u{FEFF}')
        .chain(text.chars())
        .flat_map(|character| {
            let mut units = [0; 2];
            character.encode_utf16(&mut units).iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>()
        })
        .collect();
    let (counts, ..) = assert_same(&utf_16, CSV);
    assert!(counts.reading.iter().any(|note| note.message(Language::English).contains(UTF_16LE.name())));
}

#[test]
fn a_table_below_a_long_title() {
    let title = format!("{}\n", "Agents of the second floor ".repeat(8_000));
    let (counts, ..) = assert_same(format!("{title}{}", table(HEADING)).as_bytes(), CSV);
    assert_eq!(counts.records, 20_000);
}

#[test]
fn a_table_without_names_of_columns() {
    let (counts, records, error) = assert_same(table("a;b;c").replace(',', ";").as_bytes(), CSV);
    assert_eq!((counts.records, records.len()), (0, 0));
    assert!(error.unwrap().contains("a row must name the columns"));
}

#[test]
fn json_lines_and_an_array_with_a_record_that_is_too_large() {
    let mut lines: Vec<String> = (0..ROWS).map(|row| format!(r#"{{"accountCode":"agent{row}"}}"#)).collect();
    lines[10_000] = format!(r#"{{"accountCode":"{}"}}"#, "x".repeat(2 << 20));
    lines[15_000] = "{".to_owned();
    let (counts, records, _) = assert_same(lines.join("\n").as_bytes(), FedFormat::JsonLines);
    assert_eq!((counts.records, records.len()), (20_000, 2));
    let array = format!("[{}]", lines.join(", "));
    assert!(assert_same(array.as_bytes(), FedFormat::JsonArray).0.records > 10_000);
}

#[test]
fn compressed_text() {
    let text = table(HEADING);
    let (first, second) = text.as_bytes().split_at(200_000);
    let members = [gzip(first), gzip(b""), gzip(second)].concat();
    assert_eq!(assert_same(&members, CSV).0.records, 20_000);
    // Members that unpack to nothing: more bytes are needed than the first attempt has.
    let empty = [gzip(b"").repeat(20_000), gzip(text.as_bytes())].concat();
    assert_eq!(assert_same(&empty, CSV).0.records, 20_000);
    assert_eq!(assert_same(&compress_to_vec(text.as_bytes(), CompressionLevel::Fastest), CSV).0.records, 20_000);
    // A file that is cut off is an error after the records before.
    let (counts, _, error) = assert_same(&members[..members.len() - 10_000], CSV);
    assert!(counts.records > 0 && error.unwrap().contains("cannot be read"));
}

#[test]
fn a_text_with_the_name_of_a_workbook_and_a_workbook() {
    let (counts, records, _) = in_pieces(table(HEADING).as_bytes(), WORKBOOK, 5000);
    assert_eq!(counts.reading.first().map(|note| note.code()), Some("format"));
    assert_eq!((counts.records, records.len() > 15), (20_000, true));

    let profile = Profile::default();
    let settings = settings(&profile);
    let mut run = FedRun::new(CSV, &settings);
    run.push(b"PK\x03\x04".to_vec());
    assert!(matches!(run.next(&settings), Ok(FedStep::NeedsInput)));
    run.push(vec![0; 1 << 20]);
    assert!(matches!(run.next(&settings), Ok(FedStep::NeedsInput)), "a workbook is read when it is whole");
    run.end();
    let Ok(FedStep::Workbook(input)) = run.next(&settings) else { panic!("not a workbook") };
    assert!(Workbook::read(input).is_err());
}

#[test]
fn an_empty_input() {
    for format in [CSV, FedFormat::JsonLines, FedFormat::JsonArray] {
        assert_same(b"", format);
    }
}
