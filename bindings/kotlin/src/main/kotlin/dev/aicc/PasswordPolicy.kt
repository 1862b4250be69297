package dev.aicc

/** The password rules of a tenant. Two values are equal if their numbers are equal. */
public class PasswordPolicy private constructor(@get:JvmSynthetic internal val parts: PasswordPolicyParts) {
    /**
     * Creates rules for passwords of [minimum] to [maximum] characters.
     *
     * @param classes how many of the four classes of characters (uppercase letters, lowercase letters, digits, special
     * characters) a password must contain; the default is the value of the vendor's page
     * @param validityDays how long a password is valid, in days; the default is the value of the vendor's page
     * @throws PasswordPolicyException if no password can fulfil the rules
     */
    @JvmOverloads
    @Throws(PasswordPolicyException::class)
    public constructor(minimum: Int, maximum: Int, classes: Int? = null, validityDays: Int? = null) :
        this(passwordPolicyParts(minimum, maximum, classes, validityDays))

    /** The smallest number of characters. */
    public val minimum: Int
        get() = parts.minimum

    /** The largest number of characters. */
    public val maximum: Int
        get() = parts.maximum

    /** How many of the four classes of characters a password must contain. */
    public val classes: Int
        get() = parts.classes

    /** How long a password is valid, in days. */
    public val validityDays: Int
        get() = parts.validityDays

    override fun equals(other: Any?): Boolean = other is PasswordPolicy && parts == other.parts

    override fun hashCode(): Int = parts.hashCode()

    override fun toString(): String =
        "PasswordPolicy(minimum=$minimum, maximum=$maximum, classes=$classes, validityDays=$validityDays)"

    internal companion object {
        /** The value from what crosses. */
        @JvmSynthetic
        fun of(parts: PasswordPolicyParts) = PasswordPolicy(parts)
    }
}
