//! Properties of text tables: bytes of any kind are read to their end or refused, whatever the options are, and a table has the same
//! findings in every encoding that has its characters.

use std::num::NonZeroUsize;

use aicc_batch::{BatchReport, Csv, Settings, Split, TableOptions};
use aicc_core::{Interface, Profile};
use conformance::fuzzing;
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

const ENCODINGS: [Option<&Encoding>; 9] = [
    None,
    Some(UTF_8),
    Some(UTF_16LE),
    Some(UTF_16BE),
    Some(GB18030),
    Some(BIG5),
    Some(SHIFT_JIS),
    Some(EUC_KR),
    Some(WINDOWS_1252),
];

/// The bytes of a table, and how to read it.
struct Run<'a> {
    interface: &'static Interface,
    profile: Profile,
    table: TableOptions,
    chunk_size: usize,
    file: &'a [u8],
}

impl<'a> Run<'a> {
    fn of_bytes(bytes: &'a [u8]) -> Option<Self> {
        let (interface, rest) = fuzzing::numbered(bytes)?;
        let ([encoding, delimiter, chunk_size, limits], file) = rest.split_first_chunk()?;
        let delimiters = TableOptions::DELIMITERS;
        let encoding = ENCODINGS[usize::from(*encoding) % ENCODINGS.len()];
        // The last number stands for a delimiter that is found.
        let delimiter =
            delimiters.get(usize::from(*delimiter) % (delimiters.len() + 1)).map(|(delimiter, _)| *delimiter);
        let maximum_size = if limits & 1 == 1 { 60 } else { Profile::default().maximum_size };
        Some(Self {
            interface,
            profile: Profile { maximum_size, ..Profile::default() },
            table: TableOptions { encoding, delimiter, ..TableOptions::default() },
            chunk_size: usize::from(*chunk_size) + 1,
            file,
        })
    }

    fn settings(&self, threads: usize, chunk_size: usize) -> Settings<'_> {
        let number = |number| NonZeroUsize::new(number).expect("more than 0");
        let (threads, chunk_size) = (number(threads), number(chunk_size));
        Settings { threads, chunk_size, table: self.table.clone(), ..Settings::new(self.interface, &self.profile) }
    }

    /// Returns the report, and the rows of valid and of invalid records.
    fn split(&self, settings: &Settings<'_>) -> Result<(BatchReport, Vec<u8>, Vec<u8>), String> {
        let mut split = Split::new(Vec::new(), Vec::new());
        let mut records = Vec::new();
        let ended = settings.run(Csv::new(self.file), |mut update| {
            for record in &update.records {
                assert_eq!(update.regions(record).len(), record.kept());
            }
            split.write(&update)?;
            records.append(&mut update.records);
            Ok(())
        });
        let (valid, invalid) = split.finish().map_err(|error| error.to_string())?;
        match ended {
            Ok(counts) => Ok((BatchReport { counts, records }, valid, invalid)),
            Err(failure) => Err(format!("{failure} {:?}", failure.error)),
        }
    }
}

/// A table, and how to read it.
pub fn of_bytes(bytes: &[u8]) {
    let Some(run) = Run::of_bytes(bytes) else { return };
    let whole = run.split(&run.settings(1, 1 << 20));
    assert_eq!(whole, run.split(&run.settings(2, run.chunk_size)));
    if let Ok((report, valid, invalid)) = &whole {
        is_utf_8_if_decoded(report, valid, invalid);
    }
    if let Ok(text) = std::str::from_utf8(run.file) {
        is_the_same_in_each_encoding(&run, text);
    }
}

/// The rows of a table that was decoded are UTF-8 with a byte order mark, and have no byte offsets.
fn is_utf_8_if_decoded(report: &BatchReport, valid: &[u8], invalid: &[u8]) {
    let is_decoded = report.counts.reading.iter().any(|note| note.code() == "encoding");
    for record in &report.records {
        assert_eq!(record.position.offset.is_none(), is_decoded);
    }
    for part in [valid, invalid].into_iter().filter(|_| is_decoded) {
        let text = std::str::from_utf8(part).expect("a decoded text is UTF-8");
        assert!(text.is_empty() || text.starts_with('\u{FEFF}'), "a byte order mark");
    }
}

/// A text that every encoding can write has the same findings in each of them.
fn is_the_same_in_each_encoding(run: &Run<'_>, text: &str) {
    // A byte order mark belongs to the encoding, and the limit is one of the decoded text.
    let text = text.trim_start_matches('\u{FEFF}');
    let in_encoding = |encoding: &'static Encoding, file: &[u8]| {
        let table = TableOptions { encoding: Some(encoding), ..run.table.clone() };
        let run =
            Run { interface: run.interface, profile: run.profile.clone(), table, chunk_size: run.chunk_size, file };
        run.split(&run.settings(1, 1 << 20)).map(|(report, ..)| findings(&report))
    };
    let plain = in_encoding(UTF_8, text.as_bytes());
    for encoding in ENCODINGS.into_iter().flatten() {
        if let Some(file) = encoded(text, encoding) {
            assert_eq!(plain, in_encoding(encoding, &file), "{}", encoding.name());
        }
    }
}

/// Returns a text in an encoding, if it has all characters, and reads the same ones again.
fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let units = text.encode_utf16();
        let bytes = units.map(|unit| if encoding == UTF_16LE { unit.to_le_bytes() } else { unit.to_be_bytes() });
        return Some(bytes.flatten().collect());
    }
    let (bytes, _, is_lossy) = encoding.encode(text);
    let (again, is_malformed) = encoding.decode_without_bom_handling(&bytes);
    (!is_lossy && !is_malformed && again == text).then(|| bytes.into_owned())
}

/// Returns the findings of each record, with its row and line.
fn findings(report: &BatchReport) -> Vec<String> {
    let records = report.records.iter().map(|record| {
        let findings: Vec<_> = record.findings().map(|finding| (finding.pointer(), finding.rule())).collect();
        format!("{} {:?} {:?} {findings:?}", record.record, record.position.row, record.position.line)
    });
    records.collect()
}
