package dev.aicc

import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.CodingErrorAction

/** Returns the UTF-8 bytes of a text. No other array contains a part of them. Half of a surrogate pair becomes U+FFFD, as in Swift. */
@JvmSynthetic
internal fun utf8(text: CharSequence): ByteBuffer {
    // A UTF-16 unit becomes three bytes at most.
    val bytes = ByteBuffer.allocate(3 * text.length)
    Charsets.UTF_8.newEncoder().run {
        onMalformedInput(CodingErrorAction.REPLACE)
        replaceWith(byteArrayOf(0xEF.toByte(), 0xBF.toByte(), 0xBD.toByte()))
        encode(CharBuffer.wrap(text), bytes, true)
        flush(bytes)
    }
    bytes.flip()
    return bytes
}
