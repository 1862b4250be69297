package dev.aicc

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File

/** Calls the library twice and prints each exception. It runs in a process of its own. */
internal object TwoCalls {
    @JvmStatic
    fun main(arguments: Array<String>) {
        println(thrown { check(Interface.AGENT_SIGN_IN, ByteArray(0)) })
        println(thrown { AgentSignInForm() })
    }

    private fun thrown(call: () -> Any): String = runCatching(call).exceptionOrNull().toString().lineSequence().first()
}

class MissingLibraryTest {
    @Test
    fun `each call names a library that cannot be loaded`() {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val name = "-Duniffi.component.aicc_ffi.libraryOverride=not_there"
        val process = ProcessBuilder(java, name, "-classpath", System.getProperty("java.class.path"), TwoCalls::class.java.name).start()
        val lines = process.inputReader().readLines()
        assertEquals(2, lines.size, lines.toString())
        for (line in lines) assertTrue(line.startsWith("java.lang.UnsatisfiedLinkError: Unable to load library 'not_there'"), line)
    }
}
