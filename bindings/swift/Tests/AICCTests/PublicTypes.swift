import Foundation

/// What the package offers in public, by its sources: a new type joins by itself.
enum PublicTypes {
    /// The sources of the package.
    static func sources() throws -> String {
        let folder = "bindings/swift/Sources/AICC"
        let files = FileManager.default.enumerator(atPath: repository.appendingPathComponent(folder).path)
        let names = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".swift") }
        return try names.map { String(decoding: try repositoryFile("\(folder)/\($0)"), as: UTF8.self) }.joined(separator: "\n")
    }

    /// The names of the types, in order.
    static func names() throws -> [String] {
        try matches(#"(?m)^public\s+(?:final |indirect )?(?:class|struct|enum|protocol) (\w+)"#, in: sources()).map { $0[0] }.sorted()
    }
}

/// The types of the package with their functions, as their sources declare them.
struct Declarations {
    /// A type, or what stands between types, with the text up to the next.
    private let parts: [(name: String, text: String)]

    init() throws {
        let start = #"^(?:public |fileprivate |private )?\s*(?:final |indirect )?(?:class|struct|enum|protocol|extension) (\w+)"#
        let sources = try PublicTypes.sources()
        let marked = try NSRegularExpression(pattern: start, options: .anchorsMatchLines)
            .stringByReplacingMatches(in: sources, range: NSRange(sources.startIndex..., in: sources), withTemplate: "\u{0}$1\u{0}$0")
        let pieces = marked.components(separatedBy: "\u{0}").dropFirst()
        parts = stride(from: pieces.startIndex, to: pieces.endIndex - 1, by: 2).map { (pieces[$0], pieces[$0 + 1]) }
    }

    /// The objects.
    func classes() throws -> [String] {
        try parts.filter { try !matches("^public final (class)", in: $0.text).isEmpty }.map(\.name).sorted()
    }

    /// The public functions that take `type`, or a value that can hold it, or belong to such a value.
    func functions(reaching type: String) throws -> [String] {
        let holders = try holders(of: type)
        var found: Set<String> = []
        for part in parts {
            let isConverter = part.name.hasPrefix("FfiConverter")
            for function in try matches(#"(?m)^\s*public func (\w+)\((.*?)\)"#, in: part.text) where function[0] != "hash" {
                let reaches = mentions(function[1], holders) || (!isConverter && holders.contains(part.name))
                if reaches { found.insert(isConverter ? function[0] : "\(part.name).\(function[0])") }
            }
        }
        return found.sorted()
    }

    /// The types whose values can hold a `type`.
    private func holders(of type: String) throws -> Set<String> {
        var holders: Set<String> = [type]
        let members = try parts.map { part in
            (part.name, try matches(#"(?m)(?:public var|let|\*/)\s*\w+: ([^{=\n]+)$"#, in: part.text).map { $0[0] })
        }
        while true {
            let new = members.filter { part in part.1.contains { mentions($0, holders) } }.map(\.0)
            if holders.isSuperset(of: new) { return holders }
            holders.formUnion(new)
        }
    }

    private func mentions(_ text: String, _ names: Set<String>) -> Bool {
        text.components(separatedBy: CharacterSet.alphanumerics.inverted).contains(where: names.contains)
    }
}

/// The groups of each match of a pattern.
func matches(_ pattern: String, in text: String) throws -> [[String]] {
    let whole = NSRange(text.startIndex..., in: text)
    return try NSRegularExpression(pattern: pattern).matches(in: text, range: whole).map { match in
        (1..<match.numberOfRanges).map { Range(match.range(at: $0), in: text).map { String(text[$0]) } ?? "" }
    }
}
