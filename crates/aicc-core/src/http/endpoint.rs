//! Scheme, host and port of a server, validated so that they cannot escape into other parts of the URL.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::language::{Language, Wording};
use crate::spec::Service;

/// A validated scheme, host and port.
///
/// ```
/// use aicc_core::{Endpoint, EndpointError};
/// assert!(Endpoint::new("service.besclouds.com").is_ok());
/// assert_eq!(Endpoint::new("service.besclouds.com/x?y@z"), Err(EndpointError::Host));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    scheme: Scheme,
    host: Host,
    port: Option<u16>,
}

/// The scheme of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Scheme {
    Https,
    Http,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Host {
    Name(String),
    Address(IpAddr),
}

/// Why an endpoint is invalid. It does not contain the rejected text, which may contain credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EndpointError {
    /// The host is neither a host name nor an IP address.
    Host,
    /// The port is not from 1 to 65535.
    Port,
    /// The scheme is neither `https` nor, for a loopback address, `http`.
    Scheme,
}

impl EndpointError {
    /// Returns the part that is wrong: `host`, `port` or `scheme`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Port => "port",
            Self::Scheme => "scheme",
        }
    }

    /// Returns the sentence for a person.
    #[must_use]
    pub const fn message(self, language: Language) -> &'static str {
        let wording = match self {
            Self::Host => Wording {
                english: "The host must be an IP address or a host name of ASCII letters, digits, hyphens and dots, with nothing else around it (an international name in its xn-- form).",
                chinese: "主机必须是 IP 地址，或仅由 ASCII 字母、数字、连字符和点组成的主机名，且不含其他内容（国际化域名请使用 xn-- 形式）。",
            },
            Self::Port => Wording {
                english: "The port must be a number from 1 to 65535.",
                chinese: "端口必须是 1 到 65535 之间的数字。",
            },
            Self::Scheme => Wording {
                english: "The scheme must be https; http is accepted for a loopback address only.",
                chinese: "协议必须是 https；仅环回地址可以使用 http。",
            },
        };
        wording.in_language(language)
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message(Language::English))
    }
}

impl std::error::Error for EndpointError {}

impl Endpoint {
    /// Returns the endpoint of a host with the scheme `https` and the default port of the service. The host is a name, which is
    /// written in lower case, or an IP address (IPv6 with or without brackets).
    ///
    /// # Errors
    ///
    /// Returns [`EndpointError::Host`] if the host is neither a name nor an IP address.
    pub fn new(host: &str) -> Result<Self, EndpointError> {
        let host = Host::parse(host).ok_or(EndpointError::Host)?;
        Ok(Self { scheme: Scheme::Https, host, port: None })
    }

    /// Returns the endpoint with a port from 1 to 65535.
    ///
    /// # Errors
    ///
    /// Returns [`EndpointError::Port`] if the port is not in that range.
    pub fn with_port(self, port: u32) -> Result<Self, EndpointError> {
        match u16::try_from(port) {
            Ok(port @ 1..) => Ok(Self { port: Some(port), ..self }),
            _ => Err(EndpointError::Port),
        }
    }

    /// Returns the endpoint with a scheme: `https`, or `http` for a loopback address.
    ///
    /// # Errors
    ///
    /// Returns [`EndpointError::Scheme`] for every other scheme.
    pub fn with_scheme(self, scheme: &str) -> Result<Self, EndpointError> {
        let scheme = match scheme {
            "https" => Scheme::Https,
            "http" if self.host.is_loopback() => Scheme::Http,
            _ => return Err(EndpointError::Scheme),
        };
        Ok(Self { scheme, ..self })
    }

    /// Returns the host as it is in a URL: a name in lower case, or an IP address (IPv6 in brackets).
    #[must_use]
    pub fn host(&self) -> String {
        self.host.to_string()
    }

    /// Returns the port; `None` for the default port of the service.
    #[must_use]
    pub const fn port(&self) -> Option<u16> {
        self.port
    }

    /// Returns the scheme: `https` or `http`.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        match self.scheme {
            Scheme::Https => "https",
            Scheme::Http => "http",
        }
    }

    /// Returns the start of a URL: `https://10.0.0.5:8043`. The port of the gateway is always written.
    pub(crate) fn origin(&self, service: Service) -> String {
        let port = match (service, self.port) {
            (Service::AgentGateway, port) => Some(port.unwrap_or(service.default_port())),
            (Service::Configuration, Some(443)) if self.scheme == Scheme::Https => None,
            (Service::Configuration, port) => port,
        };
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}", self.scheme(), self.host)
    }
}

impl Host {
    fn parse(host: &str) -> Option<Self> {
        let bracketed = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        if let Ok(address) = bracketed.unwrap_or(host).parse::<Ipv6Addr>() {
            return Some(Self::Address(address.into()));
        }
        if let Ok(address) = host.parse::<Ipv4Addr>() {
            return Some(Self::Address(address.into()));
        }
        is_host_name(host).then(|| Self::Name(host.to_ascii_lowercase()))
    }

    fn is_loopback(&self) -> bool {
        match self {
            Self::Name(name) => name == "localhost",
            Self::Address(address) => address.is_loopback(),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => formatter.write_str(name),
            Self::Address(IpAddr::V4(address)) => write!(formatter, "{address}"),
            Self::Address(IpAddr::V6(address)) => write!(formatter, "[{address}]"),
        }
    }
}

/// Returns whether a text is a host name (RFC 1123) whose last label URL parsers do not read as a number.
fn is_host_name(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= 253 && name.split('.').all(is_label) && !is_number(last)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_number(label: &str) -> bool {
    let lower = label.to_ascii_lowercase();
    match lower.strip_prefix("0x") {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => label.bytes().all(|byte| byte.is_ascii_digit()),
    }
}
