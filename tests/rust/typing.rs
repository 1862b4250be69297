//! Checks fields while a person types, at the places that vectors cannot name.

use aicc_core::{FieldState, Form, Language, Location, NoSuchField, Param, Profile, check_field, interfaces};

#[test]
fn a_place_that_holds_no_text_is_named() {
    let typed = |pointer| {
        check_field(&interfaces::AGENT_ACCOUNT_CREATE, Location::Body, pointer, "1", &Profile::default()).unwrap_err()
    };
    for pointer in [
        "",
        "/",
        "userName",
        "/username",
        "/skills",
        "/skills/0",
        "/skills/x/skillId",
        "/skills/-1/skillId",
        "/skills/00/skillId",
        "/skills/+1/skillId",
        "/skills//skillId",
        "/skills/0/skillid",
        "/skills/0/skillId/0",
        "/userName/0",
        "/requestParam",
        "/requestParam/requestParam/userName",
        "/Authorization",
    ] {
        let expected = NoSuchField { interface: "agentAccount/create", pointer: pointer.to_owned() };
        assert_eq!(typed(pointer), expected);
        assert_eq!(expected.to_string(), format!("agentAccount/create has no text, number or boolean at {pointer:?}"));
    }
    let settings = |location, pointer| {
        check_field(&interfaces::AGENT_SETTINGS_CREATE, location, pointer, "1", &Profile::default())
    };
    for pointer in ["/callNumber/0/1", "/callNumber"] {
        assert!(settings(Location::Body, pointer).is_err(), "{pointer}");
    }
    assert!(settings(Location::Body, "/callNumber/0").is_ok());
    assert!(settings(Location::Path, "/userId").is_err());
    assert!(settings(Location::Header, "/userId").is_err());
}

/// Reading R1.
#[test]
fn a_field_can_stand_under_the_wrapper() {
    let profile = Profile::default();
    let interface = &interfaces::AGENT_ACCOUNT_CREATE;
    let typed = check_field(interface, Location::Body, "/requestParam/skills/2/agentWeight", "0", &profile).unwrap();
    assert_eq!(typed.state, FieldState::Rejected);
    assert_eq!(typed.findings[0].pointer(), "/requestParam/skills/2/agentWeight");
    assert_eq!(typed.findings[0].reference(), "agentAccount/create 1.7.2");
    let header = check_field(interface, Location::Header, "/requestParam", "0", &profile);
    assert!(header.is_err(), "it wraps the body");
}

/// Reading R11.
#[test]
fn a_header_is_matched_without_regard_to_case() {
    let typed =
        |location, pointer| check_field(&interfaces::AGENT_SIGN_IN, location, pointer, "app", &Profile::default());
    assert_eq!(typed(Location::Header, "/content-TYPE").unwrap().state, FieldState::Incomplete);
    assert!(typed(Location::Path, "/AgentId").is_err());
}

#[test]
fn a_state_has_a_name() {
    let names = [FieldState::Acceptable, FieldState::Incomplete, FieldState::Rejected].map(FieldState::as_str);
    assert_eq!(names, ["acceptable", "incomplete", "rejected"]);
}

/// A typed text has no JSON type, so the sentence says what to type.
#[test]
fn a_sentence_about_a_typed_text_says_what_to_type() {
    let sentences = |interface, pointer, text| {
        let report = check_field(interface, Location::Body, pointer, text, &Profile::default()).unwrap();
        let [finding] = &report.findings[..] else { panic!("{report:?}") };
        assert_eq!(finding.params()[1], ("actual", Param::Name("string")), "as data it is a string");
        [Language::English, Language::Chinese].map(|language| finding.message(language))
    };
    assert_eq!(
        sentences(&interfaces::AGENT_ACCOUNT_CREATE, "/skills/0/skillId", "+1"),
        [
            "skillId must be a 64-bit integer in plain digits, without leading zeros, fraction or exponent.",
            "skillId 应为只用数字书写的 64 位整数，没有前导零、小数和指数。"
        ]
    );
    assert_eq!(
        sentences(&interfaces::AGENT_SIGN_IN, "/autoanswer", "yes"),
        ["autoanswer must be true or false.", "autoanswer 应为 true 或 false。"]
    );
}

#[test]
fn a_form_says_what_to_type() {
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    form.edit("/agentid", "291").unwrap();
    form.edit("/autoanswer", "yes").unwrap();
    let report = form.report();
    let [finding] = report.violations() else { panic!("{report}") };
    assert_eq!(finding.message(Language::English), "autoanswer must be true or false.");
}
