import Foundation

extension Report {
    /// Whether the message breaks no rule. Advice never makes a message invalid.
    public var isValid: Bool {
        violations.isEmpty
    }

    /// The sentences of the violations, one a line. Empty if the message is valid.
    public var sentences: String {
        violations.map(\.sentence).joined(separator: "\n")
    }
}

/// `RequestResult.get()` found that the message, its path parameters or the credentials break rules.
public struct InvalidMessageError: LocalizedError, Equatable, Sendable {
    /// Every rule that they break, with the place.
    public let report: Report

    /// The sentences of the violations.
    public var errorDescription: String? {
        report.sentences
    }
}

extension RequestResult {
    /// Returns the HTTP request. Throws `InvalidMessageError` if the message, its path parameters or the credentials break
    /// rules. Use it where the app has already checked the message.
    public func get() throws -> WrittenRequest {
        switch self {
        case .ready(let request): return request
        case .invalid(let report): throw InvalidMessageError(report: report)
        }
    }
}

extension Finding: Identifiable {
    /// The place and the rule, which are unique in a report.
    public var id: String { "\(location)\(pointer) \(rule)" }
}

extension ParamValue {
    /// The parameter as text, for the app's own sentences.
    public var text: String {
        switch self {
        case .number(let number): return String(number)
        case .truth(let truth): return String(truth)
        case .text(let text): return text
        case .several(let values): return values.map(\.text).joined(separator: ", ")
        }
    }
}
