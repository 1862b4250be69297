package dev.aicc

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.opentest4j.AssertionFailedError

class SecretsTest {
    private val password = "Hunter2+"
    private val token = "mF_9.B5f-4.1JqM"
    private val signIn = AgentSignIn(Secret(password))
    private val cloud = Cloud("service.besclouds.com", Secret(token), Secret("0f1e2d"))
    private val account = AgentAccountCreate("test123456", "Li Na", Secret(password), "li.na@example.com", AgentType.VIDEO, AgentRole.AGENT)

    private fun assertHidden(vararg shown: Any?) {
        for (text in shown.map { "$it" }) {
            for (secret in listOf(password, token, "0f1e2d")) assertFalse(secret in text, text)
        }
    }

    @Test
    fun `no text form shows a secret`() {
        val request = account.request(cloud)
        val form = SignInForm()
        form.edit("/password", password)
        assertHidden(
            Secret(password), signIn, account, cloud, request, request.orThrow(), request.hashCode(),
            NamedValue("Authorization", Secret("Bearer $token")), form, form.state("/password"), form.report(), form.message(),
            parseAgentSignIn("""{"password": "$password"}""".toByteArray()), listOf(signIn), mapOf("agent" to account),
        )
        assertTrue(password in request.orThrow().body().decodeToString())
        assertTrue("password=***" in signIn.toString(), signIn.toString())
        assertTrue("***" in request.orThrow().toString(), request.toString())
    }

    @Test
    fun `no failure shows a secret`() {
        val wrong = account.copy(password = Secret("$password$password"))
        val invalid = assertThrows(InvalidMessageException::class.java) { wrong.request(cloud).orThrow() }
        assertTrue("password" in invalid.message!!, invalid.message)
        val different = assertThrows(AssertionFailedError::class.java) { assertEquals(signIn, signIn.copy(password = Secret("other"))) }
        assertHidden(invalid, invalid.stackTraceToString(), invalid.report, different, wrong.check(), wrong.check(language = Language.CHINESE))
    }

    @Test
    fun `secrets are equal when their values are`() {
        assertEquals(Secret(password), Secret(password))
        assertNotEquals(Secret(password), Secret("Hunter2-"))
        assertEquals(signIn, AgentSignIn(Secret(password)))
        assertEquals(signIn.hashCode(), AgentSignIn(Secret(password)).hashCode())
        assertEquals(Secret(password).hashCode(), Secret("other").hashCode())
        assertEquals(password, Secret(password).expose())
    }
}
