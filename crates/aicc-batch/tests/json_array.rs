//! Checks of JSON arrays.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io;

use aicc_batch::{BatchFinding, Error, JsonArray, Settings};
use aicc_core::{Profile, check, interfaces};
use common::{Drip, INVALID, VALID, found, report, row, settings};
use conformance::{Kind, vectors};
use proptest::prelude::*;

fn array(input: Drip<'_>) -> JsonArray<Drip<'_>> {
    JsonArray::new(input)
}

#[test]
fn findings_have_the_number_and_position_of_their_element() {
    let input = format!("\u{FEFF} [\n{VALID},\n {INVALID}\n, {VALID},{INVALID}]\n");
    let report = report(input.as_bytes(), &Profile::default(), array);
    assert_eq!((report.counts.records, report.counts.valid), (4, 2));
    assert_eq!(found(&report), [row(2, 3, 32, &["minLength"]), row(4, 4, 77, &["minLength"])]);
}

#[test]
fn commas_and_brackets_in_strings_do_not_end_an_element() {
    let input = r#"[{"accountCode":"],{[\"\\","x":[[],{"y":"}"}]} , {"accountCode":"\\"}]"#;
    let report = report(input.as_bytes(), &Profile::default(), array);
    assert_eq!((report.counts.records, report.counts.valid), (2, 2));
    assert_eq!(found(&report), [row(1, 1, 1, &["unknownMember"])]);
}

#[test]
fn an_array_can_be_empty() {
    for input in ["[]", " [ ]", "\n[\n]\n\n", "\u{FEFF}[]"] {
        assert_eq!(report(input.as_bytes(), &Profile::default(), array).counts.records, 0, "{input:?}");
    }
}

#[test]
fn a_file_can_be_one_record() {
    let input = format!("\n {INVALID}\n");
    let alone = report(input.as_bytes(), &Profile::default(), array);
    assert_eq!((alone.counts.records, found(&alone)), (1, vec![row(1, 2, 2, &["minLength"])]));
    for (input, rule) in [("", "unexpectedEnd"), (" ", "unexpectedEnd"), ("{},{}", "grammar"), ("]", "grammar")] {
        let report = report(input.as_bytes(), &Profile::default(), array);
        assert_eq!(report.counts.records, 1, "{input:?}");
        assert_eq!(found(&report)[0].3, [format!("syntax {rule}")], "{input:?}");
    }
}

#[test]
fn checking_continues_after_a_bad_element() {
    let broken: [(&[u8], &str); 10] = [
        (b"", "syntax unexpectedEnd"),
        (b"{\"accountCode\" \"a\"}", "syntax grammar"),
        (b"{\"accountCode\":]}", "syntax grammar"),
        (b"{\"accountCode\":\"a\"}}", "syntax grammar"),
        (b"{} {}", "syntax grammar"),
        (b"{\"accountCode\":\"\xFF\"}", "syntax encoding"),
        (b"1", "type"),
        (b"[[1,2],[3]]", "type"),
        (b"\"\\ud800\"", "syntax surrogate"),
        (b"nul", "syntax unexpectedEnd"),
    ];
    for (element, rule) in broken {
        let input = [b"[", VALID.as_bytes(), b",", element, b",", INVALID.as_bytes(), b"]"].concat();
        let report = report(&input, &Profile::default(), array);
        let next = 25 + element.len() as u64 + 1;
        assert_eq!(found(&report), [row(2, 1, 25, &[rule]), row(3, 1, next, &["minLength"])]);
    }
}

#[test]
fn an_array_that_is_broken_off_is_a_finding() {
    let whole = format!("[{VALID},{VALID}");
    for (rest, record) in [("", 2), (",", 3), (",{\"accountCode\":\"", 3), ("] x", 3), ("],", 3), ("][", 3)] {
        let input = format!("{whole}{rest}");
        let report = report(input.as_bytes(), &Profile::default(), array);
        assert_eq!(report.counts.records, record, "{rest:?}");
        let rows = found(&report);
        assert_eq!(rows.len(), 1, "{rest:?}");
        assert_eq!((rows[0].0, &rows[0].3), (record, &vec!["array".to_owned()]), "{rest:?}");
    }
}

#[test]
fn an_element_that_is_too_long_is_one_finding() {
    let profile = Profile { maximum_size: 30, ..Profile::default() };
    let input = format!("[{VALID},\"{}\",{}{INVALID},{{{}", ",".repeat(200), " ".repeat(100), "7".repeat(200));
    let report = report(input.as_bytes(), &profile, array);
    assert_eq!(report.counts.records, 4);
    let expected = [row(2, 1, 25, &["syntax size"]), row(3, 1, 328, &["minLength"]), row(4, 1, 347, &["syntax size"])];
    assert_eq!(found(&report), expected);
}

#[test]
fn an_array_cannot_be_split() {
    let profile = Profile::default();
    let refused = settings(&profile, 1, 100).split(JsonArray::new(b"[{}]".as_slice()), io::sink(), io::sink());
    assert!(matches!(refused.map_err(Error::from), Err(Error::NoLines)));
}

proptest! {
    #[test]
    fn each_element_has_the_findings_of_the_core(
        bodies in proptest::collection::vec(element(), 1..8),
        separator in "[ \n\t]{0,2},[ \r\n]{0,2}",
        chunk_size in 1..700_usize,
        threads in 1..4_usize,
    ) {
        let profile = Profile::default();
        let input = [b"[", bodies.join(separator.as_bytes()).as_slice(), b"]"].concat();
        for interface in interfaces::ALL {
            let settings = Settings { interface, ..settings(&profile, threads, chunk_size) };
            let report = settings.check(JsonArray::new(input.as_slice())).unwrap();
            prop_assert_eq!(report.counts.records, bodies.len() as u64);
            let mut records = common::found_alone(&report);
            for (index, body) in bodies.iter().enumerate() {
                let report = check(interface, body, &profile);
                let expected: Vec<_> =
                    report.violations().iter().chain(report.advice()).map(BatchFinding::Rule).collect();
                if !expected.is_empty() {
                    let (record, findings) = records.next().unwrap();
                    prop_assert_eq!(record.record, index as u64 + 1);
                    prop_assert_eq!(findings, expected);
                }
            }
            prop_assert!(records.next().is_none());
        }
    }

    #[test]
    fn any_input_is_checked_to_its_end(input in "[\\[\\]{}\",:\\\\a1 \n]{0,40}", chunk_size in 1..50_usize) {
        let profile = Profile { maximum_size: 10, ..Profile::default() };
        let whole = settings(&profile, 1, 1 << 10).check(JsonArray::new(input.as_bytes())).unwrap();
        let parts = settings(&profile, 2, chunk_size).check(JsonArray::new(input.as_bytes())).unwrap();
        prop_assert_eq!(&whole, &parts);
        // An input that is not a JSON array of records has a finding.
        if serde_json::from_str::<serde_json::Value>(&input).is_err() {
            prop_assert!(whole.counts.invalid > 0);
        }
    }
}

/// Returns a body of the vectors that is one JSON value.
fn element() -> impl Strategy<Value = Vec<u8>> {
    let bodies = vectors(Kind::Body).into_iter().map(|vector| vector.body());
    let values = bodies.filter(|body| body.len() < 300 && serde_json::from_slice::<serde_json::Value>(body).is_ok());
    proptest::sample::select(values.map(|body| body.trim_ascii().to_vec()).collect::<Vec<_>>())
}
