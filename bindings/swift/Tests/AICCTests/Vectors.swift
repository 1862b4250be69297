import Foundation
import XCTest

@testable import AICC

/// The root of the repository.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../..").standardized

func repositoryFile(_ path: String) throws -> Data {
    try Data(contentsOf: repository.appendingPathComponent(path))
}

/// A conformance vector. `tests/README.md` explains the format.
struct Vector {
    let content: JSON

    var id: String { content["id"]?.string ?? "" }

    func text(_ name: String) -> String? { content[name]?.string }

    func list(_ name: String) -> [JSON] { content[name]?.items ?? [] }

    var interface: Interface {
        Interface.allCases.first { $0.wireName() == text("interface") } ?? .agentSignIn
    }

    var subject: Subject {
        // swift-format-ignore: NeverForceUnwrap
        subjects.first { $0.interface == interface }!
    }

    var destination: Destination {
        let server = content["server"]
        return Destination(
            host: server?["host"]?.string ?? "",
            port: server?["port"]?.int.map(Int32.init),
            scheme: server?["scheme"]?.string,
            token: server?["token"]?.string.map(Secret.init(value:)),
            appKey: server?["appKey"]?.string.map(Secret.init(value:)),
            pathParameter: text("agentId") ?? "",
            isWrapped: content["wrapped"]?.bool ?? false
        )
    }

    var body: Data {
        if let text = text("text") { return Data(text.utf8) }
        if let hex = text("hex") {
            let digits = Array(hex.filter { !$0.isWhitespace })
            return Data(stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) })
        }
        if let parts = content["repeat"] {
            let unit = String(repeating: parts["unit"]?.string ?? "", count: Int(parts["count"]?.int ?? 0))
            return Data(((parts["prefix"]?.string ?? "") + unit + (parts["suffix"]?.string ?? "")).utf8)
        }
        let json = content.members.first { $0.name == "json" }?.value
        return Data((json?.text() ?? "").utf8)
    }

    var profile: Profile {
        guard let choice = content["profile"] else { return Profile() }
        let password = choice["password"].flatMap { policy in
            try? PasswordPolicy(
                minimum: Int32(policy["minimum"]?.int ?? 0),
                maximum: Int32(policy["maximum"]?.int ?? 0),
                classes: Int32(policy["classes"]?.int ?? 0)
            )
        }
        let queues = choice["skillQueues"]?.members.map { (Int64($0.name) ?? 0, $0.value.int ?? 0) }
        return Profile(
            edition: choice["edition"].flatMap { date in Edition.allCases.first { "\($0)" == "e" + (date.string ?? "").prefix(4) } },
            password: password,
            maximumSize: choice["maximumSize"]?.int,
            skillQueues: queues.map { Dictionary(uniqueKeysWithValues: $0) }
        )
    }

    func named(_ name: String) -> [NamedValue] {
        list(name).map { NamedValue(name: $0.items[0].string ?? "", value: Secret(value: $0.items[1].string ?? "")) }
    }

    static func ofKind(_ kind: String) throws -> [Vector] {
        let folder = repository.appendingPathComponent("tests/vectors")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let files = try names.map { JSON(String(decoding: try repositoryFile("tests/vectors/\($0)"), as: UTF8.self)) }
        return files.filter { $0["kind"]?.string == kind }
            .flatMap { $0["vectors"]?.items ?? [] }
            .map(Vector.init)
    }
}

/// An entry of `tests/skips.json`. `tests/README.md` explains the format.
private struct Skip {
    let entry: JSON

    static func all() throws -> [Skip] {
        let file = JSON(String(decoding: try repositoryFile("tests/skips.json"), as: UTF8.self))
        return (file["skips"]?.items ?? []).map(Skip.init)
    }

    func leavesOut(_ run: String, _ vector: Vector) -> Bool {
        let runs = (entry["runs"]?.items ?? []).compactMap(\.string)
        return runs.contains(run) && (entry["where"]?.members ?? []).allSatisfy { isFulfilled($0.name, $0.value, vector) }
    }

    private func isFulfilled(_ condition: String, _ value: JSON, _ vector: Vector) -> Bool {
        switch condition {
        case "with": vector.content[value.string ?? ""] != nil
        case "is": value.members.allSatisfy { vector.content[$0.name]?.text(sorted: true) == $0.value.text(sorted: true) }
        case "body": String(decoding: vector.body, as: UTF8.self).contains(value.string ?? "")
        default: preconditionFailure("no run of this package has the condition \(condition)")
        }
    }
}

/// Runs a test for each vector of a kind, except those that `tests/skips.json` lists for this run. Reports all differences
/// at once.
func judge(_ run: String, _ kind: String, _ test: (inout Judge, Vector) throws -> Void) throws {
    let skips = try Skip.all()
    let vectors = try Vector.ofKind(kind).filter { vector in !skips.contains { $0.leavesOut(run, vector) } }
    XCTAssertFalse(vectors.isEmpty, "\(run) has no vectors")
    let differences = try vectors.flatMap { vector in
        var judge = Judge(vector: vector)
        try test(&judge, vector)
        return judge.differences
    }
    XCTAssert(differences.isEmpty, "\(differences.count) differences in \(vectors.count) vectors\n" + differences.joined(separator: "\n"))
}

/// Compares the results of the package with a vector.
struct Judge {
    let vector: Vector
    private var found: [String] = []
    private var hasCompared = false

    init(vector: Vector) {
        self.vector = vector
    }

    var differences: [String] {
        hasCompared ? found : ["\(vector.id): nothing was compared, and tests/skips.json does not say so"]
    }

    mutating func compare<T: Equatable>(_ what: String, _ actual: T, _ expected: T) {
        hasCompared = true
        if actual != expected { found.append("\(vector.id): \(what)\n  expected \(expected)\n  actual   \(actual)") }
    }

    mutating func compareFindings(_ what: String, _ actual: [Finding], location: String = "body") {
        let expected = vector.list(what)
        compare(what, described(actual, expected), expected.map { completed($0, location) })
    }

    mutating func compareReport(_ report: Report) {
        compareFindings("violations", report.violations)
        compareFindings("advice", report.advice)
    }

    private func described(_ findings: [Finding], _ expected: [JSON]) -> [String] {
        let offsetIsJudged = expected.contains { $0["params"]?["offset"] != nil }
        return findings.map { finding in
            var params = finding.params
            if finding.rule == "syntax" && !offsetIsJudged { params["offset"] = nil }
            return JSON.object([
                ("location", .string("\(finding.location)")),
                ("pointer", .string(finding.pointer)),
                ("rule", .string(finding.rule)),
                ("params", .object(params.map { ($0.key, plain($0.value)) })),
            ]).text(sorted: true)
        }
    }

    private func completed(_ finding: JSON, _ location: String) -> String {
        JSON.object([
            ("location", finding["location"] ?? .string(location)),
            ("pointer", finding["pointer"] ?? .null),
            ("rule", finding["rule"] ?? .null),
            ("params", finding["params"] ?? .object([])),
        ]).text(sorted: true)
    }

    private func plain(_ value: ParamValue) -> JSON {
        switch value {
        case .number(let number): .number("\(number)")
        case .truth(let truth): .bool(truth)
        case .text(let text): .string(text)
        case .several(let values): .array(values.map(plain))
        }
    }
}

/// Returns the pointer with a star for each index.
func pattern(_ pointer: String) -> String {
    pointer.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) == nil ? String($0) : "*" }.joined(separator: "/")
}
