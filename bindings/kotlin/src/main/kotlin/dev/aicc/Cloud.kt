package dev.aicc

/**
 * The configuration service, with its credentials. Two values are equal if their host, port, scheme and credentials are equal.
 *
 * A `Cloud` shares the [Secret]s that it is created with. If one of them is closed, each call that uses the `Cloud` throws an
 * [IllegalStateException].
 */
public class Cloud private constructor(@get:JvmSynthetic internal val parts: CloudParts) {
    /**
     * Creates the service at [host], a host name or an IP address.
     *
     * @param token the access token, which is sent as `Authorization: Bearer …`
     * @param appKey the app key
     * @param port from 1 to 65535; the default is 443
     * @param scheme `https` (the default), or `http` for a loopback address only
     * @param language the language of the exception's sentence; the default is English
     * @throws EndpointException if the host, the port or the scheme is invalid
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

    /** The port, or `null` for the default port. */
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
        /** The value from what crosses. */
        @JvmSynthetic
        fun of(parts: CloudParts) = Cloud(parts)
    }
}
