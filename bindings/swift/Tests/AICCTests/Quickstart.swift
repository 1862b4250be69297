import AICC
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

// The code of bindings/swift/README.md, word for word. The tests run it.

struct SignInScreen {
    private let form = AgentSignInForm(language: .english)

    /// Name, kind, keyboard, maximum length, default, choices: an app builds its screen from the fields.
    var fields: [FormField] { form.fields() }

    /// Call this after each keystroke. It returns the state of the field, its errors, and whether the form can be submitted.
    func textChanged(_ pointer: String, to text: String) throws -> FormState {
        try form.edit(pointer: pointer, text: text)
    }

    func submit(to gateway: Gateway) -> RequestResult {
        form.request(gateway: gateway)
    }
}

func signIn(to gateway: Gateway, agentId: String, password: String) async throws -> String {
    let message = AgentSignIn(password: Secret(value: password), phonenum: "40038", status: .busy)
    switch message.request(gateway: gateway, agentId: agentId) {
    case .ready(let request): return describe(try await URLSession.shared.send(request, reading: readAgentSignInReply))
    case .invalid(let report): return report.sentences
    }
}

func describe(_ outcome: Outcome<AgentSignInReply>) -> String {
    switch outcome {
    case .success(let reply, _): "signed in as \(reply.result?.workno ?? "?")"
    case .refusal(_, let answer): "\(answer.meaning); \(answer.action ?? "no document states what to do")"
    case .documentedStatus(_, let meaning, _): meaning
    case .undocumentedStatus(let status, _): "HTTP status \(status)"
    case .unreadable(let report, _): report.sentences
    }
}

func checked(_ body: Data) -> Report {
    check(interface: .agentSignIn, body: body, language: .chinese)
}
