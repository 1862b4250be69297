package dev.aicc

import dev.aicc.okhttp.send
import dev.aicc.okhttp.sendBlocking
import dev.aicc.okhttp.toOkHttp
import dev.aicc.sandbox.Sandbox
import dev.aicc.sandbox.SandboxExtension
import java.io.IOException
import javax.net.ssl.SSLHandshakeException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import okhttp3.OkHttpClient
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

/** The module for OkHttp against a sandbox. */
class OkHttpTest {
    companion object {
        @JvmField
        @RegisterExtension
        val sandboxes = SandboxExtension(arguments = listOf("--seed", "../../examples/sandbox.json"))
    }

    private val client = OkHttpClient()
    private val account =
        AgentAccountCreate("li.na01", "Li Na", Secret("Te****34"), "li.na01@example.com", AgentType.AUDIO, AgentRole.AGENT)

    private fun cloudOf(sandbox: Sandbox) = Cloud(sandbox.url.host, Secret("token"), Secret("key"), sandbox.url.port, sandbox.url.scheme)

    private fun signInTo(sandbox: Sandbox, password: String = "Te****34"): WrittenRequest =
        AgentSignIn(Secret(password)).request(Gateway(sandbox.url.host, sandbox.url.port, sandbox.url.scheme), "291").orThrow()

    @Test
    fun `each interface returns its outcome`(sandbox: Sandbox) = runBlocking {
        val cloud = cloudOf(sandbox)
        val created = client.send(account.request(cloud).orThrow(), ::readAgentAccountCreateReply)
        val workNo = assertInstanceOf(Outcome.Success::class.java, created).let { (created as Outcome.Success).reply.workNo?.known }
        val found = client.send(AgentInfoQuery(accountCode = "li.na01").request(cloud).orThrow(), ::readAgentInfoQueryReply)
        assertEquals(workNo, (found as Outcome.Success).reply.data?.workNo?.known)
        assertInstanceOf(Outcome.Refusal::class.java, client.send(account.request(cloud).orThrow(), ::readAgentAccountCreateReply))
        val settings = client.send(AgentSettingsCreate(userId = "u").request(cloud).orThrow(), ::readAgentSettingsCreateReply)
        assertInstanceOf(Outcome.Success::class.java, settings)
        val signedIn = client.send(signInTo(sandbox), ::readAgentSignInReply) as Outcome.Success
        assertNotNull(signedIn.answer.session)
    }

    @Test
    fun `requests are sent at the same time`(sandbox: Sandbox) = runBlocking {
        val query = AgentInfoQuery(accountCode = "li.na@example.com").request(cloudOf(sandbox)).orThrow()
        val outcomes = List(20) { async { client.send(query, ::readAgentInfoQueryReply) } }.awaitAll()
        assertTrue(outcomes.all { it is Outcome.Success })
    }

    @Test
    fun `a client trusts the certificate of the sandbox and no other`() {
        Sandbox.start(tls = true, arguments = listOf("--seed", "../../examples/sandbox.json")).use { sandbox ->
            val trusting = OkHttpClient.Builder().sslSocketFactory(sandbox.sslContext!!.socketFactory, sandbox.trustManager!!).build()
            assertInstanceOf(Outcome.Success::class.java, trusting.sendBlocking(signInTo(sandbox), ::readAgentSignInReply))
            assertThrows(SSLHandshakeException::class.java) { client.sendBlocking(signInTo(sandbox), ::readAgentSignInReply) }
        }
    }

    /** OkHttp sends a request again when a connection that it has kept breaks, unless the body forbids it. */
    @Test
    fun `a request whose answer is lost is not sent again`(sandbox: Sandbox) {
        assertInstanceOf(Outcome.Refusal::class.java, client.sendBlocking(signInTo(sandbox, "wrong"), ::readAgentSignInReply))
        sandbox.faults("""[{"effect": "after", "do": {"reset": true}, "times": 1}]""")
        assertThrows(IOException::class.java) { client.sendBlocking(signInTo(sandbox), ::readAgentSignInReply) }
        val again = client.sendBlocking(signInTo(sandbox), ::readAgentSignInReply)
        assertEquals("100-002", (again as Outcome.Refusal).answer.code)
    }

    @Test
    fun `a redirect is not followed`(sandbox: Sandbox) {
        Sandbox.start(arguments = listOf("--seed", "../../examples/sandbox.json")).use { other ->
            val place = other.url.resolve("/agentgateway/resource/onlineagent/291/loginex")
            sandbox.faults("""[{"do": {"status": 307, "headers": {"Location": "$place"}}}]""")
            val outcome = client.sendBlocking(signInTo(sandbox), ::readAgentSignInReply)
            assertEquals(307, (outcome as Outcome.UndocumentedStatus).status)
            assertTrue("\"signedIn\":true" !in other.accounts(), other.accounts())
        }
    }

    @Test
    fun `a coroutine that is cancelled cancels its call`(sandbox: Sandbox) = runBlocking {
        sandbox.faults("""[{"do": {"delay": 60000}}]""")
        assertNull(withTimeoutOrNull(100) { client.send(signInTo(sandbox), ::readAgentSignInReply) })
        assertTrue(client.dispatcher.runningCalls().all { it.isCanceled() })
    }

    @Test
    fun `an error of the reader is thrown`(sandbox: Sandbox) {
        val failing: (Int, ByteArray, Map<String, String>) -> Nothing = { _, _, _ -> throw CancellationException("no reader") }
        assertThrows(CancellationException::class.java) { runBlocking { client.send(signInTo(sandbox), failing) } }
    }

    @Test
    fun `a request of OkHttp has the parts of the written one`(sandbox: Sandbox) {
        val (written, request) = signInTo(sandbox).let { it to it.toOkHttp() }
        assertEquals(listOf(written.method(), written.url()), listOf(request.method, "${request.url}"))
        assertEquals(written.headers(), request.headers.toMap())
        assertEquals(written.body().size.toLong(), request.body!!.contentLength())
        assertTrue("Te****34" !in "$request")
    }
}
