import Foundation

extension ReplyInteger {
    /// The integer, or `nil` where the platform sent something else.
    public var known: Int64? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension ReplyBoolean {
    /// The truth value, or `nil` where the platform sent something else.
    public var known: Bool? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension ReplyMediaServers {
    /// The servers, or `nil` where the platform sent something else.
    public var known: MediaServers? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension ReplySignInTime {
    /// The time, or `nil` where the platform sent something else.
    public var known: Date? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension ReplyPasswordValidity {
    /// The validity, or `nil` where the platform sent something else.
    public var known: PasswordValidity? {
        if case .known(let value) = self { value } else { nil }
    }
}
