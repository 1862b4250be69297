package dev.aicc

/**
 * The compiled library, or the reason why it cannot be loaded.
 *
 * A class whose initialization fails says why once, and `NoClassDefFoundError` from then on. This one does not fail: each call
 * asks it, and gets the reason.
 */
internal object LoadedLibrary {
    private val failure: LinkageError? = try {
        UniffiLib.hashCode()
        null
    } catch (error: LinkageError) {
        error
    }

    /** @throws UnsatisfiedLinkError the library cannot be loaded */
    fun require() {
        val reason = failure ?: return
        throw UnsatisfiedLinkError((reason.cause ?: reason).message).apply { initCause(reason) }
    }
}
