//! Texts that are not JSON: the offset and the reason of the error.

use aicc_core::{Code, Param, Profile, Reason, check, interfaces};

/// Returns the offset and the reason, or `None` for a text that is JSON.
fn fault(body: &[u8], profile: &Profile) -> Option<(usize, &'static str)> {
    let report = check(&interfaces::AGENT_SIGN_IN, body, profile);
    let [finding] = report.violations() else { return None };
    let [("offset", Param::Integer(offset)), ("reason", Param::Name(reason))] = finding.params()[..] else {
        return None;
    };
    assert_eq!((finding.pointer(), finding.code()), (String::new(), Code::Syntax));
    Some((usize::try_from(offset).unwrap(), reason))
}

/// Errors in the value of a documented member, in the value of an unknown member, and in an element of its array.
#[test]
fn a_fault_is_at_the_first_byte_that_cannot_stand_there() {
    for (value, offset, reason) in [
        ("01", 1, "grammar"),
        ("-01", 2, "grammar"),
        ("00", 1, "grammar"),
        ("-", 1, "grammar"),
        ("-a", 1, "grammar"),
        ("1.", 2, "grammar"),
        ("1.e1", 2, "grammar"),
        ("1e", 2, "grammar"),
        ("1e+", 3, "grammar"),
        ("1E-x", 3, "grammar"),
        (".5", 0, "grammar"),
        ("+1", 0, "grammar"),
        ("1 2", 2, "grammar"),
        ("0x1", 1, "grammar"),
        ("tru", 3, "grammar"),
        ("nul1", 3, "grammar"),
        ("falze", 3, "grammar"),
        ("NaN", 0, "grammar"),
        ("'a'", 0, "grammar"),
        (r#""\x""#, 2, "grammar"),
        (r#""\u12g4""#, 5, "grammar"),
        ("\"tab\there, and more\"", 4, "grammar"),
        ("\"a line\nin a text of some length\"", 7, "grammar"),
        (r#""\ud800""#, 1, "surrogate"),
        (r#""a\udc00""#, 2, "surrogate"),
        (r#""\ud800\ud800""#, 1, "surrogate"),
        (r#""\ud800\u0041""#, 1, "surrogate"),
        (r#""\ud800abdc00""#, 1, "surrogate"),
        (r#""\udc00\uzzzz""#, 1, "surrogate"),
        (r#""\ud800\uzzzz""#, 9, "grammar"),
        ("[,1]", 1, "grammar"),
        ("[1,]", 3, "grammar"),
        ("[1 2]", 3, "grammar"),
        ("[1}", 2, "grammar"),
        ("{,}", 1, "grammar"),
        (r#"{"a":1,}"#, 7, "grammar"),
        (r#"{"a" 1}"#, 5, "grammar"),
        (r#"{"a":1 "b":2}"#, 7, "grammar"),
        (r#"{"a"}"#, 4, "grammar"),
        ("{a:1}", 1, "grammar"),
        ("{1:1}", 1, "grammar"),
        ("/**/1", 0, "grammar"),
    ] {
        for start in [r#"{"password":"","phonenum":"#, r#"{"password":"","unknown":"#, r#"{"password":[["#, "[", ""] {
            let end = match start {
                "" => "",
                "[" => "]",
                _ if start.ends_with("[[") => "]]}",
                _ => "}",
            };
            let text = format!("{start}{value}{end}");
            let found = fault(text.as_bytes(), &Profile::default());
            let is_end = start.len() + offset == text.len();
            let reason = if is_end { "unexpectedEnd" } else { reason };
            assert_eq!(found, Some((start.len() + offset, reason)), "{text}");
        }
    }
}

#[test]
fn a_text_may_not_end_early() {
    let whole = r#" {"password" : "\u00e9é", "x": [1.5e3, {"y": null}], "autoanswer": true} "#;
    let body = whole.trim_end();
    assert_eq!(fault(whole.as_bytes(), &Profile::default()), None);
    for (end, _) in body.char_indices() {
        let found = fault(&body.as_bytes()[..end], &Profile::default());
        assert_eq!(found, Some((end, "unexpectedEnd")), "{}", &body[..end]);
    }
}

#[test]
fn after_the_value_nothing_but_white_space_stands() {
    for end in ["x", "}", ",", "{}", "\u{a0}", "\u{0}"] {
        let text = format!("{{\"password\":\"\"}}\t\n\r {end}");
        assert_eq!(fault(text.as_bytes(), &Profile::default()), Some((19, "grammar")), "{text:?}");
    }
    for white in ["\u{b}", "\u{c}", "\u{85}", "\u{2028}"] {
        let text = format!("{white}{{}}");
        assert_eq!(fault(text.as_bytes(), &Profile::default()), Some((0, "grammar")), "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_is_named() {
    assert_eq!(fault("\u{feff}{}".as_bytes(), &Profile::default()), Some((0, "byteOrderMark")));
    assert_eq!(fault("{}\u{feff}".as_bytes(), &Profile::default()), Some((2, "grammar")));
    assert_eq!(fault(b"\xef\xbb\xbf\xff", &Profile::default()), Some((3, "encoding")));
}

#[test]
fn a_text_is_utf_8() {
    for (bytes, offset) in
        [(&b"\xff"[..], 0), (b"{\"password\":\"\xc3\"}", 13), (b"{\"password\":\"\xed\xa0\x80\"}", 13)]
    {
        assert_eq!(fault(bytes, &Profile::default()), Some((offset, "encoding")));
    }
}

#[test]
fn arrays_and_objects_nest_127_deep() {
    let nested = |depth: usize, open: &str, close: &str| {
        format!(r#"{{"password":"","x":{}1{}}}"#, open.repeat(depth - 1), close.repeat(depth - 1))
    };
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        assert_eq!(fault(nested(127, open, close).as_bytes(), &Profile::default()), None);
        let offset = r#"{"password":"","x":"#.len() + 126 * open.len();
        let found = fault(nested(128, open, close).as_bytes(), &Profile::default());
        assert_eq!(found, Some((offset, "depth")), "the bracket that is one too deep");
    }
    let beside = format!("[{}1]", "[[]],".repeat(200));
    assert_eq!(fault(beside.as_bytes(), &Profile::default()), None, "depth is left again");
}

#[test]
fn a_body_is_as_large_as_the_limit_at_most() {
    let body = br#"{"password":""}"#;
    let limited = |maximum_size| fault(body, &Profile { maximum_size, ..Profile::default() });
    assert_eq!(limited(body.len()), None);
    assert_eq!(limited(body.len() - 1), Some((body.len() - 1, "size")));
    assert_eq!(limited(0), Some((0, "size")));
}

#[test]
fn a_reason_has_a_name() {
    let reasons =
        [Reason::Size, Reason::Encoding, Reason::Depth, Reason::Surrogate, Reason::UnexpectedEnd, Reason::Grammar];
    assert_eq!(reasons.map(Reason::as_str), ["size", "encoding", "depth", "surrogate", "unexpectedEnd", "grammar"]);
}
