import XCTest

@testable import AICC

/// Every conformance vector through every entry point.
final class VectorsTests: XCTestCase {
    func testBodiesFromBytes() throws {
        try judge("swift bytes", "body") { judge, vector in
            judge.compareReport(check(interface: vector.interface, body: vector.body, profile: vector.profile))
        }
    }

    func testBodiesAsTypedMessages() throws {
        try judge("swift typed", "body") { judge, vector in
            let parsed = vector.subject.parse(vector.body, vector.profile)
            judge.compareReport(parsed.report)
            if let message = parsed.message {
                judge.compare("checked again", vector.subject.check(message, vector.profile).violations, [])
            }
        }
    }

    func testBodiesTypedIntoForms() throws {
        try judge("swift form", "body") { judge, vector in
            let message = vector.subject.parse(vector.body, vector.profile).message
            let body = String(decoding: vector.body, as: UTF8.self)
            let form = vector.subject.form(vector.profile)
            let fields = form.fields()
            let known = Set(fields.map(\.pointer))
            let texts = texts(unwrapped(JSON(body))).filter { known.contains(pattern($0.pointer)) }
            for field in fields where field.location == .path { _ = try form.edit(pointer: field.pointer, text: "291") }
            var last: FormState?
            for (pointer, text) in texts {
                let state = try form.edit(pointer: pointer, text: text)
                judge.compare(pointer, state.state, .acceptable)
                last = state
            }
            judge.compare("can be submitted", last?.canBeSubmitted, true)
            judge.compare("message", form.parsed.message, message)
        }
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
        try judge("swift message", "message") { judge, vector in
            let report = checkMessage(
                interface: vector.interface,
                path: vector.named("path"),
                headers: vector.named("headers"),
                body: vector.body,
                profile: vector.profile
            )
            judge.compareReport(report)
        }
    }

    func testFieldsWhileTheyAreTyped() throws {
        try judge("swift field", "field") { judge, vector in
            let location = vector.text("location") ?? "body"
            let report = try checkField(
                interface: vector.interface,
                pointer: vector.text("pointer") ?? "",
                text: vector.text("text") ?? "",
                location: Location.allCases.first { "\($0)" == location },
                profile: vector.profile
            )
            judge.compare("state", "\(report.state)", vector.text("state") ?? "")
            judge.compareFindings("violations", report.findings, location: location)
        }
    }

    func testFieldsOfFormsWhileTheyAreTyped() throws {
        try judge("swift form field", "field") { judge, vector in
            let form = vector.subject.form(vector.profile)
            let (pointer, text) = (vector.text("pointer") ?? "", vector.text("text") ?? "")
            let state = try form.edit(pointer: pointer, text: text)
            let field = form.fields().first { $0.pointer == pattern(pointer) }
            if text.isEmpty {
                // An empty optional field is not sent, and an empty mandatory field is missing.
                let missing = field?.mandatory == true && field?.minimumLength != 0
                judge.compare("state", state.state, missing ? .incomplete : .acceptable)
                judge.compare("violations", state.findings.map(\.rule), missing ? ["required"] : [])
            } else {
                judge.compare("state", "\(state.state)", vector.text("state") ?? "")
                judge.compareFindings("violations", state.findings, location: vector.text("location") ?? "body")
            }
        }
    }

    func testReplies() throws {
        try judge("swift reply", "reply") { judge, vector in
            let status = Int32(vector.content["status"]?.int ?? 0)
            let (body, profile) = (vector.body, vector.profile)
            let fields = vector.list("headers").map { ($0.items[0].string ?? "", $0.items[1].string ?? "") }
            let headers = Dictionary(fields, uniquingKeysWith: { $1 })
            // A dictionary holds each name once.
            let isGivenOnce = Set(headers.keys.map { $0.lowercased() }).count == fields.count
            let reply = vector.subject.read(status, body, headers, profile)
            judge.compare("outcome", reply.name, vector.text("outcome") ?? "")
            judge.compare("code", reply.answer?.code, vector.text("code"))
            judge.compare("action", reply.action, vector.text("action"))
            if isGivenOnce { judge.compare("session", reply.answer?.session?.expose(), vector.text("session")) }
            judge.compare("data", reply.answer.map { JSON($0.json).text(sorted: true) }, vector.content["data"]?.text(sorted: true))
            if let report = reply.report {
                judge.compareFindings("violations", report.violations)
            } else {
                judge.compare("meaning", reply.meaning, vector.text("meaning") ?? "")
                judge.compareFindings("advice", reply.answer?.advice ?? [])
            }
        }
    }

    func testRequests() throws {
        try judge("swift request", "request") { judge, vector in
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
            judge.compare("error", error, vector.text("error"))
            judge.compare("method", written?.method(), expected?["method"]?.string)
            judge.compare("url", written?.url(), expected?["url"]?.string)
            judge.compare("headers", written?.headers(), headers.map { Dictionary(uniqueKeysWithValues: $0) })
            judge.compare("body", written.map { String(decoding: $0.body(), as: UTF8.self) }, expected?["body"]?.string)
            judge.compareFindings("violations", report?.violations ?? [])
        }
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
        try judge("swift events", "events") { judge, vector in
            let status = SignInStatus.allCases.first { $0.wireValue() == vector.content["value"]?.int }
            judge.compare("events", status?.events().map { $0.wireValue() } ?? [], vector.list("events").compactMap(\.string))
        }
    }

    func testSentences() throws {
        try judge("swift sentence", "sentence") { judge, vector in
            for (language, expected) in [(Language.english, vector.text("en")), (.chinese, vector.text("zh"))] {
                let report = check(interface: vector.interface, body: vector.body, profile: vector.profile, language: language)
                let found = (report.violations + report.advice).first {
                    $0.pointer == vector.text("pointer") && $0.rule == vector.text("rule")
                }
                judge.compare("\(language)", found?.sentence, expected)
            }
        }
    }
}
