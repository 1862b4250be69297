//! Secrets appear in written requests and in the result of `expose`, and nowhere else: a walk over the public types of the
//! core.

use std::panic::{UnwindSafe, catch_unwind};

use aicc_core::{
    AgentAccountCreate, AgentAccountCreateReply, AgentRole, AgentType, AnyReply, AnyRequest, Cell, Check, Cloud,
    ColumnOptions, Columns, Edition, Endpoint, FieldReport, Form, HeadingReader, Interface, Language, Location,
    Outcome, Parts, PasswordPolicy, Profile, Report, Request, RequestBody, Secret, Slot, View, check, check_field,
    check_message, interfaces, read_reply, read_request,
};
use conformance::secrecy::{
    APP_KEY, MARKER, PASSWORD, TOKEN, assert_complete, assert_hidden, texts_of_finding, texts_of_report,
};
use conformance::texts;
use serde_json::{Map, Value};
use zeroize::ZeroizeOnDrop;

const CORE: &str = include_str!("../../crates/aicc-core/src/lib.rs");

/// The public types that hold no secret value of a message, with the reason.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "they are the vendor's tables",
        "Edition Interface InterfaceId FormField Keyboard Language Wording Location Severity Code",
    ),
    ("they are places of requests without credentials, or what is wrong with them", "Endpoint Gateway EndpointError"),
    (
        "they are choices of a caller",
        "Profile PasswordPolicy PasswordPolicyError PasswordMaker PasswordMakerError FieldState ColumnOptions",
    ),
    ("they are traits and their aliases", "RequestBody ReplyBody ReplyValue Server Member Slot AnySlot"),
    ("they have no value", "CellFault CellDamage ActualType Reason"),
    ("it is a value of a reply, which has no secret rows", "ReplyField"),
];

fn account() -> AgentAccountCreate {
    AgentAccountCreate::builder()
        .user_account("test123456")
        .user_name("Li Na")
        .password(PASSWORD)
        .email("li.na@example.com")
        .agent_type(AgentType::Video)
        .cc_role_id(AgentRole::Agent)
        .build(&Profile::default())
        .unwrap()
        .into_inner()
}

fn cloud() -> Cloud {
    Cloud::new("service.besclouds.com").unwrap().token(TOKEN).app_key(APP_KEY)
}

fn request() -> Request {
    account().validate(&Profile::default()).unwrap().request(&cloud()).unwrap()
}

/// Bodies with an error near a secret, with a secret under a misspelt name, or with a secret in another field.
fn bodies() -> Vec<Vec<u8>> {
    let long = PASSWORD.repeat(9);
    let mut bodies = vec![
        format!(r#"{{"password": "{long}", "username": "u"}}"#),
        format!(r#"{{"password": "{PASSWORD}é"}}"#),
        format!(r#"{{"password": "{MARKER}"}}"#),
        format!(r#"{{"password": "\u004dk7{PASSWORD}\u00e9"}}"#),
        format!(r#"{{"password": "{PASSWORD}\ud800"}}"#),
        format!(r#"{{"password": "{PASSWORD}"#),
        format!(r#"{{"password": "{PASSWORD}" "x"}}"#),
        format!(r#"{{"password": {PASSWORD}}}"#),
        format!(r#"{{"password": "{PASSWORD}", "password": "{PASSWORD}"}}"#),
        format!(r#"{{"password": ["{PASSWORD}"]}}"#),
        format!(r#"{{"password": {{"value": "{PASSWORD}"}}}}"#),
        format!(r#"{{"requestParam": {{"password": "{long}"}}}}"#),
        format!(
            r#"{{"agentType": "{PASSWORD}", "skills": "{PASSWORD}", "status": "{PASSWORD}", "autoanswer": "{PASSWORD}"}}"#
        ),
        format!(r#"{{"skills": [{{"password": "{PASSWORD}"}}, "{PASSWORD}"]}}"#),
        PASSWORD.to_owned(),
        format!("\"{PASSWORD}\""),
    ];
    for name in
        ["Password", "passwd", "pwd", "passWord", "pass", "secret", "Authorization", "token", "x-app-key", "appKey"]
    {
        bodies.push(format!(r#"{{"{name}": "{PASSWORD}", "x": {{"{name}": "{PASSWORD}"}}}}"#));
    }
    let mut bodies: Vec<Vec<u8>> = bodies.into_iter().map(String::into_bytes).collect();
    bodies.push([br#"{"password": "#, PASSWORD.as_bytes(), b"\xff\"}"].concat());
    bodies
}

fn profiles() -> impl Iterator<Item = Profile> {
    let strict = PasswordPolicy::new(20, 30, 4, 90).unwrap();
    let profiles = [
        Profile::default(),
        Profile { edition: Edition::E2025, password: strict, ..Profile::default() },
        Profile { maximum_size: 20, ..Profile::default() },
    ];
    profiles.into_iter()
}

/// Returns the reports on those bodies.
fn reports() -> Vec<Report> {
    let headers =
        [("Authorization", TOKEN), ("authorization", TOKEN), ("x-app-key", "Mk7 \n"), (MARKER_HEADER, PASSWORD)];
    let mut reports = Vec::new();
    for profile in profiles() {
        for interface in interfaces::ALL {
            for body in bodies() {
                reports.push(check(interface, &body, &profile));
                let parts = Parts { path: &[("agentid", "1")], headers: &headers, body: &body };
                reports.push(check_message(interface, parts, &profile));
                reports.extend(AnyRequest::from_json(interface, &body, &profile).err());
                reports.extend(report_of_value(interface, &body, &profile));
            }
        }
    }
    reports
}

/// A field that no page names.
const MARKER_HEADER: &str = "X-Password";

fn report_of_value(interface: &'static Interface, body: &[u8], profile: &Profile) -> Option<Report> {
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    let mut check = Check::new(interface, profile);
    check.body(value).unwrap();
    Some(check.report())
}

/// Types into every secret row of every table.
fn typed() -> Vec<FieldReport> {
    let mut reports = Vec::new();
    for interface in interfaces::ALL {
        let tables = [(Location::Header, interface.headers), (Location::Body, interface.request.object)];
        for (location, table) in tables {
            for row in table.fields.iter().filter(|row| row.secret) {
                for text in [PASSWORD.to_owned(), format!("{PASSWORD}é"), format!("{MARKER}\n"), PASSWORD.repeat(9)] {
                    let pointer = format!("/{}", row.name);
                    reports.push(check_field(interface, location, &pointer, &text, &Profile::default()).unwrap());
                }
            }
        }
    }
    reports
}

/// Returns a request of each interface with every possible secret.
fn requests() -> Vec<AnyRequest> {
    let request = |interface: &&'static Interface| {
        let mut body = json_object(interface.examples[0].request);
        for row in interface.request.object.fields.iter().filter(|row| row.secret) {
            body.insert(row.name.to_owned(), PASSWORD.into());
            body.extend(row.companion.map(|companion| (companion.to_owned(), "u".into())));
        }
        AnyRequest::from_json(interface, Value::from(body).to_string().as_bytes(), &Profile::default()).unwrap()
    };
    interfaces::ALL.iter().map(request).collect()
}

/// Returns a reply of each interface that echoes a secret.
fn replies() -> Vec<Outcome<AnyReply>> {
    let reply = |interface: &&'static Interface| {
        let mut body = json_object(interface.examples[0].reply);
        body.insert("password".to_owned(), PASSWORD.into());
        AnyReply::read(interface, 200, &[], Value::from(body).to_string().as_bytes(), &Profile::default())
    };
    interfaces::ALL.iter().map(reply).collect()
}

fn json_object(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_builder_does_not_show_its_secrets() {
    assert_hidden(&texts!(AgentAccountCreate::builder().password(PASSWORD)));
}

fn form() -> Form {
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    form.edit("/agentid", "291").unwrap();
    form.edit("/password", PASSWORD).unwrap();
    form
}

fn received(body: &str) -> Result<aicc_core::ReceivedRequest, aicc_core::ReceiveError> {
    let path = interfaces::AGENT_ACCOUNT_CREATE.path;
    let bearer = format!("Bearer {TOKEN}");
    read_request(
        "POST",
        path,
        &[("Authorization", &bearer), ("x-app-key", APP_KEY)],
        body.as_bytes(),
        &Profile::default(),
    )
}

#[test]
fn no_text_form_of_a_public_type_shows_a_secret() {
    let (message, profile) = (account(), Profile::default());
    let valid = message.clone().validate(&profile).unwrap();
    let body = valid.to_json();
    let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &["password", "status"]).unwrap();
    let headings = ["password", "Status after sign-in", PASSWORD];
    let read = Columns::read(&interfaces::AGENT_SIGN_IN, &headings, &ColumnOptions::default()).unwrap();
    let cells = [PASSWORD, "idle"].map(Cell::from);
    let mistakes = [format!("{PASSWORD}\u{a0}"), "４\u{a0}".to_owned()];
    let mistakes = mistakes.each_ref().map(|text| Cell::from(text.as_str()));
    let repairs = columns.repairs(&mistakes, &interfaces::AGENT_SIGN_IN, &profile);
    assert_eq!(repairs.len(), 1, "the secret is not repaired, and the status is");
    let mut identified =
        Check::new(&interfaces::AGENT_ACCOUNT_CREATE, &profile).identified_by(|text| text.len() as u64);
    identified.body_text(&body);
    let identity = identified.identity().unwrap();
    let duplicate = identity.duplicate_of(1, &interfaces::AGENT_ACCOUNT_CREATE).unwrap();
    let (reports, typed) = (reports(), typed());
    let finding = reports[0].violations()[0].clone();
    let echo = format!(r#"{{"resultCode": "1", "password": "{PASSWORD}"}}"#);
    let reply = |status| read_reply::<AgentAccountCreateReply>(status, &[], echo.as_bytes(), &profile);
    let unreadable = read_reply::<AgentAccountCreateReply>(200, &[], PASSWORD.as_bytes(), &profile);
    let headers = [("Set-GUID", PASSWORD)];
    let signed_in = AnyReply::read(&interfaces::AGENT_SIGN_IN, 200, &headers, br#"{"retcode": "0"}"#, &profile);
    let password = message.view_at(2);
    let View::Scalar(scalar) = password.clone() else { panic!("the password is the third row") };

    let walk = [
        ("Secret", texts!(Secret::from(PASSWORD))),
        ("Cloud", texts!(cloud())),
        ("Request", texts!(request()) + &texts!(request().masked())),
        ("Valid", texts!(valid) + &texts!(message) + &valid.to_masked_json()),
        ("AnyRequest", requests().iter().map(|request| texts!(*request) + &request.to_masked_json()).collect()),
        ("ReceivedRequest", texts!(received(&body).unwrap())),
        ("ReceiveError", texts!(received(&body.replace(PASSWORD, &PASSWORD.repeat(9))).unwrap_err())),
        ("Report", reports.iter().map(texts_of_report).collect()),
        ("Finding", texts!(finding) + &texts_of_finding(&finding)),
        ("Rule", texts!(*finding.rule())),
        ("Param", finding.params().iter().map(|(_, param)| texts!(*param)).collect()),
        ("FieldReport", typed.iter().map(|report| texts!(*report)).collect()),
        (
            "NoSuchField",
            texts!(check_field(&interfaces::AGENT_SIGN_IN, Location::Body, "/no", PASSWORD, &profile).unwrap_err()),
        ),
        ("Form", texts!(form()) + &texts!(form().texts(false)) + &texts_of_report(&form().report())),
        ("FormState", texts!(form().field("/password").unwrap())),
        ("RecordIdentity", texts!(identity) + &texts!(duplicate) + &texts_of_finding(&duplicate)),
        ("Check", texts!(Check::new(&interfaces::AGENT_SIGN_IN, &profile))),
        (
            "Parts",
            texts!(Parts {
                path: &[("agentid", PASSWORD)],
                headers: &[("x-app-key", APP_KEY)],
                body: PASSWORD.as_bytes()
            }),
        ),
        ("Columns", texts!(columns)),
        ("ColumnError", texts!(Columns::new(&interfaces::AGENT_SIGN_IN, &["Password"]).unwrap_err())),
        ("HeadingReader", texts!(HeadingReader::new(&interfaces::AGENT_SIGN_IN, &ColumnOptions::default()))),
        ("ReadColumns", texts!(read)),
        ("ColumnNote", read.notes.iter().map(|note| texts!(*note) + &note.message(Language::English)).collect()),
        ("CellReading", columns.readings(&cells).map(|(_, reading)| texts!(reading)).collect()),
        ("CellRepair", repairs.iter().map(|repair| texts!(*repair)).collect()),
        ("Cell", texts!(cells[0])),
        ("Row", texts!(columns.row(&cells))),
        ("View", texts!(password)),
        ("Scalar", texts!(scalar)),
        (
            "Outcome",
            [200, 401, 500].map(|status| texts!(reply(status))).concat() + &texts!(unreadable) + &texts!(signed_in),
        ),
        ("KeptBody", texts!(*unreadable.kept_body().unwrap())),
        ("Answer", texts!(*reply(200).answer().unwrap()) + &texts!(*signed_in.answer().unwrap())),
        ("AnyReply", replies().iter().map(|reply| texts!(*reply)).collect()),
    ];
    for (name, texts) in &walk {
        assert_hidden(texts);
        println!("{name}: {} characters", texts.len());
    }
    assert_complete(CORE, &walk.each_ref().map(|(name, _)| *name), LEFT_OUT);
}

#[test]
fn every_misspelt_name_is_reported_without_its_value() {
    for name in ["Password", "passwd", "pwd", "passWord", "Authorization"] {
        let body = format!(r#"{{"{name}": "{PASSWORD}"}}"#);
        let report = check(&interfaces::AGENT_SIGN_IN, body.as_bytes(), &Profile::default());
        let [advice] = report.advice() else { panic!("{report:?}") };
        assert_eq!((advice.code().as_str(), advice.pointer()), ("unknownMember", format!("/{name}")));
        assert!(advice.params().is_empty());
        assert_hidden(&texts_of_report(&report));
    }
}

#[test]
fn offending_characters_of_a_secret_are_not_shown() {
    let report = check(&interfaces::AGENT_ACCOUNT_CREATE, br#"{"password": "Aa1!Aa1\u00e9"}"#, &Profile::default());
    let finding = report.violations().iter().find(|finding| finding.pointer() == "/password").unwrap();
    assert_eq!((finding.code().as_str(), finding.params().len()), ("characters", 0));
}

#[test]
fn a_written_request_and_expose_have_them() {
    let request = request();
    assert!(request.body.contains(PASSWORD));
    assert!(request.headers.contains(&("Authorization", format!("Bearer {TOKEN}"))));
    assert!(request.headers.iter().any(|(_, value)| value == APP_KEY));
    assert_eq!(Secret::from(PASSWORD).expose(), PASSWORD);
}

/// Returns the text of a panic of `unwrap` and of `assert_eq`.
fn words_of_panic<T>(action: impl FnOnce() -> T + UnwindSafe) -> String {
    let Err(payload) = catch_unwind(action) else { panic!("it did not panic") };
    *payload.downcast::<String>().unwrap()
}

#[test]
fn no_panic_shows_a_secret() {
    let profile = Profile::default;
    let wrong = || AgentAccountCreate { password: PASSWORD.repeat(9).into(), ..account() };
    let words = [
        words_of_panic(move || wrong().validate(&profile()).unwrap()),
        words_of_panic(move || account().validate(&profile()).unwrap_err()),
        words_of_panic(move || account().validate(&profile()).unwrap().request(&cloud()).unwrap_err()),
        words_of_panic(move || assert_eq!(account(), wrong())),
        words_of_panic(|| assert_eq!(request(), request().masked())),
        words_of_panic(|| assert_ne!(cloud(), cloud())),
        words_of_panic(|| Endpoint::new(&format!("{PASSWORD}@example.com")).unwrap()),
        words_of_panic(|| received(PASSWORD).unwrap()),
        words_of_panic(|| panic!("{:?} {:?}", form(), reports())),
    ];
    words.iter().for_each(|words| assert_hidden(words));
}

#[test]
fn what_holds_a_secret_wipes_it() {
    fn wipes<T: ZeroizeOnDrop>(_: &T) {}
    wipes(&Secret::from(PASSWORD));
    wipes(&request());
}

/// A text that grows leaves copies of its start in memory, which are not wiped.
#[test]
fn a_message_is_written_in_one_piece() {
    let valid = account().validate(&Profile::default()).unwrap();
    for json in [valid.to_json(), valid.clone().wrapped().to_json()] {
        assert_eq!(json.capacity(), json.len());
    }
}
