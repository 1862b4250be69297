//! Reads messages from any serde deserializer, also if its format has other types for the values of JSON.

use aicc_core::{
    AgentAccountCreate, AgentAccountCreateReply, AgentSettingsCreate, AgentSignIn, AgentSignInReply, CallType, Check,
    Code, Edition, Language, Param, Profile, Reason, ReplyBody, ReplyField, RequestBody, SignInStatus, interfaces,
};
use serde::de::value::{BytesDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde_json::{Value, json};

/// A value from a format that has more types than JSON.
#[derive(Clone, Copy)]
enum Shape {
    None,
    Unit,
    Some(&'static Shape),
    Unsigned(u64),
    Wide(i128),
    Widest(u128),
    Float(f64),
    Character(char),
    Text(&'static str),
    Truth(bool),
    List(&'static [Shape]),
}

impl<'de> Deserializer<'de> for Shape {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::None => visitor.visit_none(),
            Self::Unit => visitor.visit_unit(),
            Self::Some(inner) => visitor.visit_some(*inner),
            Self::Unsigned(number) => visitor.visit_u64(number),
            Self::Wide(number) => visitor.visit_i128(number),
            Self::Widest(number) => visitor.visit_u128(number),
            Self::Float(number) => visitor.visit_f64(number),
            Self::Character(character) => visitor.visit_char(character),
            Self::Text(text) => visitor.visit_str(text),
            Self::Truth(truth) => visitor.visit_bool(truth),
            Self::List(elements) => visitor.visit_seq(SeqDeserializer::new(elements.iter().copied())),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Shape {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A name from a format that wraps names.
#[derive(Clone, Copy)]
struct Wrapped(&'static str);

impl<'de> Deserializer<'de> for Wrapped {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Wrapped {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn map<'a>(members: &'a [(&'static str, Shape)]) -> impl Deserializer<'a, Error = Error> {
    MapDeserializer::new(members.iter().copied())
}

fn violations(members: &[(&'static str, Shape)]) -> Vec<String> {
    let refused = AgentSignIn::from_deserializer(map(members), &Profile::default()).unwrap().unwrap_err();
    refused.violations().iter().map(ToString::to_string).collect()
}

#[test]
fn a_value_of_another_library_becomes_a_message() {
    let value = json!({"userId": "u", "callType": "1", "callNumber": ["1", "2"], "unknown": 1});
    let profile = Profile { edition: Edition::E2025, ..Profile::default() };
    let message = AgentSettingsCreate::from_deserializer(value, &profile).unwrap().unwrap();
    assert_eq!(message.user_id, "u");
    assert_eq!(message.call_type, Some(CallType::Bidirectional));
    assert_eq!(message.call_number, Some(vec!["1".to_owned(), "2".to_owned()]));
    assert_eq!(message.edition(), Edition::E2025);
    assert_eq!(message.advice()[0].pointer(), "/unknown");
    assert_eq!(message.to_json(), r#"{"callType":"1","userId":"u","callNumber":["1","2"]}"#);
    let debug = format!("{message:?}");
    assert!(debug.starts_with("Valid(AgentSettingsCreate {") && debug.contains(r#"user_id: "u""#), "{debug}");
    assert_eq!(message.clone().into_inner(), *message);
}

/// Reading R1: a wrapper is the only member. With other members, it is an unknown member and is not read.
#[test]
fn what_turns_out_to_be_no_wrapper_is_dropped() {
    let profile = Profile { skill_queues: Some([(3, 11)].into()), ..Profile::default() };
    let flat = json!({
        "requestParam": {"phone": "110", "agentType": 11, "skills": [{"skillId": 3}], "unknown": 1},
        "userAccount": "test123456", "userName": "Li Na", "password": "Aa1!Aa1!", "email": "a@b.c", "agentType": 4, "ccRoleId": 2,
    });
    let from_text = AgentAccountCreate::from_json(flat.to_string().as_bytes(), &profile).unwrap();
    let from_value = AgentAccountCreate::from_deserializer(flat, &profile).unwrap().unwrap();
    for message in [from_text, from_value] {
        assert_eq!((message.phone.as_deref(), message.skills.as_deref()), (None, None));
        let advice: Vec<_> = message.advice().iter().map(|advice| advice.pointer()).collect();
        assert_eq!(advice, ["/requestParam"]);
    }
}

#[test]
fn a_value_of_another_library_is_refused_like_its_text() {
    let value = json!({"userAccount": "te", "skills": [{"agentWeight": 0}], "agentType": "4"});
    let profile = Profile::default();
    let refused = AgentAccountCreate::from_deserializer(&value, &profile).unwrap().unwrap_err();
    assert_eq!(refused, AgentAccountCreate::from_json(value.to_string().as_bytes(), &profile).unwrap_err());
    assert_eq!(refused.violations().len(), 7);
}

#[test]
fn every_shape_of_a_value_is_taken() {
    let members = [
        ("password", Shape::Some(&Shape::Text("p"))),
        ("phonenum", Shape::Character('7')),
        ("autoanswer", Shape::Some(&Shape::Truth(true))),
        ("agenttype", Shape::Unsigned(11)),
        ("status", Shape::Wide(5)),
        ("ip", Shape::None),
        ("entryIp", Shape::Unit),
    ];
    let message = AgentSignIn::from_deserializer(map(&members), &Profile::default()).unwrap().unwrap();
    assert_eq!(message.status, Some(SignInStatus::WrapUp));
    assert_eq!(message.to_json(), r#"{"password":"p","phonenum":"7","autoanswer":true,"agenttype":11,"status":5}"#);
}

/// Readings R3 and R4.
#[test]
fn every_shape_that_does_not_fit_is_named_as_in_json() {
    let found = violations(&[
        ("password", Shape::None),
        ("phonenum", Shape::Truth(true)),
        ("autoanswer", Shape::Float(1.0)),
        ("agenttype", Shape::Unsigned(u64::MAX)),
        ("status", Shape::Wide(i128::MIN)),
        ("ip", Shape::List(&[Shape::Truth(true), Shape::None])),
    ]);
    assert_eq!(
        found,
        [
            "body/password: password is mandatory and is missing. [required]",
            "body/phonenum: phonenum must be of type string, not boolean. [type]",
            "body/autoanswer: autoanswer must be of type boolean, not number. [type]",
            "body/agenttype: agenttype must be an integer of at most 64 bits, without fraction or exponent. [type]",
            "body/status: status must be an integer of at most 64 bits, without fraction or exponent. [type]",
            "body/ip: ip must be of type string, not array. [type]",
        ]
    );
}

#[test]
fn a_number_within_64_bits_is_an_integer_whatever_its_width() {
    let found = |status| violations(&[("password", Shape::Text("")), ("status", status)]);
    let expected = |number: i64| vec![format!("body/status: status must be 3, 4 or 5; it is {number}. [enum]")];
    assert_eq!(found(Shape::Unsigned(i64::MAX.unsigned_abs())), expected(i64::MAX));
    assert_eq!(found(Shape::Wide(i64::MIN.into())), expected(i64::MIN));
}

#[test]
fn what_json_has_not_is_the_error_of_the_deserializer() {
    let names: [(BytesDeserializer<'_, Error>, &str); 1] = [(BytesDeserializer::new(b"password"), "p")];
    let profile = Profile::default();
    let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
    let error =
        check.body(MapDeserializer::new(names.into_iter().map(|(name, value)| (Name(name), value)))).unwrap_err();
    assert_eq!(error.to_string(), "invalid type: byte array, expected a member name");
}

#[test]
fn a_value_that_json_does_not_have_is_an_error_of_the_deserializer() {
    let profile = Profile::default();
    let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
    let error = check.body(map(&[("status", Shape::Widest(4))])).unwrap_err();
    assert_eq!(error.to_string(), "invalid type: integer `4` as u128, expected a JSON value");
}

struct Name<'a>(BytesDeserializer<'a, Error>);

impl<'a> IntoDeserializer<'a, Error> for Name<'a> {
    type Deserializer = BytesDeserializer<'a, Error>;

    fn into_deserializer(self) -> Self::Deserializer {
        self.0
    }
}

#[test]
fn a_format_may_wrap_its_names() {
    let profile = Profile::default();
    let body = || {
        let members = [("phonenum", "1"), ("password", "p"), ("unknown", "x")];
        MapDeserializer::<_, Error>::new(members.into_iter().map(|(name, value)| (Wrapped(name), value)))
    };
    let message = AgentSignIn::from_deserializer(body(), &profile).unwrap().unwrap();
    assert_eq!(message.to_json(), r#"{"password":"p","phonenum":"1"}"#);
    assert_eq!(message.advice()[0].pointer(), "/unknown");
}

/// A unit is not a name. A deserializer that returns one without a hint means the row of its last hint.
#[test]
fn path_and_headers_are_maps_too() {
    let profile = Profile::default();
    let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
    check.path(json!({"agentid": "7", "agentID": "8"})).unwrap();
    check.headers(json!({"CONTENT-type": "text/plain", "X-Other": "1"})).unwrap();
    check.body(json!({"password": ""})).unwrap();
    let report = check.report();
    let found: Vec<_> = report.violations().iter().map(|found| (found.location().as_str(), found.pointer())).collect();
    assert_eq!(found, [("path", "/agentid".to_owned()), ("header", "/Content-Type".to_owned())]);
    let advice: Vec<_> = report.advice().iter().map(|found| (found.location().as_str(), found.pointer())).collect();
    assert_eq!(advice, [("path", "/agentID".to_owned())]);
}

#[test]
fn a_part_that_is_not_given_is_not_checked() {
    let profile = Profile::default();
    assert!(Check::new(&interfaces::AGENT_SIGN_IN, &profile).report().is_valid());
    let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
    check.path(json!({})).unwrap();
    check.headers(json!({})).unwrap();
    let report = check.report();
    let found: Vec<_> = report.violations().iter().map(|found| (found.pointer(), found.code().as_str())).collect();
    assert_eq!(found, [("/agentid".to_owned(), "required"), ("/Content-Type".to_owned(), "required")]);
    assert_eq!(report.violations()[0].reference(), "loginex p1");
}

/// Reading R13.
#[test]
fn a_reply_of_another_library_is_read_generously() {
    let profile = Profile::default();
    let value = json!({"schema": {"resultCode": 0, "workNo": "108", "more": [1]}});
    let reply = AgentAccountCreateReply::from_deserializer(value, &profile).unwrap().unwrap();
    assert_eq!(reply.result_code, "0");
    assert_eq!(reply.work_no, Some(ReplyField::Known(108)));
    assert_eq!(reply.to_json(), r#"{"resultCode":"0","workNo":108}"#);

    let shapes = [("retcode", Shape::Wide(i128::MAX)), ("message", Shape::Truth(false)), ("result", Shape::None)];
    let reply = AgentSignInReply::from_deserializer(map(&shapes), &profile).unwrap().unwrap();
    assert_eq!((reply.retcode, reply.message.as_deref()), (i128::MAX.to_string(), Some("false")));
    assert_eq!(reply.result, None);
}

#[test]
fn a_reply_that_cannot_be_understood_is_refused() {
    let refused = |value: Value| {
        let refused = AgentSignInReply::from_deserializer(value, &Profile::default()).unwrap().unwrap_err();
        refused.violations().iter().map(|found| (found.pointer(), found.code().as_str())).collect::<Vec<_>>()
    };
    assert_eq!(refused(json!({"message": "m"})), [("/retcode".to_owned(), "required")]);
    assert_eq!(refused(json!({"retcode": true})), [("/retcode".to_owned(), "type")]);
    assert_eq!(refused(json!({"retcode": "0", "result": "r"})), [("/result".to_owned(), "type")]);
    assert_eq!(refused(json!({"retcode": "0", "result": {"vdnid": {}}})), [("/result/vdnid".to_owned(), "type")]);
    assert_eq!(refused(json!([])), [(String::new(), "type")]);
}

/// A body that a deserializer cannot read is one finding, like a body in bytes that is not JSON. The findings of the path
/// stay.
#[test]
fn a_body_that_has_no_json_form_is_one_finding() {
    let profile = Profile::default();
    let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
    check.path(MapDeserializer::<_, Error>::new([("agentid", "1")].into_iter())).unwrap();
    check.body(&json!({"status": 9, "checkInMailm": true})).unwrap();
    check.refuse_body(Reason::Surrogate);
    let report = check.report();
    let found: Vec<(String, Code)> =
        report.violations().iter().map(|finding| (finding.pointer(), finding.code())).collect();
    assert_eq!(found, [("/agentid".to_owned(), Code::Minimum), (String::new(), Code::Syntax)]);
    assert_eq!(report.advice(), []);
    let syntax = &report.violations()[1];
    assert_eq!(syntax.params(), [("reason", Param::Name("surrogate"))]);
    for (language, byte) in [(Language::English, "byte"), (Language::Chinese, "字节")] {
        let sentence = syntax.message(language);
        assert!(!sentence.contains(['[', '{']) && !sentence.contains(byte), "{sentence}");
    }
}
