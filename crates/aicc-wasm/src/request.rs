//! Parsed messages, and messages as HTTP requests.

use aicc_core::spec::Service;
use aicc_core::{AnyRequest, Cloud, Endpoint, EndpointError, Gateway, Interface, Report, Request};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::body::with_body;
use crate::finding::{SentenceStyle, write_report};
use crate::lines::LineWriter;
use crate::misuse::Misuse;
use crate::names::{NamedTexts, interface_at};
use crate::options::CallOptions;

/// Parses and checks the body in the room. Returns `{message, report}`; `message` is missing if the body breaks a rule.
#[wasm_bindgen]
pub fn parse(interface: u32, length: usize, are_lines: bool, options: &str) -> Result<String, Misuse> {
    with_body(length, are_lines, |body| {
        let (interface, options) = (interface_at(interface), CallOptions::read(options)?);
        Ok(parsed(body.message(interface, &options.profile), options.language.into()))
    })
}

/// Returns the lines of a parsed message, or of the report on it.
pub(crate) fn parsed(message: Result<AnyRequest, Report>, style: SentenceStyle) -> String {
    LineWriter::object(|lines| match message {
        Ok(message) => lines.name("message").view(&message.view(), false),
        Err(report) => write_report(lines.name("report"), &report, style),
    })
}

/// Writes the HTTP request of the body in the room to `server`: `{host, port, scheme, token, appKey}`, with the parameters of the path. Returns
/// `{method, url, headers, body}`, or `{report}` if the message, its path or its credentials break a rule.
#[wasm_bindgen]
pub fn request(
    interface: u32,
    length: usize,
    are_lines: bool,
    server: &str,
    path: &str,
    is_wrapped: bool,
    options: &str,
) -> Result<String, Misuse> {
    with_body(length, are_lines, |body| {
        let (interface, options) = (interface_at(interface), CallOptions::read(options)?);
        let message = body.message(interface, &options.profile);
        written(interface, message, server, &NamedTexts::read(path), is_wrapped, &options, options.language.into())
    })
}

/// Returns the lines of a request, or of the report that says why there is none.
pub(crate) fn written(
    interface: &'static Interface,
    message: Result<AnyRequest, Report>,
    server: &str,
    path: &NamedTexts,
    is_wrapped: bool,
    options: &CallOptions,
    style: SentenceStyle,
) -> Result<String, Misuse> {
    let server = NamedTexts::read(server);
    let endpoint = endpoint(&server).map_err(|error| Misuse::endpoint(error, options.language))?;
    let path = path.as_pairs();
    let written = message.and_then(|message| {
        let message = if is_wrapped { message.wrapped() } else { message };
        match interface.service {
            Service::Configuration => message.request(&cloud(endpoint, &server), &path),
            Service::AgentGateway => message.request(&Gateway::at(endpoint), &path),
        }
    });
    Ok(LineWriter::object(|lines| match written {
        Ok(request) => write_request(lines, &request),
        Err(report) => write_report(lines.name("report"), &report, style),
    }))
}

fn write_request(lines: &mut LineWriter, request: &Request) {
    lines.name("method").text(request.method.as_str());
    lines.name("url").text(&request.url);
    lines.name("headers").members(|lines| {
        request.headers.iter().for_each(|(name, value)| lines.name(name).text(value));
    });
    lines.name("body").text(&request.body);
}

fn endpoint(server: &NamedTexts) -> Result<Endpoint, EndpointError> {
    let mut endpoint = Endpoint::new(server.get("host").unwrap_or_default())?;
    if let Some(port) = server.get("port") {
        // The core refuses 0, which stands for everything that is not a number.
        endpoint = endpoint.with_port(port.parse().unwrap_or(0))?;
    }
    match server.get("scheme") {
        Some(scheme) => endpoint.with_scheme(scheme),
        None => Ok(endpoint),
    }
}

fn cloud(endpoint: Endpoint, server: &NamedTexts) -> Cloud {
    let mut cloud = Cloud::at(endpoint);
    if let Some(token) = server.get("token") {
        cloud = cloud.token(token);
    }
    if let Some(app_key) = server.get("appKey") {
        cloud = cloud.app_key(app_key);
    }
    cloud
}
