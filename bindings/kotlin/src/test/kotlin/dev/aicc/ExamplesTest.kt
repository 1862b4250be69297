package dev.aicc

import examples.form.main as form
import examples.signin.main as signIn
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The programs in `examples/kotlin`. */
class ExamplesTest {
    @Test
    fun `the form prints what its comment shows`() = assertPrints("Form.kt", ::form)

    @Test
    fun `the sign-in prints what its comment shows`() = assertPrints("SignIn.kt", ::signIn)

    private fun assertPrints(file: String, main: () -> Unit) {
        val lines = File("../../examples/kotlin/$file").readLines()
        val shown = lines.takeWhile { it != " */" }.filter { it.startsWith(" *     ") }.map { it.removePrefix(" *     ") }
        assertEquals(shown, printed(main))
    }

    private fun printed(main: () -> Unit): List<String> {
        val (bytes, output) = ByteArrayOutputStream() to System.out
        System.setOut(PrintStream(bytes, true))
        try {
            main()
        } finally {
            System.setOut(output)
        }
        return bytes.toString().trimEnd().lines()
    }
}
