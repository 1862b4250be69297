package dev.aicc

/** A tenant's password rule group: a value, equal to another of the same numbers. */
public class PasswordPolicy private constructor(@get:JvmSynthetic internal val parts: PasswordPolicyParts) {
    /**
     * A policy of [minimum] to [maximum] characters.
     *
     * @param classes how many of the four classes of characters (uppercase letters, lowercase letters, digits, special
     * characters) a password must have; that of the page by default
     * @param validityDays how long a password is valid, in days; that of the page by default
     * @throws PasswordPolicyException when no password could meet it
     */
    @JvmOverloads
    @Throws(PasswordPolicyException::class)
    public constructor(minimum: Int, maximum: Int, classes: Int? = null, validityDays: Int? = null) :
        this(passwordPolicyParts(minimum, maximum, classes, validityDays))

    /** The least number of characters. */
    public val minimum: Int
        get() = parts.minimum

    /** The greatest number of characters. */
    public val maximum: Int
        get() = parts.maximum

    /** How many of the four classes of characters are required. */
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
        /** What the native library made. */
        @JvmSynthetic
        fun of(parts: PasswordPolicyParts) = PasswordPolicy(parts)
    }
}
