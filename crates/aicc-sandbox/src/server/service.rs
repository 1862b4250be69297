//! A sandbox without a port, for programs that are asynchronous.

use std::fmt;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};

use super::backend::Backend;
use super::connection::serve_stream;
use super::error::StartError;
use super::limits::Limits;
use super::options::SandboxSource;
use super::responder::Responder;

/// A sandbox that serves HTTP on connections which the caller opens, and has no port and no threads.
///
/// ```
/// use aicc_sandbox::{Limits, SandboxService, SandboxSource};
/// use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// let service = SandboxService::new(SandboxSource::default(), Limits::default())?;
/// let (mut client, server) = duplex(4096);
/// tokio::spawn(async move { service.serve(server).await });
/// client.write_all(b"GET /_aicc/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
/// let mut response = String::new();
/// client.read_to_string(&mut response).await?;
/// assert!(response.starts_with("HTTP/1.1 200 OK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct SandboxService {
    responder: Arc<Responder>,
}

impl SandboxService {
    /// Returns a sandbox. Of the limits, [`connections`](Limits::connections) does not matter: the caller opens them.
    ///
    /// # Errors
    ///
    /// Returns an error if a world cannot start from the seed or the snapshot.
    pub fn new(source: SandboxSource, limits: Limits) -> Result<Self, StartError> {
        Ok(Self { responder: Arc::new(Responder { backend: Backend::new(source)?, on_exchange: None, limits }) })
    }

    /// Reads requests from a connection and writes their responses until either side ends it. It needs a runtime of tokio with
    /// time enabled.
    pub async fn serve(&self, stream: impl AsyncRead + AsyncWrite + Unpin) {
        serve_stream(stream, Arc::clone(&self.responder)).await;
    }
}

impl fmt::Debug for SandboxService {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SandboxService").finish_non_exhaustive()
    }
}
