package dev.aicc

import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.security.MessageDigest

/**
 * A password, access token or app key.
 *
 * It shows as `***` in every text form, open or closed. `equals` takes time that depends on the lengths alone, and
 * `hashCode` is the same for all secrets. [expose] is the one way to the value.
 *
 * The value is held here, in an array that [close] fills with zeros; no secret shares memory with the native library.
 * Messages and their copies share the `Secret` that they were made with: after `close` each of them throws an
 * [IllegalStateException] where it needs the value. Not wiped are the `String` that a secret was made from, what [expose]
 * returned, and what the virtual machine leaves behind when it moves an array. A secret that is not closed is collected
 * without being wiped.
 */
public class Secret private constructor(private var value: ByteArray?) : AutoCloseable {
    /** Keeps a text. Half of a surrogate pair becomes U+FFFD. */
    public constructor(value: String) : this(taken(utf8(value)))

    /** Keeps a copy of characters, which the caller can then wipe. Half of a surrogate pair becomes U+FFFD. */
    public constructor(value: CharArray) : this(taken(utf8(CharBuffer.wrap(value))))

    /**
     * The value itself: to send it, not to show it.
     *
     * @throws IllegalStateException when the secret is closed
     */
    public fun expose(): String = read { it.decodeToString() }

    /** Wipes the value. A second `close` does nothing. */
    @Synchronized
    override fun close() {
        value?.fill(0)
        value = null
    }

    /** `***`. */
    override fun toString(): String = "***"

    /** Whether the values are the same. A closed secret equals itself alone. */
    override fun equals(other: Any?): Boolean {
        if (this === other) return true
        if (other !is Secret) return false
        val (mine, others) = copy() to other.copy()
        try {
            return mine != null && others != null && MessageDigest.isEqual(mine, others)
        } finally {
            mine?.fill(0)
            others?.fill(0)
        }
    }

    /** The same number for every secret: a hash tells something of what it was made from. */
    override fun hashCode(): Int = 0

    /** A copy of the UTF-8 bytes. */
    @JvmSynthetic
    internal fun bytes(): ByteArray = read { it.copyOf() }

    /** The number of the UTF-8 bytes. */
    @JvmSynthetic
    internal fun size(): Int = read { it.size }

    /** Puts the UTF-8 bytes into [buffer]. */
    @JvmSynthetic
    internal fun putInto(buffer: ByteBuffer) {
        read { buffer.putInt(it.size).put(it) }
    }

    /** `close` on another thread waits until [use] has ended. */
    @Synchronized
    private fun <R> read(use: (ByteArray) -> R): R = use(value ?: throw IllegalStateException("Secret is closed: make a new one"))

    @Synchronized
    private fun copy(): ByteArray? = value?.copyOf()

    internal companion object {
        /** A secret that owns these bytes of UTF-8. */
        @JvmSynthetic
        fun of(bytes: ByteArray) = Secret(bytes)
    }
}

/** The bytes of a text, moved out of a buffer, which is wiped. */
private fun taken(buffer: ByteBuffer): ByteArray {
    val bytes = ByteArray(buffer.remaining())
    buffer.get(bytes)
    buffer.array().fill(0)
    return bytes
}

/** How a secret crosses to the native library: as its bytes, straight from where it is held. */
internal object FfiConverterTypeSecret : FfiConverterRustBuffer<Secret> {
    override fun read(buf: ByteBuffer): Secret = Secret.of(FfiConverterByteArray.read(buf))

    override fun allocationSize(value: Secret): ULong = 4UL + value.size().toULong()

    override fun write(value: Secret, buf: ByteBuffer) = value.putInto(buf)
}
