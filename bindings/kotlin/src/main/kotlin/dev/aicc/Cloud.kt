package dev.aicc

/**
 * The configuration service (interfaces 1 to 3), with the credentials for it: a value, equal to another of the same host,
 * port, scheme and credentials.
 *
 * It shares the secrets that it is made with. Where one of them is closed, whatever uses the service throws an
 * [IllegalStateException].
 */
public class Cloud private constructor(@get:JvmSynthetic internal val parts: CloudParts) {
    /**
     * The service at [host], a host name or an IP address.
     *
     * @param token the access token, which follows `Bearer ` in `Authorization`
     * @param appKey the app key
     * @param port from 1 to 65535; 443 by default
     * @param scheme `https`, the default, or `http` for a loopback address
     * @param language the language of the sentence of a failure; English by default
     * @throws EndpointException when no service can be there
     */
    @JvmOverloads
    @Throws(EndpointException::class)
    public constructor(
        host: String,
        token: Secret? = null,
        appKey: Secret? = null,
        port: Int? = null,
        scheme: String? = null,
        language: Language? = null,
    ) : this(CloudParts(endpointParts(host, port, scheme, language), token, appKey))

    /** The host: a name in lower case, or an IP address (IPv6 in brackets). */
    public val host: String
        get() = parts.endpoint.host

    /** The port; `null` for the default one. */
    public val port: Int?
        get() = parts.endpoint.port

    /** `https` or `http`. */
    public val scheme: String
        get() = parts.endpoint.scheme

    /** The access token. */
    public val token: Secret?
        get() = parts.token

    /** The app key. */
    public val appKey: Secret?
        get() = parts.appKey

    override fun equals(other: Any?): Boolean = other is Cloud && parts == other.parts

    override fun hashCode(): Int = parts.hashCode()

    override fun toString(): String = "Cloud(host=$host, token=$token, appKey=$appKey, port=$port, scheme=$scheme)"

    internal companion object {
        /** What the native library made. */
        @JvmSynthetic
        fun of(parts: CloudParts) = Cloud(parts)
    }
}
