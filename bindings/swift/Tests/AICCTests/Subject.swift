import Foundation

@testable import AICC

/// The functions of an interface, without its types in their signatures, so that one test runs all interfaces.
struct Subject: Sendable {
    let interface: Interface
    /// `AgentSignIn`.
    let name: String
    let parse: @Sendable (Data, Profile) -> ParsedMessage
    let read: @Sendable (Int32, Data, [String: String], Profile) -> ReadReply
    let form: @Sendable (Profile) -> any Form
    /// Checks a message.
    let check: @Sendable (Any, Profile) -> Report
    /// Returns a copy of a message with a secret in place of its own.
    let planted: @Sendable (Any, Secret) -> AnyHashable
    /// Writes the request of a message.
    let request: @Sendable (Any, Destination, Profile) throws -> RequestResult
    /// Writes the request of a form.
    let submit: @Sendable (any Form, Destination) throws -> RequestResult

    init<Message: Hashable, Reply, SomeForm: Form>(
        _ interface: Interface,
        parse: @escaping @Sendable (Data, Profile, Language?) -> Parsed<Message>,
        read: @escaping @Sendable (Int32, Data, [String: String], Profile, Language?) -> Outcome<Reply>,
        form: @escaping @Sendable (Profile, Language?) -> SomeForm,
        check: @escaping @Sendable (Message, Profile) -> Report,
        plant: @escaping @Sendable (inout Message, Secret) -> Void,
        request: @escaping @Sendable (Message, Destination, Profile) throws -> RequestResult,
        submit: @escaping @Sendable (SomeForm, Destination) throws -> RequestResult
    ) {
        // swift-format-ignore: NeverForceUnwrap
        @Sendable func message(_ value: Any) -> Message { value as! Message }
        self.interface = interface
        name = "\(Message.self)"
        self.parse = { ParsedMessage(parse($0, $1, nil)) }
        self.read = { ReadReply(read($0, $1, $2, $3, nil)) }
        self.form = { form($0, nil) }
        self.check = { check(message($0), $1) }
        planted = { value, secret in
            var copy = message(value)
            plant(&copy, secret)
            return copy
        }
        self.request = { try request(message($0), $1, $2) }
        // swift-format-ignore: NeverForceUnwrap
        self.submit = { try submit($0 as! SomeForm, $1) }
    }

    /// Returns a valid message: the first in the vectors.
    func valid() throws -> AnyHashable {
        let own = try Vector.ofKind("body").filter { $0.interface == interface }
        for vector in own {
            if let message = parse(vector.body, Profile()).message { return message }
        }
        throw CocoaError(.fileReadCorruptFile)
    }
}

/// A parsed message of any interface.
struct ParsedMessage {
    /// Absent if it breaks rules.
    let message: AnyHashable?
    let report: Report

    init<Message: Hashable>(_ parsed: Parsed<Message>) {
        switch parsed {
        case .valid(let content, let advice): (message, report) = (content, Report(violations: [], advice: advice))
        case .invalid(let refused): (message, report) = (nil, refused)
        }
    }
}

/// The outcome of any interface.
struct ReadReply {
    let outcome: Any
    let name: String
    let meaning: String
    let action: String?
    var answer: Answer?
    var report: Report?

    init<Reply>(_ outcome: Outcome<Reply>) {
        self.outcome = outcome
        (meaning, action) = (outcome.meaning, outcome.action)
        switch outcome {
        case .success(_, let answer): (name, self.answer) = ("success", answer)
        case .refusal(_, let answer): (name, self.answer) = ("refusal", answer)
        case .documentedStatus: name = "documentedStatus"
        case .undocumentedStatus: name = "undocumentedStatus"
        case .unreadable(let report, _): (name, self.report) = ("unreadable", report)
        }
    }
}

extension Form {
    /// The message of any form.
    var parsed: ParsedMessage { ParsedMessage(message()) }
}

/// The server of a request, for each kind of server.
struct Destination {
    var host = "example.com"
    var port: Int32?
    var scheme: String?
    var token: Secret?
    var appKey: Secret?
    var pathParameter = "291"
    var isWrapped = false

    func cloud() throws -> Cloud {
        try Cloud(host: host, token: token, appKey: appKey, port: port, scheme: scheme)
    }

    func gateway() throws -> Gateway {
        try Gateway(host: host, port: port, scheme: scheme)
    }
}
