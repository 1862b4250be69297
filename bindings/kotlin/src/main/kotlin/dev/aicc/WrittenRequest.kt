package dev.aicc

/**
 * An HTTP request, which holds the secrets of its message and shows them as `***` in every text form.
 *
 * It is a value: it shares nothing with the message, the form or the service that it was made from.
 */
public class WrittenRequest private constructor(@get:JvmSynthetic internal val parts: RequestParts) : AutoCloseable {
    /** The method: `POST` or `PUT`. */
    public fun method(): String = parts.method

    /** The URL. */
    public fun url(): String = parts.url

    /**
     * The header fields by name. They hold the credentials.
     *
     * @throws IllegalStateException when the request is closed
     */
    public fun headers(): Map<String, String> = parts.headers.mapValues { it.value.expose() }

    /**
     * The body, a new array: compact JSON in UTF-8. It holds the secrets of the message.
     *
     * @throws IllegalStateException when the request is closed
     */
    public fun body(): ByteArray = parts.body.bytes()

    /** Wipes the values of the header fields, and the body. A second `close` does nothing. */
    override fun close() {
        parts.headers.values.forEach(Secret::close)
        parts.body.close()
    }

    /** Whether method, URL, header fields and body are the same. A closed request equals itself alone. */
    override fun equals(other: Any?): Boolean = other is WrittenRequest && parts == other.parts

    /** Of the method, the URL and the names of the header fields. */
    override fun hashCode(): Int = parts.hashCode()

    override fun toString(): String =
        "WrittenRequest(method=${method()}, url=${url()}, headers=${parts.headers}, body=${parts.body})"

    internal companion object {
        /** What the native library made. */
        @JvmSynthetic
        fun of(parts: RequestParts) = WrittenRequest(parts)
    }
}
