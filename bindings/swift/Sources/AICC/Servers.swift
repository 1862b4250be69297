/// The agent gateway.
public struct Gateway: Hashable, Sendable {
    let parts: EndpointParts

    init(_ parts: EndpointParts) {
        self.parts = parts
    }

    /// Creates the gateway at `host`, a host name or an IP address.
    ///
    /// - Parameters:
    ///   - port: from 1 to 65535; the default is 8043
    ///   - scheme: `https` (the default), or `http` for a loopback address only
    ///   - language: the language of the error's sentence; the default is English
    /// - Throws: `EndpointError` if the host, the port or the scheme is invalid
    public init(host: String, port: Int32? = nil, scheme: String? = nil, language: Language? = nil) throws {
        self.init(try endpointParts(host: host, port: port, scheme: scheme, language: language))
    }

    /// The host: a name in lower case, or an IP address (IPv6 in brackets).
    public var host: String { parts.host }

    /// The port, or `nil` for the default port.
    public var port: Int32? { parts.port }

    /// `https` or `http`.
    public var scheme: String { parts.scheme }
}

/// The configuration service, with its credentials.
public struct Cloud: Hashable, Sendable {
    let parts: CloudParts

    init(_ parts: CloudParts) {
        self.parts = parts
    }

    /// Creates the service at `host`, a host name or an IP address.
    ///
    /// - Parameters:
    ///   - token: the access token, which is sent as `Authorization: Bearer …`
    ///   - appKey: the app key
    ///   - port: from 1 to 65535; the default is 443
    ///   - scheme: `https` (the default), or `http` for a loopback address only
    ///   - language: the language of the error's sentence; the default is English
    /// - Throws: `EndpointError` if the host, the port or the scheme is invalid
    public init(
        host: String,
        token: Secret? = nil,
        appKey: Secret? = nil,
        port: Int32? = nil,
        scheme: String? = nil,
        language: Language? = nil
    ) throws {
        let endpoint = try endpointParts(host: host, port: port, scheme: scheme, language: language)
        self.init(CloudParts(endpoint: endpoint, token: token, appKey: appKey))
    }

    /// The host: a name in lower case, or an IP address (IPv6 in brackets).
    public var host: String { parts.endpoint.host }

    /// The port, or `nil` for the default port.
    public var port: Int32? { parts.endpoint.port }

    /// `https` or `http`.
    public var scheme: String { parts.endpoint.scheme }

    /// The access token.
    public var token: Secret? { parts.token }

    /// The app key.
    public var appKey: Secret? { parts.appKey }
}

extension Gateway: CustomStringConvertible {
    /// `Gateway(host: 10.0.0.5, port: nil, scheme: https)`.
    public var description: String {
        "Gateway(host: \(host), port: \(shown(port)), scheme: \(scheme))"
    }
}

extension Cloud: CustomStringConvertible {
    /// `Cloud(host: example.com, token: ***, appKey: nil, port: nil, scheme: https)`.
    public var description: String {
        "Cloud(host: \(host), token: \(shown(token)), appKey: \(shown(appKey)), port: \(shown(port)), scheme: \(scheme))"
    }
}

/// The description of a value, without `Optional(…)` around it.
private func shown(_ value: (some CustomStringConvertible)?) -> String {
    value?.description ?? "nil"
}
