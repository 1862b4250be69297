@file:JvmName("Reports")

package dev.aicc

/** Whether the message breaks no rule. Advice never makes a message invalid. */
public val Report.isValid: Boolean
    get() = violations.isEmpty()

/** The sentences of the violations, one a line. Empty if the message is valid. */
public val Report.sentences: String
    get() = violations.joinToString("\n") { it.sentence }

/**
 * [orThrow] found that the message, its path parameters or the credentials break rules.
 *
 * @property report every rule that they break, with the place
 */
public class InvalidMessageException(public val report: Report) : Exception(report.sentences)

/**
 * Returns the HTTP request. Use it where the app has already checked the message.
 *
 * @throws InvalidMessageException if the message, its path parameters or the credentials break rules
 */
public fun RequestResult.orThrow(): WrittenRequest =
    when (this) {
        is RequestResult.Ready -> request
        is RequestResult.Invalid -> throw InvalidMessageException(report)
    }

/** The parameter as text, for the app's own sentences. */
public val ParamValue.text: String
    get() =
        when (this) {
            is ParamValue.Number -> number.toString()
            is ParamValue.Truth -> truth.toString()
            is ParamValue.Text -> text
            is ParamValue.Several -> values.joinToString { it.text }
        }
