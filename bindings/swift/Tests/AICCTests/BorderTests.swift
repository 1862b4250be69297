import Foundation
import XCTest

@testable import AICC

/// Passes secrets and forms to each function of the package while they are in use, after they are gone, and while another thread
/// drops them. The call returns the right value.
final class BorderTests: XCTestCase {
    /// Calls of the functions that have a parameter or a receiver that can contain a secret.
    private func uses() throws -> [String: @Sendable (Secret) throws -> [String]] {
        var uses: [String: @Sendable (Secret) throws -> [String]] = [
            "Secret.expose": { [$0.expose()] },
            "RequestResult.get": { sent(.ready(request: try written($0))) },
            "WrittenRequest.body": { [String(decoding: try written($0).body(), as: UTF8.self)] },
            "WrittenRequest.headers": { ["\(try written($0).headers().sorted { $0.key < $1.key })"] },
            "WrittenRequest.method": { [try written($0).method()] },
            "WrittenRequest.url": { [try written($0).url()] },
            "checkMessage": { secret in
                let values = ["Authorization", "x-app-key"].map { NamedValue(name: $0, value: secret) }
                let report = checkMessage(interface: .agentAccountCreate, path: values, headers: values, body: Data("{}".utf8))
                return [report.sentences]
            },
        ]
        for subject in subjects {
            let valid = try Shared(subject.valid())
            let planted: @Sendable (Secret) -> AnyHashable = { secret in subject.planted(valid.change { $0 }, secret) }
            uses["\(subject.name).check"] = { [subject.check(planted($0), Profile()).sentences] }
            uses["\(subject.name).request"] = { sent(try subject.request(planted($0), destination($0), Profile())) }
            uses["\(subject.name)Form.request"] = { sent(try subject.submit(subject.form(Profile()), destination($0))) }
        }
        return uses
    }

    func testEveryFunctionThatASecretReachesIsUsed() throws {
        let used = Set(try uses().keys)
        XCTAssertEqual(try Declarations().functions(reaching: "Secret").filter { !used.contains($0) }, [])
        XCTAssertEqual(try Declarations().classes(), subjects.map { "\($0.name)Form" }.sorted(), "nothing but forms is an object")
    }

    func testResultsStayValidAfterTheSecretIsGone() throws {
        for (name, use) in try uses() {
            let kept = Secret(value: password)
            let gone = Shared(Secret?.some(Secret(value: password)))
            let (result, copy) = (try use(try XCTUnwrap(gone.change { $0 })), try XCTUnwrap(gone.change { $0.take() }))
            _ = (0..<100).map { Secret(value: "VICTIM\($0)") }
            XCTAssertEqual(result, try use(kept), name)
            XCTAssertEqual(try use(copy), result, name)
        }
    }

    func testASecretGoesWhileOthersUseItsCopies() throws {
        for (name, use) in try uses() {
            let expected = try use(Secret(value: password))
            let shared = Shared(Secret?.some(Secret(value: password)))
            let right = Shared(0)
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                let copy = shared.change { thread == 4 ? $0.take() : $0 }
                let isRight = copy.map { (try? use($0)) == expected } ?? true
                if isRight { right.change { $0 += 1 } }
            }
            XCTAssertEqual(right.change { $0 }, 8, name)
        }
    }

    /// Fills in a form, and returns a function for its report and its request.
    private static func filled(_ subject: Subject) throws -> @Sendable () throws -> [String] {
        let form = subject.form(Profile())
        for field in form.fields() where field.kind == .text {
            let pointer = field.pointer.replacingOccurrences(of: "*", with: "0")
            _ = try form.edit(pointer: pointer, text: field.secret ? password : "101")
        }
        let to = destination(Secret(value: password))
        return { [form.report().sentences, "\(form.fields())", form.parsed.report.sentences] + sent(try subject.submit(form, to)) }
    }

    func testAFormGoesWhileOthersUseIt() throws {
        for subject in subjects {
            let expected = try Self.filled(subject)()
            let shared = Shared(Optional.some(try Self.filled(subject)))
            let right = Shared(0)
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                let use = shared.change { thread == 4 ? $0.take() : $0 }
                let isRight = use.map { (try? $0()) == expected } ?? true
                if isRight { right.change { $0 += 1 } }
            }
            XCTAssertEqual(right.change { $0 }, 8, subject.name)
        }
    }

    func testTextFormsReadLikeSwift() throws {
        let gateway = try Gateway(host: "10.0.0.5", port: 8043)
        XCTAssertEqual("\(gateway)", "Gateway(host: 10.0.0.5, port: 8043, scheme: https)")
        let cloud = try Cloud(host: "Example.com", token: Secret(value: password))
        XCTAssertEqual("\(cloud)", "Cloud(host: example.com, token: ***, appKey: nil, port: nil, scheme: https)")
        XCTAssertEqual(Set([gateway, try Gateway(host: "10.0.0.5", port: 8043)]).count, 1)
        XCTAssertEqual("\(try PasswordPolicy(minimum: 8, maximum: 32))", "PasswordPolicy(minimum: 8, maximum: 32, classes: 4, validityDays: 90)")
        let request = try AgentSignIn(password: Secret(value: password)).request(gateway: gateway, agentId: "291").get()
        XCTAssert("\(request)".hasPrefix("WrittenRequest(method: PUT, url: https://10.0.0.5:8043/agentgateway"), "\(request)")
        XCTAssert("\(request)".hasSuffix("body: ***)"), "\(request)")
    }
}

private let password = "Hunter2+"

private func destination(_ secret: Secret) -> Destination {
    Destination(token: secret, appKey: secret)
}

private func written(_ secret: Secret) throws -> WrittenRequest {
    try AgentSignIn(password: secret).request(gateway: try Gateway(host: "a"), agentId: "291").get()
}

/// Returns the parts of the request, or the sentences of the report.
private func sent(_ result: RequestResult) -> [String] {
    switch result {
    case .ready(let request):
        let headers = request.headers().sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return [request.method(), request.url(), String(decoding: request.body(), as: UTF8.self)] + headers
    case .invalid(let report): return [report.sentences]
    }
}

/// A value that several threads change.
private final class Shared<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    @discardableResult
    func change<Result>(_ change: (inout Value) -> Result) -> Result {
        lock.withLock { change(&value) }
    }
}

extension Optional {
    /// Returns the value and sets the optional to `nil`.
    fileprivate mutating func take() -> Wrapped? {
        defer { self = nil }
        return self
    }
}
