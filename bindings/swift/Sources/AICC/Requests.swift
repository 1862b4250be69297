import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// An HTTP request. It contains the secrets of its message, which appear as `***` in its text form.
public struct WrittenRequest: Hashable, Sendable {
    let parts: RequestParts

    init(_ parts: RequestParts) {
        self.parts = parts
    }

    /// Returns the method: `POST` or `PUT`.
    public func method() -> String { parts.method }

    /// Returns the URL.
    public func url() -> String { parts.url }

    /// Returns the header fields by name. They contain the credentials.
    public func headers() -> [String: String] { parts.headers.mapValues { $0.expose() } }

    /// Returns the body: compact JSON in UTF-8. It contains the secrets of the message.
    public func body() -> Data { Data(parts.body.data) }
}

extension WrittenRequest: CustomStringConvertible {
    /// The method and the URL, with `***` for each header field and for the body.
    public var description: String {
        "WrittenRequest(method: \(method()), url: \(url()), headers: \(parts.headers), body: \(parts.body))"
    }
}

extension URLRequest {
    /// Creates the same request for `URLSession`. The URL of a `WrittenRequest` is valid, so that this never returns `nil`.
    public init?(_ request: WrittenRequest) {
        guard let url = URL(string: request.url()) else { return nil }
        self.init(url: url)
        httpMethod = request.method()
        allHTTPHeaderFields = request.headers()
        httpBody = request.body()
    }
}
