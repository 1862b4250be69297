//! Written requests, for whatever HTTP client an app has.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use aicc_core::{Language, Request};

use crate::finding::Report;

/// An HTTP request. It holds the secrets of its message, and shows them as `***` in every text form.
#[derive(Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Display, Eq, Hash)]
pub struct WrittenRequest(Request);

#[uniffi::export]
impl WrittenRequest {
    /// The method: `POST` or `PUT`.
    pub fn method(&self) -> String {
        self.0.method.as_str().to_owned()
    }

    /// The URL.
    pub fn url(&self) -> String {
        self.0.url.clone()
    }

    /// The header fields by name. They hold the credentials.
    pub fn headers(&self) -> HashMap<String, String> {
        self.0.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    /// The body: compact JSON in UTF-8. It holds the secrets of the message.
    pub fn body(&self) -> Vec<u8> {
        self.0.body.clone().into_bytes()
    }
}

/// Of what is no secret.
impl Hash for WrittenRequest {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.url.hash(state);
    }
}

impl fmt::Debug for WrittenRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl fmt::Display for WrittenRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// A written request, or all that keeps it from being written.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum RequestResult {
    /// Nothing is wrong.
    Ready {
        /// What to send.
        request: Arc<WrittenRequest>,
    },
    /// The message, its path or its credentials break rules.
    Invalid {
        /// Which rules, and where.
        report: Report,
    },
}

impl RequestResult {
    pub(crate) fn new(written: Result<Request, aicc_core::Report>, language: Option<Language>) -> Self {
        match written {
            Ok(request) => Self::Ready { request: Arc::new(WrittenRequest(request)) },
            Err(report) => Self::Invalid { report: Report::new(&report, language) },
        }
    }
}
