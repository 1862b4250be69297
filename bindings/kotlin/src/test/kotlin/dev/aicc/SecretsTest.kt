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

    /** Fails if the text form of a value contains a secret. */
    private fun assertHidden(vararg shown: Any?) {
        for (text in shown.map { "$it" }) {
            for (secret in listOf(password, token, "0f1e2d")) assertFalse(secret in text, text)
        }
    }

    private fun json(vararg members: Pair<String, String>) =
        members.joinToString(",", "{", "}") { (name, value) -> """"$name": "$value"""" }.toByteArray()

    /** Bodies with errors near a secret, and bodies with a secret under a wrong name or in a wrong place. */
    private val wrong = listOf(
        json("password" to password.repeat(9)),
        json("password" to "${password}\u00e9"),
        json("Password" to password, "passwd" to password, "pwd" to password, "Authorization" to token),
        json("agentType" to password, "skills" to password, "status" to password),
        """{"password": "$password", "password": "$password"}""".toByteArray(),
        """{"password": ["$password"]}""".toByteArray(),
        """{"password": "$password""".toByteArray(),
        """{"password": "$password\ud800"}""".replace("\ud800", "\\ud800").toByteArray(),
        password.toByteArray(),
    )
    private val headers = listOf(NamedValue("Authorization", Secret(token)), NamedValue("x-app-key", Secret("0f1e2d\n")))

    private fun reports() = Language.entries.flatMap { language ->
        Interface.entries.flatMap { of ->
            wrong.flatMap { body ->
                listOf(check(of, body, language = language), checkMessage(of, listOf(), headers, body, language = language))
            }
        }
    }

    /** Values that contain or describe a secret, for every interface, by the names of their types. */
    private fun ofInterfaces(): List<Pair<String, List<Any?>>> =
        Subject.all.flatMap { subject ->
            val message = Samples(Secret(password)).of(subject.message)
            val form = subject.form()
            val secrets = form.fields().filter { it.secret }.map { it.pointer }
            val states = secrets.flatMap { listOf(form.edit(it, password.repeat(9)), form.edit(it, password)) }
            listOf(
                subject.name to listOf(message, listOf(message), mapOf("message" to message), subject.check(message)),
                "${subject.name}Form" to listOf(form, form.report(), form.message()),
                "FormState" to states,
                "Parsed" to (wrong + """{"password": "$password"}""".toByteArray()).map { subject.parse(it) },
                "Outcome" to wrong.flatMap { body -> listOf(200, 401, 500).map { subject.read(it, body) } },
            )
        }

    /** Values that contain or describe a secret, by the names of their types. */
    private fun walk(): Map<String, List<Any?>> {
        val request = account.request(cloud)
        val reports = reports()
        val common = listOf(
            "Secret" to listOf(Secret(password), Secret(password).hashCode()),
            "NamedValue" to headers,
            "Cloud" to listOf(cloud),
            "WrittenRequest" to listOf(request.orThrow(), request.hashCode()),
            "RequestResult" to listOf(request, account.copy(password = Secret(password.repeat(9))).request(cloud)),
            "Report" to reports + reports.map { it.sentences },
            "Finding" to reports.flatMap { it.violations + it.advice },
            "ParamValue" to reports.flatMap { it.violations }.map { it.params },
            "InvalidMessageException" to
                listOf(assertThrows(InvalidMessageException::class.java) { AgentSignIn(Secret("$password\n")).request(Gateway("a"), "7").orThrow() }),
            "FieldReport" to listOf(password, "$password\u00e9").map { checkField(Interface.AGENT_ACCOUNT_CREATE, "/password", it) },
            "EndpointException" to listOf(assertThrows(EndpointException::class.java) { Cloud("user:$password@host", Secret(token)) }),
            "UnknownFieldException" to
                listOf(assertThrows(UnknownFieldException::class.java) { checkField(Interface.AGENT_SIGN_IN, "/no", password) }),
            "Outcome" to listOf(signedIn()),
            "Answer" to listOf((signedIn() as Outcome.Success).answer),
        )
        return (common + ofInterfaces()).groupBy({ it.first }, { it.second }).mapValues { it.value.flatten() }
    }

    private fun signedIn() = readAgentSignInReply(200, """{"retcode": "0"}""".toByteArray(), mapOf("Set-GUID" to password))

    /** The types that cannot contain a secret: enums, the types inside messages and replies, and those listed. */
    private fun withoutSecrets(): Set<String> =
        PublicTypes.classes.filter { it.isEnum }.map { it.simpleName }.toSet() +
            Subject.all.flatMap { parts(it.reply) + parts(it.message) }.filter { it.enclosingClass == null }.map { it.simpleName } +
            listOf("Choice", "Form", "FormField", "Gateway", "InternalException", "PasswordPolicy", "PasswordPolicyException", "Profile")

    @Test
    fun `no text form of a public type shows a secret`() {
        val walk = walk()
        for ((name, values) in walk) {
            assertTrue(values.isNotEmpty(), name)
            assertHidden(*values.toTypedArray())
            assertHidden(values, values.map { String.format("%s", it) }, values.filterIsInstance<Throwable>().map { it.stackTraceToString() })
        }
        assertEquals(PublicTypes.names, (walk.keys + withoutSecrets()).toSortedSet(), "add the public type to the walk, or to the types without secrets")
    }

    @Test
    fun `a written request and expose return the secrets`() {
        val request = account.request(cloud)
        assertTrue(password in request.orThrow().body().decodeToString())
        assertEquals("Bearer $token", request.orThrow().headers()["Authorization"])
        assertTrue("password=***" in signIn.toString(), signIn.toString())
        assertTrue("***" in request.orThrow().toString(), request.toString())
    }

    @Test
    fun `no exception shows a secret`() {
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
