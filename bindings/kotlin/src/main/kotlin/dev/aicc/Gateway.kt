package dev.aicc

/** The agent gateway. Two values are equal if their host, port and scheme are equal. */
public class Gateway private constructor(@get:JvmSynthetic internal val parts: EndpointParts) {
    /**
     * Creates the gateway at [host], a host name or an IP address.
     *
     * @param port from 1 to 65535; the default is 8043
     * @param scheme `https` (the default), or `http` for a loopback address only
     * @param language the language of the exception's sentence; the default is English
     * @throws EndpointException if the host, the port or the scheme is invalid
     */
    @JvmOverloads
    @Throws(EndpointException::class)
    public constructor(host: String, port: Int? = null, scheme: String? = null, language: Language? = null) :
        this(endpointParts(host, port, scheme, language))

    /** The host: a name in lower case, or an IP address (IPv6 in brackets). */
    public val host: String
        get() = parts.host

    /** The port, or `null` for the default port. */
    public val port: Int?
        get() = parts.port

    /** `https` or `http`. */
    public val scheme: String
        get() = parts.scheme

    override fun equals(other: Any?): Boolean = other is Gateway && parts == other.parts

    override fun hashCode(): Int = parts.hashCode()

    override fun toString(): String = "Gateway(host=$host, port=$port, scheme=$scheme)"

    internal companion object {
        /** The value from what crosses. */
        @JvmSynthetic
        fun of(parts: EndpointParts) = Gateway(parts)
    }
}
