import Foundation
import XCTest

@testable import AICC

/// Every secret and every form, in every position of the package's functions, while it is in use, after it is gone, and while
/// another thread drops it: the call returns the right value.
final class BorderTests: XCTestCase {
    /// The functions that take, or whose values can hold, a secret: called with it, in each such position.
    private let uses: [String: @Sendable (Secret) throws -> [String]] = [
        "Secret.expose": { [$0.expose()] },
        "AgentAccountCreate.check": { [account($0).check().sentences] },
        "AgentAccountCreate.request": { sent(account($0).request(cloud: try cloud($0))) },
        "AgentInfoQuery.check": { [query($0).check().sentences] },
        "AgentInfoQuery.request": { sent(query($0).request(cloud: try cloud($0))) },
        "AgentSettingsCreate.request": { sent(AgentSettingsCreate(userId: "101").request(cloud: try cloud($0))) },
        "AgentSignIn.check": { [AgentSignIn(password: $0).check().sentences] },
        "AgentSignIn.request": { sent(AgentSignIn(password: $0).request(gateway: try Gateway(host: "a"), agentId: "291")) },
        "AccountCreateForm.request": { sent(AccountCreateForm().request(cloud: try cloud($0))) },
        "InfoQueryForm.request": { sent(InfoQueryForm().request(cloud: try cloud($0))) },
        "SettingsCreateForm.request": { secret in
            let form = SettingsCreateForm()
            _ = try form.edit(pointer: "/userId", text: "101")
            return sent(form.request(cloud: try cloud(secret)))
        },
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

    func testEveryFunctionThatASecretReachesIsUsed() throws {
        XCTAssertEqual(try Declarations().functions(reaching: "Secret"), uses.keys.sorted())
        XCTAssertEqual(try Declarations().classes(), forms.keys.sorted(), "nothing but forms is an object")
    }

    func testWhatIsMadeOfASecretOutlivesIt() throws {
        for (name, use) in uses {
            let kept = Secret(value: password)
            let gone = Shared(Secret?.some(Secret(value: password)))
            let (result, copy) = (try use(try XCTUnwrap(gone.change { $0 })), try XCTUnwrap(gone.change { $0.take() }))
            _ = (0..<100).map { Secret(value: "VICTIM\($0)") }
            XCTAssertEqual(result, try use(kept), name)
            XCTAssertEqual(try use(copy), result, name)
        }
    }

    func testASecretGoesWhileOthersUseItsCopies() throws {
        for (name, use) in uses {
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

    /// The forms: each makes one in which something is typed, and then tells what it says.
    private let forms: [String: @Sendable () throws -> @Sendable () -> [String]] = [
        "AccountCreateForm": {
            let form = AccountCreateForm()
            _ = try form.edit(pointer: "/password", text: password)
            return { [form.report().sentences, "\(form.fields())", "\(form.message())"] }
        },
        "InfoQueryForm": {
            let form = InfoQueryForm()
            _ = try form.edit(pointer: "/password", text: password)
            return { [form.report().sentences, "\(form.fields())", "\(form.message())"] }
        },
        "SettingsCreateForm": {
            let form = SettingsCreateForm()
            _ = try form.edit(pointer: "/userId", text: "101")
            return { [form.report().sentences, "\(form.fields())", "\(form.message())"] }
        },
        "SignInForm": {
            let form = SignInForm()
            _ = try form.edit(pointer: "/password", text: password)
            let gateway = try Gateway(host: "a")
            return { [form.report().sentences, "\(form.fields())", "\(form.message())"] + sent(form.request(gateway: gateway)) }
        },
    ]

    func testAFormGoesWhileOthersUseIt() throws {
        for (name, make) in forms {
            let expected = try make()()
            let shared = Shared(Optional.some(try make()))
            let right = Shared(0)
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                let use = shared.change { thread == 4 ? $0.take() : $0 }
                let isRight = use.map { $0() == expected } ?? true
                if isRight { right.change { $0 += 1 } }
            }
            XCTAssertEqual(right.change { $0 }, 8, name)
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

private func account(_ secret: Secret) -> AgentAccountCreate {
    AgentAccountCreate(
        userAccount: "test123456",
        userName: "Li Na",
        password: secret,
        email: "li.na@example.com",
        agentType: .video,
        ccRoleId: .agent
    )
}

private func query(_ secret: Secret) -> AgentInfoQuery {
    AgentInfoQuery(accountCode: "a", password: secret, username: "u")
}

private func cloud(_ secret: Secret) throws -> Cloud {
    try Cloud(host: "example.com", token: secret, appKey: secret)
}

private func written(_ secret: Secret) throws -> WrittenRequest {
    try AgentSignIn(password: secret).request(gateway: try Gateway(host: "a"), agentId: "291").get()
}

/// What is sent, or why nothing is.
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
    /// The value, which is gone afterwards.
    fileprivate mutating func take() -> Wrapped? {
        defer { self = nil }
        return self
    }
}
