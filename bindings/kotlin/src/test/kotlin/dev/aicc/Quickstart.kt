package dev.aicc.quickstart

import dev.aicc.AgentSignIn
import dev.aicc.FormField
import dev.aicc.FormState
import dev.aicc.Gateway
import dev.aicc.Interface
import dev.aicc.Language
import dev.aicc.Outcome
import dev.aicc.Report
import dev.aicc.RequestResult
import dev.aicc.Secret
import dev.aicc.AgentSignInForm
import dev.aicc.SignInStatus
import dev.aicc.WrittenRequest
import dev.aicc.check
import dev.aicc.known
import dev.aicc.readAgentSignInReply
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse

// The code of bindings/kotlin/README.md, word for word: the tests run it.

class SignInScreen {
    private val form = AgentSignInForm(language = Language.ENGLISH)

    /** Name, kind, keyboard, maximum length, secret or not, default, choices: all that a screen is built from. */
    fun fields(): List<FormField> = form.fields()

    /** At each keystroke: acceptable, incomplete or rejected, why, and whether the form can be submitted. */
    fun onTextChanged(pointer: String, text: String): FormState = form.edit(pointer, text)

    fun onSubmit(gateway: Gateway): RequestResult = form.request(gateway)
}

fun signIn(gateway: Gateway, agentId: String, password: String): String {
    val message = AgentSignIn(password = Secret(password), phonenum = "40038", status = SignInStatus.BUSY)
    return when (val result = message.request(gateway, agentId)) {
        is RequestResult.Ready -> tell(send(result.request))
        is RequestResult.Invalid -> result.report.violations.joinToString("\n") { it.sentence }
    }
}

fun send(request: WrittenRequest): HttpResponse<ByteArray> {
    val body = HttpRequest.BodyPublishers.ofByteArray(request.body())
    val builder = HttpRequest.newBuilder(URI(request.url())).method(request.method(), body)
    request.headers().forEach { (name, value) -> builder.header(name, value) }
    return HttpClient.newHttpClient().send(builder.build(), HttpResponse.BodyHandlers.ofByteArray())
}

fun tell(response: HttpResponse<ByteArray>): String =
    when (val outcome = readAgentSignInReply(response.statusCode(), response.body())) {
        is Outcome.Success -> "signed in as ${outcome.reply.result?.workno} at ${outcome.reply.result?.loginTime?.known}"
        is Outcome.Refusal -> "${outcome.answer.meaning}; ${outcome.answer.action ?: "no document says what to do"}"
        is Outcome.DocumentedStatus -> outcome.meaning
        is Outcome.UndocumentedStatus -> "HTTP status ${outcome.status}"
        is Outcome.Unreadable -> outcome.report.violations.joinToString { it.sentence }
    }

fun checked(body: String): Report = check(Interface.AGENT_SIGN_IN, body.toByteArray(), language = Language.CHINESE)
