//! The memory of a check is at most a multiple of the size of its input, for every input and every function that reads it. The
//! tests count bytes of the heap, because a test cannot assert time; `cargo xtask bounds` shows the time.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may fail; clippy sees only #[test]")]

use aicc_bench::shapes::SHAPES;
use aicc_core::interfaces::{self, AnyReply, AnyRequest};
use aicc_core::{Form, Location, Parts, Profile, check, check_field, check_message, read_request};

/// The size of every input: an eighth of the largest body that is read by default.
const SIZE: usize = 1 << 17;

/// Bytes that do not depend on the input.
const ALWAYS: usize = 16 << 10;

/// For inputs with many findings. There can be one for every second byte, and a list that grows exists twice for a moment.
const MOST: usize = 160;

/// For inputs with few findings, which take little more than the input itself.
const FEW: usize = 8;

/// Fails when a call holds more bytes at once than this many for each byte of the input, or allocates three times as many in all.
fn assert_held(what: &str, input: usize, multiple: usize, run: impl Fn()) {
    // The first call makes what later calls share.
    run();
    let counted = allocation_counter::measure(run);
    let most = u64::try_from(multiple * input + ALWAYS).unwrap();
    assert!(counted.bytes_max <= most, "{what}: {} bytes held for an input of {input}", counted.bytes_max);
    assert!(counted.bytes_total <= 3 * most, "{what}: {} bytes taken for an input of {input}", counted.bytes_total);
}

fn multiple_of(findings: usize) -> usize {
    if findings < 20 { FEW } else { MOST }
}

#[test]
fn of_checks() {
    let profile = Profile::default();
    for shape in SHAPES {
        let body = (shape.body)(SIZE);
        let run = || check(shape.interface, body.as_bytes(), &profile);
        let report = run();
        let multiple = multiple_of(report.violations().len() + report.advice().len());
        assert_held(shape.name, body.len(), multiple, || drop(run()));
    }
}

#[test]
fn of_messages() {
    let profile = Profile::default();
    for shape in SHAPES {
        let body = (shape.body)(SIZE);
        assert_held(shape.name, body.len(), MOST, || {
            drop(AnyRequest::from_json(shape.interface, body.as_bytes(), &profile));
        });
    }
}

#[test]
fn of_received_requests() {
    let profile = Profile::default();
    for shape in SHAPES {
        let body = (shape.body)(SIZE);
        let target = shape.interface.path.replace("{agentid}", "291");
        assert_held(shape.name, body.len(), MOST, || {
            drop(read_request(shape.interface.method.as_str(), &target, &[], body.as_bytes(), &profile));
        });
    }
}

#[test]
fn of_replies() {
    let profile = Profile::default();
    for shape in SHAPES {
        let body = (shape.body)(SIZE);
        for status in [200, 500] {
            assert_held(shape.name, body.len(), FEW, || {
                drop(AnyReply::read(shape.interface, status, &[], body.as_bytes(), &profile));
            });
        }
    }
    let again = [
        r#"{"retcode":"0","result":{"mediatype":"X","loginTime":"x"}"#,
        &r#","result":{"mediatype":"X","loginTime":"x"}"#.repeat(2_000),
        "}",
    ]
    .concat();
    assert_held("members again and again", again.len(), FEW, || {
        drop(AnyReply::read(&interfaces::AGENT_SIGN_IN, 200, &[], again.as_bytes(), &profile));
    });
}

#[test]
fn of_reports_as_text() {
    let profile = Profile::default();
    for shape in SHAPES {
        let body = (shape.body)(SIZE / 4);
        let report = check(shape.interface, body.as_bytes(), &profile);
        assert_held(shape.name, body.len(), 4 * MOST, || drop(report.to_string()));
        assert_held(shape.name, body.len(), 8 * MOST, || drop(serde_json::to_string(&report)));
    }
}

#[test]
fn of_headers_and_paths() {
    let profile = Profile::default();
    let long = "/".repeat(SIZE);
    let headers: Vec<(String, &str)> = (0..5_000).map(|index| (format!("x-{index}"), "1")).collect();
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let again = vec![("Content-Type", "text/plain"); 5_000];
    let parameters = "application/json".to_owned() + &"; a=\"\\\"\"".repeat(SIZE / 10);
    let one = [("Content-Type", parameters.as_str())];
    let path = [("agentid", long.as_str()), ("agentid", long.as_str())];
    let message = |path, headers| {
        drop(check_message(&interfaces::AGENT_SIGN_IN, Parts { path, headers, body: b"{}" }, &profile));
    };
    assert_held("many headers", headers.len() * 8, FEW, || message(&[], &headers));
    assert_held("a header again and again", again.len() * 8, FEW, || message(&[], &again));
    assert_held("a long header", parameters.len(), FEW, || message(&[], &one));
    assert_held("long parameters", long.len(), FEW, || message(&path, &[]));
    assert_held("a long target", long.len(), FEW, || drop(read_request("PUT", &long, &[], b"{}", &profile)));
}

#[test]
fn of_fields_that_are_typed() {
    let profile = Profile::default();
    for interface in interfaces::ALL {
        for field in Form::fields(interface) {
            for part in ["1", "a.", "猫", "\\", "\"", "@", "-"] {
                let text = part.repeat(SIZE / 8 / part.len());
                let pointer = field.pointer.replace('*', "0");
                assert_held(&pointer, text.len(), FEW, || {
                    check_field(interface, field.location, &pointer, &text, &profile).map(drop).unwrap();
                });
            }
        }
    }
    for pointer in ["/".repeat(SIZE), "/skills/0".repeat(SIZE / 9), format!("/skills/{}", "9".repeat(SIZE))] {
        let account = &interfaces::AGENT_ACCOUNT_CREATE;
        assert_held("a long pointer", pointer.len(), MOST, || {
            check_field(account, Location::Body, &pointer, "1", &profile).map(drop).unwrap_err();
        });
    }
}

#[test]
fn of_forms() {
    let mut form = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    let largest = usize::MAX;
    let pointers: Vec<String> = (0..2_000).chain([largest]).map(|index| format!("/skills/{index}/skillId")).collect();
    assert!(form.restore(pointers.iter().map(|pointer| (pointer.as_str(), "x"))).is_empty());
    let input = 2_000 * "/skills/2000/skillId".len();
    assert_held("many elements", input, MOST, || drop(form.report()));
}
