//! Hostile HTTP, on connections in memory. The clock moves as soon as nothing else happens, so that no test waits.

use std::time::Duration;

use aicc_sandbox::{FaultRule, Limits, SandboxService, SandboxSource, Seed};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex, split};
use tokio::runtime::Builder;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

const HEALTH: &str = "GET /_aicc/health HTTP/1.1\r\nHost: a\r\n\r\n";

/// Runs a test with a clock that moves as soon as every task waits.
fn run<T>(test: impl Future<Output = T>) -> T {
    Builder::new_current_thread().enable_time().start_paused(true).build().unwrap().block_on(test)
}

fn service() -> SandboxService {
    SandboxService::new(SandboxSource::default(), Limits::default()).unwrap()
}

/// Opens a connection. The task ends with the connection; it fails if the sandbox panics.
fn open(service: &SandboxService) -> (DuplexStream, JoinHandle<()>) {
    let (client, server) = duplex(64 * 1024);
    let service = service.clone();
    (client, tokio::spawn(async move { service.serve(server).await }))
}

/// Sends bytes, and returns everything that the sandbox sends until it closes the connection. The client closes nothing.
async fn received(bytes: &[u8]) -> String {
    let (client, serving) = open(&service());
    let (mut reader, mut writer) = split(client);
    let bytes = bytes.to_vec();
    let writing = tokio::spawn(async move {
        // The sandbox can close the connection before it has read everything.
        writer.write_all(&bytes).await.unwrap_or_default();
        writer
    });
    let mut received = Vec::new();
    reader.read_to_end(&mut received).await.unwrap();
    serving.await.unwrap();
    writing.await.unwrap();
    String::from_utf8(received).unwrap()
}

/// Returns the statuses of the responses.
fn statuses(responses: &str) -> Vec<u16> {
    responses.split("HTTP/1.").skip(1).map(|response| response.get(2..5).unwrap().parse().unwrap()).collect()
}

fn statuses_of(bytes: impl AsRef<[u8]>) -> Vec<u16> {
    statuses(&run(received(bytes.as_ref())))
}

/// Returns a request with some lines in its head, and what follows the head.
fn post(lines: &str, rest: &str) -> String {
    format!("POST /nothing HTTP/1.1\r\nHost: a\r\n{lines}\r\n\r\n{rest}")
}

/// Sends each text with a request behind it, which must not be answered.
fn each_is_refused(status: u16, texts: &[impl AsRef<[u8]>]) {
    for text in texts {
        let bytes = [text.as_ref(), HEALTH.as_bytes()].concat();
        assert_eq!(statuses_of(&bytes), [status], "{}", String::from_utf8_lossy(text.as_ref()));
    }
}

#[test]
fn the_length_of_a_body_is_clear_or_refused() {
    let lengths = ["+1", "-1", "1, 1", "1,2", "0x1", "1 1", "", "one", "18446744073709551616"];
    each_is_refused(400, &lengths.map(|length| post(&format!("Content-Length: {length}"), "a")));
    let lines = [
        "Content-Length: 1\r\nContent-Length: 2",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    ];
    each_is_refused(400, &lines.map(|lines| post(lines, "0\r\n\r\n")));
    each_is_refused(400, &["POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"]);
}

#[test]
fn a_chunk_is_whole_or_refused() {
    let chunks = ["z\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFF\r\na", "1\na\r\n", "1\r\nab\r\n", "1;\u{1}\na", "\r\n"];
    each_is_refused(400, &chunks.map(|chunks| post("Transfer-Encoding: chunked", chunks)));
}

#[test]
fn no_request_is_hidden_in_a_body() {
    for lines in ["Content-Length: 4\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 4"]
    {
        // RFC 9112, 6.3: the chunks count, and the connection closes.
        each_is_refused(404, &[post(lines, "0\r\n\r\n")]);
    }
    let twice = post("Content-Length: 2\r\nContent-Length: 2", "{}") + HEALTH + &post("Content-Length: x", "");
    assert_eq!(statuses_of(twice), [404, 200, 400], "the same length twice is one length");
}

#[test]
fn lines_are_lines_of_http() {
    each_is_refused(
        400,
        &[
            "GET /nothing HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
            "GET /nothing HTTP/1.1\r\n Host: a\r\n\r\n",
            "GET /nothing HTTP/1.1\r\nHost : a\r\n\r\n",
            "GET /nothing HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
            "GET /nothing HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
            "GET /nothing\rHTTP/1.1\r\nHost: a\r\n\r\n",
            "GET\r\n/nothing HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
            "G\u{0}T / HTTP/1.1\r\nHost: a\r\n\r\n",
        ],
    );
    // RFC 9112, 2.2: a recipient may take a line feed alone as the end of a line.
    let line_feeds = "GET /nothing HTTP/1.1\nHost: a\n\nGET /_aicc/health HTTP/1.1\nHost: a\nConnection: close\n\n";
    assert_eq!(statuses_of(line_feeds), [404, 200]);
}

#[test]
fn a_request_has_one_host() {
    each_is_refused(
        400,
        &["GET /nothing HTTP/1.1\r\n\r\n", "GET /nothing HTTP/1.1\r\nHost: a\r\nX: 1\r\nhost: b\r\n\r\n"],
    );
}

#[test]
fn control_characters_and_broken_text_are_refused() {
    let bytes: [&[u8]; 6] = [b"\0", b"\x01", b"\x7f", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80"];
    for bytes in bytes {
        let path = [b"GET /".as_slice(), bytes, b" HTTP/1.1\r\nHost: a\r\n\r\n"].concat();
        let value = [b"GET /nothing HTTP/1.1\r\nHost: a\r\nX: ".as_slice(), bytes, b"\r\n\r\n"].concat();
        let name = [b"GET /nothing HTTP/1.1\r\nHost: a\r\nX".as_slice(), bytes, b": a\r\n\r\n"].concat();
        each_is_refused(400, &[path, value, name]);
    }
}

#[test]
fn other_protocols_are_refused_or_closed() {
    each_is_refused(
        400,
        &[
            b"GET /nothing\r\n\r\n".as_slice(),
            b"GET / HTTP/0.9\r\nHost: a\r\n\r\n",
            b"GET / HTTP/2.0\r\nHost: a\r\n\r\n",
            b"GET / http/1.1\r\nHost: a\r\n\r\n",
            b"\x16\x03\x01\x00\x05hello\r\n\r\n",
            b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        ],
    );
    assert_eq!(statuses_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), [0; 0]);
}

#[test]
fn what_is_too_large_is_refused() {
    let long = "a".repeat(70_000);
    let fields = "X: a\r\n".repeat(101);
    each_is_refused(
        431,
        &[
            format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n"),
            format!("GET /nothing HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n"),
            format!("GET /nothing HTTP/1.1\r\nHost: a\r\n{fields}\r\n"),
            format!("{long} /nothing HTTP/1.1\r\nHost: a\r\n\r\n"),
        ],
    );
    let body = "a".repeat(2 * 1024 * 1024 + 1);
    each_is_refused(
        413,
        &[
            post("Content-Length: 2097153", &body),
            post("Content-Length: 9223372036854775807", ""),
            post("Transfer-Encoding: chunked", &format!("200001\r\n{body}\r\n0\r\n\r\n")),
        ],
    );
}

#[test]
fn requests_one_behind_the_other_are_answered_in_their_order() {
    let unknown = post("Content-Length: 2", "{}");
    let sent = format!("{}GARBAGE\r\n\r\n{HEALTH}", format!("{unknown}{HEALTH}").repeat(500));
    let expected = [[404, 200].repeat(500), vec![400]].concat();
    assert_eq!(statuses_of(sent), expected);
}

#[test]
fn a_client_that_closes_early_leaves_nothing_behind() {
    let whole = post("Content-Length: 2", "{}");
    for end in 0..=whole.len() {
        run(async {
            let (mut client, serving) = open(&service());
            let start = Instant::now();
            client.write_all(&whole.as_bytes()[..end]).await.unwrap();
            client.shutdown().await.unwrap();
            let mut responses = String::new();
            client.read_to_string(&mut responses).await.unwrap();
            serving.await.unwrap();
            assert!(statuses(&responses).iter().all(|status| (400..500).contains(status)), "{end}: {responses}");
            assert_eq!(start.elapsed(), Duration::ZERO, "{end}");
        });
    }
}

/// Sends a text byte by byte until the sandbox closes the connection, and returns the statuses and the time.
async fn trickled(text: &str, pause: Duration) -> (Vec<u16>, Duration) {
    let (client, serving) = open(&service());
    let (mut reader, mut writer) = split(client);
    let start = Instant::now();
    let bytes = text.as_bytes().to_vec();
    let writing = tokio::spawn(async move {
        for byte in bytes {
            if writer.write_all(&[byte]).await.is_err() {
                break;
            }
            sleep(pause).await;
        }
        writer
    });
    let mut responses = String::new();
    reader.read_to_string(&mut responses).await.unwrap();
    let passed = start.elapsed();
    serving.await.unwrap();
    writing.abort();
    (statuses(&responses), passed)
}

#[test]
fn a_client_that_writes_slowly_is_cut_off() {
    let limits = Limits::default();
    let second = Duration::from_secs(1);
    let (found, passed) = run(trickled(&format!("GET /{} ", "a".repeat(1000)), second));
    assert!(found.is_empty() || found == [408], "{found:?}");
    assert!(passed <= limits.head_time + second, "{passed:?}");
    let body = post("Content-Length: 1000", &"a".repeat(1000));
    let (found, passed) = run(trickled(&body, second / 10));
    assert_eq!(found, [408]);
    assert!(passed <= limits.head_time + limits.body_time, "{passed:?}");
}

#[test]
fn a_client_that_is_idle_is_cut_off() {
    let (found, passed) = run(trickled("", Duration::ZERO));
    assert_eq!((found, passed.as_secs()), (vec![], Limits::default().head_time.as_secs()));
    // Also after a request.
    assert_eq!(statuses_of(HEALTH), [200]);
}

#[test]
fn a_client_that_does_not_read_is_cut_off() {
    let body = "a".repeat(1024 * 1024);
    let faults: Vec<FaultRule> = vec![serde_json::from_value(json!({"do": {"body": body}})).unwrap()];
    let source = SandboxSource::Worlds { seed: Box::new(Seed { faults, ..Seed::default() }), snapshot: None };
    let service = SandboxService::new(source, Limits::default()).unwrap();
    run(async {
        let (mut client, serving) = open(&service);
        let start = Instant::now();
        client.write_all(post("Content-Length: 2", "{}").as_bytes()).await.unwrap();
        serving.await.unwrap();
        assert_eq!(start.elapsed().as_secs(), Limits::default().write_time.as_secs());
        let mut received = Vec::new();
        client.read_to_end(&mut received).await.unwrap();
        assert!(received.len() < body.len());
    });
}

#[test]
fn a_thousand_idle_connections_delay_no_request() {
    run(async {
        let service = service();
        let idle: Vec<_> = (0..1000).map(|_| open(&service)).collect();
        let (mut client, _) = open(&service);
        let start = Instant::now();
        client.write_all(HEALTH.as_bytes()).await.unwrap();
        let mut first = [0; 15];
        client.read_exact(&mut first).await.unwrap();
        assert_eq!((&first, start.elapsed()), (b"HTTP/1.1 200 OK", Duration::ZERO));
        assert!(idle.iter().all(|(_, serving)| !serving.is_finished()));
    });
}

/// Parts of requests, right and wrong. In a random order they are almost HTTP.
static PARTS: [&[u8]; 24] = [
    b"GET /_aicc/health HTTP/1.1",
    b"POST /nothing HTTP/1.1",
    b"PUT /agentgateway/resource/onlineagent/101/loginex HTTP/1.1",
    b"PRI * HTTP/2.0",
    b"\r\n",
    b"\r\n\r\n",
    b"\n",
    b"\r",
    b" ",
    b"Host: a",
    b"Content-Length: 2",
    b"Content-Length: 99999999999",
    b"Transfer-Encoding: chunked",
    b"Transfer-Encoding: gzip",
    b"Expect: 100-continue",
    b"Connection: close",
    b"Upgrade: h2c",
    b"{}",
    b"2\r\n{}\r\n0\r\n\r\n",
    b"0\r\n\r\n",
    b"FFFFFFFFFFFFFFFF\r\n",
    b"\0",
    b"\xff",
    b": ",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_parts_of_requests_are_answered_or_closed(parts in vec(prop_oneof![
        4 => select(PARTS.as_slice()).prop_map(<[u8]>::to_vec),
        1 => vec(any::<u8>(), 0..9),
    ], 0..24)) {
        let found = statuses_of(parts.concat());
        prop_assert!(found.iter().all(|status| (100..600).contains(status)), "{found:?}");
    }
}
