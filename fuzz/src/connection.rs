//! Properties of a connection to the sandbox: any bytes are answered with HTTP or the connection closes, and it does not matter how
//! the bytes are split.

use aicc_sandbox::{Limits, SandboxService, SandboxSource};
use httparse::{EMPTY_HEADER, Response, Status};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex, split};
use tokio::runtime::Builder;
use tokio::task::yield_now;

/// How many bytes wait in a connection.
const BUFFER: usize = 64 * 1024;

/// The first bytes of HTTP/2. The library closes a connection if they come at once, and answers parts of them with status 400.
const HTTP_2: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// The bytes that a client sends before it waits. A head is complete at their end, because the library reads an incomplete head once,
/// and then waits for its end.
pub fn of_bytes(bytes: &[u8]) {
    let bytes = &[bytes, b"\r\n\r\n"].concat();
    let at_once = statuses(&received(bytes, usize::MAX));
    let in_parts = statuses(&received(bytes, 1));
    assert!(in_parts == at_once || bytes.windows(HTTP_2.len()).any(|part| part == HTTP_2), "{in_parts:?} {at_once:?}");
}

/// Sends bytes in parts, and returns everything that the sandbox sends until it closes the connection. The clock moves as soon as
/// both sides wait.
fn received(bytes: &[u8], part: usize) -> Vec<u8> {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
    runtime.block_on(async {
        let service = SandboxService::new(SandboxSource::default(), Limits::default()).expect("an empty world");
        let (client, server) = duplex(BUFFER);
        let serving = tokio::spawn(async move { service.serve(server).await });
        let (mut reader, mut writer) = split(client);
        let bytes = bytes.to_vec();
        let writing = tokio::spawn(async move {
            for part in bytes.chunks(part) {
                // The sandbox can close the connection before it has read everything.
                if writer.write_all(part).await.is_err() {
                    break;
                }
                yield_now().await;
            }
            writer
        });
        let mut received = Vec::new();
        reader.read_to_end(&mut received).await.expect("a connection in memory is read");
        serving.await.expect("the sandbox does not panic");
        writing.await.expect("writing does not panic");
        received
    })
}

/// Returns the statuses of responses, which must be HTTP to the last byte.
fn statuses(mut bytes: &[u8]) -> Vec<u16> {
    let mut statuses = Vec::new();
    while !bytes.is_empty() {
        let mut headers = [EMPTY_HEADER; 32];
        let mut head = Response::new(&mut headers);
        let Ok(Status::Complete(start)) = head.parse(bytes) else { panic!("no head of a response") };
        let status = head.code.expect("a status");
        assert!((100..600).contains(&status), "{status}");
        let length = head.headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-length"));
        let length = length.map_or("0", |field| str::from_utf8(field.value).expect("a length is ASCII"));
        let length = length.parse::<usize>().expect("a length");
        let rest = bytes.get(start..).unwrap_or_default();
        // The response to a HEAD has the length of a body, and no body.
        let skipped = if rest.starts_with(b"HTTP/1.") { 0 } else { length.min(rest.len()) };
        bytes = rest.get(skipped..).unwrap_or_default();
        statuses.push(status);
    }
    statuses
}
