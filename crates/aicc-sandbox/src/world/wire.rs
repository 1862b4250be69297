//! Requests as they came, and answers as they go out: plain data.

use std::fmt;

/// A request as it came. Its `Debug` form shows no value, because any of them can be a secret.
#[derive(Clone, Copy)]
pub struct Incoming<'a> {
    /// The method: `POST`.
    pub method: &'a str,
    /// The path, with the query if there is one.
    pub target: &'a str,
    /// The header fields. The case of the names does not matter.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a [u8],
}

impl<'a> Incoming<'a> {
    /// Returns the value of the last header field with a name; `None` if there is none. The case of the name does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().rfind(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Returns the path without the query.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.target.split('?').next().unwrap_or_default()
    }
}

impl fmt::Debug for Incoming<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (headers, body) = (self.headers.len(), self.body.len());
        write!(formatter, "Incoming {{ {headers} headers, {body} bytes }}")
    }
}

/// A reply. Its `Debug` form shows no header value and no body, because a token or a session can be in them.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The header fields, without `Content-Length` and `Date`, which belong to the server.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Reply {{ status: {}, {} bytes }}", self.status, self.body.len())
    }
}

/// How the bytes of a reply go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// The whole reply, as fast as possible.
    #[default]
    Whole,
    /// Nothing: the connection is reset.
    Reset,
    /// The header says the whole length, and the connection closes after some bytes of the body.
    Cut {
        /// The number of bytes of the body that go out. At most the length of the body.
        bytes: usize,
    },
    /// The body goes out slowly.
    Slow {
        /// The speed, at least 1.
        bytes_per_second: u32,
    },
}

impl Delivery {
    /// Returns the name: `whole`, `reset`, `cut`, `slow`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Reset => "reset",
            Self::Cut { .. } => "cut",
            Self::Slow { .. } => "slow",
        }
    }
}
