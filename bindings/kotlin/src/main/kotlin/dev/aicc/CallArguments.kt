package dev.aicc

/**
 * What a call has prepared for the library, which takes it over when the call begins.
 *
 * UniFFI prepares the arguments one after the other and loses the earlier ones when a later one throws, as a closed [Secret]
 * does. Here they are freed, and the library wipes what it frees.
 */
internal class CallArguments {
    private val prepared = mutableListOf<() -> Unit>()

    /** The same buffer. */
    fun keep(buffer: RustBuffer.ByValue): RustBuffer.ByValue {
        prepared += { RustBuffer.free(buffer) }
        return buffer
    }

    /** The same handle of an object. */
    fun keep(handle: Long, free: (Long, UniffiRustCallStatus) -> Unit): Long {
        prepared += { free(handle, UniffiRustCallStatus()) }
        return handle
    }

    fun free() = prepared.forEach { it() }
}

/** Calls the library. [call] can only throw before the library takes the arguments over. */
internal inline fun <R> withArguments(call: (CallArguments) -> R): R {
    val arguments = CallArguments()
    try {
        return call(arguments)
    } catch (failure: Throwable) {
        arguments.free()
        throw failure
    }
}
