package dev.aicc

/**
 * A form for one request, which answers at each keystroke: what all forms have in common.
 *
 * A pointer is the JSON Pointer of a field: `/phonenum`, `/skills/1/skillId`. Any thread can use a form. After `close`
 * every call throws an [IllegalStateException].
 */
public interface Form : AutoCloseable {
    /** Every field, in the order of the page. */
    public fun fields(): List<FormField>

    /**
     * Puts a text into a field in place of the one that stands there, and returns what the field amounts to. Integers and
     * booleans are typed as they are written in JSON.
     *
     * @throws UnknownFieldException when the form has no such field
     */
    @Throws(UnknownFieldException::class)
    public fun edit(pointer: String, text: String): FormState

    /**
     * What the text in a field amounts to.
     *
     * @throws UnknownFieldException when the form has no such field
     */
    @Throws(UnknownFieldException::class)
    public fun state(pointer: String): FormState

    /**
     * Returns the texts that are not empty, by the pointers of their fields: keep them in a `Bundle` when the app goes to
     * the background. Secrets are left out by default: an app that asks for them must not write them to a place that
     * others can read.
     */
    public fun texts(includingSecrets: Boolean = false): Map<String, String>

    /**
     * Puts texts into their fields, by pointer; other fields keep their text. Returns the pointers that lead to no field
     * of this form, whose texts are left out.
     */
    public fun restore(texts: Map<String, String>): List<String>

    /** Empties every field, and wipes the texts. */
    public fun clear()

    /**
     * Removes an element of a list, `/skills/1`; later elements move up by one.
     *
     * @throws UnknownFieldException when the pointer leads to no element of a list
     */
    @Throws(UnknownFieldException::class)
    public fun remove(pointer: String)

    /**
     * The report on the request as it would be sent. Each finding stands at a field, with the index that an element has
     * in the form.
     */
    public fun report(): Report

    /** Frees and wipes what is typed in the form. A second `close` does nothing. */
    override fun close()
}
