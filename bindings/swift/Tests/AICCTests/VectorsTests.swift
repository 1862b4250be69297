import XCTest

@testable import AICC

/// Every conformance vector through every entry point; the counts are those of the Rust, Python and Kotlin runners.
final class VectorsTests: XCTestCase {
    func testBodiesFromBytes() throws {
        var judge = Judge()
        for vector in try Vector.ofKind("body") {
            judge.compareReport(vector, check(interface: vector.interface, body: vector.body, profile: vector.profile))
            judge.ran()
        }
        judge.finish(1475)
    }

    func testBodiesAsTypedMessages() throws {
        var judge = Judge()
        var valid = 0
        for vector in try Vector.ofKind("body") {
            let parsed = vector.subject.parse(vector.body, vector.profile)
            judge.compareReport(vector, parsed.report)
            if let message = parsed.message {
                valid += 1
                judge.compare(vector, "checked again", vector.subject.check(message, vector.profile).violations, [])
            }
            judge.ran()
        }
        judge.finish(1475)
        XCTAssertEqual(valid, 379)
    }

    func testBodiesTypedIntoForms() throws {
        var judge = Judge()
        for vector in try Vector.ofKind("body") {
            guard let message = vector.subject.parse(vector.body, vector.profile).message else { continue }
            let body = String(decoding: vector.body, as: UTF8.self)
            let form = vector.subject.form(vector.profile)
            let fields = form.fields()
            let known = Set(fields.map(\.pointer))
            let texts = texts(unwrapped(JSON(body))).filter { known.contains(pattern($0.pointer)) }
            // What a person cannot type: an empty text that is not an absent field, and an element without members.
            if texts.contains(where: { $0.text.isEmpty }) || body.contains("{}") || body.contains("[]") { continue }
            for field in fields where field.location == .path { _ = try form.edit(pointer: field.pointer, text: "291") }
            var last: FormState?
            for (pointer, text) in texts {
                let state = try form.edit(pointer: pointer, text: text)
                judge.compare(vector, pointer, state.state, .acceptable)
                last = state
            }
            judge.compare(vector, "can be submitted", last?.canBeSubmitted, true)
            judge.compare(vector, "message", form.parsed.message, message)
            judge.ran()
        }
        judge.finish(333)
    }

    private func unwrapped(_ body: JSON) -> JSON {
        body.members.map(\.name) == ["requestParam"] ? body.members[0].value : body
    }

    private func texts(_ json: JSON, _ pointer: String = "") -> [(pointer: String, text: String)] {
        switch json {
        case .object(let members): members.flatMap { texts($0.value, "\(pointer)/\($0.name)") }
        case .array(let items): items.enumerated().flatMap { texts($0.element, "\(pointer)/\($0.offset)") }
        case .null: []
        case .string(let text): [(pointer, text)]
        default: [(pointer, json.text())]
        }
    }

    func testWholeMessages() throws {
        var judge = Judge()
        for vector in try Vector.ofKind("message") {
            let report = checkMessage(
                interface: vector.interface,
                path: vector.named("path"),
                headers: vector.named("headers"),
                body: vector.body,
                profile: vector.profile
            )
            judge.compareReport(vector, report)
            judge.ran()
        }
        judge.finish(158)
    }

    func testFieldsWhileTheyAreTyped() throws {
        var judge = Judge()
        for vector in try Vector.ofKind("field") {
            let location = vector.text("location") ?? "body"
            let report = try checkField(
                interface: vector.interface,
                pointer: vector.text("pointer") ?? "",
                text: vector.text("text") ?? "",
                location: Location.allCases.first { "\($0)" == location },
                profile: vector.profile
            )
            judge.compare(vector, "state", "\(report.state)", vector.text("state") ?? "")
            judge.compareFindings(vector, "violations", report.findings, location: location)
            judge.ran()
        }
        judge.finish(275)
    }

    func testFieldsOfFormsWhileTheyAreTyped() throws {
        var judge = Judge()
        var left = 0
        for vector in try Vector.ofKind("field") where vector.text("location") != "header" {
            let form = vector.subject.form(vector.profile)
            let (pointer, text) = (vector.text("pointer") ?? "", vector.text("text") ?? "")
            let state = try form.edit(pointer: pointer, text: text)
            let field = form.fields().first { $0.pointer == pattern(pointer) }
            if text.isEmpty {
                // Nothing typed in an optional field leaves it out, and a mandatory one is missing.
                left += 1
                let missing = field?.mandatory == true && field?.minimumLength != 0
                judge.compare(vector, "state", state.state, missing ? .incomplete : .acceptable)
                judge.compare(vector, "violations", state.findings.map(\.rule), missing ? ["required"] : [])
            } else {
                judge.compare(vector, "state", "\(state.state)", vector.text("state") ?? "")
                judge.compareFindings(vector, "violations", state.findings, location: vector.text("location") ?? "body")
            }
            judge.ran()
        }
        judge.finish(216)
        XCTAssertEqual(left, 18)
    }

    func testReplies() throws {
        var judge = Judge()
        for vector in try Vector.ofKind("reply") {
            let status = Int32(vector.content["status"]?.int ?? 0)
            let (body, profile) = (vector.body, vector.profile)
            let fields = vector.list("headers").map { ($0.items[0].string ?? "", $0.items[1].string ?? "") }
            let headers = Dictionary(fields, uniquingKeysWith: { $1 })
            // A dictionary holds a name once.
            let isGivenOnce = Set(headers.keys.map { $0.lowercased() }).count == fields.count
            let reply = vector.subject.read(status, body, headers, profile)
            judge.compare(vector, "outcome", reply.name, vector.text("outcome") ?? "")
            judge.compare(vector, "code", reply.answer?.code, vector.text("code"))
            judge.compare(vector, "action", reply.action, vector.text("action"))
            if isGivenOnce { judge.compare(vector, "session", reply.answer?.session?.expose(), vector.text("session")) }
            judge.compare(vector, "data", reply.answer.map { JSON($0.json).text(sorted: true) }, vector.content["data"]?.text(sorted: true))
            if let report = reply.report {
                judge.compareFindings(vector, "violations", report.violations)
            } else {
                judge.compare(vector, "meaning", reply.meaning, vector.text("meaning") ?? "")
                judge.compareFindings(vector, "advice", reply.answer?.advice ?? [])
            }
            judge.ran()
        }
        judge.finish(309)
    }

    func testRequests() throws {
        var judge = Judge()
        for vector in try Vector.ofKind("request") {
            var (written, report, error): (WrittenRequest?, Report?, String?) = (nil, nil, nil)
            do {
                switch try request(vector) {
                case .ready(let request): written = request
                case .invalid(let refused): report = refused
                }
            } catch let refused as EndpointError {
                error = name(of: refused)
            }
            let expected = vector.content["request"]
            let headers = expected?["headers"]?.items.map { ($0.items[0].string ?? "", $0.items[1].string ?? "") }
            judge.compare(vector, "error", error, vector.text("error"))
            judge.compare(vector, "method", written?.method(), expected?["method"]?.string)
            judge.compare(vector, "url", written?.url(), expected?["url"]?.string)
            judge.compare(vector, "headers", written?.headers(), headers.map { Dictionary(uniqueKeysWithValues: $0) })
            judge.compare(vector, "body", written.map { String(decoding: $0.body(), as: UTF8.self) }, expected?["body"]?.string)
            judge.compareFindings(vector, "violations", report?.violations ?? [])
            judge.ran()
        }
        judge.finish(170)
    }

    private func name(of error: EndpointError) -> String {
        switch error {
        case .host: "host"
        case .port: "port"
        case .scheme: "scheme"
        }
    }

    private func request(_ vector: Vector) throws -> RequestResult {
        let parsed = vector.subject.parse(vector.body, vector.profile)
        guard let message = parsed.message else { return .invalid(report: parsed.report) }
        return try vector.subject.request(message, vector.destination, vector.profile)
    }

    func testEvents() throws {
        var judge = Judge()
        for vector in try Vector.ofKind("events") {
            let status = SignInStatus.allCases.first { $0.wireValue() == vector.content["value"]?.int }
            judge.compare(vector, "events", status?.events().map { $0.wireValue() } ?? [], vector.list("events").compactMap(\.string))
            judge.ran()
        }
        judge.finish(3)
    }

    func testSentences() throws {
        var judge = Judge()
        for vector in try Vector.ofKind("sentence") {
            for (language, expected) in [(Language.english, vector.text("en")), (.chinese, vector.text("zh"))] {
                let report = check(interface: vector.interface, body: vector.body, profile: vector.profile, language: language)
                let found = (report.violations + report.advice).first {
                    $0.pointer == vector.text("pointer") && $0.rule == vector.text("rule")
                }
                judge.compare(vector, "\(language)", found?.sentence, expected)
            }
            judge.ran()
        }
        judge.finish(47)
    }
}
