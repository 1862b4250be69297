package dev.aicc

/**
 * An HTTP request. It contains the secrets of its message, which appear as `***` in its text form.
 *
 * It shares no [Secret] with the message, the form or the service that it was created from.
 */
public class WrittenRequest private constructor(@get:JvmSynthetic internal val parts: RequestParts) : AutoCloseable {
    /** Returns the method: `POST` or `PUT`. */
    public fun method(): String = parts.method

    /** Returns the URL. */
    public fun url(): String = parts.url

    /**
     * Returns the header fields by name. They contain the credentials.
     *
     * @throws IllegalStateException if the request is closed
     */
    public fun headers(): Map<String, String> = parts.headers.mapValues { it.value.expose() }

    /**
     * Returns the body in a new array: compact JSON in UTF-8. It contains the secrets of the message.
     *
     * @throws IllegalStateException if the request is closed
     */
    public fun body(): ByteArray = parts.body.bytes()

    /** Wipes the header fields and the body. A second `close` does nothing. */
    override fun close() {
        parts.headers.values.forEach(Secret::close)
        parts.body.close()
    }

    /** Whether method, URL, header fields and body are equal. A closed request only equals itself. */
    override fun equals(other: Any?): Boolean = other is WrittenRequest && parts == other.parts

    /** The hash of the method, the URL and the names of the header fields. */
    override fun hashCode(): Int = parts.hashCode()

    override fun toString(): String =
        "WrittenRequest(method=${method()}, url=${url()}, headers=${parts.headers}, body=${parts.body})"

    internal companion object {
        /** The value from what crosses. */
        @JvmSynthetic
        fun of(parts: RequestParts) = WrittenRequest(parts)
    }
}
