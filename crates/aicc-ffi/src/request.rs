//! Messages as HTTP requests, and HTTP requests as data for any HTTP client.

use std::collections::HashMap;
use std::mem::take;

use aicc_core::{Request, Valid};

use crate::convert::FromCore;
use crate::finding::{Report, Speech};
use crate::secret::Secret;

/// An HTTP request, with the secrets of its message. Kotlin and Swift write this type by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenRequest(RequestParts);

/// What crosses of a `WrittenRequest`.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct RequestParts {
    /// The method: `POST` or `PUT`.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The header fields by name. They contain the credentials.
    pub headers: HashMap<String, Secret>,
    /// The body: compact JSON. It contains the secrets of the message.
    pub body: Secret,
}

uniffi::custom_type!(WrittenRequest, RequestParts, {
    lower: |request| request.0,
    try_lift: |parts| Ok(WrittenRequest(parts)),
});

impl From<Request> for WrittenRequest {
    fn from(mut request: Request) -> Self {
        let headers = take(&mut request.headers).into_iter();
        Self(RequestParts {
            method: request.method.as_str().to_owned(),
            url: take(&mut request.url),
            headers: headers.map(|(name, value)| (name.to_owned(), value.into())).collect(),
            body: take(&mut request.body).into(),
        })
    }
}

/// The HTTP request of a message, or every rule that the message breaks.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum RequestResult {
    /// The message, its path parameters and the credentials are valid.
    Ready {
        /// The request to send.
        request: WrittenRequest,
    },
    /// The message, its path parameters or the credentials break rules.
    Invalid {
        /// Every rule that they break, with the place.
        report: Report,
    },
}

/// Returns the parsed message, if it is valid, and the report on it.
pub(crate) fn parsed<C, M: FromCore<C>>(
    read: Result<Valid<C>, aicc_core::Report>,
    speech: impl Into<Speech>,
) -> (Option<M>, Report) {
    let report = Report::of(&read, speech);
    (read.ok().map(|message| M::from_core(message.into_inner())), report)
}

impl RequestResult {
    pub(crate) fn new(written: Result<Request, aicc_core::Report>, speech: impl Into<Speech>) -> Self {
        match written {
            Ok(request) => Self::Ready { request: request.into() },
            Err(report) => Self::Invalid { report: Report::new(&report, speech) },
        }
    }
}
