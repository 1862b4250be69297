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

// The code of bindings/kotlin/README.md, word for word. The tests run it.

class SignInScreen {
    private val form = AgentSignInForm(language = Language.ENGLISH)

    /** Name, kind, keyboard, maximum length, default, choices: an app builds its screen from the fields. */
    fun fields(): List<FormField> = form.fields()

    /** Call this after each keystroke. It returns the state of the field, its errors, and whether the form can be submitted. */
    fun onTextChanged(pointer: String, text: String): FormState = form.edit(pointer, text)

    fun onSubmit(gateway: Gateway): RequestResult = form.request(gateway)
}

fun signIn(gateway: Gateway, agentId: String, password: String): String {
    val message = AgentSignIn(password = Secret(password), phonenum = "40038", status = SignInStatus.BUSY)
    return when (val result = message.request(gateway, agentId)) {
        is RequestResult.Ready -> describe(send(result.request))
        is RequestResult.Invalid -> result.report.violations.joinToString("\n") { it.sentence }
    }
}

fun send(request: WrittenRequest): HttpResponse<ByteArray> {
    val body = HttpRequest.BodyPublishers.ofByteArray(request.body())
    val builder = HttpRequest.newBuilder(URI(request.url())).method(request.method(), body)
    request.headers().forEach { (name, value) -> builder.header(name, value) }
    return HttpClient.newHttpClient().send(builder.build(), HttpResponse.BodyHandlers.ofByteArray())
}

fun describe(response: HttpResponse<ByteArray>): String =
    when (val outcome = readAgentSignInReply(response.statusCode(), response.body())) {
        is Outcome.Success -> "signed in as ${outcome.reply.result?.workno} at ${outcome.reply.result?.loginTime?.known}"
        is Outcome.Refusal -> "${outcome.meaning}; ${outcome.action ?: "no document states what to do"}"
        is Outcome.DocumentedStatus -> outcome.meaning
        is Outcome.UndocumentedStatus -> "HTTP status ${outcome.status}"
        is Outcome.Unreadable -> outcome.report.violations.joinToString { it.sentence }
    }

fun checked(body: String): Report = check(Interface.AGENT_SIGN_IN, body.toByteArray(), language = Language.CHINESE)
