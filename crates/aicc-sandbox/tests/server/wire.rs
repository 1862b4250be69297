//! The server as a client sees it: raw HTTP over TCP.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aicc_core::interfaces;
use aicc_sandbox::{
    Exchange, FaultRule, Incoming, Limits, RecordForm, Recorder, Recording, Sandbox, SandboxOptions, SandboxSource,
    Seed, StartError, TlsOptions,
};
use serde_json::{Value, json};

const SHORT: Duration = Duration::from_millis(50);

fn sandbox(limits: Limits) -> Sandbox {
    Sandbox::start(SandboxOptions { limits, ..SandboxOptions::default() }).unwrap()
}

fn faulty(faults: Value) -> Sandbox {
    let faults: Vec<FaultRule> = serde_json::from_value(faults).unwrap();
    let source = SandboxSource::Worlds { seed: Box::new(Seed { faults, ..Seed::default() }), snapshot: None };
    Sandbox::start(SandboxOptions { source, ..SandboxOptions::default() }).unwrap()
}

pub(crate) fn connect(sandbox: &Sandbox) -> TcpStream {
    let address: SocketAddr = sandbox.url().split_once("://").unwrap().1.parse().unwrap();
    TcpStream::connect(address).unwrap()
}

/// Sends bytes, and returns everything that the sandbox sends until it closes the connection; `None` if it resets it.
pub(crate) fn everything(mut connection: TcpStream, bytes: &[u8]) -> Option<String> {
    connection.write_all(bytes).unwrap();
    let mut received = Vec::new();
    match connection.read_to_end(&mut received) {
        Ok(_) => Some(String::from_utf8(received).unwrap()),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::ConnectionReset);
            None
        }
    }
}

/// Returns a request that closes its connection.
pub(crate) fn request(method: &str, path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("{method} {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
        .into_bytes()
}

/// Returns the status and the body of a response.
pub(crate) fn parts(response: &str) -> (u16, &str) {
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body)
}

fn sign_in() -> Vec<u8> {
    let interface = &interfaces::AGENT_SIGN_IN;
    request(interface.method.as_str(), &interface.path.replace("{agentid}", "291"), r#"{"password": ""}"#)
}

#[test]
fn the_health_of_a_sandbox_is_ok() {
    let sandbox = sandbox(Limits::default());
    let response = everything(connect(&sandbox), &request("GET", "/_aicc/health", "")).unwrap();
    let (status, body) = parts(&response);
    assert_eq!(status, 200);
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["status"], "ok");
}

#[test]
fn a_connection_carries_many_requests() {
    let sandbox = sandbox(Limits::default());
    let mut bytes = b"GET /_aicc/health HTTP/1.1\r\nHost: a\r\n\r\n".repeat(99);
    bytes.extend(request("GET", "/_aicc/health", ""));
    let responses = everything(connect(&sandbox), &bytes).unwrap();
    assert_eq!(responses.matches("HTTP/1.1 200 OK").count(), 100);
}

#[test]
fn a_head_that_does_not_end_is_closed() {
    let sandbox = sandbox(Limits { head_time: SHORT, ..Limits::default() });
    let response = everything(connect(&sandbox), b"GET / HTTP/1.1\r\nHost:").unwrap();
    assert!(response.is_empty() || parts(&response).0 == 408, "{response}");
}

#[test]
fn a_body_that_does_not_end_is_refused() {
    let sandbox = sandbox(Limits { body_time: SHORT, ..Limits::default() });
    let response = everything(connect(&sandbox), b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{").unwrap();
    assert_eq!(parts(&response).0, 408);
}

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let sandbox = sandbox(Limits { body_bytes: 10, ..Limits::default() });
    for (body, expected) in [("{\"a\": 1.0}", 404), ("{\"a\": 1.00}", 413)] {
        let response = everything(connect(&sandbox), &request("POST", "/nothing", body)).unwrap();
        assert_eq!(parts(&response).0, expected, "{body}");
    }
}

#[test]
fn an_idle_connection_gives_its_place_to_another_one() {
    let sandbox = sandbox(Limits { connections: 1, head_time: SHORT, ..Limits::default() });
    let idle = connect(&sandbox);
    let response = everything(connect(&sandbox), &request("GET", "/_aicc/health", "")).unwrap();
    assert_eq!(parts(&response).0, 200);
    drop(idle);
}

#[test]
fn a_client_that_does_not_read_is_cut_off() {
    let body = "x".repeat(16 * 1024 * 1024);
    let faults: Vec<FaultRule> = vec![serde_json::from_value(json!({"do": {"body": body}})).unwrap()];
    let source = SandboxSource::Worlds { seed: Box::new(Seed { faults, ..Seed::default() }), snapshot: None };
    let limits = Limits { connections: 1, write_time: SHORT, ..Limits::default() };
    let sandbox = Sandbox::start(SandboxOptions { source, limits, ..SandboxOptions::default() }).unwrap();
    let mut slow = connect(&sandbox);
    slow.write_all(&sign_in()).unwrap();
    // There is one place: this request is served when the slow client has lost its own.
    let response = everything(connect(&sandbox), &request("GET", "/_aicc/health", "")).unwrap();
    assert_eq!(parts(&response).0, 200);
    let mut received = Vec::new();
    slow.read_to_end(&mut received).unwrap_or_default();
    assert!(received.len() < body.len());
}

#[test]
fn faults_change_what_is_on_the_wire() {
    let reset = faulty(json!([{"do": {"reset": true}}]));
    assert_eq!(everything(connect(&reset), &sign_in()), None);

    let cut = faulty(json!([{"do": {"status": 500, "body": "0123456789", "cut": 4}}]));
    let response = everything(connect(&cut), &sign_in()).unwrap();
    assert_eq!(parts(&response), (500, "0123"));
    assert!(response.to_ascii_lowercase().contains("content-length: 10"), "{response}");

    let slow = faulty(json!([{"do": {"body": "0123456789", "slow": 1000}}]));
    let response = everything(connect(&slow), &sign_in()).unwrap();
    assert_eq!(parts(&response).1, "0123456789");

    let odd = faulty(json!([{"do": {"status": 429, "retryAfter": 7, "contentType": "text/html"}}]));
    let response = everything(connect(&odd), &sign_in()).unwrap().to_ascii_lowercase();
    assert_eq!(parts(&response).0, 429);
    assert!(response.contains("retry-after: 7") && response.contains("content-type: text/html"), "{response}");
}

#[test]
fn admin_routes_say_what_they_take() {
    let sandbox = sandbox(Limits::default());
    let ask = |method: &str, path: &str, body: &str| {
        let response = everything(connect(&sandbox), &request(method, path, body)).unwrap();
        let (status, body) = parts(&response);
        (status, serde_json::from_str::<Value>(body).unwrap())
    };
    assert_eq!(ask("GET", "/_aicc/accounts", ""), (200, json!([])));
    assert_eq!(ask("GET", "/_aicc/explain", ""), (200, Value::Null));
    assert_eq!(ask("POST", "/_aicc/reset", ""), (200, json!({})));
    assert_eq!(ask("POST", "/_aicc/accounts", "").0, 405);
    assert_eq!(ask("GET", "/_aicc/nothing", "").0, 404);
    assert_eq!(ask("POST", "/_aicc/unlock", r#"{"account": "nobody"}"#).0, 404);
    let (status, body) = ask("PUT", "/_aicc/faults", r#"[{"do": {"status": 99}}]"#);
    assert_eq!((status, body["error"].as_str().unwrap().contains("do.status")), (400, true));
    let (status, body) = ask("PUT", "/_aicc/faults", r#"["Hunter2!"]"#);
    assert_eq!((status, body.to_string().contains("Hunter2")), (400, false));
    let before = ask("GET", "/_aicc/clock", "").1["time"].as_u64().unwrap();
    let (status, after) = ask("POST", "/_aicc/clock", r#"{"advance": 1.5}"#);
    assert_eq!((status, after["advanced"].as_u64()), (200, Some(1500)));
    assert!(after["time"].as_u64().unwrap() >= before + 1500);
    assert_eq!(ask("POST", "/_aicc/clock", r#"{"advance": -1}"#).0, 400);
    let snapshot = ask("GET", "/_aicc/snapshot", "").1;
    assert_eq!(ask("POST", "/_aicc/reset", "").0, 200);
    assert_eq!(ask("GET", "/_aicc/clock", "").1["advanced"], 0);
    assert_eq!(ask("PUT", "/_aicc/snapshot", &snapshot.to_string()), (200, json!({})));
    assert_eq!(ask("GET", "/_aicc/clock", "").1["advanced"], 1500);
}

#[test]
fn a_sandbox_is_administered_without_a_connection() {
    let sandbox = sandbox(Limits::default());
    let request = Incoming { method: "GET", target: "/_aicc/accounts", headers: &[], body: b"" };
    let reply = sandbox.administer(&request);
    assert_eq!((reply.status, reply.body.as_slice()), (200, b"[]".as_slice()));
}

#[test]
fn a_stopped_sandbox_leaves_its_port() {
    let sandbox = sandbox(Limits::default());
    let address = sandbox.url().split_once("://").unwrap().1.to_owned();
    assert!(matches!(
        Sandbox::start(SandboxOptions {
            port: address.parse::<SocketAddr>().unwrap().port(),
            ..SandboxOptions::default()
        }),
        Err(StartError::Address(..))
    ));
    let mut idle = connect(&sandbox);
    sandbox.stop();
    sandbox.stop();
    assert!(matches!(idle.read(&mut [0]), Ok(0) | Err(_)));
    TcpListener::bind(address).unwrap();
}

#[test]
fn each_exchange_is_recorded_and_replayed() {
    let recorder = Arc::new(Recorder::new(Vec::new(), RecordForm::JsonLines));
    let seen = Arc::new(Mutex::new(0));
    let (recording, counting) = (Arc::clone(&recorder), Arc::clone(&seen));
    let on_exchange = Box::new(move |exchange: &Exchange, departures: &[_]| {
        assert!(departures.is_empty());
        *counting.lock().unwrap() += 1;
        recording.add(exchange);
    });
    let options = SandboxOptions { on_exchange: Some(on_exchange), ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).unwrap();
    let first = everything(connect(&sandbox), &sign_in()).unwrap();
    assert_eq!(*seen.lock().unwrap(), 1);
    let written = recorder.finish().unwrap().unwrap();
    let recording = Recording::read(&written, RecordForm::JsonLines).unwrap();
    let options = SandboxOptions { source: SandboxSource::Replay(recording), ..SandboxOptions::default() };
    let replaying = Sandbox::start(options).unwrap();
    let again = everything(connect(&replaying), &sign_in()).unwrap();
    assert_eq!(parts(&again), parts(&first));
    assert!(replaying.with_worlds(|_, _| ()).is_err());
}

#[test]
fn a_certificate_names_only_what_can_be_a_name() {
    let start = |name: &str| {
        let tls = Some(TlsOptions { names: vec![name.to_owned()] });
        Sandbox::start(SandboxOptions { tls, ..SandboxOptions::default() })
    };
    let sandbox = start("sandbox.test").unwrap();
    assert!(sandbox.url().starts_with("https://127.0.0.1:"));
    assert!(sandbox.certificate_pem().unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
    assert!(matches!(start("über"), Err(StartError::Certificate(_))));
}
