package examples.signin

import dev.aicc.AgentSignIn
import dev.aicc.Gateway
import dev.aicc.Outcome
import dev.aicc.Secret
import dev.aicc.SignInStatus
import dev.aicc.WrittenRequest
import dev.aicc.orThrow
import dev.aicc.readAgentSignInReply

/*
 * Signs an agent in, keeps the session, and handles a refusal. Two made-up replies stand for the platform, so that the example needs no
 * network. Run it with
 * `mvn -f bindings/kotlin -q test-compile exec:java -Dexec.mainClass=examples.signin.SignInKt -Dexec.classpathScope=test`. It prints:
 *
 *     PUT https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex
 *     signed in; the session is ***
 *     refused: the agent has already signed in; sign in by force, or sign out first
 */
fun main() {
    val signIn = AgentSignIn(password = Secret(""), phonenum = "40038", status = SignInStatus.BUSY)
    val request = signIn.request(Gateway("10.0.0.5", 8043), agentId = "291").orThrow()
    println("${request.method()} ${request.url()}")

    val signedIn = Response(200, mapOf("Set-GUID" to "JSESSIONID=4f0c"), """{"message": "", "retcode": "0"}""")
    val alreadySignedIn = Response(200, emptyMap(), """{"message": "", "retcode": "100-002"}""")
    for (reply in listOf(signedIn, alreadySignedIn)) {
        val response = execute(request, reply)
        println(describe(readAgentSignInReply(response.status, response.body.toByteArray(), response.headers)))
    }
}

/** What an HTTP client returns. */
class Response(val status: Int, val headers: Map<String, String>, val body: String)

/**
 * Stands for the call of an HTTP client, which sends `request.headers()` and `request.body()`. With OkHttp, the module `aicc-okhttp` sends the
 * request and reads the reply: `client.send(request, ::readAgentSignInReply)`.
 */
fun execute(request: WrittenRequest, reply: Response): Response {
    check(request.body().isNotEmpty())
    return reply
}

/** Handles the outcome of a request to any interface. */
fun describe(outcome: Outcome<*>): String =
    when (outcome) {
        // `expose()` returns the value that authenticates the agent's later calls.
        is Outcome.Success -> "signed in; the session is ${outcome.answer.session}"
        is Outcome.Refusal -> "refused: ${outcome.meaning}; ${outcome.action}"
        is Outcome.DocumentedStatus, is Outcome.UndocumentedStatus, is Outcome.Unreadable -> "no result: ${outcome.meaning}"
    }
