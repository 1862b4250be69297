import Foundation

extension ReplyInteger {
    /// The integer, or `nil` if the platform sent an undocumented value.
    public var known: Int64? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension ReplyBoolean {
    /// The boolean, or `nil` if the platform sent an undocumented value.
    public var known: Bool? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension ReplyMediaServers {
    /// The servers, or `nil` if the platform sent an undocumented value.
    public var known: MediaServers? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension ReplySignInTime {
    /// The time, or `nil` if the platform sent an undocumented value.
    public var known: Date? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension ReplyPasswordValidity {
    /// The validity, or `nil` if the platform sent an undocumented value.
    public var known: PasswordValidity? {
        if case .known(let value) = self { value } else { nil }
    }
}
