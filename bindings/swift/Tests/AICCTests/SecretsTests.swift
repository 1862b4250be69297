import Foundation
import XCTest

@testable import AICC

final class SecretsTests: XCTestCase {
    private let password = "Hunter2+"
    private let token = "mF_9.B5f-4.1JqM"
    private lazy var signIn = AgentSignIn(password: Secret(value: password))

    private func account(_ password: String) -> AgentAccountCreate {
        AgentAccountCreate(
            userAccount: "test123456",
            userName: "Li Na",
            password: Secret(value: password),
            email: "li.na@example.com",
            agentType: .video,
            ccRoleId: .agent
        )
    }

    private func cloud() throws -> Cloud {
        try Cloud(host: "service.besclouds.com", token: Secret(value: token), appKey: Secret(value: "0f1e2d"))
    }

    /// Every way in which Swift shows a value.
    private func shown(_ value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(describing: value), String(reflecting: value), dumped]
    }

    private func assertHidden(_ values: Any..., file: StaticString = #filePath, line: UInt = #line) {
        for text in values.flatMap(shown) {
            for secret in [password, token, "0f1e2d"] { XCTAssertFalse(text.contains(secret), text, file: file, line: line) }
        }
    }

    func testNoTextFormShowsASecret() throws {
        let request = account(password).request(cloud: try cloud())
        let written = try request.get()
        let form = SignInForm()
        let state = try form.edit(pointer: "/password", text: password)
        let parsed = parseAgentSignIn(body: Data(#"{"password": "\#(password)"}"#.utf8))
        assertHidden(
            Secret(value: password), signIn, account(password), try cloud(), request, written, form, state, form.message(), parsed,
            NamedValue(name: "Authorization", value: Secret(value: "Bearer \(token)")), [signIn], ["agent": signIn]
        )
        XCTAssert(String(decoding: written.body(), as: UTF8.self).contains(password))
        XCTAssertEqual(shown(Secret(value: password)).prefix(3), ["***", "***", "***"])
        XCTAssertEqual(written.headers()["Authorization"], "Bearer \(token)")
    }

    func testNoFailureShowsASecret() throws {
        let wrong = account(password + password)
        XCTAssertThrowsError(try wrong.request(cloud: try cloud()).get()) { error in
            XCTAssert(error.localizedDescription.contains("password"), error.localizedDescription)
            assertHidden(error, error.localizedDescription)
        }
        assertHidden(wrong.check(), wrong.check(language: .chinese))
        // What the failure of an equality in a test shows.
        let different = AgentSignIn(password: Secret(value: "other"))
        XCTAssertNotEqual(signIn, different)
        assertHidden("XCTAssertEqual failed: (\"\(signIn)\") is not equal to (\"\(different)\")")
    }

    func testSecretsAreEqualWhenTheirValuesAre() {
        XCTAssertEqual(Secret(value: password), Secret(value: password))
        XCTAssertNotEqual(Secret(value: password), Secret(value: "Hunter2-"))
        XCTAssertEqual(signIn, AgentSignIn(password: Secret(value: password)))
        XCTAssertEqual(Set([signIn, AgentSignIn(password: Secret(value: password))]).count, 1)
        XCTAssertEqual(Secret(value: password).expose(), password)
    }
}
