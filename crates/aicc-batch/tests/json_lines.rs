//! Checks of JSON Lines files.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic_in_result_fn,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::{self, Read};

use aicc_batch::{
    BatchFinding, BatchReport, BatchUpdate, Error, Failure, JsonLines, RecordPosition, Settings, Source, ValidBody,
};
use aicc_core::{Location, Profile, check, interfaces};
use common::{Drip, INTERFACE, INVALID, VALID, found, report, row, settings};
use conformance::{Kind, vectors};
use proptest::prelude::*;

fn lines(input: Drip<'_>) -> JsonLines<Drip<'_>> {
    JsonLines::new(input)
}

#[test]
fn findings_have_the_number_and_position_of_their_record() {
    let input = format!("{VALID}\n\n{INVALID}\r\n \t\n{VALID}\n{INVALID}");
    let report = report(input.as_bytes(), &Profile::default(), lines);
    assert_eq!((report.counts.records, report.counts.valid, report.counts.invalid), (4, 2, 2));
    assert_eq!(found(&report), [row(2, 3, 25, &["minLength"]), row(4, 6, 72, &["minLength"])]);
    assert_eq!(report.counts.by_rule, [("minLength", 2)].into());
    assert_eq!(report.counts.by_place, [((Location::Body, "/accountCode".to_owned()), 2)].into());
}

#[test]
fn checking_continues_after_a_bad_line() {
    let mut input = Vec::new();
    input.extend_from_slice("\u{FEFF}".as_bytes());
    for line in [VALID.as_bytes(), b"{\"accountCode\"", b"\xFF\xFE", b"\"\x00\"", b"]", b"[]", VALID.as_bytes()] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    input.extend_from_slice(b"{\"accountCode\":\"li");
    let report = report(&input, &Profile::default(), lines);
    assert_eq!(report.counts.records, 8);
    let expected = [
        row(2, 2, 27, &["syntax unexpectedEnd"]),
        row(3, 3, 42, &["syntax encoding"]),
        row(4, 4, 45, &["syntax grammar"]),
        row(5, 5, 49, &["syntax grammar"]),
        row(6, 6, 51, &["type"]),
        row(8, 8, 78, &["syntax unexpectedEnd"]),
    ];
    assert_eq!(found(&report), expected);
}

#[test]
fn a_record_that_is_too_long_is_one_finding() {
    let profile = Profile { maximum_size: 30, ..Profile::default() };
    let exact = format!("{VALID}{}", " ".repeat(30 - VALID.len()));
    let input = format!("\u{FEFF}{exact}\r\n{exact} \n{}\n{INVALID}\n{}", "[".repeat(200), "x".repeat(100));
    let report = report(input.as_bytes(), &profile, lines);
    assert_eq!(report.counts.records, 5);
    let expected = [
        row(2, 2, 35, &["syntax size"]),
        row(3, 3, 67, &["syntax size"]),
        row(4, 4, 268, &["minLength"]),
        row(5, 5, 287, &["syntax size"]),
    ];
    assert_eq!(found(&report), expected);
}

#[test]
fn a_record_that_begins_with_more_white_space_than_is_read_is_not_blank() {
    let profile = Profile { maximum_size: 30, ..Profile::default() };
    let space = " ".repeat(50);
    let input = format!("{}\n{space}{INVALID}\n{space}\n{VALID}\n", " ".repeat(30));
    let report = report(input.as_bytes(), &profile, lines);
    assert_eq!((report.counts.records, report.counts.valid), (3, 1));
    assert_eq!(found(&report), [row(1, 2, 31, &["syntax size"]), row(2, 3, 100, &["syntax size"])]);
    let (valid, _) = split(input.as_bytes(), &profile);
    assert_eq!(String::from_utf8(valid).unwrap(), format!("{}\n{VALID}\n", " ".repeat(30)));
}

#[test]
fn a_record_that_is_too_long_is_not_held() {
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(usize::try_from(self.0).unwrap());
            buffer[..length].fill(b'[');
            self.0 -= length as u64;
            Ok(length)
        }
    }
    let profile = Profile::default();
    let (mut greatest, mut length) = (0, 0);
    let settings = settings(&profile, 2, 1 << 18);
    let mut split = aicc_batch::Split::new(io::sink(), io::sink());
    let counts = settings.run(JsonLines::new(Endless(200 << 20)), |update| {
        let bytes: usize = update.pieces().map(|(_, bytes)| bytes.len()).sum();
        greatest = greatest.max(bytes);
        length += bytes;
        split.write(&update)
    });
    assert_eq!(counts.unwrap().records, 1);
    assert_eq!(length, 200 << 20);
    assert!(greatest < 2 << 20, "{greatest}");
}

#[test]
fn an_empty_input_has_no_records() {
    for input in ["", "\n", "\u{FEFF}", " \r\n\n"] {
        assert_eq!(report(input.as_bytes(), &Profile::default(), lines).counts.records, 0, "{input:?}");
    }
}

#[test]
fn utf_16_is_refused() {
    for input in [b"\xFF\xFE{\0}\0", b"\xFE\xFF\0{\0}"] {
        let refused = Settings::new(INTERFACE, &Profile::default()).check(JsonLines::new(input.as_slice()));
        assert!(matches!(refused.map_err(Error::from), Err(Error::Utf16)));
    }
}

#[test]
fn a_limit_keeps_the_first_findings_and_every_count() {
    let input = "{}\n\n[]\n{\"agentId\":\"x\"}\n".repeat(50);
    let profile = Profile::default();
    let interface = &interfaces::AGENT_ACCOUNT_CREATE;
    let unlimited = Settings { interface, ..settings(&profile, 1, 40) };
    let all = unlimited.check(JsonLines::new(input.as_bytes())).unwrap();
    let rules: Vec<&str> = all.records.iter().flat_map(|record| record.findings().map(|found| found.rule())).collect();
    let positions = |report: &BatchReport| -> Vec<_> {
        report.records.iter().map(|record| (record.record, record.position.line, record.position.offset)).collect()
    };
    assert_eq!(all.counts.findings, 50 * (6 + 1 + 7));
    assert_eq!(rules.len() as u64, all.counts.findings);
    for threads in [1, 3] {
        for limit in [0, 1, 6, 7, 8, 25, 100, 699, 700, 701] {
            let limited = Settings { limit, ..Settings { interface, ..settings(&profile, threads, 40) } };
            let report = limited.check(JsonLines::new(input.as_bytes())).unwrap();
            assert_eq!(report.counts, all.counts);
            let kept: Vec<&str> =
                report.records.iter().flat_map(|record| record.findings().map(|found| found.rule())).collect();
            assert_eq!(kept, &rules[..limit.min(rules.len())]);
            assert_eq!(positions(&report), positions(&all)[..report.records.len()]);
        }
    }
}

#[test]
fn advice_can_be_left_out() {
    let input = br#"{"accountCode":"li.na","agentID":1}"#;
    let profile = Profile::default();
    let with = settings(&profile, 1, 64);
    let report = with.check(JsonLines::new(input.as_slice())).unwrap();
    assert_eq!(report.counts.by_rule, [("unknownMember", 1)].into());
    assert_eq!(report.counts.valid, 1);
    let report = Settings { advice: false, ..with }.check(JsonLines::new(input.as_slice())).unwrap();
    assert_eq!((report.counts.findings, report.records.len()), (0, 0));
}

#[test]
fn elements_are_counted_together_and_numbers_as_names_are_not() {
    let input = r#"{"skills":[{"agentWeight":0},{"agentWeight":0}],"7":1}"#;
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, 1, 64) };
    let counts = settings.check(JsonLines::new(input.as_bytes())).unwrap().counts;
    assert_eq!(counts.by_place[&(Location::Body, "/skills/*/agentWeight".to_owned())], 2);
    assert_eq!(counts.by_place[&(Location::Body, "/7".to_owned())], 1);
}

#[test]
fn new_names_in_every_record_do_not_fill_the_memory() {
    let names = (0..40_000).map(|number| format!("{{\"accountCode\":\"a\",\"{number:0>100}\":1}}\n"));
    let input: String = names.collect();
    let profile = Profile::default();
    let counts = settings(&profile, 2, 1 << 18).check(JsonLines::new(input.as_bytes())).unwrap().counts;
    assert_eq!(counts.by_rule["unknownMember"], 40_000);
    assert!(counts.by_place.len() < 11_000);
    assert_eq!(counts.by_place.values().sum::<u64>() + counts.elsewhere, 40_000);
}

#[test]
fn what_was_read_before_a_failure_is_checked() {
    struct Broken<'i>(&'i [u8]);
    impl Read for Broken<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(io::Error::other("torn cable")) } else { self.0.read(buffer) }
        }
    }
    let input = format!("{VALID}\n{INVALID}\n{VALID}");
    let profile = Profile::default();
    for threads in [1, 2] {
        let settings = settings(&profile, threads, 1 << 10);
        let (mut valid, mut invalid) = (Vec::new(), Vec::new());
        for ended in [
            settings.check(JsonLines::new(Broken(input.as_bytes()))),
            settings.split(JsonLines::new(Broken(input.as_bytes())), &mut valid, &mut invalid),
        ] {
            let Failure { error, before } = ended.unwrap_err();
            assert!(matches!(error, Error::Read(error) if error.to_string() == "torn cable"));
            assert_eq!((before.counts.records, before.counts.invalid, before.records.len()), (2, 1, 1));
        }
        let lines = [valid, invalid].map(|lines| String::from_utf8(lines).unwrap());
        assert_eq!(lines, [VALID, INVALID].map(|line| format!("{line}\n")));
    }
}

#[test]
fn a_failure_to_write_ends_the_run() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("disk full"))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let input = format!("{VALID}\n").repeat(10_000);
    let profile = Profile::default();
    let ended = settings(&profile, 3, 100).split(JsonLines::new(input.as_bytes()), Full, io::sink());
    assert!(matches!(ended.map_err(Error::from), Err(Error::Write(_))));
}

/// Returns the two outputs, which must be the same for every chunk size and number of threads.
fn split(input: &[u8], profile: &Profile) -> (Vec<u8>, Vec<u8>) {
    let mut outputs = Vec::new();
    for threads in [1, 3] {
        for chunk_size in [1, 2, 3, 10, 33, 1000] {
            let (mut valid, mut invalid) = (Vec::new(), Vec::new());
            settings(profile, threads, chunk_size).split(JsonLines::new(input), &mut valid, &mut invalid).unwrap();
            outputs.push((valid, invalid));
        }
    }
    outputs.dedup();
    assert_eq!(outputs.len(), 1, "{input:?}");
    outputs.swap_remove(0)
}

#[test]
fn valid_and_invalid_lines_add_up() {
    let profile = Profile { maximum_size: 60, ..Profile::default() };
    let long = "x".repeat(500);
    let input = format!("\u{FEFF}{VALID}\r\n{INVALID}\n\n  \r\n{long}\n{VALID}\n{INVALID}\r\n{VALID}");
    let (valid, invalid) = split(input.as_bytes(), &profile);
    assert_eq!(valid, format!("\u{FEFF}{VALID}\r\n\n  \r\n{VALID}\n{VALID}").as_bytes());
    assert_eq!(invalid, format!("{INVALID}\n{long}\n{INVALID}\r\n").as_bytes());
}

/// A byte order mark does not belong to the first line.
/// Whether an input begins with a byte order mark, or like JSON in UTF-16.
fn begins_with_a_mark(input: &[u8]) -> bool {
    let marks = [b"\xFF\xFE".as_slice(), b"\xFE\xFF", "\u{FEFF}".as_bytes(), b"{\0", b"\0{", b"[\0", b"\0["];
    marks.iter().any(|mark| input.starts_with(mark))
}

/// Returns lines of many kinds: vectors, halves of vectors, line ends, random bytes.
fn wild_line() -> impl Strategy<Value = Vec<u8>> {
    let bodies: Vec<Vec<u8>> = vectors(Kind::Body).iter().map(conformance::Vector::body).collect();
    let short: Vec<Vec<u8>> = bodies.into_iter().filter(|body| body.len() < 300 && !body.contains(&b'\n')).collect();
    let vector = proptest::sample::select(short);
    prop_oneof![
        4 => vector.clone(),
        1 => (vector, 0..300_usize).prop_map(|(body, end)| body[..end.min(body.len())].to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..20),
        1 => "[ \t\r]{0,3}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #[test]
    fn each_record_has_the_findings_of_the_core(
        lines in proptest::collection::vec(wild_line(), 0..12),
        maximum_size in prop_oneof![Just(1 << 20), 20..120_usize],
        chunk_size in 1..700_usize,
        threads in 1..4_usize,
    ) {
        let input = lines.join(&b'\n');
        prop_assume!(!begins_with_a_mark(&input));
        let profile = Profile { maximum_size, ..Profile::default() };
        for interface in interfaces::ALL {
            let settings = Settings { interface, ..settings(&profile, threads, chunk_size) };
            let report = settings.check(JsonLines::new(input.as_slice())).unwrap();
            let mut records = common::found_alone(&report);
            let (mut number, mut offset) = (0, 0);
            for (index, line) in input.split(|byte| *byte == b'\n').enumerate() {
                let content = line.strip_suffix(b"\r").filter(|_| offset + line.len() < input.len()).unwrap_or(line);
                if !content.trim_ascii().is_empty() {
                    number += 1;
                    let report = check(interface, content, &profile);
                    let expected: Vec<_> =
                        report.violations().iter().chain(report.advice()).map(BatchFinding::Rule).collect();
                    if !expected.is_empty() {
                        let (record, findings) = records.next().unwrap();
                        prop_assert_eq!(findings, expected);
                        prop_assert_eq!(record.record, number);
                        prop_assert_eq!(record.position.line, Some(index as u64 + 1));
                        prop_assert_eq!(record.position.offset, Some(offset as u64));
                    }
                }
                offset += line.len() + 1;
            }
            prop_assert!(records.next().is_none());
            prop_assert_eq!(report.counts.records, number);
        }
    }

    #[test]
    fn each_line_goes_to_one_output(
        lines in proptest::collection::vec(wild_line(), 0..12),
        maximum_size in prop_oneof![Just(1 << 20), 20..120_usize],
    ) {
        let input = lines.join(&b'\n');
        prop_assume!(!begins_with_a_mark(&input));
        let profile = Profile { maximum_size, ..Profile::default() };
        let (mut valid, mut invalid) = split(&input, &profile);
        prop_assert_eq!(valid.len() + invalid.len(), input.len());
        let mut rest = (valid.as_mut_slice(), invalid.as_mut_slice());
        for line in input.split_inclusive(|byte| *byte == b'\n') {
            // Each line is the next line of one of the two outputs.
            rest = match rest {
                (valid, invalid) if valid.starts_with(line) => (&mut valid[line.len()..], invalid),
                (valid, invalid) => {
                    prop_assert!(invalid.starts_with(line));
                    (valid, &mut invalid[line.len()..])
                }
            };
        }
    }
}

/// A source does not need to be `Send`.
#[test]
fn a_source_stays_on_its_thread() {
    struct Here(std::rc::Rc<()>, JsonLines<&'static [u8]>);
    impl Source for Here {
        type Chunk = <JsonLines<&'static [u8]> as Source>::Chunk;
        fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<Self::Chunk>, Error> {
            assert_eq!(std::rc::Rc::strong_count(&self.0), 1);
            self.1.next_chunk(settings)
        }
    }
    let profile = Profile::default();
    let source = Here(std::rc::Rc::new(()), JsonLines::new(VALID.as_bytes()));
    assert_eq!(settings(&profile, 2, 100).check(source).unwrap().counts.valid, 1);
}

#[test]
fn bodies_of_valid_records_are_returned_if_the_settings_ask_for_them() {
    let input = format!("{VALID}\n{INVALID}\n\n{VALID}\n{{");
    let profile = Profile::default();
    for threads in [1, 2] {
        let mut bodies = Vec::new();
        let settings = Settings { bodies: true, ..settings(&profile, threads, 1) };
        let take = |mut update: BatchUpdate<'_>| {
            bodies.append(&mut update.bodies);
            Ok(())
        };
        settings.run(JsonLines::new(input.as_bytes()), take).unwrap();
        let body = |record, line, offset| {
            let position = RecordPosition { row: None, line: Some(line), offset: Some(offset) };
            ValidBody { record, position, json: VALID.into() }
        };
        let third = format!("{VALID}\n{INVALID}\n\n").len() as u64;
        assert_eq!(bodies, [body(1, 1, 0), body(3, 4, third)]);
        assert!(!format!("{bodies:?}").contains("li.na"));
    }
    let take = |update: BatchUpdate<'_>| {
        assert!(update.bodies.is_empty());
        Ok(())
    };
    settings(&profile, 1, 1).run(JsonLines::new(input.as_bytes()), take).unwrap();
}
