package dev.aicc

import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.security.MessageDigest

/**
 * A password, access token or app key.
 *
 * Its text form is always `***`. Only [expose] returns the value. The time of `equals` depends only on the lengths, and
 * `hashCode` is the same for all secrets.
 *
 * The value is in an array that [close] fills with zeros. A message and its copies share the `Secret` that the message was
 * created with: after `close`, each call that needs the value throws an [IllegalStateException].
 *
 * The package cannot wipe the `String` that a secret was created from, the `String` that [expose] returned, and the bytes that
 * the virtual machine leaves behind when it moves an array. A secret that is not closed is not wiped.
 */
public class Secret private constructor(private var value: ByteArray?) : AutoCloseable {
    /** Creates a secret from a text. Half of a surrogate pair becomes U+FFFD. */
    public constructor(value: String) : this(taken(utf8(value)))

    /** Creates a secret from a copy of [value], which the caller can then wipe. Half of a surrogate pair becomes U+FFFD. */
    public constructor(value: CharArray) : this(taken(utf8(CharBuffer.wrap(value))))

    /**
     * Returns the value, to send it and not to show it.
     *
     * @throws IllegalStateException if the secret is closed
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

    /** Whether the values are equal. A closed secret only equals itself. */
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

    /** The same number for every secret, because a hash would reveal something about the value. */
    override fun hashCode(): Int = 0

    /** Returns a copy of the UTF-8 bytes. */
    @JvmSynthetic
    internal fun bytes(): ByteArray = read { it.copyOf() }

    /** Returns the number of UTF-8 bytes. */
    @JvmSynthetic
    internal fun size(): Int = read { it.size }

    /** Writes the UTF-8 bytes to [buffer]. */
    @JvmSynthetic
    internal fun putInto(buffer: ByteBuffer) {
        read { buffer.putInt(it.size).put(it) }
    }

    /** Calls [use] with the value. A `close` in another thread waits until [use] returns. */
    @Synchronized
    private fun <R> read(use: (ByteArray) -> R): R = use(value ?: throw IllegalStateException("Secret is closed: make a new one"))

    @Synchronized
    private fun copy(): ByteArray? = value?.copyOf()

    internal companion object {
        /** Returns a secret that owns [bytes], which are UTF-8. */
        @JvmSynthetic
        fun of(bytes: ByteArray) = Secret(bytes)
    }
}

/** Moves the bytes of a text out of a buffer, and wipes the buffer. */
private fun taken(buffer: ByteBuffer): ByteArray {
    val bytes = ByteArray(buffer.remaining())
    buffer.get(bytes)
    buffer.array().fill(0)
    return bytes
}

/** Converts a secret for the native library: its bytes cross without another copy. */
internal object FfiConverterTypeSecret : FfiConverterRustBuffer<Secret> {
    override fun read(buf: ByteBuffer): Secret = Secret.of(FfiConverterByteArray.read(buf))

    override fun allocationSize(value: Secret): ULong = 4UL + value.size().toULong()

    override fun write(value: Secret, buf: ByteBuffer) = value.putInto(buf)
}
