import Foundation

/// A password, access token or app key.
///
/// It shows as `***` in every text form. Equality takes time that depends on the lengths alone, and all secrets have the same
/// hash. `expose()` is the one way to the value.
///
/// It is a value. Copies, and messages with their copies, share one buffer, which is filled with zeros when the last of them
/// is gone; no secret shares memory with the native library. Not wiped are the `String` that a secret was made from, what
/// `expose()` returned, and the arrays through which it passes to the library.
public struct Secret: Sendable {
    private let storage: Storage

    /// Keeps a text.
    public init(value: String) {
        self.init(Data(value.utf8))
    }

    init(_ data: Data) {
        storage = Storage(data)
    }

    /// The value itself: to send it, not to show it.
    public func expose() -> String {
        String(decoding: data, as: UTF8.self)
    }

    /// The UTF-8 bytes.
    var data: Data { storage.data }
}

/// Changes only in its `deinit`.
private final class Storage: @unchecked Sendable {
    private(set) var data: Data

    init(_ data: Data) {
        self.data = data
    }

    deinit {
        data.resetBytes(in: data.startIndex..<data.endIndex)
    }
}

extension Secret: Hashable {
    /// Whether the values are the same.
    public static func == (one: Secret, other: Secret) -> Bool {
        let (one, other) = (one.data, other.data)
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Nothing: a hash tells something of what it was made from.
    public func hash(into _: inout Hasher) {}
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `***`.
    public var description: String { "***" }

    /// `***`.
    public var debugDescription: String { "***" }

    /// Without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
