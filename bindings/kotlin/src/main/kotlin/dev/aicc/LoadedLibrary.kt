package dev.aicc

/**
 * The native library, or the reason why it cannot be loaded.
 *
 * A class whose initialization fails reports the reason once, and only a `NoClassDefFoundError` after that. The
 * initialization of this class never fails, so that each call can report the reason.
 */
internal object LoadedLibrary {
    private val failure: LinkageError? = try {
        UniffiLib.hashCode()
        null
    } catch (error: LinkageError) {
        error
    }

    /** @throws UnsatisfiedLinkError if the library cannot be loaded */
    fun require() {
        val reason = failure ?: return
        throw UnsatisfiedLinkError((reason.cause ?: reason).message).apply { initCause(reason) }
    }
}
