package app

import dev.aicc.AgentRole
import dev.aicc.AgentSignIn
import dev.aicc.EndpointException
import dev.aicc.FieldState
import dev.aicc.Gateway
import dev.aicc.Interface
import dev.aicc.Language
import dev.aicc.Outcome
import dev.aicc.RequestResult
import dev.aicc.Secret
import dev.aicc.AgentSignInForm
import dev.aicc.SignInStatus
import dev.aicc.UnknownFieldException
import dev.aicc.check
import dev.aicc.isValid
import dev.aicc.known
import dev.aicc.readAgentSignInReply
import dev.aicc.sentences

// A small app. `mvn -Pshrunk verify` shrinks it with the rules of the package only, and runs it.

private val gateway = Gateway("10.0.0.5")

fun main() {
    fillsAForm()
    writesARequest()
    readsAReply()
    checksBytes()
    catchesErrors()
    println("the shrunk app ran")
}

private fun fillsAForm() {
    val form = AgentSignInForm(language = Language.CHINESE)
    expect(form.fields().any { it.pointer == "/agentid" }, "the form has its fields")
    expect(form.edit("/agentid", "29").state == FieldState.INCOMPLETE, "an agent ID of two digits is incomplete")
    expect(form.edit("/agentid", "291").canBeSubmitted, "an agent ID is enough")
    val request = (form.request(gateway) as RequestResult.Ready).request
    expect(request.url().endsWith("/onlineagent/291/loginex"), "the form writes its request")
    form.close()
}

private fun writesARequest() {
    val message = AgentSignIn(password = Secret("Hunter2+"), phonenum = "40038", status = SignInStatus.BUSY)
    val request = (message.request(gateway, "291") as RequestResult.Ready).request
    expect(String(request.body()).contains("\"password\":\"Hunter2+\""), "the request holds the password")
    expect(request.headers().isNotEmpty(), "the request has headers")
    expect("Hunter2+" !in "$message $request", "no text form shows the password")
    val refused = message.request(gateway, "0") as RequestResult.Invalid
    expect(!refused.report.isValid, "a wrong agent ID is refused")
}

private fun readsAReply() {
    val body = """{"message": "", "retcode": "0", "result": {"workno": "291", "loginTime": "1700000000000"}}"""
    val outcome = readAgentSignInReply(200, body.toByteArray()) as Outcome.Success
    expect(outcome.reply.result?.workno == "291", "the reply is read")
    val refusal = readAgentSignInReply(200, """{"message": "", "retcode": "100-002"}""".toByteArray())
    expect((refusal as Outcome.Refusal).answer.meaning.isNotEmpty(), "a refusal has a meaning")
}

private fun checksBytes() {
    val report = check(Interface.AGENT_SIGN_IN, """{"status": 9}""".toByteArray())
    expect(report.violations.map { it.pointer } == listOf("/password", "/status"), "every mistake is found")
    expect(report.sentences.isNotEmpty(), "a mistake has a sentence")
    expect(AgentRole.AGENT.label().isNotEmpty(), "a choice has a label")
}

private fun catchesErrors() {
    expect(runCatching { Gateway("a b") }.exceptionOrNull() is EndpointException, "a wrong host is an exception")
    val unknown = runCatching { AgentSignInForm().edit("/agentId", "291") }.exceptionOrNull()
    expect(unknown is UnknownFieldException, "an unknown field is an exception")
}

private fun expect(holds: Boolean, claim: String) {
    if (!holds) throw AssertionError(claim)
}
