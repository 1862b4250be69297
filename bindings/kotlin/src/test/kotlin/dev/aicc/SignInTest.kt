package dev.aicc

import dev.aicc.quickstart.signIn
import dev.aicc.sandbox.Sandbox
import dev.aicc.sandbox.SandboxExtension
import kotlinx.coroutines.runBlocking
import okhttp3.OkHttpClient
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

class SignInTest {
    @Test
    fun `an agent signs in once`(sandbox: Sandbox) = runBlocking {
        val (client, gateway) = OkHttpClient() to Gateway(sandbox.url.host, sandbox.url.port, sandbox.url.scheme)
        assertEquals("signed in as 291", signIn(client, gateway, "291", "Te****34").substringBefore(" at "))
        assertEquals("the agent has already signed in; sign in by force, or sign out first", signIn(client, gateway, "291", "Te****34"))
    }

    companion object {
        @JvmField
        @RegisterExtension
        val sandboxes = SandboxExtension(arguments = listOf("--seed", "../../examples/sandbox.json"))
    }
}
