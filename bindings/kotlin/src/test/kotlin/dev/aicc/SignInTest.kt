package dev.aicc

import dev.aicc.quickstart.signIn
import dev.aicc.sandbox.Sandbox
import dev.aicc.sandbox.SandboxExtension
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

class SignInTest {
    @Test
    fun `an agent signs in once`(sandbox: Sandbox) {
        val gateway = Gateway(sandbox.url.host, sandbox.url.port, sandbox.url.scheme)
        assertEquals("signed in as 291", signIn(gateway, "291", "Te****34").substringBefore(" at "))
        assertEquals("the agent has already signed in; sign in by force, or sign out first", signIn(gateway, "291", "Te****34"))
    }

    companion object {
        @JvmField
        @RegisterExtension
        val sandboxes = SandboxExtension(arguments = listOf("--seed", "../../examples/sandbox.json"))
    }
}
