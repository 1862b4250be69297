//! Forms: their fields, and what is typed in them.

use aicc_core::spec::Interface;
use aicc_core::{
    AgentAccountCreate, AgentSignIn, Edition, Form, FormField, Keyboard, Location, PasswordPolicy, Profile, State,
    interfaces,
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
    assert_eq!(form.edit("/agentid", "999999").unwrap().state, State::Acceptable);
    assert_eq!(form.field("/agentid").unwrap().state, State::Acceptable);
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    assert_eq!(form.edit("/agentid", "999999").unwrap().state, State::Rejected);
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
        assert_eq!(form.edit(pointer, text).unwrap().state, State::Acceptable, "{pointer}");
    }
    let message = form.message::<AgentAccountCreate>().unwrap();
    assert_eq!(
        message.to_json(),
        r#"{"userAccount":"test123456","userName":"李娜","password":"Aa1!Aa1!","email":"li.na@example.com","agentType":11,"ccRoleId":2,"skills":[{"skillId":3,"agentWeight":1},{"skillId":7}]}"#
    );

    form.edit("/skills/10/agentWeight", "0").unwrap();
    let refused = form.message::<AgentAccountCreate>().unwrap_err();
    assert_eq!(refused, form.report());
    assert_eq!(refused.violations()[0].pointer(), "/skills/1/agentWeight", "counted as it would be sent");
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

/// An empty field is an absent member where its row is optional; a mandatory one is not there yet.
#[test]
fn nothing_typed_is_nothing_said() {
    let form = Form::new(&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    for pointer in ["/phone", "/skills/0/skillId"] {
        let report = form.field(pointer).unwrap();
        assert_eq!((report.state, report.findings.len()), (State::Acceptable, 0), "{pointer}");
    }
    for pointer in ["/userName", "/agentType"] {
        let report = form.field(pointer).unwrap();
        assert_eq!((report.state, report.findings.len()), (State::Incomplete, 1), "{pointer}");
    }
    let codes: Vec<_> = form.report().violations().iter().map(|found| found.code().as_str()).collect();
    assert_eq!(codes, ["required"; 6]);
    let mut form = Form::new(&interfaces::AGENT_SETTINGS_CREATE, Profile::default());
    assert_eq!(form.edit("/callType", "").unwrap().state, State::Acceptable);
    assert_eq!(form.edit("/callType", "3").unwrap().state, State::Rejected);
    assert_eq!(form.edit("/callNumber/0", "1,2").unwrap().state, State::Rejected);
    assert_eq!(
        Form::new(&interfaces::AGENT_SIGN_IN, Profile::default()).field("/agentid").unwrap().state,
        State::Incomplete
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
