package dev.aicc

import com.google.gson.JsonParser
import com.sun.net.httpserver.HttpServer
import dev.aicc.quickstart.SignInScreen
import dev.aicc.quickstart.checked
import dev.aicc.quickstart.describe
import dev.aicc.quickstart.send
import dev.aicc.quickstart.signIn
import java.io.File
import java.net.InetAddress
import java.net.InetSocketAddress
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The code of the README against a server on a loopback address. */
class QuickstartTest {
    private class Received(val method: String, val path: String, val contentType: String?, val body: String)

    private fun served(reply: ByteArray, use: (Gateway) -> Unit): Received {
        var received: Received? = null
        val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
        server.createContext("/") { exchange ->
            val body = exchange.requestBody.readBytes().decodeToString()
            received = Received(exchange.requestMethod, exchange.requestURI.path, exchange.requestHeaders.getFirst("Content-Type"), body)
            exchange.sendResponseHeaders(200, reply.size.toLong())
            exchange.responseBody.use { it.write(reply) }
        }
        server.start()
        try {
            use(Gateway("127.0.0.1", server.address.port, "http"))
        } finally {
            server.stop(0)
        }
        return received!!
    }

    private val example = File("../../examples/loginex-reply.json").readBytes()

    @Test
    fun `a message is sent and its reply read`() {
        var described = ""
        val received = served(example) { described = signIn(it, "291", "Te****34") }
        val result = JsonParser.parseString(example.decodeToString()).asJsonObject["result"].asJsonObject
        val time = java.time.Instant.ofEpochMilli(result["loginTime"].asString.toLong())
        assertEquals("signed in as ${result["workno"].asString} at $time", described)
        assertEquals("PUT", received.method)
        assertEquals("/agentgateway/resource/onlineagent/291/loginex", received.path)
        assertEquals("application/json; charset=UTF-8", received.contentType)
        val defaults = """"autoanswer":true,"autoenteridle":true,"releasephone":true,"agenttype":4,"status":3,"ip":"127.0.0.1""""
        assertTrue(received.body.startsWith("""{"password":"Te****34","phonenum":"40038",$defaults"""), received.body)
    }

    @Test
    fun `a refusal has a meaning and an action`() {
        served("""{"message": "", "retcode": "100-002"}""".toByteArray()) {
            assertEquals("the agent has already signed in; sign in by force, or sign out first", signIn(it, "291", ""))
        }
    }

    @Test
    fun `an invalid message is not sent`() {
        assertEquals("agentid must be at least 101; it is 7.", signIn(Gateway("10.0.0.5"), "7", ""))
    }

    @Test
    fun `a form is checked after each keystroke, and sent`() {
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
        assertFalse(rejected.canBeSubmitted)
        assertTrue(screen.onSubmit(Gateway("10.0.0.5")) is RequestResult.Invalid)
        assertTrue(screen.onTextChanged("/ip", "").canBeSubmitted)

        val received = served(example) {
            assertTrue(describe(send(screen.onSubmit(it).orThrow())).startsWith("signed in"))
        }
        assertEquals("""{"password":""}""", received.body)
    }

    @Test
    fun `bytes are checked in the language of the user`() {
        assertEquals(listOf("/password" to "缺少必填项 password。"), checked("""{"status": 3}""").violations.map { it.pointer to it.sentence })
    }

    @Test
    fun `the README shows the code that runs`() {
        val source = File("src/test/kotlin/dev/aicc/Quickstart.kt").readText()
        val blocks = Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(File("README.md").readText()).map { it.groupValues[1] }.toList()
        assertTrue(blocks.size >= 3)
        for (block in blocks) assertTrue(block in source, block)
    }
}
