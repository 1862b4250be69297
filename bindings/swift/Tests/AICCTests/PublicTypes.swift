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

/// The groups of each match of a pattern.
func matches(_ pattern: String, in text: String) throws -> [[String]] {
    let whole = NSRange(text.startIndex..., in: text)
    return try NSRegularExpression(pattern: pattern).matches(in: text, range: whole).map { match in
        (1..<match.numberOfRanges).map { Range(match.range(at: $0), in: text).map { String(text[$0]) } ?? "" }
    }
}
