import AICCSandbox
import Foundation
import XCTest

@testable import AICC

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The code of the README against a sandbox.
final class QuickstartTests: XCTestCase {
    private func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox(arguments: ["--seed", repository.appendingPathComponent("examples/sandbox.json").path])
        addTeardownBlock { sandbox.stop() }
        return sandbox
    }

    private func gateway(of sandbox: Sandbox) throws -> Gateway {
        let port = try XCTUnwrap(sandbox.url.port)
        return try Gateway(host: try XCTUnwrap(sandbox.url.host), port: Int32(port), scheme: try XCTUnwrap(sandbox.url.scheme))
    }

    func testAFaultOfTheSandboxHasAMeaning() async throws {
        let sandbox = try sandbox()
        try await sandbox.faults(#"[{"do": {"code": "100-007"}}]"#)
        let description = try await signIn(to: try gateway(of: sandbox), agentId: "291", password: "Te****34")
        XCTAssertEqual(description, "internal error, or the agent service cannot be reached; retry later")
        do {
            try await sandbox.faults("[1]")
            XCTFail("a wrong rule is refused")
        } catch let error as SandboxError {
            XCTAssert(error.reason.hasPrefix("PUT /_aicc/faults: "), error.reason)
        }
        try await sandbox.reset()
        let afterwards = try await signIn(to: try gateway(of: sandbox), agentId: "291", password: "Te****34")
        XCTAssertEqual(afterwards, "signed in as 291")
    }

    func testAMissingSeedIsAnError() {
        XCTAssertThrowsError(try Sandbox(arguments: ["--seed", "missing.json"]))
    }

    func testAnInvalidMessageIsNotSent() async throws {
        let description = try await signIn(to: try Gateway(host: "10.0.0.5"), agentId: "7", password: "")
        XCTAssertEqual(description, "agentid must be at least 101; it is 7.")
    }

    func testAFormIsCheckedAfterEachKeystrokeAndSent() async throws {
        let screen = SignInScreen()
        XCTAssertEqual(screen.fields.first?.pointer, "/agentid")
        let password = try XCTUnwrap(screen.fields.first { $0.name == "password" })
        XCTAssert(password.mandatory && password.secret && password.maximumLength == 32 && password.keyboard == .text)
        let status = try XCTUnwrap(screen.fields.first { $0.name == "status" })
        XCTAssertEqual(status.choices.map(\.meaning), ["busy", "idle", "wrap-up"])
        XCTAssertEqual(status.defaultText, "4")

        XCTAssertEqual(try screen.textChanged("/agentid", to: "29").state, .incomplete)
        XCTAssert(try screen.textChanged("/agentid", to: "291").canBeSubmitted)
        let rejected = try screen.textChanged("/ip", to: "10.0.0.x")
        XCTAssertEqual(rejected.state, .rejected)
        XCTAssertEqual(rejected.findings.map(\.rule), ["format"])
        XCTAssertEqual(rejected.findings.map(\.url), ["https://aicc.dev/rules/format/"])
        XCTAssertFalse(rejected.canBeSubmitted)
        XCTAssertThrowsError(try screen.submit(to: try Gateway(host: "10.0.0.5")).get())
        XCTAssert(try screen.textChanged("/ip", to: "").canBeSubmitted)

        _ = try screen.textChanged("/password", to: "Te****34")
        let request = try screen.submit(to: try gateway(of: try sandbox())).get()
        let outcome = try await URLSession.shared.send(request, reading: readAgentSignInReply)
        XCTAssertEqual(describe(outcome), "signed in as 291")
    }

    func testBytesAreCheckedInTheLanguageOfTheUser() {
        let report = checked(Data(#"{"status": 3}"#.utf8))
        XCTAssertEqual(report.violations.map(\.pointer), ["/password"])
        XCTAssertEqual(report.sentences, "缺少必填项 password。")
    }

    func testTheREADMEShowsTheCodeThatRuns() throws {
        let quickstart = try repositoryFile("bindings/swift/Tests/AICCTests/Quickstart.swift")
        let readme = String(decoding: try repositoryFile("bindings/swift/README.md") + repositoryFile("docs/how-to/sandbox-apps.md"), as: UTF8.self)
        let test = try repositoryFile("bindings/swift/Tests/AICCTests/SandboxTests.swift")
        let source = String(decoding: quickstart + test, as: UTF8.self)
        let blocks = readme.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        XCTAssertGreaterThanOrEqual(blocks.count, 4)
        for block in blocks { XCTAssert(source.contains(block) || source.contains(indented(block)), block) }
    }
    private func indented(_ block: String) -> String {
        block.components(separatedBy: "\n").map { $0.isEmpty ? $0 : "    \($0)" }.joined(separator: "\n")
    }
}
