import Foundation

extension UnknownFieldError: LocalizedError {
    /// The sentence: which interface has no such field.
    public var errorDescription: String? {
        switch self {
        case .noSuchField(let message): return message
        }
    }
}

extension PasswordPolicyError: LocalizedError {
    /// The sentence: why no password could meet the policy.
    public var errorDescription: String? {
        switch self {
        case .impossible(let message): return message
        }
    }
}

extension EndpointError: LocalizedError {
    /// The sentence, in the language that the service was made with.
    public var errorDescription: String? {
        switch self {
        case .host(let message), .port(let message), .scheme(let message): return message
        }
    }
}
