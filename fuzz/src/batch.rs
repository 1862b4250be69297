//! Properties of checking many records: the size of chunks and reads and the number of threads do not change the result,
//! the counts add up, and no byte of the input is lost.

use std::io::{self, Read};
use std::num::NonZeroUsize;

use aicc_batch::{
    Counts, Csv, Error, JsonArray, JsonLines, Piece, RecordFindings, Settings, Source, Split, ValidBody, Workbook,
    decompressed,
};
use aicc_core::{Interface, Profile, check};
use conformance::fuzzing::{self, FileFormat, FileInput};
use serde_json::value::RawValue;

/// The format of a file.
struct Run<'a> {
    format: FileFormat,
    packing: Packing,
    interface: &'static Interface,
    profile: Profile,
    threads: usize,
    chunk_size: usize,
    /// The maximum number of bytes that one read returns.
    most: usize,
    limit: usize,
    file: &'a [u8],
}

#[derive(Clone, Copy, Debug)]
enum Packing {
    /// The bytes as they are: they may be compressed or broken.
    Unknown,
    Gzip,
    Zstd,
}

impl<'a> Run<'a> {
    fn of_bytes(bytes: &'a [u8]) -> Option<Self> {
        let FileInput { interface, format, choices, file } = fuzzing::file(bytes)?;
        let [packing, threads, chunk_size, most, limits] = choices.map(usize::from);
        let maximum_size = if limits & 1 == 1 { 60 } else { Profile::default().maximum_size };
        Some(Self {
            interface,
            format,
            packing: match packing % 3 {
                0 => Packing::Unknown,
                1 => Packing::Gzip,
                _ => Packing::Zstd,
            },
            profile: Profile { maximum_size, ..Profile::default() },
            threads: threads % 3 + 1,
            chunk_size: chunk_size + 1,
            most: most + 1,
            limit: if limits & 2 == 2 { limits / 4 } else { 10_000 },
            file,
        })
    }

    fn settings(&self, threads: usize, chunk_size: usize) -> Settings<'_> {
        let number = |number| NonZeroUsize::new(number).expect("more than 0");
        let (threads, chunk_size) = (number(threads), number(chunk_size));
        Settings {
            threads,
            chunk_size,
            limit: self.limit,
            bodies: true,
            ..Settings::new(self.interface, &self.profile)
        }
    }
}

/// A file, and how to read it.
pub fn of_bytes(bytes: &[u8]) {
    let Some(run) = Run::of_bytes(bytes) else { return };
    let whole = answer(&run, run.file, 1, 1 << 20, usize::MAX);
    let in_pieces = answer(&run, &packed(&run), run.threads, run.chunk_size, run.most);
    if !matches!(run.packing, Packing::Unknown) && is_packed(run.file) {
        return;
    }
    match (whole, in_pieces) {
        (Ok(whole), Ok(in_pieces)) => {
            assert_eq!(whole, in_pieces);
            adds_up(&run, &whole);
            loses_nothing(&run, &whole);
            is_checked_one_by_one(&run, &whole);
        }
        // An input with a read error may have another error before it: the number of bytes read shows which comes first.
        (Err(Error::Read(_)), Err(_)) | (Err(_), Err(Error::Read(_))) => {}
        (whole, in_pieces) => assert_eq!(text_of(whole), text_of(in_pieces)),
    }
}

fn is_packed(file: &[u8]) -> bool {
    file.starts_with(&[0x1F, 0x8B]) || file.starts_with(&[0x28, 0xB5, 0x2F, 0xFD])
}

fn packed(run: &Run<'_>) -> Vec<u8> {
    match run.packing {
        Packing::Unknown => run.file.to_vec(),
        Packing::Gzip => {
            let mut packed = Vec::new();
            let mut encoder = flate2::read::GzEncoder::new(run.file, flate2::Compression::fast());
            encoder.read_to_end(&mut packed).expect("memory takes every write");
            packed
        }
        Packing::Zstd => ruzstd::encoding::compress_to_vec(run.file, ruzstd::encoding::CompressionLevel::Fastest),
    }
}

/// Returns everything that a batch passes to its callbacks.
#[derive(Debug, Default, PartialEq)]
struct Answer {
    counts: Counts,
    records: Vec<RecordFindings>,
    bodies: Vec<ValidBody>,
    text: Vec<u8>,
    valid: Vec<u8>,
    invalid: Vec<u8>,
    heading: Vec<u8>,
    bytes: u64,
}

fn answer(run: &Run<'_>, file: &[u8], threads: usize, chunk_size: usize, most: usize) -> Result<Answer, Error> {
    let settings = run.settings(threads, chunk_size);
    let input = || decompressed(Drip { rest: file, most }).map_err(Error::Read);
    match run.format {
        FileFormat::JsonLines => gather(&settings, JsonLines::new(input()?)),
        FileFormat::JsonArray => gather(&settings, JsonArray::new(input()?)),
        FileFormat::Csv => gather(&settings, Csv::new(input()?)),
        // A workbook has its own compression, and needs a source that can seek.
        FileFormat::Workbook => gather(&settings, Workbook::read(run.file)?.rows(&settings)?),
    }
}

fn gather(settings: &Settings<'_>, source: impl Source) -> Result<Answer, Error> {
    let mut answer = Answer::default();
    let mut split = Split::new(Vec::new(), Vec::new());
    answer.counts = settings.run(source, |mut update| {
        for (piece, bytes) in update.pieces() {
            answer.text.extend_from_slice(bytes);
            if piece == Piece::Heading {
                answer.heading.extend_from_slice(bytes);
            }
        }
        match split.write(&update) {
            Ok(()) | Err(Error::NoLines) => {}
            Err(error) => return Err(error),
        }
        answer.records.append(&mut update.records);
        answer.bodies.append(&mut update.bodies);
        answer.bytes = update.bytes;
        Ok(())
    })?;
    (answer.valid, answer.invalid) = split.finish()?;
    Ok(answer)
}

fn text_of(answer: Result<Answer, Error>) -> String {
    answer.map_or_else(|error| error.to_string(), |answer| format!("{answer:?}"))
}

fn adds_up(run: &Run<'_>, answer: &Answer) {
    let Counts { records, valid, invalid, findings, by_rule, by_place, elsewhere, .. } = &answer.counts;
    assert_eq!(*records, valid + invalid);
    assert_eq!(*findings, by_rule.values().sum::<u64>());
    assert_eq!(*findings, by_place.values().sum::<u64>() + elsewhere);
    let kept: usize = answer.records.iter().map(RecordFindings::kept).sum();
    assert_eq!(kept as u64, (*findings).min(run.limit as u64));
    assert!(answer.records.is_sorted_by_key(|record| record.record));
    assert_eq!(answer.bodies.len() as u64, *valid);
    for body in &answer.bodies {
        assert!(check(run.interface, &body.json, &Profile::default()).is_valid(), "{}", body.json.escape_ascii());
    }
}

/// The lines of valid and of invalid records together are all lines, in their order.
fn loses_nothing(run: &Run<'_>, answer: &Answer) {
    let is_of_lines = matches!(run.format, FileFormat::JsonLines | FileFormat::Csv);
    assert_eq!(answer.text.is_empty(), !is_of_lines || answer.bytes == 0);
    if !is_of_lines {
        return;
    }
    // A table in another encoding is not the file any more.
    if answer.counts.reading.iter().any(|note| note.code() == "encoding") {
        assert!(std::str::from_utf8(&answer.text).is_ok_and(|text| text.starts_with('\u{FEFF}')), "decoded text");
        assert_eq!(answer.valid.len() + answer.invalid.len(), answer.text.len() + answer.heading.len());
        return;
    }
    let mut file = Vec::new();
    decompressed(run.file).and_then(|mut input| input.read_to_end(&mut file)).expect("it was read before");
    assert!(answer.text == file, "the pieces are the file");
    assert_eq!(answer.bytes, file.len() as u64);
    assert_eq!(answer.valid.len() + answer.invalid.len(), file.len() + answer.heading.len());
}

/// Each record has the report of its text, as another reader splits the file, and perhaps the advice on duplicates, which only a
/// run of many records gives.
fn is_checked_one_by_one(run: &Run<'_>, answer: &Answer) {
    let records = match run.format {
        FileFormat::JsonLines => lines(&answer.text, run.profile.maximum_size),
        FileFormat::JsonArray => match elements(run) {
            Some(elements) => elements,
            None => return,
        },
        FileFormat::Csv | FileFormat::Workbook => return,
    };
    let reports: Vec<_> = records.iter().map(|record| check(run.interface, record, &run.profile)).collect();
    assert_eq!(answer.counts.records, records.len() as u64);
    assert_eq!(answer.counts.valid, reports.iter().filter(|report| report.is_valid()).count() as u64);
    let with_findings: Vec<_> = answer.records.iter().filter(|record| record.kept() > 0).collect();
    for record in with_findings {
        let Some(report) = reports.get(record.record as usize - 1) else { panic!("no such record: {record:?}") };
        let findings = report
            .violations()
            .iter()
            .chain(report.advice())
            .map(|finding| (finding.pointer(), finding.code().as_str()));
        let kept = record.findings().map(|finding| (finding.pointer(), finding.rule()));
        let kept: Vec<_> = kept.filter(|(_, rule)| *rule != "duplicateRecord").collect();
        assert_eq!(kept, findings.take(kept.len()).collect::<Vec<_>>());
    }
}

/// Returns the lines that are not blank. A line that is too long counts, also if it is blank.
fn lines(text: &[u8], maximum_size: usize) -> Vec<Vec<u8>> {
    let text = text.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(text);
    let lines = text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.filter(|line| line.len() > maximum_size || !line.trim_ascii().is_empty()).map(<[u8]>::to_vec).collect()
}

/// Returns the elements of a file, if another reader reads it as an array too.
fn elements(run: &Run<'_>) -> Option<Vec<Vec<u8>>> {
    let elements: Vec<&RawValue> = serde_json::from_slice(run.file).ok()?;
    Some(elements.into_iter().map(|element| element.get().into()).collect())
}

/// A reader that returns at most the given number of bytes at a time.
struct Drip<'a> {
    rest: &'a [u8],
    most: usize,
}

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.most);
        self.rest.read(&mut buffer[..most])
    }
}
