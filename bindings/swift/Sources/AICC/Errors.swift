import Foundation

extension UnknownFieldError: LocalizedError {
    /// A sentence that names the interface and the pointer.
    public var errorDescription: String? {
        switch self {
        case .noSuchField(let message): return message
        }
    }
}

extension PasswordPolicyError: LocalizedError {
    /// A sentence that says why no password can fulfil the rules.
    public var errorDescription: String? {
        switch self {
        case .impossible(let message): return message
        }
    }
}

extension EndpointError: LocalizedError {
    /// A sentence in the language that the initializer was given.
    public var errorDescription: String? {
        switch self {
        case .host(let message), .port(let message), .scheme(let message): return message
        }
    }
}
