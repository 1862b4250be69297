/// A parsed message, or every rule that the JSON text breaks.
public enum Parsed<Message> {
    /// The JSON text breaks no rule. The advice names what is valid but probably a mistake.
    case valid(content: Message, advice: [Finding])

    /// The JSON text breaks rules.
    case invalid(report: Report)

    /// The result from its parts.
    init(_ content: Message?, _ report: Report) {
        self = content.map { .valid(content: $0, advice: report.advice) } ?? .invalid(report: report)
    }
}

extension Parsed: Equatable where Message: Equatable {}
extension Parsed: Hashable where Message: Hashable {}
extension Parsed: Sendable where Message: Sendable {}

/// The conversion of a result to what crosses, which the code of UniFFI mentions. It is never called, because no function of
/// the library takes a result.
func onlyReturned<Parts>() -> Parts {
    preconditionFailure("a result only comes from the library")
}
