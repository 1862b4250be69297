package dev.aicc

/**
 * A form for one request, which checks the text of a field after each edit: what the forms of all interfaces have in common.
 *
 * A pointer is the JSON Pointer of a field: `/phonenum`, `/skills/1/skillId`. A form can be used from any thread. After
 * [close] every call throws an [IllegalStateException].
 */
public interface Form : AutoCloseable {
    /** Returns every field, in the order of the vendor's page. */
    public fun fields(): List<FormField>

    /**
     * Replaces the text of a field and returns the new state of the field. Integers and booleans are written as in JSON.
     *
     * @throws UnknownFieldException if the form has no such field
     */
    @Throws(UnknownFieldException::class)
    public fun edit(pointer: String, text: String): FormState

    /**
     * Returns the state of a field.
     *
     * @throws UnknownFieldException if the form has no such field
     */
    @Throws(UnknownFieldException::class)
    public fun state(pointer: String): FormState

    /**
     * Returns the non-empty texts by the pointers of their fields, so that the app can save them in a `Bundle` when it goes
     * to the background. The default leaves secrets out. If the app asks for them, it must not save them where others can
     * read them.
     */
    public fun texts(includingSecrets: Boolean = false): Map<String, String>

    /**
     * Sets the text of each field that has a pointer in [texts]; other fields keep their text. Returns the pointers that
     * match no field of the form.
     */
    public fun restore(texts: Map<String, String>): List<String>

    /** Empties every field and wipes the texts. */
    public fun clear()

    /**
     * Removes an element of a list, `/skills/1`. The elements after it move up by one.
     *
     * @throws UnknownFieldException if the pointer is not the pointer of an element
     */
    @Throws(UnknownFieldException::class)
    public fun remove(pointer: String)

    /**
     * Returns the report on the request in its present state. The pointer of a finding is the pointer of a field of the
     * form, with the index that the element has in the form.
     */
    public fun report(): Report

    /** Returns the message, or a report of every rule that the form breaks. */
    public fun message(): Parsed<*>

    /** Wipes the texts and frees the form. A second `close` does nothing. */
    override fun close()
}
