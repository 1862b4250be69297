package dev.aicc

/** A parsed [Message], or every rule that the JSON text breaks. */
public sealed class Parsed<out Message> {
    /**
     * The JSON text breaks no rule.
     *
     * @property content the message
     * @property advice what is valid but probably a mistake
     */
    public data class Valid<out Message>(val content: Message, val advice: List<Finding>) : Parsed<Message>()

    /**
     * The JSON text breaks rules.
     *
     * @property report every rule that it breaks, and the advice
     */
    public data class Invalid(val report: Report) : Parsed<Nothing>()

    internal companion object {
        /** The result from its parts. */
        @JvmSynthetic
        fun <Message : Any> of(content: Message?, report: Report): Parsed<Message> =
            if (content == null) Invalid(report) else Valid(content, report.advice)
    }
}

/**
 * The conversion of a result to what crosses, which the code of UniFFI mentions. It is never called, because no function of
 * the library takes a result.
 */
internal fun <Parts> onlyReturned(): Parts = throw UnsupportedOperationException("a result only comes from the library")
