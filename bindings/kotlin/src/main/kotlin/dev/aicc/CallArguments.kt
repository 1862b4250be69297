package dev.aicc

/**
 * The prepared arguments of a call. The library owns them from the start of the call.
 *
 * UniFFI prepares one argument after the other. If preparing one throws, as a closed [Secret] does, UniFFI loses the earlier
 * ones. This class frees them, and the library wipes what it frees.
 */
internal class CallArguments {
    private val prepared = mutableListOf<() -> Unit>()

    /** Returns the same buffer, which [free] frees. */
    fun keep(buffer: RustBuffer.ByValue): RustBuffer.ByValue {
        prepared += { RustBuffer.free(buffer) }
        return buffer
    }

    /** Returns the same handle of an object, which [free] frees. */
    fun keep(handle: Long, free: (Long, UniffiRustCallStatus) -> Unit): Long {
        prepared += { free(handle, UniffiRustCallStatus()) }
        return handle
    }

    fun free() = prepared.forEach { it() }
}

/** Calls the library. [call] only throws before the library owns the arguments. */
internal inline fun <R> withArguments(call: (CallArguments) -> R): R {
    val arguments = CallArguments()
    try {
        return call(arguments)
    } catch (failure: Throwable) {
        arguments.free()
        throw failure
    }
}
