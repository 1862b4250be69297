import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// An HTTP request. It holds the secrets of its message, and shows them as `***` in every text form.
public struct WrittenRequest: Hashable, Sendable {
    let parts: RequestParts

    init(_ parts: RequestParts) {
        self.parts = parts
    }

    /// The method: `POST` or `PUT`.
    public func method() -> String { parts.method }

    /// The URL.
    public func url() -> String { parts.url }

    /// The header fields by name. They hold the credentials.
    public func headers() -> [String: String] { parts.headers.mapValues { $0.expose() } }

    /// The body: compact JSON in UTF-8. It holds the secrets of the message.
    public func body() -> Data { Data(parts.body.data) }
}

extension WrittenRequest: CustomStringConvertible {
    /// With `***` for each header field and for the body.
    public var description: String {
        "WrittenRequest(method: \(method()), url: \(url()), headers: \(parts.headers), body: \(parts.body))"
    }
}

extension URLRequest {
    /// The same request for `URLSession`. `nil` never comes of a written request, whose URL is checked.
    public init?(_ request: WrittenRequest) {
        guard let url = URL(string: request.url()) else { return nil }
        self.init(url: url)
        httpMethod = request.method()
        allHTTPHeaderFields = request.headers()
        httpBody = request.body()
    }
}
