//! What a connection may cost.

use std::time::Duration;

/// What a connection may cost. A request beyond a limit is answered with a status from 400 on, or its connection is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The maximum number of connections; others wait. Default: 2000.
    pub connections: usize,
    /// The maximum number of bytes of a request line with its header fields, at least 8192. Default: 65536.
    pub head_bytes: usize,
    /// The maximum number of bytes of a body. Default: 2 MiB, more than the messages may have. A request that administers the
    /// sandbox can have 64 times as many.
    pub body_bytes: usize,
    /// How long a connection may be idle, and how long the head of a request and a TLS handshake may take. Default: 60 seconds.
    pub head_time: Duration,
    /// How long the body of a request may take. Default: 30 seconds.
    pub body_time: Duration,
    /// How long the sandbox waits for a client that does not read a reply. Default: 30 seconds.
    pub write_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 2000,
            head_bytes: 64 * 1024,
            body_bytes: 2 * 1024 * 1024,
            head_time: Duration::from_secs(60),
            body_time: Duration::from_secs(30),
            write_time: Duration::from_secs(30),
        }
    }
}
