import AICCSandbox
import Foundation
import XCTest

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Every request and reply vector between the sandbox and URLSession, over HTTP and HTTPS.
final class ExchangesTests: XCTestCase {
    private typealias Received = (status: Int, headers: [String: String], body: Data)

    func testEveryVectorOverHTTP() async throws {
        try await exchangeAll(Sandbox(arguments: ["--explain"]))
    }

    /// On Linux, URLSession trusts the certificates of the system alone. `test.sh` names their file in a system of its own.
    func testEveryVectorOverHTTPS() async throws {
        guard let trusted = ProcessInfo.processInfo.environment["AICC_TRUSTED"].map(URL.init(fileURLWithPath:)) else {
            throw XCTSkip("no file of trusted certificates to replace")
        }
        let sandbox = try Sandbox(tls: true, arguments: ["--explain"])
        let certificate = try XCTUnwrap(sandbox.certificate)
        try FileManager.default.createDirectory(at: trusted.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(contentsOf: certificate).write(to: trusted)
        try await exchangeAll(sandbox)
        let other = try Sandbox(tls: true)
        defer { other.stop() }
        let first = try XCTUnwrap(try Exchanges().requests().first)
        do {
            _ = try await send(first.sent, to: other)
            XCTFail("the certificate of another sandbox is refused")
        } catch let error as URLError {
            // On Linux, a refused certificate is an unknown error.
            XCTAssert([.unknown, .secureConnectionFailed, .serverCertificateUntrusted].contains(error.code), "\(error)")
        }
    }

    private func exchangeAll(_ sandbox: Sandbox) async throws {
        defer { sandbox.stop() }
        let exchanges = try Exchanges()
        let requests = try exchanges.requests()
        for exchange in requests { try await checkVerdict(exchange, sandbox) }
        let replies = try exchanges.replies()
        try await sandbox.faults(exchanges.faults(replies))
        for exchange in replies { try await checkReply(exchange, sandbox) }
        print("URLSession, \(sandbox.url.scheme ?? ""): \(requests.count) requests and \(replies.count) replies")
        XCTAssertGreaterThan(requests.count, 1500)
        XCTAssertGreaterThan(replies.count, 280)
    }

    private func checkVerdict(_ exchange: VectorExchange, _ sandbox: Sandbox) async throws {
        let (status, headers, body) = try await send(exchange.sent, to: sandbox)
        var explanation = headers["x-aicc-explanation"].map(JSON.init)
        if explanation?["see"] != nil {
            explanation = JSON(String(decoding: try await sandbox.explain(), as: UTF8.self))
        }
        let found = Exchanges.places(explanation)
        XCTAssertEqual(found, Exchanges.expected(exchange.vector), exchange.vector.id)
        let outcome = exchange.vector.subject.read(Int32(status), body, [:], exchange.vector.profile).name
        XCTAssert(["success", "refusal", "documentedStatus"].contains(outcome), exchange.vector.id)
        XCTAssert(found.isEmpty || outcome != "success", exchange.vector.id)
    }

    private func checkReply(_ exchange: VectorExchange, _ sandbox: Sandbox) async throws {
        let vector = exchange.vector
        let (status, headers, body) = try await send(exchange.sent, to: sandbox)
        XCTAssertEqual(Int64(status), vector.content["status"]?.int, vector.id)
        XCTAssertEqual(body, vector.body, vector.id)
        let outcome = vector.subject.read(Int32(status), body, headers, vector.profile).name
        XCTAssertEqual(outcome, vector.text("outcome"), vector.id)
    }

    private let session = URLSession(configuration: .ephemeral)

    private func send(_ sent: SentRequest, to sandbox: Sandbox) async throws -> Received {
        var request = URLRequest(url: try XCTUnwrap(URL(string: sandbox.url.absoluteString + sent.target)))
        request.httpMethod = sent.method
        request.httpBody = sent.body
        for (name, value) in sent.headers { request.setValue(value, forHTTPHeaderField: name) }
        let (body, response) = try await session.data(for: request)
        let reply = try XCTUnwrap(response as? HTTPURLResponse)
        let headers = reply.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        return (reply.statusCode, Dictionary(headers, uniquingKeysWith: { $1 }), body)
    }
}
