import Foundation
import XCTest

@testable import AICC

/// The code of the README against a server on a loopback address.
final class QuickstartTests: XCTestCase {
    private func example() throws -> Data { try repositoryFile("examples/loginex-reply.json") }

    func testAMessageIsSentAndItsReplyRead() async throws {
        let server = try LoopbackServer(reply: try example())
        let gateway = try Gateway(host: "127.0.0.1", port: server.port, scheme: "http")
        let description = try await signIn(to: gateway, agentId: "291", password: "Te****34")
        XCTAssertEqual(description, "signed in as 291")
        let received = server.received()
        XCTAssert(received.hasPrefix("PUT /agentgateway/resource/onlineagent/291/loginex HTTP/1.1\r\n"), received)
        XCTAssert(received.contains("Content-Type: application/json; charset=UTF-8\r\n"), received)
        let defaults = #""autoanswer":true,"autoenteridle":true,"releasephone":true,"agenttype":4,"status":3,"ip":"127.0.0.1""#
        XCTAssert(received.contains(#"{"password":"Te****34","phonenum":"40038","# + defaults), received)
    }

    func testARefusalHasAMeaningAndAnAction() async throws {
        let server = try LoopbackServer(reply: Data(#"{"message": "", "retcode": "100-002"}"#.utf8))
        let gateway = try Gateway(host: "127.0.0.1", port: server.port, scheme: "http")
        let description = try await signIn(to: gateway, agentId: "291", password: "")
        XCTAssertEqual(description, "the agent has already signed in; sign in by force, or sign out first")
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
        XCTAssertFalse(rejected.canBeSubmitted)
        XCTAssertThrowsError(try screen.submit(to: try Gateway(host: "10.0.0.5")).get())
        XCTAssert(try screen.textChanged("/ip", to: "").canBeSubmitted)

        let server = try LoopbackServer(reply: try example())
        let gateway = try Gateway(host: "127.0.0.1", port: server.port, scheme: "http")
        let (body, code) = try await send(try screen.submit(to: gateway).get())
        XCTAssertEqual(describe(body, status: code), "signed in as 291")
        XCTAssert(server.received().hasSuffix(#"{"password":""}"#))
    }

    func testBytesAreCheckedInTheLanguageOfTheUser() {
        let report = checked(Data(#"{"status": 3}"#.utf8))
        XCTAssertEqual(report.violations.map(\.pointer), ["/password"])
        XCTAssertEqual(report.sentences, "缺少必填项 password。")
    }

    func testTheREADMEShowsTheCodeThatRuns() throws {
        let source = String(decoding: try repositoryFile("bindings/swift/Tests/AICCTests/Quickstart.swift"), as: UTF8.self)
        let readme = String(decoding: try repositoryFile("bindings/swift/README.md"), as: UTF8.self)
        let blocks = readme.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        XCTAssertGreaterThanOrEqual(blocks.count, 3)
        for block in blocks { XCTAssert(source.contains(block), block) }
    }
}
