/// The agent gateway (interface 4).
public struct Gateway: Hashable, Sendable {
    let parts: EndpointParts

    init(_ parts: EndpointParts) {
        self.parts = parts
    }

    /// The gateway at `host`, a host name or an IP address.
    ///
    /// - Parameters:
    ///   - port: from 1 to 65535; 8043 by default
    ///   - scheme: `https`, the default, or `http` for a loopback address
    ///   - language: the language of the sentence of a failure; English by default
    /// - Throws: `EndpointError` when no gateway can be there
    public init(host: String, port: Int32? = nil, scheme: String? = nil, language: Language? = nil) throws {
        self.init(try endpointParts(host: host, port: port, scheme: scheme, language: language))
    }

    /// The host: a name in lower case, or an IP address (IPv6 in brackets).
    public var host: String { parts.host }

    /// The port; `nil` for the default one.
    public var port: Int32? { parts.port }

    /// `https` or `http`.
    public var scheme: String { parts.scheme }
}

/// The configuration service (interfaces 1 to 3), with the credentials for it.
public struct Cloud: Hashable, Sendable {
    let parts: CloudParts

    init(_ parts: CloudParts) {
        self.parts = parts
    }

    /// The service at `host`, a host name or an IP address.
    ///
    /// - Parameters:
    ///   - token: the access token, which follows `Bearer ` in `Authorization`
    ///   - appKey: the app key
    ///   - port: from 1 to 65535; 443 by default
    ///   - scheme: `https`, the default, or `http` for a loopback address
    ///   - language: the language of the sentence of a failure; English by default
    /// - Throws: `EndpointError` when no service can be there
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

    /// The port; `nil` for the default one.
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

/// Without the `Optional` around it.
private func shown(_ value: (some CustomStringConvertible)?) -> String {
    value?.description ?? "nil"
}
