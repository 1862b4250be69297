import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

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
