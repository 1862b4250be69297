//! Hostile messages of any size, to measure how time and memory grow with the size.

use aicc_core::{Interface, interfaces};

/// A kind of message.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// What the message holds.
    pub name: &'static str,
    /// The interface of the request.
    pub interface: &'static Interface,
    /// Returns the text of a request of at most this many bytes, and not many fewer.
    pub body: fn(usize) -> String,
}

const ACCOUNT: &Interface = &interfaces::AGENT_ACCOUNT_CREATE;
const SETTINGS: &Interface = &interfaces::AGENT_SETTINGS_CREATE;
const SIGN_IN: &Interface = &interfaces::AGENT_SIGN_IN;

/// All kinds.
pub const SHAPES: &[Shape] = &[
    Shape { name: "valid skills", interface: ACCOUNT, body: |size| list("skills", r#"{"skillId":1}"#, size) },
    Shape { name: "a long text", interface: SETTINGS, body: |size| text("userId", "7", size) },
    Shape { name: "white space", interface: ACCOUNT, body: |size| within("{", " ", "}", size) },
    Shape { name: "elements of a wrong type", interface: ACCOUNT, body: |size| list("skills", "0", size) },
    Shape {
        name: "elements with three faults",
        interface: ACCOUNT,
        body: |size| list("skills", r#"{"skillId":"","agentWeight":0,"skillWeight":0}"#, size),
    },
    Shape {
        name: "elements too many and too long",
        interface: SETTINGS,
        body: |size| list("callNumber", r#""1234567890123456""#, size),
    },
    Shape { name: "a long name", interface: ACCOUNT, body: |size| within("{\"", "x", "\":1}", size) },
    Shape { name: "an escaped name", interface: ACCOUNT, body: |size| within("{\"", r"\n", "\":1}", size) },
    Shape { name: "unknown members", interface: ACCOUNT, body: |size| unknown_members("", size) },
    Shape {
        name: "unknown members that begin alike",
        interface: ACCOUNT,
        body: |size| {
            unknown_members(
                "a name that is long and the same for the first hundred letters of it, so that to compare two takes long ",
                size,
            )
        },
    },
    Shape { name: "an unknown member again and again", interface: ACCOUNT, body: |size| members(r#""x":1"#, size) },
    Shape {
        name: "a documented member again and again",
        interface: ACCOUNT,
        body: |size| members(r#""agentType":7"#, size),
    },
    Shape {
        name: "unknown members in each element",
        interface: ACCOUNT,
        body: |size| list("skills", r#"{"x":1}"#, size),
    },
    Shape { name: "nesting to the limit", interface: ACCOUNT, body: |size| list("x", &nested(120), size) },
    Shape { name: "nesting without an end", interface: ACCOUNT, body: |size| within(r#"{"x":"#, "[", "", size) },
    Shape { name: "escapes", interface: SETTINGS, body: |size| text("userId", r"\u732B", size) },
    Shape { name: "reverse solidi", interface: SETTINGS, body: |size| text("userId", r"\\", size) },
    Shape { name: "digits", interface: ACCOUNT, body: |size| within(r#"{"agentType":"#, "9", "}", size) },
    Shape { name: "digits as a text", interface: SIGN_IN, body: |size| text("status", "9", size) },
    Shape { name: "characters that are not allowed", interface: ACCOUNT, body: |size| text("userName", "'", size) },
    Shape { name: "characters beyond ASCII", interface: ACCOUNT, body: |size| text("userAccount", "猫", size) },
    Shape { name: "a long password", interface: ACCOUNT, body: |size| text("password", "猫", size) },
    Shape { name: "e-mail, dots", interface: ACCOUNT, body: |size| text("email", "a.", size) },
    Shape { name: "e-mail, ats", interface: ACCOUNT, body: |size| text("email", "a@", size) },
    Shape { name: "e-mail, quoted", interface: ACCOUNT, body: |size| within(r#"{"email":"\""#, r"\\a", r#""}"#, size) },
    Shape {
        name: "e-mail, long labels",
        interface: ACCOUNT,
        body: |size| within(r#"{"email":"a@"#, "a.", r#"a"}"#, size),
    },
    Shape {
        name: "e-mail, in brackets",
        interface: ACCOUNT,
        body: |size| within(r#"{"email":"a@["#, "a", r#"]"}"#, size),
    },
    Shape { name: "an IP address", interface: SIGN_IN, body: |size| text("ip", "1.", size) },
    Shape { name: "a documented value", interface: SETTINGS, body: |size| text("callType", "0", size) },
    Shape { name: "a text without an end", interface: ACCOUNT, body: |size| within(r#"{"userName":""#, "x", "", size) },
];

/// Returns `part` between two texts, repeated as often as fits.
fn within(before: &str, part: &str, after: &str, size: usize) -> String {
    let count = size.saturating_sub(before.len() + after.len()) / part.len();
    format!("{before}{}{after}", part.repeat(count))
}

fn text(name: &str, part: &str, size: usize) -> String {
    within(&format!(r#"{{"{name}":""#), part, r#""}"#, size)
}

fn list(name: &str, element: &str, size: usize) -> String {
    let next = format!(",{element}");
    within(&format!(r#"{{"{name}":[{element}"#), &next, "]}", size)
}

fn members(member: &str, size: usize) -> String {
    within(&format!("{{{member}"), &format!(",{member}"), "}", size)
}

fn unknown_members(start: &str, size: usize) -> String {
    let member = |index: usize| format!(r#""{start}{index:08}":1"#);
    let count = size / (member(0).len() + 1);
    format!("{{{}}}", (0..count).map(member).collect::<Vec<_>>().join(","))
}

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}
