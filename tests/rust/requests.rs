//! Requests in both directions, built by hand, and what cannot escape its place in them.

use aicc_core::{
    AgentAccountCreate, AgentEvent, AgentInfoQuery, AgentRole, AgentSignIn, AgentType, AnyRequest, Cloud, Endpoint,
    Gateway, Profile, ReceiveError, Request, RequestBody, SignInStatus, Skill, Valid, check_server, interfaces,
    read_request,
};
use conformance::{Kind, vectors};
use proptest::prelude::*;
use proptest::sample::select;
use url::Url;

fn account() -> Valid<AgentAccountCreate> {
    AgentAccountCreate::builder()
        .user_account("test123456")
        .user_name("李娜")
        .password("Te****34")
        .email("li.na@example.com")
        .agent_type(AgentType::Video)
        .cc_role_id(AgentRole::Agent)
        .skills(vec![Skill { skill_id: Some(3), agent_weight: Some(1), skill_weight: None }])
        .build(&Profile::default())
        .unwrap()
}

#[test]
fn a_builder_reports_every_error_at_once() {
    let report = AgentAccountCreate::builder().user_account("te").user_name("O'Brien").build(&Profile::default());
    let report = report.unwrap_err();
    let found: Vec<_> =
        report.violations().iter().map(|found| (found.pointer(), found.code().as_str(), found.reference())).collect();
    let expected = [
        ("/userAccount", "minLength", "1.1"),
        ("/userName", "characters", "1.2"),
        ("/password", "required", "1.3"),
        ("/email", "required", "1.4"),
        ("/agentType", "required", "1.5"),
        ("/ccRoleId", "required", "1.6"),
    ];
    let expected =
        expected.map(|(pointer, rule, row)| (pointer.to_owned(), rule, format!("agentAccount/create {row}")));
    assert_eq!(found, expected);
}

#[test]
fn a_server_is_checked_before_messages_are_read() {
    let (interface, profile) = (&interfaces::AGENT_ACCOUNT_CREATE, Profile::default());
    let cloud = Cloud::new("service.besclouds.com").unwrap().token("t k");
    let report = check_server(interface, &cloud, &[], &profile);
    assert_eq!(report, account().request(&cloud).unwrap_err());
    assert!(!report.is_valid());
    assert!(check_server(interface, &cloud.token("t").app_key("k"), &[], &profile).is_valid());
    let gateway = Gateway::new("10.0.0.5").unwrap();
    let report = check_server(&interfaces::AGENT_SIGN_IN, &gateway, &[("agentid", "7")], &profile);
    assert_eq!(report.to_string(), "1 violation\n  path/agentid: agentid must be at least 101; it is 7. [minimum]");
}

#[test]
fn a_message_changed_by_hand_is_checked_again() {
    let mut message = account().into_inner();
    message.phone = Some("0".repeat(26));
    let report = message.validate(&Profile::default()).unwrap_err();
    assert_eq!(
        report.to_string(),
        "1 violation\n  body/phone: phone can have at most 25 characters; it has 26. [maxLength]"
    );
}

#[test]
fn secrets_are_in_the_written_request_and_nowhere_else() {
    let cloud = Cloud::new("service.besclouds.com").unwrap().token("MARKER-token").app_key("MARKER-key");
    let message = AgentAccountCreate { password: "MARKER-1".into(), ..account().into_inner() };
    let shown = format!("{message:?} {cloud:?}");
    let refused = format!("{:?}", message.validate(&Profile::default()));
    let request = account().request(&cloud).unwrap();
    let shown_request = format!("{request:?} {:?} {:?}", request.masked().headers, request.masked().body);
    for text in [shown, refused, shown_request] {
        assert!(!text.contains("MARKER") && !text.contains("Te****34"), "{text}");
    }
    assert!(request.headers.contains(&("Authorization", "Bearer MARKER-token".to_owned())));
    assert!(request.headers.contains(&("x-app-key", "MARKER-key".to_owned())));
    assert!(request.body.contains(r#""password":"Te****34""#));
    assert!(request.masked().body.contains(r#""password":"***""#));
}

#[test]
fn a_sign_in_lists_the_events_that_it_triggers() {
    use AgentEvent::{OtherInService, SetNotReadySuccess, StateReady, StateWork};
    assert_eq!(SignInStatus::Busy.events(), [OtherInService, StateReady, SetNotReadySuccess]);
    assert_eq!(SignInStatus::Idle.events(), [OtherInService, StateReady]);
    assert_eq!(SignInStatus::WrapUp.events(), [OtherInService, StateReady, StateWork]);
}

#[test]
fn a_written_request_reads_back_equal() {
    for vector in vectors(Kind::Request) {
        let Some(request) = &vector.request else { continue };
        let url = Url::parse(&request.url).unwrap();
        let headers: Vec<(&str, &str)> = request.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let received =
            read_request(&request.method, url.path(), &headers, request.body.as_bytes(), &vector.profile()).unwrap();
        assert_eq!(received.interface, vector.interface(), "{}", vector.id);
        let expected = AnyRequest::from_json(received.interface, &vector.body(), &vector.profile()).unwrap();
        assert_eq!(received.message.to_json(), expected.to_json(), "{}", vector.id);
        let names = vector.interface().path_parameters.fields.iter().map(|field| field.name);
        let path: Vec<_> = names.zip(vector.agent_id.clone()).collect();
        assert_eq!(received.path, path, "{}", vector.id);
    }
}

#[test]
fn a_request_that_no_page_documents_has_its_own_error() {
    let profile = Profile::default();
    let path = interfaces::AGENT_INFO_QUERY.path;
    let read = |method, path: &str, body| read_request(method, path, &[], body, &profile);
    assert_eq!(read("POST", "/elsewhere", b"{}"), Err(ReceiveError::UnknownPath));
    assert_eq!(read("POST", &path.to_ascii_lowercase(), b"{}"), Err(ReceiveError::UnknownPath));
    assert!(matches!(read("GET", path, b"{}"), Err(ReceiveError::MethodNotAllowed(_))));
    assert!(matches!(read("POST", path, b"{}"), Err(ReceiveError::Invalid(_))));
    assert!(read("POST", path, br#"{"accountCode": "a"}"#).is_ok());
    assert!(matches!(read("PUT", "/agentgateway/resource/onlineagent//loginex", b"{}"), Err(ReceiveError::Invalid(_))));
}

/// A request as it goes over the wire, read by parsers of others: what they find is compared with what went in.
fn assert_parsed(request: &Request, scheme: &str, host: &str, port: Option<u16>, path: &str, fields: &[(&str, &str)]) {
    let url = Url::parse(&request.url).unwrap();
    assert_eq!((url.scheme(), url.host_str(), url.port(), url.path()), (scheme, Some(host), port, path));
    assert_eq!((url.username(), url.password(), url.query(), url.fragment()), ("", None, None, None));

    let (method, length) = (request.method.as_str(), request.body.len());
    let mut message = format!("{method} {} HTTP/1.1\r\nHost: {}\r\n", url.path(), url.authority());
    for (name, value) in &request.headers {
        message += &format!("{name}: {value}\r\n");
    }
    message += &format!("Content-Length: {length}\r\n\r\n{}", request.body);

    let mut headers = [httparse::EMPTY_HEADER; 16];
    let mut parsed = httparse::Request::new(&mut headers);
    let head = parsed.parse(message.as_bytes()).unwrap().unwrap();
    assert_eq!((parsed.method, parsed.path), (Some(method), Some(path)));
    let length = length.to_string();
    let authority = url.authority().to_owned();
    let mut expected = vec![("Host", authority.as_str())];
    expected.extend(fields);
    expected.push(("Content-Length", &length));
    let found: Vec<(&str, &str)> =
        parsed.headers.iter().map(|field| (field.name, std::str::from_utf8(field.value).unwrap())).collect();
    assert_eq!(found, expected);
    assert_eq!(message.get(head..), Some(request.body.as_str()));
}

/// Texts that try to escape from their place, and texts that are allowed there.
fn hosts() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9.:@/?#%\\[\\]_\\\\ -]{0,20}",
        2 => "\\PC{0,8}",
        2 => "[0-9.]{1,16}",
        2 => "[0-9a-f:]{2,24}(%[a-z0-9]{0,4})?",
        4 => "[a-z0-9-]{1,9}(\\.[a-zA-Z0-9-]{1,6}){0,3}",
        1 => "[a-z]{60,70}(\\.[a-z]{60}){0,4}",
        2 => select(HOSTILE_HOSTS).prop_map(str::to_owned),
    ]
}

const HOSTILE_HOSTS: &[&str] = &[
    "",
    ".",
    "host.",
    ".host",
    "host..name",
    "-host",
    "host-",
    "ho_st",
    "host\0",
    "host\r\nX: y",
    "host\t",
    " host",
    "host ",
    "user@host",
    "user:pass@host",
    "host:80",
    "host/path",
    "host?query",
    "host#fragment",
    "host\\path",
    "host%2fpath",
    "host%00",
    "%68ost",
    "//host",
    "https://host",
    "[::1]",
    "::1",
    "[::1",
    "::1]",
    "[[::1]]",
    "[::1]:80",
    "fe80::1%eth0",
    "[fe80::1%25eth0]",
    "[v1.a]",
    "::ffff:10.0.0.1",
    "1",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "127.1",
    "127.0.0.1.",
    "256.0.0.1",
    "1.2.3.4.5",
    "1.2.3.0x4",
    "host.1",
    "host.0x",
    "１２７.0.0.1",
    "münchen.de",
    "xn--mnchen-3ya.de",
    "xn--",
    "xn--a",
    "XN--MNCHEN-3YA.de",
    "例子.测试",
    "ho\u{ad}st",
    "ho\u{200b}st",
    "host\u{3002}name",
    "host\u{ff0e}name",
    "ⓗost",
    "LOCALHOST",
    "localhost",
];

/// Whether the parser of another project takes the text for a host and nothing else, and what it makes of it.
fn host_of_another_parser(text: &str) -> Option<String> {
    let bracketed = if text.contains(':') && !text.starts_with('[') { format!("[{text}]") } else { text.to_owned() };
    match url::Host::parse(&bracketed).ok()? {
        host @ url::Host::Domain(_) if text.is_ascii() => Some(host.to_string()),
        url::Host::Domain(_) => None,
        address => Some(address.to_string()),
    }
}

fn ports() -> impl Strategy<Value = u32> {
    prop_oneof![0..70_000_u32, select(vec![0, 1, 80, 443, 8043, 65_535, 65_536]), any::<u32>()]
}

fn tokens() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z0-9._~+/-]{1,40}={0,2}",
        2 => "\\PC{0,9}",
        4 => "[ -~\\x00\\r\\n\\t\\x7f]{0,9}",
        2 => "[A-Za-z0-9]{1,5}(\r\n|\n|\r|\0|é|\u{2028}| |,|;)[A-Za-z0-9: ]{0,9}",
        1 => "[a-z]{4000,9000}",
    ]
}

fn is_b64token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    !body.is_empty() && body.chars().all(|it| it.is_ascii_alphanumeric() || "-._~+/".contains(it))
}

fn agent_ids() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,6}",
        2 => "[0-9]{3}[/?#%. \\\\;@\\x00\\r\\n][0-9]{0,3}",
        2 => "\\PC{0,6}",
        1 => "[٠-٩]{3}|[０-９]{3}|[+-][0-9]{3}|0[0-9]{3}| [0-9]{3}|[0-9]{3}e1|[1-9]{30}",
        1 => select(vec!["..", "291/../x", "%32%39%31", "291%00", "101", "100", "59999", "60000", ""]).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    /// What a caller supplies for a URL stays in its place, by the word of an independent parser, or is refused; what that
    /// parser changes on its way is refused as well.
    #[test]
    fn a_host_and_port_stay_in_their_place(host in hosts(), port in prop::option::of(ports()), scheme in schemes()) {
        let endpoint = Endpoint::new(&host);
        let name = host_of_another_parser(&host);
        let lower = host.to_ascii_lowercase();
        // A client refuses an invalid international name with an error.
        let is_international = lower.split('.').any(|label| label.starts_with("xn--"));
        if endpoint.is_ok() && !(is_international && name.is_none()) {
            prop_assert_eq!(name.as_deref().map(same_address), Some(same_address(&lower)), "{:?}", host);
        }
        let Some(name) = name.filter(|_| endpoint.is_ok()) else { return Ok(()) };

        let is_loopback = ["localhost", "[::1]"].contains(&name.as_str()) || name.starts_with("127.");
        let endpoint = endpoint.unwrap().with_scheme(&scheme);
        prop_assert_eq!(endpoint.is_ok(), scheme == "https" || scheme == "http" && is_loopback);
        let Ok(mut endpoint) = endpoint else { return Ok(()) };
        if let Some(port) = port {
            let with_port = endpoint.with_port(port);
            prop_assert_eq!(with_port.is_ok(), (1..=65_535).contains(&port));
            let Ok(with_port) = with_port else { return Ok(()) };
            endpoint = with_port;
        }

        let request = account().request(&Cloud::at(endpoint).token("t")).unwrap();
        let url = Url::parse(&request.url).unwrap();
        prop_assert_eq!(url.host_str().map(same_address), Some(same_address(&name)));
        prop_assert_eq!(url.port_or_known_default().map(u32::from), port.or(if scheme == "http" { Some(80) } else { Some(443) }));
        let (host, port) = (url.host_str().unwrap_or_default(), url.port());
        let fields = [("Content-Type", interfaces::AGENT_ACCOUNT_CREATE.content_type), ("Authorization", "Bearer t")];
        assert_parsed(&request, &scheme, host, port, interfaces::AGENT_ACCOUNT_CREATE.path, &fields);
    }

    /// A credential is in its header field letter for letter, or no request is written.
    #[test]
    fn credentials_stay_in_their_fields(token in tokens(), app_key in prop::option::of(tokens())) {
        let mut cloud = Cloud::new("h.example").unwrap().token(&*token);
        if let Some(app_key) = &app_key {
            cloud = cloud.app_key(&**app_key);
        }
        let is_visible = |key: &String| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
        let is_fine = is_b64token(&token) && app_key.as_ref().is_none_or(is_visible);
        let request = account().request(&cloud);
        prop_assert_eq!(request.is_ok(), is_fine);
        let Ok(request) = request else { return Ok(()) };

        let bearer = format!("Bearer {token}");
        let app_key = app_key.as_deref().map(|key| ("x-app-key", key));
        let fields: Vec<_> =
            [("Content-Type", interfaces::AGENT_ACCOUNT_CREATE.content_type)].into_iter().chain(app_key).chain([("Authorization", &*bearer)]).collect();
        assert_parsed(&request, "https", "h.example", None, interfaces::AGENT_ACCOUNT_CREATE.path, &fields);
    }

    /// The ID of an agent is one segment of the path, or no request is written.
    #[test]
    fn an_agent_id_stays_in_its_segment(agent_id in agent_ids()) {
        let sign_in = AgentSignIn::builder().password("").build(&Profile::default()).unwrap();
        let request = sign_in.request(&Gateway::new("10.0.0.5").unwrap(), &agent_id);
        let number = agent_id.bytes().all(|byte| byte.is_ascii_digit()).then(|| agent_id.parse::<u32>().ok()).flatten();
        let is_fine = !agent_id.starts_with('0') && number.is_some_and(|number| (101..=59_999).contains(&number));
        prop_assert_eq!(request.is_ok(), is_fine);
        let Ok(request) = request else { return Ok(()) };
        let path = format!("/agentgateway/resource/onlineagent/{agent_id}/loginex");
        assert_parsed(&request, "https", "10.0.0.5", Some(8043), &path, &[("Content-Type", interfaces::AGENT_SIGN_IN.content_type)]);
    }

    /// Any text in a body is read back by an independent reader of JSON as it went in.
    #[test]
    fn a_text_stays_in_its_member(text in "[\\PC\"\\\\\r\n\0\u{2028}]{1,20}") {
        let query = AgentInfoQuery::builder().account_code(&*text).password(&*text).username(&*text);
        let request = query.build(&Profile::default()).unwrap().request(&Cloud::new("h.example").unwrap()).unwrap();
        let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
        prop_assert_eq!(body, serde_json::json!({"accountCode": text, "password": text, "username": text}));
    }
}

fn schemes() -> impl Strategy<Value = String> {
    const OTHERS: &[&str] =
        &["HTTPS", "ftp", "javascript", "https:", "https://x/", "", " https", "https\r\n", "hｔtps", "ws"];
    prop_oneof![
        4 => Just("https".to_owned()),
        2 => Just("http".to_owned()),
        1 => select(OTHERS).prop_map(str::to_owned),
    ]
}

/// One spelling of an IPv6 address, and any other host as it is.
fn same_address(host: &str) -> String {
    let plain = host.trim_start_matches('[').trim_end_matches(']');
    plain.parse::<std::net::Ipv6Addr>().map_or_else(|_| host.to_owned(), |address| address.to_string())
}
