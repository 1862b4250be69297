//! Properties of writing requests: independent parsers of URLs and HTTP read exactly the values that the caller supplied,
//! or the request is refused.

use std::collections::HashMap;
use std::sync::LazyLock;

use aicc_core::spec::{Field, Format, Kind as RowKind, Object, Service, Text};
use aicc_core::{AnyRequest, Cloud, Edition, Endpoint, Gateway, Interface, Profile, Report, Request};
use conformance::{Kind, fuzzing, vectors};
use url::{Host, Url};

use crate::secrets;

/// The parts of a request. Each part except the interface may have any value.
#[derive(Debug)]
struct Parts<'a> {
    interface: &'static Interface,
    host: &'a str,
    port: &'a str,
    scheme: &'a str,
    token: &'a str,
    app_key: &'a str,
    path_parameter: &'a str,
    body: &'static str,
}

/// An interface, and the other parts of a request to it.
pub fn of_bytes(bytes: &[u8]) {
    let Some((interface, texts)) = fuzzing::texts(bytes) else { return };
    let Some(&[host, port, scheme, token, app_key, path_parameter]) = texts.first_chunk() else { return };
    let body = body(interface, bytes.len());
    let parts = Parts { interface, host, port, scheme, token, app_key, path_parameter, body };
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

/// Hosts that every parser accepts.
fn is_plain_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let is_plain =
        |label: &&str| (1..=63).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_lowercase());
    host.len() <= 253 && labels.iter().all(is_plain)
}

fn written(parts: &Parts<'_>, endpoint: &Endpoint) -> Result<Request, Report> {
    let message =
        AnyRequest::from_json(parts.interface, parts.body.as_bytes(), &Profile::default()).expect("a valid message");
    let rows = parts.interface.path_parameters.fields.iter();
    let path: Vec<(&str, &str)> = rows.map(|row| (row.name, parts.path_parameter)).collect();
    let endpoint = endpoint.clone();
    match parts.interface.service {
        Service::Configuration => {
            message.request(&Cloud::at(endpoint).token(parts.token).app_key(parts.app_key), &path)
        }
        Service::AgentGateway => message.request(&Gateway::at(endpoint), &path),
    }
}

/// Returns a valid body of an interface, as it is written. The other parts select the body.
fn body(interface: &Interface, choice: usize) -> &'static str {
    static BODIES: LazyLock<HashMap<&str, Vec<String>>> = LazyLock::new(written_bodies);
    let bodies = BODIES.get(interface.name).expect("valid vectors");
    bodies.get(choice % bodies.len()).expect("an index")
}

/// The valid vectors that a mutation may select. Some have line breaks and control characters.
fn written_bodies() -> HashMap<&'static str, Vec<String>> {
    let mut bodies = HashMap::<_, Vec<String>>::new();
    for vector in vectors(Kind::Body) {
        let interface = vector.interface();
        if let Ok(message) = AnyRequest::from_json(interface, &vector.body(), &Profile::default()) {
            bodies.entry(interface.name).or_default().push(message.to_json());
        }
    }
    bodies
}

/// Returns whether the documents allow the values for the path and the headers (readings R11 and R14).
fn is_allowed(parts: &Parts<'_>) -> bool {
    let mut path = texts(parts.interface.path_parameters);
    path.all(|(_, text)| is_number(parts.path_parameter, text))
        && texts(parts.interface.headers).all(|(_, text)| match text.format {
            Some(Format::Bearer) => is_token(parts.token),
            Some(Format::AppKey) => {
                !parts.app_key.is_empty() && parts.app_key.bytes().all(|byte| byte.is_ascii_graphic())
            }
            _ => true,
        })
}

fn is_number(text: &str, limits: &Text) -> bool {
    let (least, most) = limits.range.expect("a path parameter is a number");
    let is_in_range = |number: i64| (least..=most.get(Edition::default())).contains(&number);
    text.parse().is_ok_and(|number: i64| is_in_range(number) && number.to_string() == text)
}

fn is_token(token: &str) -> bool {
    let without_end = token.trim_end_matches('=');
    let is_token_character = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !without_end.is_empty() && without_end.bytes().all(is_token_character)
}

/// Returns the rows of a table with their limits.
fn texts(table: &Object) -> impl Iterator<Item = (&'static str, &'static Text)> {
    let limits = |row: &'static Field| match &row.kind {
        RowKind::Text(text) => Some((row.name, text)),
        _ => None,
    };
    table.fields.iter().filter_map(limits)
}

/// Returns the path of an interface with a value in place of each parameter.
pub(crate) fn path(interface: &Interface, value: &str) -> String {
    let rows = interface.path_parameters.fields.iter();
    rows.fold(interface.path.to_owned(), |path, row| path.replace(&format!("{{{}}}", row.name), value))
}

fn has_url(parts: &Parts<'_>, request: &Request) {
    let url = match Url::parse(&request.url) {
        Ok(url) => url,
        // The text after `xn--` may not be an international name. A parser that decodes it refuses the whole URL.
        Err(error) => {
            assert!(parts.host.to_ascii_lowercase().contains("xn--"), "{error}: {}", request.url);
            return;
        }
    };
    assert_eq!(url.scheme(), parts.scheme);
    assert_eq!((url.username(), url.password(), url.query(), url.fragment()), ("", None, None, None));
    assert_eq!(url.path(), path(parts.interface, parts.path_parameter));
    let bare = parts.host.trim_start_matches('[').trim_end_matches(']');
    match url.host().expect("a host") {
        Host::Domain(name) => assert_eq!(name, parts.host.to_ascii_lowercase()),
        Host::Ipv4(address) => assert_eq!(Ok(address), parts.host.parse()),
        Host::Ipv6(address) => assert_eq!(Ok(address), bare.parse()),
    }
    let default = match (parts.interface.service, parts.scheme) {
        (Service::AgentGateway, _) => 8043,
        (_, "http") => 80,
        _ => 443,
    };
    assert_eq!(url.port_or_known_default(), Some(parts.port.parse().unwrap_or(default)));
}

/// A server receives a line for each header field, with the supplied name and value, and the body.
fn has_message(parts: &Parts<'_>, request: &Request) {
    let path = path(parts.interface, parts.path_parameter);
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
    assert_eq!(text.get(head..), Some(parts.body));
    assert_eq!((received.method, received.path), (Some(parts.interface.method.as_str()), Some(path.as_str())));
    let received: Vec<(&str, &[u8])> = received.headers.iter().map(|field| (field.name, field.value)).collect();
    let sent = sent(parts);
    let sent: Vec<(&str, &[u8])> = sent.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    assert_eq!(received, sent);
}

/// Returns the supplied header fields, with the names of the interface's page.
fn sent(parts: &Parts<'_>) -> Vec<(&'static str, String)> {
    let value = |format| match format {
        Format::Bearer => Some(format!("Bearer {}", parts.token)),
        Format::AppKey => Some(parts.app_key.to_owned()),
        _ => None,
    };
    let credentials = texts(parts.interface.headers).filter_map(|(name, text)| Some((name, value(text.format?)?)));
    [("Content-Type", parts.interface.content_type.to_owned())].into_iter().chain(credentials).collect()
}

/// The text forms of a request do not depend on its secrets.
fn is_masked(parts: &Parts<'_>, endpoint: &Endpoint, request: &Request) {
    let (token, app_key) = (secrets::rotated(parts.token), secrets::rotated(parts.app_key));
    let other = written(&Parts { token: &token, app_key: &app_key, ..*parts }, endpoint).expect("the same shape");
    assert_eq!(format!("{request:?}"), format!("{other:?}"));
    assert_eq!(request.masked(), other.masked());
}

fn is_silent(parts: &Parts<'_>, endpoint: &Endpoint, report: &Report) {
    let (token, app_key) = (secrets::rotated(parts.token), secrets::rotated(parts.app_key));
    let other = written(&Parts { token: &token, app_key: &app_key, ..*parts }, endpoint).expect_err("the same shape");
    assert_eq!(secrets::text_of(report), secrets::text_of(&other));
}
