package dev.aicc

import dev.aicc.okhttp.sendBlocking
import dev.aicc.quickstart.SignInScreen
import dev.aicc.quickstart.checked
import dev.aicc.quickstart.describe
import dev.aicc.quickstart.signIn
import dev.aicc.sandbox.Sandbox
import dev.aicc.sandbox.SandboxExtension
import java.io.File
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import javax.net.ssl.SSLHandshakeException
import kotlinx.coroutines.runBlocking
import okhttp3.OkHttpClient
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

/** The code of the README against a sandbox. */
class QuickstartTest {
    companion object {
        @JvmField
        @RegisterExtension
        val sandboxes = SandboxExtension(arguments = listOf("--seed", "../../examples/sandbox.json"))
    }

    private val client = OkHttpClient()

    private fun signedIn(gateway: Gateway, agentId: String, password: String) = runBlocking { signIn(client, gateway, agentId, password) }

    private fun gatewayOf(sandbox: Sandbox) = Gateway(sandbox.url.host, sandbox.url.port, sandbox.url.scheme)

    @Test
    fun `a wrong password is refused, and locks the account in the end`(sandbox: Sandbox) {
        val refusals = List(6) { signedIn(gatewayOf(sandbox), "291", "") }
        assertEquals(List(5) { "wrong user name or password; correct the request" }, refusals.take(5))
        assertEquals("the account is locked; ask the administrator", refusals.last())
    }

    @Test
    fun `a fault of the sandbox has a meaning`(sandbox: Sandbox) {
        sandbox.faults("""[{"do": {"code": "100-007"}}]""")
        assertEquals("internal error, or the agent service cannot be reached; retry later", signedIn(gatewayOf(sandbox), "291", "Te****34"))
        assertThrows(IllegalStateException::class.java) { sandbox.faults("[1]") }
    }

    @Test
    fun `a client trusts the certificate of a sandbox and no other`() {
        Sandbox.start(tls = true).use { first ->
            Sandbox.start(tls = true).use { second ->
                val client = HttpClient.newBuilder().sslContext(first.sslContext).build()
                val health = { of: Sandbox -> client.send(HttpRequest.newBuilder(of.url.resolve("/_aicc/health")).build(), BodyHandlers.discarding()) }
                assertEquals(200, health(first).statusCode())
                assertThrows(SSLHandshakeException::class.java) { health(second) }
            }
        }
    }

    @Test
    fun `an invalid message is not sent`() {
        assertEquals("agentid must be at least 101; it is 7.", signedIn(Gateway("10.0.0.5"), "7", ""))
    }

    @Test
    fun `a form is checked after each keystroke, and sent`(sandbox: Sandbox) {
        val screen = SignInScreen()
        assertEquals("/agentid", screen.fields().first().pointer)
        val password = screen.fields().single { it.name == "password" }
        assertEquals(listOf(true, true, 32, Keyboard.TEXT), with(password) { listOf(mandatory, secret, maximumLength, keyboard) })
        val status = screen.fields().single { it.name == "status" }
        assertEquals(listOf("3" to "busy", "4" to "idle", "5" to "wrap-up"), status.choices.map { it.text to it.meaning })
        assertEquals("4", status.defaultText)

        assertEquals(FieldState.INCOMPLETE, screen.onTextChanged("/agentid", "29").state)
        assertTrue(screen.onTextChanged("/agentid", "291").canBeSubmitted)
        val rejected = screen.onTextChanged("/ip", "10.0.0.x")
        assertEquals(FieldState.REJECTED, rejected.state)
        assertEquals("format", rejected.findings.single().rule)
        assertEquals("https://aicc.dev/rules/format/", rejected.findings.single().url)
        assertFalse(rejected.canBeSubmitted)
        assertTrue(screen.onSubmit(Gateway("10.0.0.5")) is RequestResult.Invalid)
        assertTrue(screen.onTextChanged("/ip", "").canBeSubmitted)

        screen.onTextChanged("/password", "Te****34")
        val outcome = client.sendBlocking(screen.onSubmit(gatewayOf(sandbox)).orThrow(), ::readAgentSignInReply)
        assertTrue(describe(outcome).startsWith("signed in as 291"))
    }

    @Test
    fun `bytes are checked in the language of the user`() {
        assertEquals(listOf("/password" to "缺少必填项 password。"), checked("""{"status": 3}""").violations.map { it.pointer to it.sentence })
    }

    @Test
    fun `the README shows the code that runs`() {
        val source = File("src/test/kotlin/dev/aicc/Quickstart.kt").readText()
        val blocks = blocksOf("README.md")
        assertTrue(blocks.size >= 3)
        for (block in blocks + blocksOf("../okhttp/README.md")) assertTrue(block in source, block)
        val test = File("src/test/kotlin/dev/aicc/SignInTest.kt").readText().substringAfter("package dev.aicc\n\n")
        assertTrue(test in File("../junit/README.md").readText(), test)
    }

    @Test
    fun `the page on tests of apps shows the code that runs`() {
        val tests = listOf("SignInTest.kt", "SandboxClients.kt").joinToString("") { File("src/test/kotlin/dev/aicc/$it").readText() }
        val blocks = blocksOf("../../docs/how-to/sandbox-apps.md")
        assertEquals(2, blocks.size)
        for (block in blocks) assertTrue(block in tests, block)
    }

    private fun blocksOf(page: String): List<String> =
        Regex("```kotlin\\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(File(page).readText()).map { it.groupValues[1] }.toList()
}
