import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Reads the outcome of a reply: a function such as `readAgentSignInReply`.
public typealias ReplyReader<Reply> = (
    _ status: Int32, _ body: Data, _ headers: [String: String], _ profile: Profile, _ language: Language?
) -> Outcome<Reply>

@available(iOS 15, macCatalyst 15, macOS 12, *)
extension URLSession {
    /// Sends a request, and returns the outcome of its reply. Cancelling the task cancels the request.
    ///
    /// ```swift
    /// let outcome = try await URLSession.shared.send(request, reading: readAgentSignInReply)
    /// ```
    ///
    /// A redirect is an undocumented status. It is not followed, because the request contains the credentials. Outside Apple's platforms,
    /// `FoundationNetworking` follows it all the same.
    ///
    /// - Parameters:
    ///   - read: reads a reply of the interface, such as `readAgentSignInReply`
    ///   - profile: the edition by which the reply is read
    ///   - language: the language of meanings and sentences; the default is English
    /// - Throws: `URLError` if there is no connection or no whole answer; the platform may have executed the request
    public func send<Reply>(
        _ request: WrittenRequest,
        reading read: ReplyReader<Reply>,
        profile: Profile = Profile(),
        language: Language? = nil
    ) async throws -> Outcome<Reply> {
        guard let request = URLRequest(request) else { throw URLError(.badURL) }
        let (body, response) = try await data(for: request, delegate: WithoutRedirects())
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        let headers = response.allHeaderFields as? [String: String] ?? [:]
        return read(Int32(response.statusCode), body, headers, profile, language)
    }
}

/// Refuses redirects.
private final class WithoutRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
