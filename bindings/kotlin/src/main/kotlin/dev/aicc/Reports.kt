@file:JvmName("Reports")

package dev.aicc

/** Whether no documented rule is broken. Advice never makes a message invalid. */
public val Report.isValid: Boolean
    get() = violations.isEmpty()

/** The sentences of the violations, one in each line; empty for a valid message. */
public val Report.sentences: String
    get() = violations.joinToString("\n") { it.sentence }

/**
 * A message broke rules where the app had made sure that it cannot.
 *
 * @property report which rules, and where
 */
public class InvalidMessageException(public val report: Report) : Exception(report.sentences)

/**
 * The written request.
 *
 * @throws InvalidMessageException when the message, its path or its credentials break rules
 */
public fun RequestResult.orThrow(): WrittenRequest =
    when (this) {
        is RequestResult.Ready -> request
        is RequestResult.Invalid -> throw InvalidMessageException(report)
    }

/** The value as text, for the sentences of an app. */
public val ParamValue.text: String
    get() =
        when (this) {
            is ParamValue.Number -> number.toString()
            is ParamValue.Truth -> truth.toString()
            is ParamValue.Text -> text
            is ParamValue.Several -> values.joinToString { it.text }
        }
