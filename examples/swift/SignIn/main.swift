// Signs an agent in, keeps the session, and handles a refusal. Two made-up replies stand for the platform, so that the example needs
// no network. Run it with `swift run --package-path bindings/swift SignIn`. It prints:
//
//     PUT https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex
//     signed in; the session is ***
//     refused: the agent has already signed in; sign in by force, or sign out first

import AICC
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What an HTTP client returns.
struct Response {
    let status: Int32
    let headers: [String: String]
    let body: String
}

/// Stands for an HTTP client. `URLSession.shared.send(request, reading: readAgentSignInReply)` sends the request and reads the reply.
func send(_ request: URLRequest?, _ reply: Response) -> Response {
    precondition(request?.httpBody != nil)
    return reply
}

/// Handles the outcome of a request to any interface.
func describe(_ outcome: Outcome<some Any>) -> String {
    switch outcome {
    // `expose()` returns the value that authenticates the agent's later calls.
    case .success(_, let answer): "signed in; the session is \(answer.session?.description ?? "absent")"
    case .refusal: "refused: \(outcome.meaning); \(outcome.action ?? "")"
    case .documentedStatus, .undocumentedStatus, .unreadable: "no result: \(outcome.meaning)"
    }
}

let signIn = AgentSignIn(password: Secret(value: ""), phonenum: "40038", status: .busy)
let request = try signIn.request(gateway: Gateway(host: "10.0.0.5", port: 8043), agentId: "291").get()
print(request.method(), request.url())

let signedIn = Response(status: 200, headers: ["Set-GUID": "JSESSIONID=4f0c"], body: #"{"message": "", "retcode": "0"}"#)
let alreadySignedIn = Response(status: 200, headers: [:], body: #"{"message": "", "retcode": "100-002"}"#)
for reply in [signedIn, alreadySignedIn] {
    let response = send(URLRequest(request), reply)
    print(describe(readAgentSignInReply(status: response.status, body: Data(response.body.utf8), headers: response.headers)))
}
