import Foundation
import XCTest

@testable import AICC

/// Memory, threads and wrong arguments at the boundary.
final class BoundaryTests: XCTestCase {
    func testAMillionCallsLeaveNoMemoryBehind() throws {
        let body = Data(#"{"password": "", "status": 9}"#.utf8)
        let form = AgentSignInForm()
        func calls(_ count: Int) throws {
            for _ in 0..<count / 20 {
                XCTAssertEqual(check(interface: .agentSignIn, body: body).violations.count, 1)
                _ = try form.edit(pointer: "/agentid", text: "291")
                let secret = Secret(value: "Hunter2+")
                _ = AgentSignIn(password: secret).check()
                for _ in 0..<16 { _ = secret.expose() }
            }
        }
        try calls(50_000)
        let before = resident()
        try calls(1_000_000)
        let grown = resident() - before
        XCTAssertLessThan(grown, 16 * 1024, "KiB more are resident")
    }

    /// Returns the resident memory of this process in KiB. Returns 0 if the system does not report it.
    private func resident() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.components(separatedBy: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
    }

    func testEightThreadsAtOnce() throws {
        let vectors = try Vector.ofKind("body").map { ($0.interface, $0.body, $0.profile) }.filter { $0.1.count < 10_000 }
        let alone = vectors.map { check(interface: $0.0, body: $0.1, profile: $0.2) }
        let shared = AgentSignInForm()
        let agreed = Counter()
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            let together = vectors.map { vector in
                _ = try? shared.edit(pointer: "/agentid", text: "\(101 + thread)")
                _ = shared.report()
                return check(interface: vector.0, body: vector.1, profile: vector.2)
            }
            if together == alone { agreed.add() }
        }
        XCTAssertEqual(agreed.value, 8)
        XCTAssert(try shared.state(pointer: "/agentid").canBeSubmitted)
    }

    func testAWrongArgumentGetsAnErrorThatNamesIt() throws {
        XCTAssertThrowsError(try AgentSignInForm().edit(pointer: "/pasword", text: "")) { error in
            XCTAssertEqual(error.localizedDescription, #"loginex has no text, number or boolean at "/pasword""#)
        }
        XCTAssertThrowsError(try PasswordPolicy(minimum: 9, maximum: 8)) { error in
            XCTAssertEqual(error.localizedDescription, "the maximum length of a password must be at least 1 and not below the minimum: minimum 9, maximum 8")
        }
        XCTAssertThrowsError(try Gateway(host: "a b", language: .chinese)) { error in
            guard case EndpointError.host = error else { return XCTFail("\(error)") }
            XCTAssert(error.localizedDescription.contains("主机"), error.localizedDescription)
        }
        XCTAssertThrowsError(try Gateway(host: "a", port: -1))
        XCTAssertThrowsError(try Gateway(host: "example.com", scheme: "http"))
    }

    func testDocumentedValuesHaveLabelsAndEvents() {
        XCTAssertEqual(SignInStatus.busy.wireValue(), 3)
        XCTAssertEqual(SignInStatus.busy.label(language: .chinese), "示忙")
        XCTAssertEqual(SignInStatus.idle.events(), [.otherInService, .stateReady])
        XCTAssertEqual(CallType.passThrough.wireValue(), "2")
        let documented = AgentSignIn(password: Secret(value: ""))
        XCTAssertEqual(documented.agenttype, .phone)
        XCTAssertEqual(documented.status, .idle)
        XCTAssertEqual(documented.autoanswer, true)
        XCTAssertEqual(documented.phonelinkage, false)
        XCTAssertEqual(documented.ip, "127.0.0.1")
    }

    func testAnUndocumentedValueOfAReplyIsKept() throws {
        let result = #"{"timeRemaining": "", "mediatype": "TFF", "isForceChange": "perhaps", "loginTime": "1471585949806"}"#
        let outcome = readAgentSignInReply(status: 200, body: Data(#"{"retcode": "0", "result": \#(result)}"#.utf8))
        guard case .success(let reply, let answer) = outcome else { return XCTFail("\(outcome)") }
        XCTAssertEqual(reply.result?.timeRemaining?.known, .neverExpires)
        XCTAssertEqual(reply.result?.mediatype?.known, MediaServers(ctiServer: true, webm: false, mailm: false))
        XCTAssertEqual(reply.result?.isForceChange, .other(text: "perhaps"))
        XCTAssertEqual(reply.result?.loginTime?.known?.timeIntervalSince1970 ?? 0, 1_471_585_949.806, accuracy: 0.001)
        XCTAssertEqual(answer.advice.map(\.rule).sorted(), ["passwordNeverExpires", "undocumentedValue"])
    }
}

/// A counter for several threads.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func add() {
        lock.withLock { count += 1 }
    }

    var value: Int { lock.withLock { count } }
}
