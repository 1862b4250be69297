import Foundation

/// A password, access token or app key.
///
/// Its text form is always `***`. Only `expose()` returns the value. The time of a comparison depends only on the lengths, and
/// the hash is the same for all secrets.
///
/// Copies of a secret share one buffer, which is filled with zeros when the last copy is gone. The package cannot wipe the
/// `String` that a secret was created from, the `String` that `expose()` returned, and the arrays in which the value passes
/// to the native library.
public struct Secret: Sendable {
    private let storage: Storage

    /// Creates a secret from a text.
    public init(value: String) {
        self.init(Data(value.utf8))
    }

    init(_ data: Data) {
        storage = Storage(data)
    }

    /// Returns the value, to send it and not to show it.
    public func expose() -> String {
        String(decoding: data, as: UTF8.self)
    }

    /// The UTF-8 bytes.
    var data: Data { storage.data }
}

/// The buffer of a secret. It only changes in `deinit`, so that threads can share it.
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
    /// Whether the values are equal.
    public static func == (one: Secret, other: Secret) -> Bool {
        let (one, other) = (one.data, other.data)
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Hashes nothing, because a hash would reveal something about the value.
    public func hash(into _: inout Hasher) {}
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `***`.
    public var description: String { "***" }

    /// `***`.
    public var debugDescription: String { "***" }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
