import Foundation
import XCTest

@testable import AICC

/// Forms: saving, restoring, lists, labels and languages.
final class FormsTests: XCTestCase {
    func testAFormIsSavedWithoutItsSecretsAndRestored() throws {
        let form = AgentSignInForm()
        _ = try form.edit(pointer: "/agentid", text: "291")
        _ = try form.edit(pointer: "/phonenum", text: String(repeating: "x", count: 25))
        _ = try form.edit(pointer: "/password", text: "Hunter2+")
        let saved = try JSONEncoder().encode(form.texts())
        let kept = try JSONDecoder().decode([String: String].self, from: saved)
        XCTAssertEqual(kept, ["/agentid": "291", "/phonenum": String(repeating: "x", count: 25)])
        XCTAssertEqual(form.texts(includingSecrets: true)["/password"], "Hunter2+")

        let restored = AgentSignInForm()
        XCTAssertEqual(restored.restore(texts: kept.merging(["/agentId": "7"]) { text, _ in text }), ["/agentId"])
        XCTAssertEqual(restored.report(), form.report())
        XCTAssertEqual(restored.texts(), kept)
        restored.clear()
        XCTAssertEqual(restored.texts(includingSecrets: true), [:])
        XCTAssertEqual(restored.report(), AgentSignInForm().report())
    }

    func testOnlyTypesWithoutSecretsCanBeSaved() throws {
        func kept<T: Codable>(_ value: T) throws -> T { try JSONDecoder().decode(T.self, from: JSONEncoder().encode(value)) }
        let form = AgentSettingsCreateForm()
        let state = try form.edit(pointer: "/callType", text: "3")
        XCTAssertEqual(try kept(state), state)
        XCTAssertEqual(try kept(form.fields()), form.fields())
        XCTAssertEqual(try kept(form.report()), form.report())
        XCTAssertEqual(try kept(PasswordValidity.neverExpires), .neverExpires)
        XCTAssertEqual(try kept(ParamValue.several(values: [.number(number: 1), .truth(truth: true)])).text, "1, true")
        for type in [Secret.self, AgentSignIn.self, WrittenRequest.self, Profile.self] as [Any.Type] {
            XCTAssertFalse(type is any Encodable.Type, "\(type)")
        }
    }

    func testAnElementIsRemovedAndTheElementsAfterItMoveUp() throws {
        let form = AgentAccountCreateForm()
        _ = try form.edit(pointer: "/skills/0/skillId", text: "1")
        _ = try form.edit(pointer: "/skills/1/skillWeight", text: "0")
        _ = try form.edit(pointer: "/skills/0/skillId", text: "")
        func pointers() -> [String] { form.report().violations.map(\.pointer).filter { $0.hasPrefix("/skills") } }
        XCTAssertEqual(pointers(), ["/skills/1/skillWeight"])
        try form.remove(pointer: "/skills/0")
        XCTAssertEqual(pointers(), ["/skills/0/skillWeight"])
        try form.remove(pointer: "/skills/0")
        XCTAssertEqual(pointers(), [])
        XCTAssertThrowsError(try form.remove(pointer: "/skills")) { XCTAssert($0 is UnknownFieldError) }
    }

    func testTheFirstElementBeyondTheLimitHasTheError() throws {
        let form = AgentSettingsCreateForm(language: .chinese)
        _ = try form.edit(pointer: "/userId", text: "u")
        for index in 0...4 {
            XCTAssert(try form.edit(pointer: "/callNumber/\(index)", text: "40038").canBeSubmitted)
        }
        let sixth = try form.edit(pointer: "/callNumber/5", text: "40038")
        XCTAssertEqual(sixth.state, .rejected)
        XCTAssertEqual(sixth.findings.map(\.sentence), ["座席软电话号码最多 5 个元素，实际为 6 个。"])
        XCTAssertEqual(sixth.findings, form.report().violations)
    }

    func testAPersonReadsLabelsInTheLanguageOfTheForm() throws {
        let english = try AgentAccountCreateForm().edit(pointer: "/skills/0/skillId", text: "+1").findings
        XCTAssertEqual(english.map(\.sentence), ["Skill queue ID must be a whole number."])
        let form = AgentSignInForm(language: .chinese)
        let agentId = try XCTUnwrap(form.fields().first)
        XCTAssertEqual(agentId.label, "座席工号")
        XCTAssert(agentId.description.hasSuffix("取值范围为 101～59999。"), agentId.description)
        let small = try form.edit(pointer: "/agentid", text: "7").findings
        XCTAssertEqual(small.map(\.sentence), ["座席工号不能小于 101，实际为 7。"])
        guard case .invalid(let report) = form.request(gateway: try Gateway(host: "10.0.0.5")) else { return XCTFail("valid") }
        XCTAssertEqual(report, form.report())
    }

    func testAScreenCanBeBuiltForAnyForm() throws {
        for form in subjects.map({ $0.form(Profile()) }) {
            for field in form.fields() {
                XCTAssert(!field.label.isEmpty && field.description.hasPrefix(field.label), field.pointer)
                let pointer = field.pointer.replacingOccurrences(of: "*", with: "0")
                XCTAssertEqual(try form.edit(pointer: pointer, text: "1"), try form.state(pointer: pointer))
            }
            XCTAssertEqual(Set(form.fields().map(\.id)).count, form.fields().count)
            let findings = form.report().violations
            XCTAssertEqual(Set(findings.map(\.id)).count, findings.count)
        }
    }

    func testALanguageComesFromALocale() {
        for tag in ["zh", "zh-CN", "zh_Hans", "zh-Hant-TW"] { XCTAssertEqual(Language(tag: tag), .chinese, tag) }
        for tag in ["en", "en-GB", "fr", "", "x"] { XCTAssertEqual(Language(tag: tag), .english, tag) }
        XCTAssertEqual(Language(locale: Locale(identifier: "zh_Hans_CN")), .chinese)
        XCTAssertEqual(Language(locale: Locale(identifier: "ja_JP")), .english)
    }

    func testAnAppWritesItsOwnSentencesInAThirdLanguage() throws {
        let form = AgentSignInForm()
        XCTAssertEqual(form.report().violations.map(Spanish.sentence), ["El número de agente es obligatorio."])
        let small = try form.edit(pointer: "/agentid", text: "7").findings
        XCTAssertEqual(small.map(Spanish.sentence), ["El número de agente debe ser 101 o mayor."])
        let phone = try form.edit(pointer: "/phonenum", text: String(repeating: "x", count: 25)).findings
        XCTAssertEqual(phone.map(Spanish.sentence), ["El teléfono admite 24 caracteres; tiene 25."])
        let ip = try form.edit(pointer: "/ip", text: "x").findings
        XCTAssertEqual(ip.map(Spanish.sentence), ip.map(\.sentence))
    }

    func testThePageOnAThirdLanguageShowsTheCodeThatRuns() throws {
        let source = String(decoding: try repositoryFile("bindings/swift/Tests/AICCTests/ThirdLanguage.swift"), as: UTF8.self)
        let page = String(decoding: try repositoryFile("docs/how-to/third-language.md"), as: UTF8.self)
        let block = page.components(separatedBy: "```swift\n")[1].components(separatedBy: "```")[0]
        XCTAssert(source.contains(block), block)
    }
}
