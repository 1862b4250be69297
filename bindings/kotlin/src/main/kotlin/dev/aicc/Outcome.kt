package dev.aicc

/**
 * The outcome of a request: what the platform's reply means. [Reply] is the typed reply of the interface.
 *
 * One `when` handles the outcomes of every interface:
 *
 * ```
 * fun describe(outcome: Outcome<*>): String =
 *     when (outcome) {
 *         is Outcome.Success -> "done"
 *         is Outcome.Refusal -> "refused: ${outcome.meaning}"
 *         is Outcome.DocumentedStatus, is Outcome.UndocumentedStatus, is Outcome.Unreadable -> outcome.meaning
 *     }
 * ```
 */
public sealed class Outcome<out Reply> {
    /** The meaning of the reply, in the chosen language. */
    public abstract val meaning: String

    /** What the user or the app can do. `null` if no document states it. */
    public open val action: String?
        get() = null

    /**
     * The platform did what was asked.
     *
     * @property reply the typed reply
     * @property answer the result code, with its meaning
     */
    public data class Success<out Reply>(val reply: Reply, val answer: Answer) : Outcome<Reply>() {
        override val meaning: String
            get() = answer.meaning

        override val action: String?
            get() = answer.action
    }

    /**
     * The platform understood the request and refused it.
     *
     * @property reply the typed reply
     * @property answer the result code, with its meaning and what to do
     */
    public data class Refusal<out Reply>(val reply: Reply, val answer: Answer) : Outcome<Reply>() {
        override val meaning: String
            get() = answer.meaning

        override val action: String?
            get() = answer.action
    }

    /**
     * A documented HTTP status other than 200.
     *
     * @property status the HTTP status
     */
    public data class DocumentedStatus(
        val status: Int,
        override val meaning: String,
        override val action: String?,
    ) : Outcome<Nothing>()

    /**
     * An undocumented HTTP status.
     *
     * @property status the HTTP status
     */
    public data class UndocumentedStatus(val status: Int, override val meaning: String) : Outcome<Nothing>()

    /**
     * A reply with status 200 whose body is not a documented reply.
     *
     * @property report the rules that the body breaks
     */
    public data class Unreadable(val report: Report, override val meaning: String) : Outcome<Nothing>()

    internal companion object {
        /** The outcome from its parts. The library sends a reply with each success and each refusal. */
        @JvmSynthetic
        fun <Reply : Any> of(reply: Reply?, parts: OutcomeParts): Outcome<Reply> =
            when (parts) {
                is OutcomeParts.Success -> Success(reply!!, parts.answer)
                is OutcomeParts.Refusal -> Refusal(reply!!, parts.answer)
                is OutcomeParts.DocumentedStatus -> DocumentedStatus(parts.status, parts.meaning, parts.action)
                is OutcomeParts.UndocumentedStatus -> UndocumentedStatus(parts.status, parts.meaning)
                is OutcomeParts.Unreadable -> Unreadable(parts.report, parts.meaning)
            }
    }
}
