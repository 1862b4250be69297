//! Forms: their fields, and the texts in them.

use aicc_core::spec::Interface;
use aicc_core::{
    AgentAccountCreate, AgentSettingsCreate, AgentSignIn, AnyRequest, Edition, FieldState, Form, FormField, Keyboard,
    Language, Location, PasswordPolicy, Profile, interfaces,
};

fn field(interface: &'static Interface, pointer: &str) -> FormField {
    Form::fields(interface).into_iter().find(|field| field.pointer == pointer).unwrap()
}

fn fields_of(interface: &'static Interface) -> Vec<(&'static str, String)> {
    Form::fields(interface).into_iter().map(|field| (field.location.as_str(), field.pointer)).collect()
}

fn named(names: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    names.iter().map(|(location, pointer)| (*location, (*pointer).to_owned())).collect()
}

#[test]
fn fields_stand_in_the_order_of_the_page() {
    let expected = named(&[
        ("body", "/userAccount"),
        ("body", "/userName"),
        ("body", "/password"),
        ("body", "/email"),
        ("body", "/agentType"),
        ("body", "/ccRoleId"),
        ("body", "/skills/*/skillId"),
        ("body", "/skills/*/agentWeight"),
        ("body", "/skills/*/skillWeight"),
        ("body", "/phone"),
    ]);
    assert_eq!(fields_of(&interfaces::AGENT_ACCOUNT_CREATE), expected);
    let sign_in = fields_of(&interfaces::AGENT_SIGN_IN);
    assert_eq!(sign_in[..2], named(&[("path", "/agentid"), ("body", "/password")]));
    assert_eq!(sign_in.len(), 15);
}

#[test]
fn a_field_knows_its_row_and_how_many_of_it_there_can_be() {
    let weight = field(&interfaces::AGENT_ACCOUNT_CREATE, "/skills/*/agentWeight");
    assert_eq!((weight.row.row, weight.maximum_items), ("1.7.2", None));
    let number = field(&interfaces::AGENT_SETTINGS_CREATE, "/callNumber/*");
    assert_eq!((number.row.row, number.maximum_items, number.location), ("4", Some(5), Location::Body));
    assert_eq!(field(&interfaces::AGENT_SETTINGS_CREATE, "/userId").maximum_items, None);
}

#[test]
fn a_field_knows_its_length() {
    let profile = Profile::default();
    let range = |interface, pointer: &str| field(interface, pointer).length_range(&profile);
    assert_eq!(range(&interfaces::AGENT_ACCOUNT_CREATE, "/userAccount"), Some((6, Some(50))));
    assert_eq!(range(&interfaces::AGENT_ACCOUNT_CREATE, "/userName"), Some((1, Some(20))), "mandatory: not empty (R2)");
    assert_eq!(range(&interfaces::AGENT_ACCOUNT_CREATE, "/password"), Some((8, Some(8))));
    assert_eq!(range(&interfaces::AGENT_ACCOUNT_CREATE, "/email"), Some((1, None)));
    assert_eq!(range(&interfaces::AGENT_ACCOUNT_CREATE, "/phone"), Some((0, Some(25))));
    assert_eq!(range(&interfaces::AGENT_ACCOUNT_CREATE, "/agentType"), None);
    assert_eq!(range(&interfaces::AGENT_SIGN_IN, "/password"), Some((0, Some(32))), "can be empty (R2)");
    assert_eq!(range(&interfaces::AGENT_SIGN_IN, "/autoanswer"), None);
    assert_eq!(range(&interfaces::AGENT_SETTINGS_CREATE, "/callNumber/*"), Some((0, Some(15))));

    let tenant = Profile { password: PasswordPolicy::new(6, 32, 3, 90).unwrap(), ..Profile::default() };
    assert_eq!(field(&interfaces::AGENT_ACCOUNT_CREATE, "/password").length_range(&tenant), Some((6, Some(32))));
    assert_eq!(field(&interfaces::AGENT_ACCOUNT_CREATE, "/phone").length_range(&tenant), Some((0, Some(25))));
}

#[test]
fn a_field_knows_whether_the_request_is_refused_without_it() {
    let profile = Profile::default();
    let mandatory = |interface: &'static Interface| {
        let fields = Form::fields(interface).into_iter().filter(|field| field.is_mandatory(&profile));
        fields.map(|field| field.pointer).collect::<Vec<_>>()
    };
    assert_eq!(
        mandatory(&interfaces::AGENT_ACCOUNT_CREATE),
        ["/userAccount", "/userName", "/password", "/email", "/agentType", "/ccRoleId"]
    );
    assert_eq!(mandatory(&interfaces::AGENT_SETTINGS_CREATE), ["/userId"]);
    assert_eq!(mandatory(&interfaces::AGENT_SIGN_IN), ["/agentid", "/password"]);
}

#[test]
fn a_keyboard_suits_its_field() {
    let keyboard = |interface, pointer: &str| field(interface, pointer).keyboard();
    assert_eq!(keyboard(&interfaces::AGENT_ACCOUNT_CREATE, "/userName"), Keyboard::Text);
    assert_eq!(keyboard(&interfaces::AGENT_ACCOUNT_CREATE, "/email"), Keyboard::Email);
    assert_eq!(keyboard(&interfaces::AGENT_ACCOUNT_CREATE, "/skills/*/skillId"), Keyboard::Digits);
    assert_eq!(keyboard(&interfaces::AGENT_SIGN_IN, "/agentid"), Keyboard::Digits);
    assert_eq!(keyboard(&interfaces::AGENT_SIGN_IN, "/ip"), Keyboard::Ip);
    assert_eq!(keyboard(&interfaces::AGENT_SIGN_IN, "/autoanswer"), Keyboard::Text);
}

#[test]
fn a_form_is_for_an_interface_and_a_profile() {
    let profile = Profile { edition: Edition::E2025, ..Profile::default() };
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, profile.clone());
    assert_eq!((form.interface(), form.profile()), (&interfaces::AGENT_SIGN_IN, &profile));
    assert_eq!(form.edit("/agentid", "999999").unwrap().state, FieldState::Acceptable);
    assert_eq!(form.field("/agentid").unwrap().state, FieldState::Acceptable);
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    assert_eq!(form.edit("/agentid", "999999").unwrap().state, FieldState::Rejected);
    assert_eq!(form.field("/agentid").unwrap().findings[0].pointer(), "/agentid");
}

#[test]
fn what_is_typed_makes_a_message() {
    let mut form = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    for (pointer, text) in [
        ("/userAccount", "test123456"),
        ("/userName", "李娜"),
        ("/password", "Aa1!Aa1!"),
        ("/email", "li.na@example.com"),
        ("/agentType", "11"),
        ("/ccRoleId", "2"),
        ("/skills/4/skillId", "3"),
        ("/skills/4/agentWeight", "1"),
        ("/skills/10/skillId", "7"),
    ] {
        assert_eq!(form.edit(pointer, text).unwrap().state, FieldState::Acceptable, "{pointer}");
    }
    let message = form.message::<AgentAccountCreate>().unwrap();
    assert_eq!(AnyRequest::from_form(&form), Ok(AnyRequest::AgentAccountCreate(message.clone())));
    assert_eq!(
        message.to_json(),
        r#"{"userAccount":"test123456","userName":"李娜","password":"Aa1!Aa1!","email":"li.na@example.com","agentType":11,"ccRoleId":2,"skills":[{"skillId":3,"agentWeight":1},{"skillId":7}]}"#
    );

    form.edit("/skills/10/agentWeight", "0").unwrap();
    let refused = form.message::<AgentAccountCreate>().unwrap_err();
    assert_eq!(refused, form.report());
    assert_eq!(AnyRequest::from_form(&form), Err(form.report()));
    assert_eq!(refused.violations()[0].pointer(), "/skills/10/agentWeight", "the index in the form");
}

#[test]
fn a_wrong_path_holds_the_message_back() {
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    let refused = form.message::<AgentSignIn>().unwrap_err();
    assert_eq!(refused.violations()[0].to_string(), "path/agentid: agentid is mandatory and is missing. [required]");
    form.edit("/agentid", "291").unwrap();
    assert_eq!(form.message::<AgentSignIn>().unwrap().to_json(), r#"{"password":""}"#);
    assert_eq!(form.path_parameter("agentid"), "291");
    assert_eq!(form.path_parameter("password"), "", "no parameter of the path");
    form.edit("/agentid", "").unwrap();
    assert_eq!(form.path_parameter("agentid"), "");
}

/// An empty field counts as missing if its row is optional; an empty mandatory field is incomplete.
#[test]
fn nothing_typed_is_nothing_said() {
    let form = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    for pointer in ["/phone", "/skills/0/skillId"] {
        let report = form.field(pointer).unwrap();
        assert_eq!((report.state, report.findings.len()), (FieldState::Acceptable, 0), "{pointer}");
    }
    for pointer in ["/userName", "/agentType"] {
        let report = form.field(pointer).unwrap();
        assert_eq!((report.state, report.findings.len()), (FieldState::Incomplete, 1), "{pointer}");
    }
    let codes: Vec<_> = form.report().violations().iter().map(|found| found.code().as_str()).collect();
    assert_eq!(codes, ["required"; 6]);
    let mut form = Form::new(&interfaces::AGENT_SETTINGS_CREATE, Profile::default());
    assert_eq!(form.edit("/callType", "").unwrap().state, FieldState::Acceptable);
    assert_eq!(form.edit("/callType", "3").unwrap().state, FieldState::Rejected);
    assert_eq!(form.edit("/callNumber/0", "1,2").unwrap().state, FieldState::Rejected);
    assert_eq!(
        Form::new(&interfaces::AGENT_SIGN_IN, Profile::default()).field("/agentid").unwrap().state,
        FieldState::Incomplete
    );
}

#[test]
fn a_field_that_is_not_there_is_named() {
    let mut form = Form::new(&interfaces::AGENT_SETTINGS_CREATE, Profile::default());
    for pointer in
        ["/callNumber", "/callNumber/01", "/callNumber/x", "/callNumber/0/1", "/userId/0", "/X-APP-Key", "//"]
    {
        let error = form.edit(pointer, "1").unwrap_err();
        assert_eq!((error.interface, error.pointer.as_str()), ("agentsettings/create", pointer));
        assert_eq!(error.to_string(), format!("agentsettings/create has no text, number or boolean at {pointer:?}"));
    }
    assert_eq!(form.report().violations().len(), 1, "nothing has changed");
}

fn account_form() -> Form {
    let mut form = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    let texts = [
        ("/userAccount", "test123456"),
        ("/userName", "Li Na"),
        ("/password", "Aa1!Aa1!"),
        ("/email", "li.na@example.com"),
        ("/agentType", "11"),
        ("/ccRoleId", "2"),
    ];
    assert!(form.restore(texts).is_empty());
    form
}

fn pointers(form: &Form) -> Vec<String> {
    form.report().violations().iter().map(aicc_core::Finding::pointer).collect()
}

#[test]
fn texts_can_be_kept_without_secrets_and_restored() {
    let mut form = account_form();
    form.edit("/skills/2/skillId", "x").unwrap();
    let kept: Vec<(String, String)> =
        form.texts(false).into_iter().map(|(pointer, text)| (pointer, text.to_owned())).collect();
    let names: Vec<&str> = kept.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(names, ["/agentType", "/ccRoleId", "/email", "/skills/2/skillId", "/userAccount", "/userName"]);
    assert_eq!(form.texts(true)["/password"], "Aa1!Aa1!");

    let mut restored = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    restored.edit("/phone", "1").unwrap();
    let pairs = || kept.iter().map(|(pointer, text)| (pointer.as_str(), text.as_str()));
    assert!(restored.restore(pairs()).is_empty());
    assert_eq!(pointers(&restored), ["/password", "/skills/2/skillId"]);
    assert_eq!(restored.texts(true).len(), kept.len() + 1, "other fields keep their text");
    restored.edit("/password", "Aa1!Aa1!").unwrap();
    assert_eq!(restored.report(), form.report());
}

#[test]
fn what_leads_to_no_field_is_not_restored() {
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    let texts = [("/agentid", "291"), ("/agentId", "1"), ("/skills/0/skillId", "1"), ("", "1"), ("/ip", "")];
    assert_eq!(form.restore(texts), ["/agentId", "/skills/0/skillId", ""]);
    assert_eq!(form.texts(true).into_iter().collect::<Vec<_>>(), [("/agentid".to_owned(), "291")]);
}

#[test]
fn a_form_can_be_cleared() {
    let mut form = account_form();
    form.clear();
    assert!(form.texts(true).is_empty());
    let empty = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    assert_eq!(form.report(), empty.report());
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    form.edit("/agentid", "291").unwrap();
    form.clear();
    assert_eq!(form.path_parameter("agentid"), "");
}

#[test]
fn when_an_element_is_removed_later_ones_move_up() {
    let mut form = account_form();
    for (pointer, text) in [
        ("/skills/0/skillId", "1"),
        ("/skills/1/skillId", "2"),
        ("/skills/1/skillWeight", "3"),
        ("/skills/2/skillId", "4"),
        ("/skills/9/skillWeight", "0"),
    ] {
        form.edit(pointer, text).unwrap();
    }
    form.remove("/skills/1").unwrap();
    let skills = |form: &Form| {
        let texts = form.texts(false).into_iter().filter(|(pointer, _)| pointer.starts_with("/skills"));
        texts.map(|(pointer, text)| format!("{pointer}={text}")).collect::<Vec<_>>()
    };
    assert_eq!(skills(&form), ["/skills/0/skillId=1", "/skills/1/skillId=4", "/skills/8/skillWeight=0"]);
    assert_eq!(pointers(&form), ["/skills/8/skillWeight"]);
    form.remove("/skills/5").unwrap();
    assert_eq!(pointers(&form), ["/skills/7/skillWeight"], "an empty row is a row of the screen");
    form.remove("/skills/7").unwrap();
    form.remove("/skills/0").unwrap();
    assert_eq!(skills(&form), ["/skills/0/skillId=4"]);
    assert!(form.can_be_submitted());

    for pointer in
        ["", "/skills", "/skills/x", "/skills/0/skillId", "/userName", "/skills/-1", "/requestParam/skills/0"]
    {
        assert_eq!(form.remove(pointer).unwrap_err().pointer, pointer);
    }
    assert_eq!(skills(&form), ["/skills/0/skillId=4"], "nothing has changed");

    let mut form = Form::new(&interfaces::AGENT_SETTINGS_CREATE, Profile::default());
    for (index, number) in ["10", "11", "12"].iter().enumerate() {
        form.edit(&format!("/callNumber/{index}"), number).unwrap();
        form.edit(&format!("/callerPresent/{index}"), number).unwrap();
    }
    form.remove("/callNumber/0").unwrap();
    form.edit("/userId", "u").unwrap();
    assert_eq!(
        form.message::<AgentSettingsCreate>().unwrap().to_json(),
        r#"{"userId":"u","callerPresent":["10","11","12"],"callNumber":["11","12"]}"#
    );
}

#[test]
fn a_finding_has_the_index_of_the_form() {
    let mut form = account_form();
    form.edit("/skills/0/skillId", "1").unwrap();
    form.edit("/skills/1/skillWeight", "0").unwrap();
    form.edit("/skills/0/skillId", "").unwrap();
    assert_eq!(pointers(&form), ["/skills/1/skillWeight"]);
    assert_eq!(form.message::<AgentAccountCreate>().unwrap_err(), form.report());
    assert_eq!(form.field("/skills/1/skillWeight").unwrap().findings, form.report().violations());
    assert!(form.field("/skills/0/skillWeight").unwrap().findings.is_empty());
}

#[test]
fn an_element_too_many_says_so_itself() {
    let mut form = Form::new(&interfaces::AGENT_SETTINGS_CREATE, Profile::default());
    form.edit("/userId", "u").unwrap();
    for index in [1, 2, 3, 4, 7] {
        let state = form.edit(&format!("/callNumber/{index}"), "40038").unwrap();
        assert_eq!((state.state, state.can_be_submitted), (FieldState::Acceptable, true), "{index}");
    }
    let state = form.edit("/callNumber/9", "40038").unwrap();
    assert_eq!((state.state, state.can_be_submitted), (FieldState::Rejected, false));
    assert_eq!(state.findings, form.report().violations());
    let [finding] = &state.findings[..] else { panic!("{:?}", state.findings) };
    assert_eq!((finding.pointer().as_str(), finding.code().as_str()), ("/callNumber/9", "maxItems"));
    assert_eq!(finding.reference(), "agentsettings/create 4");
    assert_eq!(finding.message(Language::English), "callNumber can have at most 5 elements; it has 6.");
    assert_eq!(
        finding.message_with_label(Language::English),
        "Agent softphone number can have at most 5 elements; it has 6."
    );

    assert_eq!(form.edit("/callNumber/0", "40038").unwrap().state, FieldState::Acceptable);
    assert_eq!(pointers(&form), ["/callNumber/7", "/callNumber/9"]);
    assert_eq!(form.edit("/callNumber/9", "4,5").unwrap().findings.len(), 2);
    form.remove("/callNumber/7").unwrap();
    form.remove("/callNumber/8").unwrap();
    assert!(form.can_be_submitted());
}

/// A rule that a field breaks together with other fields is reported at the field.
#[test]
fn a_queue_of_another_type_is_a_finding_of_its_field() {
    let profile = Profile { skill_queues: Some([(7, 4)].into()), ..Profile::default() };
    let mut form = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, profile);
    form.restore(account_form().texts(true).iter().map(|(pointer, text)| (pointer.as_str(), *text)));
    let state = form.edit("/skills/3/skillId", "7").unwrap();
    assert_eq!((state.state, state.findings.len()), (FieldState::Incomplete, 1), "70 is not a queue of another type");
    assert_eq!(state.findings[0].code().as_str(), "skillQueueType");
    assert_eq!(form.edit("/skills/3/skillId", "70").unwrap().state, FieldState::Acceptable);
}

#[test]
fn an_empty_mandatory_field_is_missing() {
    let form = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    let state = form.field("/userName").unwrap();
    assert_eq!((state.state, state.findings[0].code().as_str()), (FieldState::Incomplete, "required"));
}

#[test]
fn a_sentence_can_call_a_field_by_its_label() {
    let mut form = account_form();
    let mut sentences = |pointer: &str, text: &str| {
        let findings = form.edit(pointer, text).unwrap().findings;
        [Language::English, Language::Chinese].map(|language| findings[0].message_with_label(language))
    };
    assert_eq!(
        sentences("/skills/0/skillId", "+1"),
        ["Skill queue ID must be a whole number.", "技能队列 ID 应为整数。"]
    );
    assert_eq!(
        sentences("/skills/0/skillWeight", "0"),
        ["Skill queue weight must be at least 1; it is 0.", "技能队列权重不能小于 1，实际为 0。"]
    );
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    let mut sentences = |pointer: &str, text: &str| {
        let findings = form.edit(pointer, text).unwrap().findings;
        [Language::English, Language::Chinese].map(|language| findings[0].message_with_label(language))
    };
    assert_eq!(
        sentences("/autoanswer", "yes"),
        ["Automatic answering must be true or false.", "自动应答只能是 true 或 false。"]
    );
    assert_eq!(sentences("/agentid", ""), ["Agent ID is mandatory and is missing.", "缺少必填项座席工号。"]);
    assert_eq!(
        sentences("/agentid", "100"),
        ["Agent ID must be at least 101; it is 100.", "座席工号不能小于 101，实际为 100。"]
    );
    let mut form = Form::new(&interfaces::AGENT_SETTINGS_CREATE, Profile::default());
    let found = form.edit("/callNumber/1", "1234567890123456").unwrap().findings;
    assert!(found[0].message_with_label(Language::English).starts_with("Agent softphone number 2 can have at most 15"));
    assert!(found[0].message_with_label(Language::Chinese).starts_with("座席软电话号码 2 最多 15 个字符"));
}

#[test]
fn an_unknown_member_keeps_its_name_in_a_sentence_with_labels() {
    let report =
        aicc_core::check(&interfaces::AGENT_SIGN_IN, br#"{"password": "", "agentId": 1}"#, &Profile::default());
    assert!(report.advice()[0].message_with_label(Language::Chinese).contains("agentId"));
    let report = aicc_core::check(&interfaces::AGENT_SIGN_IN, b"[]", &Profile::default());
    assert!(report.violations()[0].message_with_label(Language::English).starts_with("The body"));
    let report = aicc_core::check(
        &interfaces::AGENT_ACCOUNT_CREATE,
        br#"{"requestParam": {"userAccount": 1}}"#,
        &Profile::default(),
    );
    assert!(report.violations()[0].message_with_label(Language::English).starts_with("Agent account must"));
}
