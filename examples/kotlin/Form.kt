package examples.form

import dev.aicc.AgentSignInForm
import dev.aicc.FieldState

/*
 * Fills in a sign-in form, keystroke by keystroke. Run it with
 * `mvn -f bindings/kotlin -q test-compile exec:java -Dexec.mainClass=examples.form.FormKt -Dexec.classpathScope=test`. It prints:
 *
 *     Agent ID          2         incomplete  Agent ID must be at least 101; it is 2.
 *     Agent ID          291       acceptable
 *     Agent IP address  10.0.0.x  rejected    Agent IP address must be an IPv4 address (such as 10.0.0.5).
 *     Agent IP address            acceptable
 *     The form can be submitted.
 */
fun main() {
    val keystrokes = listOf("/agentid" to "2", "/agentid" to "291", "/ip" to "10.0.0.x", "/ip" to "")
    AgentSignInForm().use { form ->
        val labels = form.fields().associate { it.pointer to it.label }
        for ((pointer, text) in keystrokes) {
            val field = form.edit(pointer, text)
            // INCOMPLETE: more keystrokes can make the text valid, so a screen shows no error yet.
            // REJECTED: no further keystroke makes the text valid, so a screen shows the error at once.
            val sentence = field.findings.firstOrNull()?.sentence.orEmpty()
            println("%-18s%-10s%-12s%s".format(labels[pointer], text, field.state.name.lowercase(), sentence).trimEnd())
            if (pointer == "/ip" && field.state == FieldState.ACCEPTABLE && field.canBeSubmitted) println("The form can be submitted.")
        }
    }
}
