import Foundation

/// A request to the sandbox.
struct SentRequest {
    let method: String
    let target: String
    let headers: [(name: String, value: String)]
    let body: Data
}

/// A vector, and the request that it is about or whose reply it is.
struct VectorExchange {
    let vector: Vector
    let sent: SentRequest
}

/// The vectors that HTTP and URLSession can carry, as exchanges with a sandbox.
struct Exchanges {
    private let written: [Vector]

    init() throws {
        written = try Self.ofKind("request").filter { $0.content["request"] != nil }
    }

    /// Every request: bodies, whole messages, and written requests.
    func requests() throws -> [VectorExchange] {
        let bodies = try Self.ofKind("body").map { VectorExchange(vector: $0, sent: sent($0.text("interface"), $0.body)) }
        let messages = try Self.ofKind("message").compactMap { vector -> VectorExchange? in
            let (headers, path) = (Self.pairs(vector, "headers"), Self.pairs(vector, "path"))
            // URLSession adds a Content-Type to a request without one.
            let hasType = headers.contains { $0.name.lowercased() == "content-type" } || path.isEmpty
            let names = vector.subject.form(vector.profile).fields().filter { $0.location == .path }.map(\.name)
            let isWhole = path.map(\.name) == names && path.allSatisfy { Self.isSegment($0.value) }
            guard hasType, isWhole, Self.areCarried(headers) else { return nil }
            return VectorExchange(vector: vector, sent: sent(vector.text("interface"), vector.body, headers, path.first?.value))
        }
        return bodies + messages + written.map { VectorExchange(vector: $0, sent: asWritten($0)) }
    }

    /// Every reply, with a request that gets it.
    func replies() throws -> [VectorExchange] {
        try Self.ofKind("reply").compactMap { vector in
            let status = vector.content["status"]?.int ?? 0
            let hasBody = (200...599).contains(status) && ![204, 304].contains(status)
            guard hasBody, Self.areCarried(Self.pairs(vector, "headers")) else { return nil }
            return VectorExchange(vector: vector, sent: sent(vector.text("interface"), Data("{}".utf8)))
        }
    }

    /// The rules that give each exchange the reply of its vector, in their order.
    func faults(_ exchanges: [VectorExchange]) -> String {
        let rules = exchanges.map { exchange -> JSON in
            let action = JSON.object([
                ("status", exchange.vector.content["status"] ?? .null),
                ("headers", .object(Self.pairs(exchange.vector, "headers").map { ($0.name, .string($0.value)) })),
                ("bodyHex", .string(exchange.vector.body.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())),
            ])
            return .object([("do", action), ("times", .number("1"))])
        }
        return JSON.array(rules).text()
    }

    /// The place, pointer and rule of each violation of an explanation.
    static func places(_ explanation: JSON?) -> [String] {
        (explanation?["report"]?["violations"]?.items ?? []).map { place($0, $0["location"]?.string) }
    }

    static func expected(_ vector: Vector) -> [String] {
        vector.list("violations").map { place($0, $0["location"]?.string) }
    }

    private static func place(_ finding: JSON, _ location: String?) -> String {
        "\(location ?? "body") \(finding["pointer"]?.string ?? "") \(finding["rule"]?.string ?? "")"
    }

    // A profile is a choice of the sandbox, so that a vector with one needs a sandbox of its own.
    private static func ofKind(_ kind: String) throws -> [Vector] {
        try Vector.ofKind(kind).filter { $0.content["profile"] == nil }
    }

    private static func pairs(_ vector: Vector, _ name: String) -> [(name: String, value: String)] {
        vector.list(name).map { ($0.items[0].string ?? "", $0.items[1].string ?? "") }
    }

    /// Whether each header goes out as it is. URLSession has each name once, HTTP drops spaces and tabs at both ends of a value, and
    /// clients differ on characters beyond ASCII.
    private static func areCarried(_ headers: [(name: String, value: String)]) -> Bool {
        let isOnce = Set(headers.map { $0.name.lowercased() }).count == headers.count
        return isOnce
            && headers.allSatisfy { name, value in
                let isName = !name.isEmpty && name.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+.^_`|~-".utf8.contains($0) }
                let isVisible = value.utf8.allSatisfy { $0 == 9 || (0x20...0x7E).contains($0) }
                return isName && isVisible && value.trimmingCharacters(in: .whitespaces) == value
            }
    }

    private static func isSegment(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { isLetterOrDigit($0) || "_~+,-".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private func asWritten(_ vector: Vector) -> SentRequest {
        let request = vector.content["request"]
        let headers: [(name: String, value: String)] = (request?["headers"]?.items ?? []).map {
            ($0.items[0].string ?? "", $0.items[1].string ?? "")
        }
        let target = (request?["url"]?.string ?? "").split(separator: "/", maxSplits: 2).last.map { "/\($0)" } ?? ""
        return SentRequest(
            method: request?["method"]?.string ?? "",
            target: target,
            headers: headers,
            body: Data((request?["body"]?.string ?? "").utf8)
        )
    }

    private static let headers = [
        (name: "Content-Type", value: "application/json; charset=UTF-8"),
        (name: "Authorization", value: "Bearer mF_9.B5f-4.1JqM"),
        (name: "X-APP-Key", value: "0f1e2d"),
    ]

    /// A request to an interface, with the method and path of a written one.
    private func sent(
        _ interface: String?,
        _ body: Data,
        _ headers: [(name: String, value: String)] = Exchanges.headers,
        _ agent: String? = nil
    ) -> SentRequest {
        // swift-format-ignore: NeverForceUnwrap
        let model = written.first { $0.text("interface") == interface }!
        let like = asWritten(model)
        var target = like.target
        if let agent, let other = model.text("agentId") {
            target = target.replacingOccurrences(of: "/\(other)/", with: "/\(agent)/")
        }
        return SentRequest(method: like.method, target: target, headers: headers, body: body)
    }
}
