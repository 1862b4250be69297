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
import dev.aicc.AgentSignInReply
import dev.aicc.SignInStatus
import dev.aicc.check
import dev.aicc.known
import dev.aicc.okhttp.send
import dev.aicc.readAgentSignInReply
import okhttp3.OkHttpClient

// The code of bindings/kotlin/README.md and of bindings/okhttp/README.md, word for word. The tests run it.

class SignInScreen {
    private val form = AgentSignInForm(language = Language.ENGLISH)

    /** Name, kind, keyboard, maximum length, default, choices: an app builds its screen from the fields. */
    fun fields(): List<FormField> = form.fields()

    /** Call this after each keystroke. It returns the state of the field, its errors, and whether the form can be submitted. */
    fun onTextChanged(pointer: String, text: String): FormState = form.edit(pointer, text)

    fun onSubmit(gateway: Gateway): RequestResult = form.request(gateway)
}

suspend fun signIn(client: OkHttpClient, gateway: Gateway, agentId: String, password: String): String {
    val message = AgentSignIn(password = Secret(password), phonenum = "40038", status = SignInStatus.BUSY)
    return when (val result = message.request(gateway, agentId)) {
        is RequestResult.Ready -> describe(client.send(result.request, ::readAgentSignInReply))
        is RequestResult.Invalid -> result.report.violations.joinToString("\n") { it.sentence }
    }
}

fun describe(outcome: Outcome<AgentSignInReply>): String =
    when (outcome) {
        is Outcome.Success -> "signed in as ${outcome.reply.result?.workno} at ${outcome.reply.result?.loginTime?.known}"
        is Outcome.Refusal -> "${outcome.meaning}; ${outcome.action ?: "no document states what to do"}"
        is Outcome.DocumentedStatus -> outcome.meaning
        is Outcome.UndocumentedStatus -> "HTTP status ${outcome.status}"
        is Outcome.Unreadable -> outcome.report.violations.joinToString { it.sentence }
    }

fun checked(body: String): Report = check(Interface.AGENT_SIGN_IN, body.toByteArray(), language = Language.CHINESE)
