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

    /// Every text form that Swift has for a value.
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

    /// Bodies with errors near a secret, and bodies with a secret under a wrong name or in a wrong place.
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

    private func failure(_ action: () throws -> some Any) -> [Any] {
        do {
            XCTFail("\(try action())")
            return []
        } catch {
            return [error, error.localizedDescription]
        }
    }

    /// Values that contain or describe a secret, for one interface, by the names of their types.
    private func values(of subject: Subject) throws -> [(String, [Any])] {
        let message = subject.planted(try subject.valid(), Secret(value: password))
        let form = subject.form(Profile())
        let pointers = form.fields().filter(\.secret).map(\.pointer)
        let states = try pointers.flatMap { pointer in
            try [password + "é" + password, password].map { try form.edit(pointer: pointer, text: $0) }
        }
        let bodies = wrong + [Data(#"{"password": "\#(password)"}"#.utf8)]
        return [
            (subject.name, [message, [message], ["message": message], subject.check(message, Profile())]),
            ("\(subject.name)Form", [form, form.report(), form.parsed]),
            ("FormState", states),
            ("Parsed", bodies.map { subject.parse($0, Profile()) }),
            ("Outcome", wrong.flatMap { body in [200, 401, 500].map { subject.read($0, body, [:], Profile()).outcome } }),
        ]
    }

    /// Values that contain or describe a secret, by the names of their types.
    private func walk() throws -> [String: [Any]] {
        let request = account(password).request(cloud: try cloud())
        let reports = reports()
        let fields = try [password, password + "é"].map { text in
            try checkField(interface: .agentAccountCreate, pointer: "/password", text: text)
        }
        let findings: [Finding] = reports.flatMap { $0.violations + $0.advice }
        let signedIn = readAgentSignInReply(status: 200, body: Data(#"{"retcode": "0"}"#.utf8), headers: ["Set-GUID": password])
        guard case .success(_, let answer) = signedIn else {
            XCTFail("\(signedIn)")
            return [:]
        }
        let common: [(String, [Any])] = [
            ("Secret", [Secret(value: password), [Secret(value: password)]]),
            ("NamedValue", headers),
            ("Cloud", [try cloud()]),
            ("WrittenRequest", [try request.get()]),
            ("RequestResult", [request, account(password + password).request(cloud: try cloud())]),
            ("Report", reports),
            ("Finding", findings),
            ("ParamValue", reports.flatMap(\.violations).map(\.params)),
            ("FieldReport", fields),
            ("InvalidMessageError", failure { try account(password + password).request(cloud: try cloud()).get() }),
            ("EndpointError", failure { try Cloud(host: "user:\(password)@host", token: Secret(value: token)) }),
            ("UnknownFieldError", failure { try checkField(interface: .agentSignIn, pointer: "/no", text: password) }),
            ("Outcome", [signedIn]),
            ("Answer", [answer]),
        ]
        return Dictionary(try common + subjects.flatMap(values), uniquingKeysWith: +)
    }

    /// The types that cannot contain a secret: enums, the types inside messages and replies, and those listed.
    private func withoutSecrets() throws -> Set<String> {
        let declarations = try Declarations()
        let names = ["Choice", "Form", "FormField", "Gateway", "PasswordPolicy", "PasswordPolicyError", "Profile"]
        return try declarations.parts(of: subjects.flatMap { [$0.name, "\($0.name)Reply"] }).union(declarations.plainEnums()).union(names)
    }

    func testNoTextFormOfAPublicTypeShowsASecret() throws {
        let walk = try walk()
        for (name, values) in walk {
            XCTAssertFalse(values.isEmpty, name)
            for value in values { assertHidden(value) }
        }
        let known = try withoutSecrets().union(walk.keys).sorted()
        XCTAssertEqual(try PublicTypes.names(), known, "add the public type to the walk, or to the types without secrets")
    }

    func testAWrittenRequestAndExposeReturnTheSecrets() throws {
        let written = try account(password).request(cloud: try cloud()).get()
        XCTAssert(String(decoding: written.body(), as: UTF8.self).contains(password))
        XCTAssertEqual(shown(Secret(value: password)).prefix(3), ["***", "***", "***"])
        XCTAssertEqual(written.headers()["Authorization"], "Bearer \(token)")
    }

    func testNoErrorShowsASecret() throws {
        let wrong = account(password + password)
        XCTAssertThrowsError(try wrong.request(cloud: try cloud()).get()) { error in
            XCTAssert(error.localizedDescription.contains("password"), error.localizedDescription)
            assertHidden(error, error.localizedDescription)
        }
        assertHidden(wrong.check(), wrong.check(language: .chinese))
        // The message of a failed comparison in a test.
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
