//! How a run sends.

use std::time::Duration;

/// How a run sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// The certificates that a server can have, besides those that the system trusts. Default: no others.
    pub certificates: Certificates,
    /// How long a request can take.
    pub limits: TimeLimits,
}

/// Certificates of authorities that are trusted besides those of the system. The certificate of the server is always verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificates {
    /// The certificates in PEM, one after the other; `None` for no others.
    pub pem: Option<Vec<u8>>,
}

/// How long a request can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimits {
    /// The time for a connection: names, proxy and TLS included. After it, nothing was sent. Default: 10 seconds.
    pub connect: Duration,
    /// The time from the first byte of the request to the last one of the reply. After it, the answer is lost. Default: 30
    /// seconds.
    pub answer: Duration,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_secs(30) }
    }
}
