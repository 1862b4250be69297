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

    /// Bodies that go wrong around a secret, or hold it under a name that is misspelt or in the place of something else.
    private var wrong: [Data] {
        let long = String(repeating: password, count: 9)
        return [
            #"{"password": "\#(long)"}"#,
            #"{"password": "\#(password)é"}"#,
            #"{"password": "\#(password)\ud800"}"#,
            #"{"password": "\#(password)"#,
            #"{"password": "\#(password)", "password": "\#(password)"}"#,
            #"{"password": ["\#(password)"]}"#,
            #"{"Password": "\#(password)", "passwd": "\#(password)", "pwd": "\#(password)", "Authorization": "\#(token)"}"#,
            #"{"agentType": "\#(password)", "skills": "\#(password)", "status": "\#(password)"}"#,
            password,
        ].map { Data($0.utf8) }
    }

    private var headers: [NamedValue] {
        [
            NamedValue(name: "Authorization", value: Secret(value: token)),
            NamedValue(name: "x-app-key", value: Secret(value: "0f1e2d\n")),
        ]
    }

    private func reports() -> [Report] {
        Language.allCases.flatMap { language in
            Interface.allCases.flatMap { interface in
                wrong.flatMap { body in
                    [
                        check(interface: interface, body: body, language: language),
                        checkMessage(interface: interface, path: [], headers: headers, body: body, language: language),
                    ]
                }
            }
        }
    }

    /// What is read out of the wrong bodies when they come as replies.
    private func outcomes<Outcome>(_ read: (Int32, Data) -> Outcome) -> [Outcome] {
        wrong.flatMap { body in [200, 401, 500].map { status in read(status, body) } }
    }

    private func failure(_ action: () throws -> some Any) -> [Any] {
        do {
            XCTFail("\(try action())")
            return []
        } catch {
            return [error, error.localizedDescription]
        }
    }

    /// What holds a secret, or tells about one, by the names of the types.
    private func walk() throws -> [String: [Any]] {
        let request = account(password).request(cloud: try cloud())
        let query = AgentInfoQuery(accountCode: "a", password: Secret(value: password), username: "u")
        let (form, accountForm, queryForm) = (SignInForm(), AccountCreateForm(), InfoQueryForm())
        let states = try [
            form.edit(pointer: "/password", text: password + "é" + password),
            form.edit(pointer: "/password", text: password),
            accountForm.edit(pointer: "/password", text: password),
            queryForm.edit(pointer: "/password", text: password),
        ]
        let reports = reports()
        let fields = try [password, password + "é"].map { text in
            try checkField(interface: .agentAccountCreate, pointer: "/password", text: text)
        }
        let findings: [Finding] = reports.flatMap { $0.violations + $0.advice }
        guard case .success(_, let answer) = signedIn else {
            XCTFail("\(signedIn)")
            return [:]
        }
        return [
            "Secret": [Secret(value: password), [Secret(value: password)]],
            "NamedValue": headers,
            "Cloud": [try cloud()],
            "WrittenRequest": [try request.get()],
            "RequestResult": [request, account(password + password).request(cloud: try cloud())],
            "AgentAccountCreate": [account(password), [account(password)], ["agent": account(password)]],
            "AgentInfoQuery": [query, query.check()],
            "AgentSignIn": [signIn, signIn.check()],
            "ParsedAgentAccountCreate": wrong.map { parseAgentAccountCreate(body: $0) },
            "ParsedAgentInfoQuery": wrong.map { parseAgentInfoQuery(body: $0) },
            "ParsedAgentSettingsCreate": wrong.map { parseAgentSettingsCreate(body: $0) },
            "ParsedAgentSignIn": wrong.map { parseAgentSignIn(body: $0) }
                + [parseAgentSignIn(body: Data(#"{"password": "\#(password)"}"#.utf8))],
            "AccountCreateForm": [accountForm, accountForm.report(), accountForm.message()],
            "InfoQueryForm": [queryForm, queryForm.report(), queryForm.message()],
            "SignInForm": [form, form.report(), form.message(), try form.state(pointer: "/password")],
            "FormState": states,
            "Report": reports,
            "Finding": findings,
            "ParamValue": reports.flatMap(\.violations).map(\.params),
            "FieldReport": fields,
            "InvalidMessageError": failure { try account(password + password).request(cloud: try cloud()).get() },
            "EndpointError": failure { try Cloud(host: "user:\(password)@host", token: Secret(value: token)) },
            "UnknownFieldError": failure { try checkField(interface: .agentSignIn, pointer: "/no", text: password) },
            "AgentAccountCreateOutcome": outcomes { readAgentAccountCreateReply(status: $0, body: $1) },
            "AgentInfoQueryOutcome": outcomes { readAgentInfoQueryReply(status: $0, body: $1) },
            "AgentSettingsCreateOutcome": outcomes { readAgentSettingsCreateReply(status: $0, body: $1) },
            "AgentSignInOutcome": outcomes { readAgentSignInReply(status: $0, body: $1) } + [signedIn],
            "Answer": [answer],
        ]
    }

    private var signedIn: AgentSignInOutcome {
        readAgentSignInReply(status: 200, body: Data(#"{"retcode": "0"}"#.utf8), headers: ["Set-GUID": password])
    }

    /// Types that hold no value that is a secret.
    private let leftOut = [
        "AgentEvent AgentRole AgentType CallType Choice Edition FieldKind FieldState FormField Interface Keyboard Language Location",
        "SignInAgentType SignInStatus Profile PasswordPolicy PasswordPolicyError Gateway AgentSettingsCreate SettingsCreateForm Skill",
        "AgentAccountCreateReply AgentInfo AgentInfoQueryReply AgentSettingsCreateReply AgentSignInReply AgentSignInResult",
        "Form AccountCreateFormProtocol InfoQueryFormProtocol SettingsCreateFormProtocol SignInFormProtocol",
        "MediaServers PasswordValidity ReplyBoolean ReplyInteger ReplyMediaServers ReplyPasswordValidity ReplySignInTime",
    ].flatMap { $0.components(separatedBy: " ") }

    func testNoTextFormOfAPublicTypeShowsASecret() throws {
        let walk = try walk()
        for (name, values) in walk {
            XCTAssertFalse(values.isEmpty, name)
            for value in values { assertHidden(value) }
        }
        let known = try PublicTypes.names()
        XCTAssertEqual(known, (Array(walk.keys) + leftOut).sorted(), "a public type belongs into the walk, or to those left out")
    }

    func testAWrittenRequestAndExposeHaveThem() throws {
        let written = try account(password).request(cloud: try cloud()).get()
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
