package dev.aicc

/**
 * The agent gateway (interface 4): a value, equal to another of the same host, port and scheme.
 */
public class Gateway private constructor(@get:JvmSynthetic internal val parts: EndpointParts) {
    /**
     * The gateway at [host], a host name or an IP address.
     *
     * @param port from 1 to 65535; 8043 by default
     * @param scheme `https`, the default, or `http` for a loopback address
     * @param language the language of the sentence of a failure; English by default
     * @throws EndpointException when no gateway can be there
     */
    @JvmOverloads
    @Throws(EndpointException::class)
    public constructor(host: String, port: Int? = null, scheme: String? = null, language: Language? = null) :
        this(endpointParts(host, port, scheme, language))

    /** The host: a name in lower case, or an IP address (IPv6 in brackets). */
    public val host: String
        get() = parts.host

    /** The port; `null` for the default one. */
    public val port: Int?
        get() = parts.port

    /** `https` or `http`. */
    public val scheme: String
        get() = parts.scheme

    override fun equals(other: Any?): Boolean = other is Gateway && parts == other.parts

    override fun hashCode(): Int = parts.hashCode()

    override fun toString(): String = "Gateway(host=$host, port=$port, scheme=$scheme)"

    internal companion object {
        /** What the native library made. */
        @JvmSynthetic
        fun of(parts: EndpointParts) = Gateway(parts)
    }
}
