//! How a sandbox runs.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use super::departure::Departure;
use super::forward::ForwardTarget;
use super::limits::Limits;
use super::recording::Recording;
use crate::world::exchange::Exchange;
use crate::world::seed::Seed;
use crate::world::worlds::Snapshot;

/// How a sandbox runs.
pub struct SandboxOptions {
    /// The address that it listens on. Default: 127.0.0.1, which only this machine reaches.
    pub address: IpAddr,
    /// The port; 0, the default, for any that is free.
    pub port: u16,
    /// HTTPS in place of HTTP. Default: HTTP.
    pub tls: Option<TlsOptions>,
    /// Where the replies come from. Default: an empty world.
    pub source: SandboxSource,
    /// What a connection may cost.
    pub limits: Limits,
    /// The number of threads that answer, at least 1. Default: 2.
    pub threads: usize,
    /// What is called with each exchange, from any thread. Default: nothing.
    pub on_exchange: Option<OnExchange>,
}

/// A function that is called with each exchange, and with its departures from the vendor's pages if requests are forwarded.
pub type OnExchange = Box<dyn Fn(&Exchange, &[Departure]) + Send + Sync>;

/// How a sandbox speaks HTTPS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsOptions {
    /// Host names and IP addresses of the certificate, besides `localhost`, 127.0.0.1, ::1 and the address that the sandbox
    /// listens on.
    pub names: Vec<String>,
}

/// Where the replies of a sandbox come from.
#[derive(Debug)]
pub enum SandboxSource {
    /// Worlds.
    Worlds {
        /// What each world starts from.
        seed: Box<Seed>,
        /// The worlds to start with. Default: one, from the seed.
        snapshot: Option<Snapshot>,
    },
    /// The replies of a recording.
    Replay(Recording),
    /// A real server.
    Forward(ForwardTarget),
}

impl Default for SandboxSource {
    fn default() -> Self {
        Self::Worlds { seed: Box::default(), snapshot: None }
    }
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            tls: None,
            source: SandboxSource::default(),
            limits: Limits::default(),
            threads: 2,
            on_exchange: None,
        }
    }
}

impl fmt::Debug for SandboxOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, port, tls, limits, threads, .. } = self;
        let mut shown = formatter.debug_struct("SandboxOptions");
        shown.field("address", address).field("port", port).field("tls", tls).field("limits", limits);
        shown.field("threads", threads).finish_non_exhaustive()
    }
}
