import Foundation

/// JSON that keeps the order of members and the digits of numbers, as the vectors need.
indirect enum JSON {
    case object([(name: String, value: JSON)])
    case array([JSON])
    case string(String)
    case number(String)
    case bool(Bool)
    case null

    init(_ text: String) {
        var reader = JSONReader(bytes: Array(text.utf8))
        self = reader.value()
    }

    subscript(name: String) -> JSON? {
        guard case .object(let members) = self, let member = members.first(where: { $0.name == name }) else { return nil }
        if case .null = member.value { return nil }
        return member.value
    }

    var members: [(name: String, value: JSON)] {
        if case .object(let members) = self { members } else { [] }
    }

    var items: [JSON] {
        if case .array(let items) = self { items } else { [] }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var bool: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }

    var int: Int64? {
        if case .number(let digits) = self { Int64(digits) } else { nil }
    }

    /// Returns compact text. With `sorted`, the order of members does not matter.
    func text(sorted: Bool = false) -> String {
        switch self {
        case .object(let members):
            let ordered = sorted ? members.sorted { $0.name < $1.name } : members
            return "{" + ordered.map { "\(quoted($0.name)):\($0.value.text(sorted: sorted))" }.joined(separator: ",") + "}"
        case .array(let items): return "[" + items.map { $0.text(sorted: sorted) }.joined(separator: ",") + "]"
        case .string(let text): return quoted(text)
        case .number(let digits): return digits
        case .bool(let truth): return truth ? "true" : "false"
        case .null: return "null"
        }
    }

    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20: quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// Reads well-formed JSON.
private struct JSONReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func next(_ character: Character) -> Bool {
        skipSpace()
        guard bytes[position] == character.asciiValue else { return false }
        position += 1
        return true
    }

    mutating func value() -> JSON {
        skipSpace()
        switch bytes[position] {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return array()
        case UInt8(ascii: "\""): return .string(string())
        default: return word()
        }
    }

    private mutating func object() -> JSON {
        position += 1
        var members: [(name: String, value: JSON)] = []
        while !next("}") {
            _ = next(",")
            skipSpace()
            let name = string()
            _ = next(":")
            members.append((name, value()))
        }
        return .object(members)
    }

    private mutating func array() -> JSON {
        position += 1
        var items: [JSON] = []
        while !next("]") {
            _ = next(",")
            items.append(value())
        }
        return .array(items)
    }

    private mutating func string() -> String {
        let start = position
        position += 1
        while bytes[position] != UInt8(ascii: "\"") { position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1 }
        position += 1
        let literal = Data(bytes[start..<position])
        // swift-format-ignore: NeverForceUnwrap
        return try! JSONDecoder().decode(String.self, from: literal)
    }

    private mutating func word() -> JSON {
        let start = position
        while position < bytes.count, !",]} \t\r\n".utf8.contains(bytes[position]) { position += 1 }
        switch String(decoding: bytes[start..<position], as: UTF8.self) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case let digits: return .number(digits)
        }
    }
}
