//! The connections: they are accepted, and each carries requests one after the other.

use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::respond::respond;
use super::responder::Responder;
use super::socket::{Ending, Socket};

/// How long the listener waits when the system has no room for another connection.
const FULL_PAUSE: Duration = Duration::from_millis(50);

/// The fewest bytes that a head may have at most.
const MINIMUM_HEAD_BYTES: usize = 8192;

/// Accepts connections without end. With `tls`, they speak HTTPS.
pub(super) async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, responder: Arc<Responder>) {
    let places = Arc::new(Semaphore::new(responder.limits.connections));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            sleep(FULL_PAUSE).await;
            continue;
        };
        let (tls, responder) = (tls.clone(), Arc::clone(&responder));
        tokio::spawn(async move {
            serve(stream, tls, responder).await;
            drop(place);
        });
    }
}

/// Serves a connection that is not TCP, without TLS, until either side ends it.
pub(super) async fn serve_stream(stream: impl AsyncRead + AsyncWrite + Unpin, responder: Arc<Responder>) {
    let ending = Arc::new(Ending::default());
    let socket = Socket::other(stream, Arc::clone(&ending), responder.limits.write_time);
    speak_http(socket, responder, ending).await;
}

async fn serve(stream: TcpStream, tls: Option<TlsAcceptor>, responder: Arc<Responder>) {
    let ending = Arc::new(Ending::default());
    let socket = Socket::tcp(stream, Arc::clone(&ending), responder.limits.write_time);
    match tls {
        None => speak_http(socket, responder, ending).await,
        Some(acceptor) => {
            if let Ok(Ok(stream)) = timeout(responder.limits.head_time, acceptor.accept(socket)).await {
                speak_http(stream, responder, ending).await;
            }
        }
    }
}

/// Reads requests from a connection, and writes their responses, until either side ends it. The library refuses what is not HTTP
/// with status 400.
async fn speak_http(stream: impl AsyncRead + AsyncWrite + Unpin, responder: Arc<Responder>, ending: Arc<Ending>) {
    let limits = &responder.limits;
    // The library panics below its minimum.
    let (head_time, head_bytes) = (limits.head_time, limits.head_bytes.max(MINIMUM_HEAD_BYTES));
    let respond = service_fn(move |request| respond(Arc::clone(&responder), Arc::clone(&ending), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_time)
        .max_buf_size(head_bytes)
        .serve_connection(TokioIo::new(stream), respond);
    // A connection that ends early concerns its client only.
    connection.await.unwrap_or_default();
}
