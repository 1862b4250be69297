import AICCSandbox
import Foundation
import XCTest

@testable import AICC

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `URLSession.send` against a sandbox.
final class SessionTests: XCTestCase {
    private let account = AgentAccountCreate(
        userAccount: "li.na01", userName: "Li Na", password: Secret(value: "Te****34"), email: "li.na01@example.com",
        agentType: .audio, ccRoleId: .agent)

    private func sandbox(tls: Bool = false) throws -> Sandbox {
        let seed = repository.appendingPathComponent("examples/sandbox.json").path
        let sandbox = try Sandbox(tls: tls, arguments: ["--seed", seed])
        addTeardownBlock { sandbox.stop() }
        return sandbox
    }

    private func cloud(of sandbox: Sandbox) throws -> Cloud {
        let (host, port) = (try XCTUnwrap(sandbox.url.host), try XCTUnwrap(sandbox.url.port))
        let (token, key) = (Secret(value: "token"), Secret(value: "key"))
        return try Cloud(host: host, token: token, appKey: key, port: Int32(port), scheme: sandbox.url.scheme)
    }

    private func signIn(to sandbox: Sandbox) throws -> WrittenRequest {
        let (host, port) = (try XCTUnwrap(sandbox.url.host), try XCTUnwrap(sandbox.url.port))
        let gateway = try Gateway(host: host, port: Int32(port), scheme: sandbox.url.scheme)
        return try AgentSignIn(password: Secret(value: "Te****34")).request(gateway: gateway, agentId: "291").get()
    }

    func testEachInterfaceReturnsItsOutcome() async throws {
        let sandbox = try sandbox()
        let (session, cloud) = (URLSession.shared, try cloud(of: sandbox))
        let created = try await session.send(account.request(cloud: cloud).get(), reading: readAgentAccountCreateReply)
        guard case .success(let reply, _) = created else { return XCTFail("\(created)") }
        XCTAssertEqual(reply.workNo?.known, 101)
        let query = AgentInfoQuery(accountCode: "li.na01")
        let found = try await session.send(query.request(cloud: cloud).get(), reading: readAgentInfoQueryReply)
        guard case .success(let info, _) = found else { return XCTFail("\(found)") }
        XCTAssertEqual(info.data?.workNo?.known, 101)
        let again = try await session.send(
            account.request(cloud: cloud).get(), reading: readAgentAccountCreateReply, language: .chinese)
        guard case .refusal(_, let answer) = again else { return XCTFail("\(again)") }
        XCTAssertEqual(answer.code, "1")
        XCTAssertNotEqual(answer.meaning, answer.meaning.applyingTransform(.toLatin, reverse: false))
        let settings = AgentSettingsCreate(userId: "u")
        let set = try await session.send(settings.request(cloud: cloud).get(), reading: readAgentSettingsCreateReply)
        guard case .success = set else { return XCTFail("\(set)") }
        let signedIn = try await session.send(signIn(to: sandbox), reading: readAgentSignInReply)
        guard case .success(_, let signInAnswer) = signedIn else { return XCTFail("\(signedIn)") }
        XCTAssertNotNil(signInAnswer.session)
    }

    #if canImport(Darwin)
    /// FoundationNetworking asks no delegate of a task.
    func testARedirectIsNotFollowed() async throws {
        let (sandbox, other) = (try sandbox(), try sandbox())
        let place = other.url.appendingPathComponent("agentgateway/resource/onlineagent/291/loginex")
        try await sandbox.faults(#"[{"do": {"status": 307, "headers": {"Location": "\#(place)"}}}]"#)
        let outcome = try await URLSession.shared.send(signIn(to: sandbox), reading: readAgentSignInReply)
        XCTAssertEqual(outcome, .undocumentedStatus(status: 307, meaning: "undocumented status"))
        let accounts = String(decoding: try await other.accounts(), as: UTF8.self)
        XCTAssertFalse(accounts.contains(#""signedIn":true"#), accounts)
    }
    #endif

    func testALostAnswerIsAnError() async throws {
        let sandbox = try sandbox()
        try await sandbox.faults(#"[{"effect": "after", "do": {"reset": true}, "times": 1}]"#)
        do {
            let outcome = try await URLSession.shared.send(signIn(to: sandbox), reading: readAgentSignInReply)
            XCTFail("\(outcome)")
        } catch is URLError {}
        let again = try await URLSession.shared.send(signIn(to: sandbox), reading: readAgentSignInReply)
        XCTAssertEqual(again.meaning, "the agent has already signed in")
    }

    func testAnUntrustedCertificateIsRefused() async throws {
        let sandbox = try sandbox(tls: true)
        do {
            let outcome = try await URLSession.shared.send(signIn(to: sandbox), reading: readAgentSignInReply)
            XCTFail("\(outcome)")
        } catch is URLError {}
        XCTAssertNotNil(sandbox.certificate)
    }
}
