//! Endpoints: which are refused, the text of each error, and the start of each URL.

use aicc_core::{AgentInfoQuery, AgentSignIn, Cloud, Endpoint, EndpointError, Gateway, Language, Profile};

const ERRORS: [(EndpointError, &str, &str, &str); 3] = [
    (
        EndpointError::Host,
        "host",
        "The host must be an IP address or a host name of ASCII letters, digits, hyphens and dots, with nothing else around it (an international name in its xn-- form).",
        "主机必须是 IP 地址，或仅由 ASCII 字母、数字、连字符和点组成的主机名，且不含其他内容（国际化域名请使用 xn-- 形式）。",
    ),
    (EndpointError::Port, "port", "The port must be a number from 1 to 65535.", "端口必须是 1 到 65535 之间的数字。"),
    (
        EndpointError::Scheme,
        "scheme",
        "The scheme must be https; http is accepted for a loopback address only.",
        "协议必须是 https；仅环回地址可以使用 http。",
    ),
];

#[test]
fn an_error_has_a_sentence_in_both_languages() {
    for (error, kind, english, chinese) in ERRORS {
        assert_eq!(error.kind(), kind);
        assert_eq!(error.message(Language::English), english);
        assert_eq!(error.message(Language::Chinese), chinese);
        assert_eq!(error.to_string(), english);
    }
}

#[test]
fn a_server_at_no_host_is_refused() {
    assert_eq!(Cloud::new("service.besclouds.com/x"), Err(EndpointError::Host));
    assert_eq!(Gateway::new("10.0.0.5:8043"), Err(EndpointError::Host));
    assert_eq!(Cloud::new("10.0.0.5"), Endpoint::new("10.0.0.5").map(Cloud::at));
    assert_eq!(Gateway::new("10.0.0.5"), Endpoint::new("10.0.0.5").map(Gateway::at));
}

#[test]
fn an_endpoint_shows_its_parts() {
    for (given, host) in [("CC.Example.com", "cc.example.com"), ("10.0.0.5", "10.0.0.5"), ("0:0::1", "[::1]")] {
        let endpoint = Endpoint::new(given).unwrap();
        assert_eq!((endpoint.host().as_str(), endpoint.port(), endpoint.scheme()), (host, None, "https"));
        assert_eq!(endpoint.with_port(8443).unwrap().port(), Some(8443));
    }
}

#[test]
fn a_label_has_letters_digits_and_inner_hyphens() {
    let longest = "a".repeat(63);
    for host in ["a", "a-b", "A1.b2", "xn--fiqs8s", longest.as_str(), "1.a", "0x.a", "a.0xg", "a.0b1"] {
        assert!(Endpoint::new(host).is_ok(), "{host}");
    }
    let too_long = "a".repeat(64);
    for host in ["", ".", "a.", ".a", "a..b", "-a", "a-", "a.-b", "a.b-", "a_b", "a b", "é", too_long.as_str()] {
        assert_eq!(Endpoint::new(host), Err(EndpointError::Host), "{host}");
    }
}

#[test]
fn a_host_name_has_at_most_253_characters() {
    let name = |last: usize| [&*"a".repeat(63), &"b".repeat(63), &"c".repeat(63), &"d".repeat(last)].join(".");
    assert_eq!((name(61).len(), name(62).len()), (253, 254));
    assert!(Endpoint::new(&name(61)).is_ok());
    assert_eq!(Endpoint::new(&name(62)), Err(EndpointError::Host));
}

/// The URL standard reads a host whose last label is a decimal or hexadecimal number as an IPv4 address.
#[test]
fn a_name_that_ends_in_a_number_is_no_host() {
    for host in ["1", "10.0.0", "a.1", "10.0.0.256", "010.0.0.1", "0x7f000001", "a.0x1F", "A.0X1f", "a.0x", "1.2.3.4.5"]
    {
        assert_eq!(Endpoint::new(host), Err(EndpointError::Host), "{host}");
    }
}

#[test]
fn http_is_for_a_loopback_address_only() {
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]"] {
        assert!(Endpoint::new(host).unwrap().with_scheme("http").is_ok(), "{host}");
    }
    for host in ["localhost.a", "10.0.0.5", "::2", "service.besclouds.com"] {
        assert_eq!(Endpoint::new(host).unwrap().with_scheme("http"), Err(EndpointError::Scheme), "{host}");
        assert!(Endpoint::new(host).unwrap().with_scheme("https").is_ok(), "{host}");
    }
    for scheme in ["", "HTTP", "ftp", "https:"] {
        assert_eq!(Endpoint::new("localhost").unwrap().with_scheme(scheme), Err(EndpointError::Scheme), "{scheme}");
    }
}

#[test]
fn a_port_is_from_1_to_65535() {
    for port in [1, 65_535] {
        assert!(Endpoint::new("a").unwrap().with_port(port).is_ok(), "{port}");
    }
    for port in [0, 65_536, u32::MAX] {
        assert_eq!(Endpoint::new("a").unwrap().with_port(port), Err(EndpointError::Port), "{port}");
    }
}

/// The URL of the configuration service has a port if it is not the default of its scheme. The gateway's always has one.
#[test]
fn the_port_is_written_where_the_scheme_does_not_tell_it() {
    let origin = |scheme: &str, port: Option<u32>| {
        let endpoint = Endpoint::new("localhost").unwrap().with_scheme(scheme).unwrap();
        let endpoint = port.map_or(endpoint.clone(), |port| endpoint.with_port(port).unwrap());
        let query = AgentInfoQuery::builder().account_code("a").build(&Profile::default()).unwrap();
        let sign_in = AgentSignIn::builder().password("").build(&Profile::default()).unwrap();
        let configuration = query.request(&Cloud::at(endpoint.clone())).unwrap().url.clone();
        let gateway = sign_in.request(&Gateway::at(endpoint), "101").unwrap().url.clone();
        let (configuration, _) = configuration.split_once("/apiaccess").unwrap();
        let (gateway, _) = gateway.split_once("/agentgateway").unwrap();
        (configuration.to_owned(), gateway.to_owned())
    };
    let expected = |configuration: &str, gateway: &str| (configuration.to_owned(), gateway.to_owned());
    assert_eq!(origin("https", None), expected("https://localhost", "https://localhost:8043"));
    assert_eq!(origin("https", Some(443)), expected("https://localhost", "https://localhost:443"));
    assert_eq!(origin("http", Some(443)), expected("http://localhost:443", "http://localhost:443"));
    assert_eq!(origin("https", Some(80)), expected("https://localhost:80", "https://localhost:80"));
}
