import Foundation

/// The public types of the package, found in its sources.
enum PublicTypes {
    /// The sources of the package.
    static func sources() throws -> String {
        let folder = "bindings/swift/Sources/AICC"
        let files = FileManager.default.enumerator(atPath: repository.appendingPathComponent(folder).path)
        let names = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".swift") }
        return try names.map { String(decoding: try repositoryFile("\(folder)/\($0)"), as: UTF8.self) }.joined(separator: "\n")
    }

    /// The sorted names of the types.
    static func names() throws -> [String] {
        try matches(#"(?m)^public\s+(?:final |indirect )?(?:class|struct|enum|protocol) (\w+)"#, in: sources()).map { $0[0] }.sorted()
    }
}

/// The declarations in the sources of the package.
struct Declarations {
    /// Each declaration of a type or an extension, with the text up to the next one.
    private let parts: [(name: String, text: String)]

    init() throws {
        let start = #"^(?:public |fileprivate |private )?\s*(?:final |indirect )?(?:class|struct|enum|protocol|extension) (\w+)"#
        let sources = try PublicTypes.sources()
        let marked = try NSRegularExpression(pattern: start, options: .anchorsMatchLines)
            .stringByReplacingMatches(in: sources, range: NSRange(sources.startIndex..., in: sources), withTemplate: "\u{0}$1\u{0}$0")
        let pieces = marked.components(separatedBy: "\u{0}").dropFirst()
        parts = stride(from: pieces.startIndex, to: pieces.endIndex - 1, by: 2).map { (pieces[$0], pieces[$0 + 1]) }
    }

    /// The classes.
    func classes() throws -> [String] {
        try parts.filter { try !matches("^public final (class)", in: $0.text).isEmpty }.map(\.name).sorted()
    }

    /// The public functions that have a parameter or a receiver that can be or contain a `type`.
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

    /// The enums without associated values.
    func plainEnums() throws -> Set<String> {
        Set(try matches(#"(?m)^public enum (\w+):.*\bCaseIterable\b"#, in: PublicTypes.sources()).map { $0[0] })
    }

    /// The `types`, and the types that their values can contain.
    func parts(of types: [String]) throws -> Set<String> {
        let names = Set(try PublicTypes.names())
        var found = Set(types)
        while true {
            let inside = try members().filter { found.contains($0.name) }.flatMap { $0.types }
            let new = names.filter { name in inside.contains { mentions($0, [name]) } }
            if found.isSuperset(of: new) { return found.intersection(names) }
            found.formUnion(new)
        }
    }

    /// The types of the members of each type, as written in the source.
    private func members() throws -> [(name: String, types: [String])] {
        try parts.map { part in
            (part.name, try matches(#"(?m)(?:public var|let|\*/)\s*\w+: ([^{=\n]+)$"#, in: part.text).map { $0[0] })
        }
    }

    /// The types whose values can contain a `type`.
    private func holders(of type: String) throws -> Set<String> {
        var holders: Set<String> = [type]
        let members = try members()
        while true {
            let new = members.filter { part in part.types.contains { mentions($0, holders) } }.map(\.name)
            if holders.isSuperset(of: new) { return holders }
            holders.formUnion(new)
        }
    }

    private func mentions(_ text: String, _ names: Set<String>) -> Bool {
        text.components(separatedBy: CharacterSet.alphanumerics.inverted).contains(where: names.contains)
    }
}

/// Returns the groups of each match of a pattern.
func matches(_ pattern: String, in text: String) throws -> [[String]] {
    let whole = NSRange(text.startIndex..., in: text)
    return try NSRegularExpression(pattern: pattern).matches(in: text, range: whole).map { match in
        (1..<match.numberOfRanges).map { Range(match.range(at: $0), in: text).map { String(text[$0]) } ?? "" }
    }
}
