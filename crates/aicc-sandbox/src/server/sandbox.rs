//! A running sandbox, for programs that are not asynchronous.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio_rustls::TlsAcceptor;

use super::admin;
use super::backend::Backend;
use super::certificate::issue;
use super::connection::accept;
use super::error::StartError;
use super::options::SandboxOptions;
use super::responder::{Responder, now};
use crate::world::wire::{Incoming, Reply};
use crate::world::worlds::Worlds;

/// How long stopping waits for what runs on the threads.
const STOP_TIME: Duration = Duration::from_secs(1);

/// A running sandbox. It answers on threads of its own until it is stopped or dropped.
///
/// ```
/// use aicc_sandbox::{SandboxOptions, Sandbox};
/// let sandbox = Sandbox::start(SandboxOptions::default())?;
/// assert!(sandbox.url().starts_with("http://127.0.0.1:"));
/// # Ok::<(), aicc_sandbox::StartError>(())
/// ```
pub struct Sandbox {
    url: String,
    certificate_pem: Option<String>,
    responder: Arc<Responder>,
    runtime: Mutex<Option<Runtime>>,
}

/// The sandbox replays a recording or forwards requests, so that it has no worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoWorlds;

impl fmt::Display for NoWorlds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sandbox that replays or forwards has no worlds")
    }
}

impl std::error::Error for NoWorlds {}

impl Sandbox {
    /// Starts a sandbox. It accepts connections when this function returns.
    ///
    /// # Errors
    ///
    /// Returns an error if the address or port cannot be used, a name cannot be in a certificate, a world cannot start from the
    /// seed or the snapshot, or no thread can be started.
    pub fn start(options: SandboxOptions) -> Result<Self, StartError> {
        let SandboxOptions { address, port, tls, source, limits, threads, on_exchange } = options;
        let responder = Arc::new(Responder { backend: Backend::new(source)?, on_exchange, limits });
        let issued = tls.map(|tls| issue(address, &tls.names)).transpose()?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(threads.max(1))
            .thread_name("aicc-sandbox")
            .enable_io()
            .enable_time()
            .build()
            .map_err(StartError::Threads)?;
        let wanted = SocketAddr::new(address, port);
        let (listener, bound) = listen(&runtime, wanted).map_err(|error| StartError::Address(wanted, error))?;
        let acceptor = issued.as_ref().map(|issued| TlsAcceptor::from(Arc::clone(&issued.config)));
        runtime.spawn(accept(listener, acceptor, Arc::clone(&responder)));
        let scheme = if issued.is_some() { "https" } else { "http" };
        Ok(Self {
            url: format!("{scheme}://{}", reachable(bound)),
            certificate_pem: issued.map(|issued| issued.authority_pem),
            responder,
            runtime: Mutex::new(Some(runtime)),
        })
    }

    /// Returns the URL without a path: `http://127.0.0.1:40213`. For a sandbox that listens on every address, it has the loopback
    /// address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the certificate of the authority that clients have to trust, in PEM; `None` without TLS.
    #[must_use]
    pub fn certificate_pem(&self) -> Option<&str> {
        self.certificate_pem.as_deref()
    }

    /// Calls a function with the worlds and the time of the system, in milliseconds since 1970-01-01 UTC. Requests wait until
    /// the function returns.
    ///
    /// # Errors
    ///
    /// Returns an error if the sandbox has no worlds.
    pub fn with_worlds<T>(&self, call: impl FnOnce(&mut Worlds, u64) -> T) -> Result<T, NoWorlds> {
        let mut worlds = self.responder.backend.worlds().ok_or(NoWorlds)?;
        Ok(call(&mut worlds, now()))
    }

    /// Returns the reply to a request of a route under `/_aicc/`, without a connection.
    #[must_use]
    pub fn administer(&self, request: &Incoming<'_>) -> Reply {
        admin::answer(&self.responder, request)
    }

    /// Stops the sandbox. Its connections are closed and its port is free. A second call does nothing.
    pub fn stop(&self) {
        let runtime = self.runtime.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(runtime) = runtime else { return };
        // Asynchronous code must not wait.
        match Handle::try_current() {
            Ok(_) => runtime.shutdown_background(),
            Err(_) => runtime.shutdown_timeout(STOP_TIME),
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sandbox").field("url", &self.url).finish_non_exhaustive()
    }
}

fn listen(runtime: &Runtime, address: SocketAddr) -> std::io::Result<(TcpListener, SocketAddr)> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let bound = listener.local_addr()?;
    let _entered = runtime.enter();
    Ok((TcpListener::from_std(listener)?, bound))
}

/// Returns an address that a client on this machine can connect to.
fn reachable(bound: SocketAddr) -> SocketAddr {
    let address = match bound.ip() {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    SocketAddr::new(address, bound.port())
}
