/// The password rules of a tenant.
public struct PasswordPolicy: Hashable, Sendable {
    let parts: PasswordPolicyParts

    init(_ parts: PasswordPolicyParts) {
        self.parts = parts
    }

    /// Creates rules for passwords of `minimum` to `maximum` characters.
    ///
    /// - Parameters:
    ///   - classes: how many of the four classes of characters (uppercase letters, lowercase letters, digits, special
    ///     characters) a password must contain; the default is the value of the vendor's page
    ///   - validityDays: how long a password is valid, in days; the default is the value of the vendor's page
    /// - Throws: `PasswordPolicyError` if no password can fulfil the rules
    public init(minimum: Int32, maximum: Int32, classes: Int32? = nil, validityDays: Int32? = nil) throws {
        let days = validityDays
        self.init(try passwordPolicyParts(minimum: minimum, maximum: maximum, classes: classes, validityDays: days))
    }

    /// The smallest number of characters.
    public var minimum: Int32 { parts.minimum }

    /// The largest number of characters.
    public var maximum: Int32 { parts.maximum }

    /// How many of the four classes of characters a password must contain.
    public var classes: Int32 { parts.classes }

    /// How long a password is valid, in days.
    public var validityDays: Int32 { parts.validityDays }
}

extension PasswordPolicy: CustomStringConvertible {
    /// `PasswordPolicy(minimum: 8, maximum: 32, classes: 3, validityDays: 90)`.
    public var description: String {
        "PasswordPolicy(minimum: \(minimum), maximum: \(maximum), classes: \(classes), validityDays: \(validityDays))"
    }
}
