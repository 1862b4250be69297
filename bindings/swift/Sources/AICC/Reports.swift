import Foundation

extension Report {
    /// Whether no documented rule is broken. Advice never makes a message invalid.
    public var isValid: Bool {
        violations.isEmpty
    }

    /// The sentences of the violations, one in each line; empty for a valid message.
    public var sentences: String {
        violations.map(\.sentence).joined(separator: "\n")
    }
}

/// A message broke rules where the app had made sure that it cannot.
public struct InvalidMessageError: LocalizedError, Equatable, Sendable {
    /// Which rules, and where.
    public let report: Report

    /// The sentences of the violations.
    public var errorDescription: String? {
        report.sentences
    }
}

extension RequestResult {
    /// The written request. Throws `InvalidMessageError` when the message, its path or its credentials break rules.
    public func get() throws -> WrittenRequest {
        switch self {
        case .ready(let request): return request
        case .invalid(let report): throw InvalidMessageError(report: report)
        }
    }
}

extension Finding: Identifiable {
    /// The place and the rule: no other finding of a report has both.
    public var id: String { "\(location)\(pointer) \(rule)" }
}

extension ParamValue {
    /// The value as text, for the sentences of an app.
    public var text: String {
        switch self {
        case .number(let number): return String(number)
        case .truth(let truth): return String(truth)
        case .text(let text): return text
        case .several(let values): return values.map(\.text).joined(separator: ", ")
        }
    }
}
