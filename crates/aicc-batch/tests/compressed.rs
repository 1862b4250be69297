//! Checks of compressed input.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::{Read, Write};

use aicc_batch::{Error, Failure, JsonLines, decompressed};
use aicc_core::Profile;
use common::{Drip, INVALID, VALID, settings};
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &[u8]) -> Vec<u8> {
    compress_to_vec(text, CompressionLevel::Fastest)
}

/// A skippable frame of three bytes.
const SKIPPABLE: &[u8] = &[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];

#[test]
fn members_and_frames_that_follow_each_other_are_one_text() {
    let parts = [format!("{VALID}\n{INV}", INV = &INVALID[..5]), format!("{}\n{VALID}", &INVALID[5..])];
    let long = format!("{VALID}\n").repeat(20_000);
    let [first, second] = parts.each_ref().map(|update| update.as_bytes());
    let inputs = [
        parts.concat().into_bytes(),
        [gzip(first), gzip(b""), gzip(second)].concat(),
        [&zstd(first), SKIPPABLE, &zstd(b""), &zstd(second), SKIPPABLE].concat(),
    ];
    for input in inputs {
        for read in [1, 3, usize::MAX] {
            let profile = Profile::default();
            let source = JsonLines::new(decompressed(Drip(&input, read)).unwrap());
            let counts = settings(&profile, 2, 100).check(source).unwrap().counts;
            assert_eq!((counts.records, counts.invalid), (3, 1));
        }
    }
    for input in [gzip(long.as_bytes()), zstd(long.as_bytes())] {
        let mut text = String::new();
        decompressed(input.as_slice()).unwrap().read_to_string(&mut text).unwrap();
        assert!(text == long);
    }
}

#[test]
fn an_input_can_be_shorter_than_the_first_bytes_of_a_format() {
    for input in ["", "1", "{}\n"] {
        let mut text = String::new();
        decompressed(input.as_bytes()).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, input);
    }
}

#[test]
fn damage_is_an_error_after_the_records_before_it() {
    let text = format!("{VALID}\n").repeat(30_000);
    for whole in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        let torn = &whole[..whole.len() - 20];
        let mut flipped = whole.clone();
        *flipped.last_mut().unwrap() ^= 1;
        for (input, least) in [(torn, 0), (&flipped, 29_000)] {
            let profile = Profile::default();
            let ended = settings(&profile, 2, 1000).run(JsonLines::new(decompressed(input).unwrap()), |_| Ok(()));
            let Failure { error, before } = ended.unwrap_err();
            assert!(matches!(error, Error::Read(_)), "{error:?}");
            let records = before.records;
            assert!(records >= least && records <= 30_000, "{records}");
        }
    }
}
