package dev.aicc

import java.io.File
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Memory, threads and wrong arguments at the boundary. */
class BoundaryTest {
    @Test
    fun `a million calls leave no memory behind`() {
        val body = """{"password": "", "status": 9}""".toByteArray()
        val form = AgentSignInForm()
        fun calls(count: Int) = repeat(count / 20) {
            assertEquals(1, check(Interface.AGENT_SIGN_IN, body).violations.size)
            form.edit("/agentid", "291")
            Secret("Hunter2+").use { secret ->
                AgentSignIn(secret).check()
                repeat(16) { secret.expose() }
            }
        }
        assertFlat(1_000_000, ::calls)
    }

    @Test
    fun `half of a surrogate pair leaves no memory behind`() {
        val long = "x".repeat(1_000)
        assertFlat(50_000) { count ->
            repeat(count) {
                AgentSignInForm().use { form ->
                    form.edit("/password", long)
                    assertEquals(FieldState.REJECTED, form.edit("/agentid", "1\uD83D").state)
                }
            }
        }
    }

    @Test
    fun `a call that a closed secret stops leaves no memory behind`() {
        val long = "x".repeat(1_000)
        val closed = Secret("x").apply { close() }
        val cloud = Cloud("example.com", closed)
        assertFlat(20_000) { count ->
            repeat(count) {
                AgentAccountCreateForm().use { form ->
                    form.edit("/password", long)
                    assertThrows(IllegalStateException::class.java) { form.request(cloud) }
                }
                val headers = listOf(NamedValue("Authorization", Secret(long)), NamedValue("x-app-key", closed))
                assertThrows(IllegalStateException::class.java) { checkMessage(Interface.AGENT_SIGN_IN, listOf(headers[0]), headers, ByteArray(0)) }
            }
        }
    }

    /** Fails if the calls leave more memory behind than the machine's own noise. */
    private fun assertFlat(count: Int, calls: (Int) -> Unit) {
        calls(count / 20)
        val before = resident()
        calls(count)
        val grown = resident() - before
        assertTrue(grown < 16 * 1024, "$grown KiB more are resident")
    }

    /** Returns the resident memory of this process in KiB, native memory included. Returns 0 if the system does not report it. */
    private fun resident(): Long {
        System.gc()
        val status = File("/proc/self/status").takeIf { it.exists() }?.readLines().orEmpty()
        return status.firstOrNull { it.startsWith("VmRSS") }?.filter(Char::isDigit)?.toLong() ?: 0
    }

    @Test
    fun `eight threads at once`() {
        val vectors = Vector.ofKind("body").filter { it.body.size < 10_000 }
        val alone = vectors.map { check(it.interfaceOf, it.body, it.profile) }
        val shared = AgentSignInForm()
        val threads = Executors.newFixedThreadPool(8)
        try {
            val together = threads.invokeAll((1..8).map { thread ->
                Callable {
                    vectors.map { vector ->
                        shared.edit("/agentid", "${100 + thread}")
                        shared.report()
                        check(vector.interfaceOf, vector.body, vector.profile)
                    }
                }
            })
            for (reports in together) assertEquals(alone, reports.get())
        } finally {
            threads.shutdown()
        }
        assertTrue(shared.state("/agentid").canBeSubmitted)
    }

    @Test
    fun `a wrong argument gets an exception that names it`() {
        val unknown = assertThrows(UnknownFieldException::class.java) { AgentSignInForm().edit("/pasword", "") }
        assertEquals("loginex has no text, number or boolean at \"/pasword\"", unknown.message)
        val policy = assertThrows(PasswordPolicyException::class.java) { PasswordPolicy(9, 8) }
        assertEquals("the maximum length of a password must be at least 1 and not below the minimum: minimum 9, maximum 8", policy.message)
        val host = assertThrows(EndpointException.Host::class.java) { Gateway("a b", language = Language.CHINESE) }
        assertTrue(host.message!!.any { it in '\u4e00'..'\u9fff' }, host.message)
        assertThrows(EndpointException.Port::class.java) { Gateway("a", -1) }
        assertThrows(EndpointException.Scheme::class.java) { Gateway("example.com", scheme = "http") }
    }

    @Test
    fun `documented values have labels and events`() {
        assertEquals(3L, SignInStatus.BUSY.wireValue())
        assertEquals("示忙", SignInStatus.BUSY.label(Language.CHINESE))
        assertEquals(listOf(AgentEvent.OTHER_IN_SERVICE, AgentEvent.STATE_READY), SignInStatus.IDLE.events())
        assertEquals("2", CallType.PASS_THROUGH.wireValue())
        val documented = AgentSignIn(Secret(""))
        assertEquals(SignInAgentType.PHONE to SignInStatus.IDLE, documented.agenttype to documented.status)
        assertEquals(listOf(true, false, "127.0.0.1"), listOf(documented.autoanswer, documented.phonelinkage, documented.ip))
    }

    @Test
    fun `an undocumented value of a reply is kept`() {
        val body = """{"retcode": "0", "result": {"timeRemaining": "", "mediatype": "TFF", "isForceChange": "perhaps", "loginTime": "x"}}"""
        val outcome = readAgentSignInReply(200, body.toByteArray()) as Outcome.Success
        val result = outcome.reply.result!!
        assertEquals(PasswordValidity.NeverExpires, result.timeRemaining!!.known)
        assertEquals(MediaServers(ctiServer = true, webm = false, mailm = false), result.mediatype!!.known)
        assertEquals(ReplyBoolean.Other("perhaps"), result.isForceChange)
        assertEquals(null, result.loginTime!!.known)
        assertEquals(listOf("passwordNeverExpires", "undocumentedValue"), outcome.answer.advice.map { it.rule }.distinct().sorted())
    }
}
