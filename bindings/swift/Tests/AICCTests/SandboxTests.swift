import AICCSandbox
import Foundation
import XCTest

@testable import AICC

/// The test of the README. It runs in the root of the repository.
final class SandboxTests: XCTestCase {
    override func setUp() {
        _ = FileManager.default.changeCurrentDirectoryPath(repository.path)
    }

    // swift-format-ignore: NeverForceUnwrap
    func testAnAgentSignsInOnce() async throws {
        let sandbox = try Sandbox(arguments: ["--seed", "examples/sandbox.json"])
        addTeardownBlock { sandbox.stop() }
        let gateway = try Gateway(host: "127.0.0.1", port: Int32(sandbox.url.port!), scheme: "http")
        let first = try await signIn(to: gateway, agentId: "291", password: "Te****34")
        XCTAssertEqual(first, "signed in as 291")
        let second = try await signIn(to: gateway, agentId: "291", password: "Te****34")
        XCTAssertEqual(second, "the agent has already signed in; sign in by force, or sign out first")
    }
}
