//! Laws of writing requests: one is written exactly as it was meant, as independent parsers of URLs and HTTP read it, or it
//! is refused.

use aicc_core::{
    AgentAccountCreate, AgentInfoQuery, AgentSettingsCreate, AgentSignIn, Cloud, CloudBody, Endpoint, Gateway,
    Interface, InterfaceId, Profile, Report, Request, RequestBody, Valid,
};
use conformance::fuzzing;
use url::{Host, Url};

use crate::secrets;

/// The parts of a request; each but the interface may be anything.
#[derive(Debug)]
struct Parts<'a> {
    interface: &'static Interface,
    host: &'a str,
    port: &'a str,
    scheme: &'a str,
    token: &'a str,
    app_key: &'a str,
    agent_id: &'a str,
}

/// An interface, and the other parts of a request to it.
pub fn of_bytes(bytes: &[u8]) {
    let Some((interface, texts)) = fuzzing::texts(bytes) else { return };
    let Some(&[host, port, scheme, token, app_key, agent_id]) = texts.first_chunk() else { return };
    let parts = Parts { interface, host, port, scheme, token, app_key, agent_id };
    let Some(endpoint) = endpoint(&parts) else { return };
    let request = written(&parts, &endpoint);
    assert_eq!(request.is_ok(), is_allowed(&parts), "{parts:?}: {request:?}");
    match request {
        Ok(request) => {
            has_url(&parts, &request);
            has_message(&parts, &request);
            is_masked(&parts, &endpoint, &request);
        }
        Err(report) => is_silent(&parts, &endpoint, &report),
    }
}

fn endpoint(parts: &Parts<'_>) -> Option<Endpoint> {
    let endpoint = Endpoint::new(parts.host);
    if is_plain_host(parts.host) {
        assert!(endpoint.is_ok(), "{parts:?}");
    }
    let mut endpoint = endpoint.ok()?;
    if let Ok(port) = parts.port.parse() {
        let at_port = endpoint.with_port(port);
        assert_eq!(at_port.is_ok(), (1..=65535).contains(&port));
        endpoint = at_port.ok()?;
    }
    let with_scheme = endpoint.with_scheme(parts.scheme);
    let is_loopback = matches!(parts.host, "localhost" | "127.0.0.1" | "::1" | "[::1]");
    let is_plain = parts.scheme == "https" || (parts.scheme == "http" && is_loopback);
    assert!(with_scheme.is_ok() || !is_plain, "{parts:?}");
    with_scheme.ok()
}

/// Hosts that nobody doubts.
fn is_plain_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let is_plain =
        |label: &&str| (1..=63).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_lowercase());
    host.len() <= 253 && labels.iter().all(is_plain)
}

fn written(parts: &Parts<'_>, endpoint: &Endpoint) -> Result<Request, Report> {
    match InterfaceId::of(parts.interface) {
        InterfaceId::AgentAccountCreate => to_cloud::<AgentAccountCreate>(parts, endpoint),
        InterfaceId::AgentInfoQuery => to_cloud::<AgentInfoQuery>(parts, endpoint),
        InterfaceId::AgentSettingsCreate => to_cloud::<AgentSettingsCreate>(parts, endpoint),
        InterfaceId::AgentSignIn => {
            message::<AgentSignIn>(parts).request(&Gateway::at(endpoint.clone()), parts.agent_id)
        }
    }
}

fn to_cloud<T: CloudBody>(parts: &Parts<'_>, endpoint: &Endpoint) -> Result<Request, Report> {
    let cloud = Cloud::at(endpoint.clone()).token(parts.token).app_key(parts.app_key);
    message::<T>(parts).request(&cloud)
}

fn message<T: RequestBody>(parts: &Parts<'_>) -> Valid<T> {
    T::from_json(body(parts.interface).as_bytes(), &Profile::default()).expect("a valid message")
}

/// A valid body, as it is written.
fn body(interface: &Interface) -> &'static str {
    match InterfaceId::of(interface) {
        InterfaceId::AgentAccountCreate => {
            r#"{"userAccount":"zhang.san","userName":"张三 \r\n","password":"Aa1!Aa1!","email":"a@b.c","agentType":4,"ccRoleId":2}"#
        }
        InterfaceId::AgentInfoQuery => r#"{"accountCode":"\r\n\r\n","password":"p","username":"u"}"#,
        InterfaceId::AgentSettingsCreate => r#"{"userId":"\u0000"}"#,
        InterfaceId::AgentSignIn => r#"{"password":"p"}"#,
    }
}

/// Whether the documents allow what goes into the path and the header (readings R11 and R14).
fn is_allowed(parts: &Parts<'_>) -> bool {
    if InterfaceId::of(parts.interface) == InterfaceId::AgentSignIn {
        return parts
            .agent_id
            .parse()
            .is_ok_and(|id: u32| (101..=59999).contains(&id) && id.to_string() == parts.agent_id);
    }
    let without_end = parts.token.trim_end_matches('=');
    let is_token_character = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    let is_token = !without_end.is_empty() && without_end.bytes().all(is_token_character);
    is_token && !parts.app_key.is_empty() && parts.app_key.bytes().all(|byte| byte.is_ascii_graphic())
}

fn has_url(parts: &Parts<'_>, request: &Request) {
    let url = match Url::parse(&request.url) {
        Ok(url) => url,
        // What follows `xn--` need not be an international name: a parser that looks refuses the whole URL.
        Err(error) => {
            assert!(parts.host.to_ascii_lowercase().contains("xn--"), "{error}: {}", request.url);
            return;
        }
    };
    assert_eq!(url.scheme(), parts.scheme);
    assert_eq!((url.username(), url.password(), url.query(), url.fragment()), ("", None, None, None));
    assert_eq!(url.path(), parts.interface.path.replace("{agentid}", parts.agent_id));
    let bare = parts.host.trim_start_matches('[').trim_end_matches(']');
    match url.host().expect("a host") {
        Host::Domain(name) => assert_eq!(name, parts.host.to_ascii_lowercase()),
        Host::Ipv4(address) => assert_eq!(Ok(address), parts.host.parse()),
        Host::Ipv6(address) => assert_eq!(Ok(address), bare.parse()),
    }
    let default = match (InterfaceId::of(parts.interface), parts.scheme) {
        (InterfaceId::AgentSignIn, _) => 8043,
        (_, "http") => 80,
        _ => 443,
    };
    assert_eq!(url.port_or_known_default(), Some(parts.port.parse().unwrap_or(default)));
}

/// As a server receives it: a line for each field, with the name and the value that went in, and the body.
fn has_message(parts: &Parts<'_>, request: &Request) {
    let path = parts.interface.path.replace("{agentid}", parts.agent_id);
    let mut text = format!("{} {path} HTTP/1.1\r\n", request.method.as_str());
    for (name, value) in &request.headers {
        http::HeaderName::try_from(*name).expect("a name");
        http::HeaderValue::try_from(value).expect("a value");
        text += &format!("{name}: {value}\r\n");
    }
    text += "\r\n";
    text += &request.body;

    let mut fields = [httparse::EMPTY_HEADER; 8];
    let mut received = httparse::Request::new(&mut fields);
    let head = received.parse(text.as_bytes()).expect("HTTP").unwrap();
    assert_eq!(text.get(head..), Some(body(parts.interface)));
    assert_eq!((received.method, received.path), (Some(parts.interface.method.as_str()), Some(path.as_str())));
    let received: Vec<(&str, &[u8])> = received.headers.iter().map(|field| (field.name, field.value)).collect();
    let sent = sent(parts);
    let sent: Vec<(&str, &[u8])> = sent.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    assert_eq!(received, sent);
}

/// The fields that were asked for, with the names of the interface's page.
fn sent(parts: &Parts<'_>) -> Vec<(&'static str, String)> {
    let bearer = format!("Bearer {}", parts.token);
    let json = "application/json".to_owned();
    match InterfaceId::of(parts.interface) {
        InterfaceId::AgentSignIn => vec![("Content-Type", "application/json; charset=UTF-8".to_owned())],
        InterfaceId::AgentAccountCreate => {
            vec![("Content-Type", json), ("x-app-key", parts.app_key.to_owned()), ("Authorization", bearer)]
        }
        _ => vec![("Content-Type", json), ("X-APP-Key", parts.app_key.to_owned()), ("Authorization", bearer)],
    }
}

/// What a request shows does not depend on its secrets.
fn is_masked(parts: &Parts<'_>, endpoint: &Endpoint, request: &Request) {
    let (token, app_key) = (secrets::rotated(parts.token), secrets::rotated(parts.app_key));
    let other = written(&Parts { token: &token, app_key: &app_key, ..*parts }, endpoint).expect("the same shape");
    assert_eq!(format!("{request:?}"), format!("{other:?}"));
    assert_eq!(request.masked(), other.masked());
}

fn is_silent(parts: &Parts<'_>, endpoint: &Endpoint, report: &Report) {
    let (token, app_key) = (secrets::rotated(parts.token), secrets::rotated(parts.app_key));
    let other = written(&Parts { token: &token, app_key: &app_key, ..*parts }, endpoint).expect_err("the same shape");
    assert_eq!(secrets::told(report), secrets::told(&other));
}
