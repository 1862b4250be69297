/// The outcome of a request: what the platform's reply means. `Reply` is the typed reply of the interface.
///
/// One `switch` handles the outcomes of every interface:
///
/// ```swift
/// func describe(_ outcome: Outcome<some Any>) -> String {
///     switch outcome {
///     case .success: "done"
///     case .refusal: "refused: \(outcome.meaning)"
///     case .documentedStatus, .undocumentedStatus, .unreadable: outcome.meaning
///     }
/// }
/// ```
public enum Outcome<Reply> {
    /// The platform did what was asked.
    case success(reply: Reply, answer: Answer)

    /// The platform understood the request and refused it.
    case refusal(reply: Reply, answer: Answer)

    /// A documented HTTP status other than 200.
    case documentedStatus(status: Int32, meaning: String, action: String?)

    /// An undocumented HTTP status.
    case undocumentedStatus(status: Int32, meaning: String)

    /// A reply with status 200 whose body is not a documented reply. The report holds the rules that the body breaks.
    case unreadable(report: Report, meaning: String)
}

extension Outcome: Equatable where Reply: Equatable {}
extension Outcome: Hashable where Reply: Hashable {}
extension Outcome: Sendable where Reply: Sendable {}

extension Outcome {
    /// The meaning of the reply, in the chosen language.
    public var meaning: String {
        switch self {
        case .success(_, let answer), .refusal(_, let answer): answer.meaning
        case .documentedStatus(_, let meaning, _), .undocumentedStatus(_, let meaning), .unreadable(_, let meaning): meaning
        }
    }

    /// What the user or the app can do. `nil` if no document states it.
    public var action: String? {
        switch self {
        case .success(_, let answer), .refusal(_, let answer): answer.action
        case .documentedStatus(_, _, let action): action
        case .undocumentedStatus, .unreadable: nil
        }
    }

    /// The outcome from its parts. The library sends a reply with each success and each refusal.
    init(_ reply: Reply?, _ parts: OutcomeParts) {
        switch (parts, reply) {
        case (.success(let answer), let reply?): self = .success(reply: reply, answer: answer)
        case (.refusal(let answer), let reply?): self = .refusal(reply: reply, answer: answer)
        case (.documentedStatus(let status, let meaning, let action), _):
            self = .documentedStatus(status: status, meaning: meaning, action: action)
        case (.undocumentedStatus(let status, let meaning), _):
            self = .undocumentedStatus(status: status, meaning: meaning)
        case (.unreadable(let report, let meaning), _): self = .unreadable(report: report, meaning: meaning)
        case (.success, nil), (.refusal, nil): preconditionFailure("the library sent no reply")
        }
    }
}
