package dev.aicc

import com.google.gson.JsonElement
import com.google.gson.JsonParser
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** Every conformance vector through every entry point; the counts are those of the Rust and Python runners. */
class VectorsTest {
    @Test
    fun `bodies from bytes`() {
        val judge = Judge()
        for (vector in Vector.ofKind("body")) {
            judge.compareReport(vector, check(vector.interfaceOf, vector.body, vector.profile))
            judge.ran()
        }
        judge.finish(1475)
    }

    @Test
    fun `bodies as typed messages`() {
        val judge = Judge()
        var valid = 0
        for (vector in Vector.ofKind("body")) {
            val typed = parsed(vector.interfaceOf, vector.body, vector.profile)
            judge.compareFindings(vector, "violations", typed.violations)
            judge.compareFindings(vector, "advice", typed.advice)
            if (typed.message != null) {
                valid += 1
                judge.compare(vector, "checked again", check(typed.message, vector.profile).violations, emptyList<Finding>())
            }
            judge.ran()
        }
        judge.finish(1475)
        assertEquals(379, valid)
    }

    @Test
    fun `bodies typed into forms`() {
        val judge = Judge()
        for (vector in Vector.ofKind("body")) {
            val typed = parsed(vector.interfaceOf, vector.body, vector.profile)
            if (typed.message == null) continue
            val form = AnyForm(vector.interfaceOf, vector.profile)
            val known = form.fields().map { it.pointer }
            val texts = texts(unwrapped(vector)).filter { it.first.replace(Regex("/[0-9]+"), "/*") in known }
            // What a person cannot type: an empty text that is no absence, an element that says nothing.
            if (texts.any { it.second.isEmpty() } || "{}" in vector.body.decodeToString() || "[]" in vector.body.decodeToString()) continue
            if (vector.interfaceOf == Interface.AGENT_SIGN_IN) form.edit("/agentid", "291")
            var state: FormState? = null
            for ((pointer, text) in texts) {
                state = form.edit(pointer, text)
                judge.compare(vector, pointer, state.state, FieldState.ACCEPTABLE)
            }
            judge.compare(vector, "can be submitted", state?.canBeSubmitted, true)
            judge.compare(vector, "message", form.message().message, typed.message)
            judge.ran()
        }
        judge.finish(TYPED_FORMS)
    }

    private fun unwrapped(vector: Vector): JsonElement {
        val body = JsonParser.parseString(vector.body.decodeToString()).asJsonObject
        return if (body.keySet() == setOf("requestParam")) body["requestParam"] else body
    }

    private fun texts(json: JsonElement, pointer: String = ""): List<Pair<String, String>> =
        when {
            json.isJsonObject -> json.asJsonObject.entrySet().flatMap { texts(it.value, "$pointer/${it.key}") }
            json.isJsonArray -> json.asJsonArray.flatMapIndexed { index, element -> texts(element, "$pointer/$index") }
            json.isJsonNull -> emptyList()
            else -> listOf(pointer to json.asString)
        }

    @Test
    fun `whole messages`() {
        val judge = Judge()
        for (vector in Vector.ofKind("message")) {
            val report = checkMessage(vector.interfaceOf, vector.named("path"), vector.named("headers"), vector.body, vector.profile)
            judge.compareReport(vector, report)
            judge.ran()
        }
        judge.finish(158)
    }

    @Test
    fun `fields while they are typed`() {
        val judge = Judge()
        for (vector in Vector.ofKind("field")) {
            val location = vector.text("location") ?: "body"
            val report = checkField(
                vector.interfaceOf,
                vector.text("pointer")!!,
                vector.text("text")!!,
                Location.valueOf(location.uppercase()),
                vector.profile,
            )
            judge.compare(vector, "state", report.state.name.lowercase(), vector.text("state"))
            judge.compareFindings(vector, "violations", report.findings, location)
            judge.ran()
        }
        judge.finish(275)
    }

    @Test
    fun `fields of forms while they are typed`() {
        val judge = Judge()
        var left = 0
        for (vector in Vector.ofKind("field").filterNot { it.text("location") == "header" }) {
            val form = AnyForm(vector.interfaceOf, vector.profile)
            val (pointer, text) = vector.text("pointer")!! to vector.text("text")!!
            val state = form.edit(pointer, text)
            val field = form.fields().single { it.pointer == pointer.replace(Regex("/[0-9]+"), "/*") }
            if (text.isEmpty()) {
                // Nothing typed in an optional field leaves it out, and a mandatory one is missing.
                left += 1
                val missing = field.mandatory && field.minimumLength != 0
                judge.compare(vector, "state", state.state, if (missing) FieldState.INCOMPLETE else FieldState.ACCEPTABLE)
                judge.compare(vector, "violations", state.findings.map { it.rule }, if (missing) listOf("required") else emptyList())
            } else {
                judge.compare(vector, "state", state.state.name.lowercase(), vector.text("state"))
                judge.compareFindings(vector, "violations", state.findings, vector.text("location") ?: "body")
            }
            judge.ran()
        }
        judge.finish(FORM_FIELDS)
        assertEquals(LEFT_OUT, left)
    }

    @Test
    fun replies() {
        val judge = Judge()
        for (vector in Vector.ofKind("reply")) {
            val (status, body, profile) = Triple(vector.content["status"].asInt, vector.body, vector.profile)
            val headers = vector.list("headers").map { it.asJsonArray }.associate { it[0].asString to it[1].asString }
            // A map holds a name once.
            val isGivenOnce = headers.keys.map(String::lowercase).toSet().size == vector.list("headers").size
            val outcome =
                when (vector.interfaceOf) {
                    Interface.AGENT_ACCOUNT_CREATE -> answer(readAgentAccountCreateReply(status, body, headers, profile))
                    Interface.AGENT_INFO_QUERY -> answer(readAgentInfoQueryReply(status, body, headers, profile))
                    Interface.AGENT_SETTINGS_CREATE -> answer(readAgentSettingsCreateReply(status, body, headers, profile))
                    Interface.AGENT_SIGN_IN -> answer(readAgentSignInReply(status, body, headers, profile))
                }
            judge.compare(vector, "outcome", outcome.name, vector.text("outcome"))
            judge.compare(vector, "code", outcome.code, vector.text("code"))
            judge.compare(vector, "action", outcome.action, vector.text("action"))
            if (isGivenOnce) judge.compare(vector, "session", outcome.session?.expose(), vector.text("session"))
            judge.compare(vector, "data", plain(outcome.json?.let(JsonParser::parseString)), plain(vector.content["data"]))
            judge.compareFindings(vector, "violations", outcome.report?.violations.orEmpty())
            if (outcome.report == null) {
                judge.compare(vector, "meaning", outcome.meaning, vector.text("meaning"))
                judge.compareFindings(vector, "advice", outcome.advice)
            }
            judge.ran()
        }
        judge.finish(309)
    }

    @Test
    fun requests() {
        val judge = Judge()
        for (vector in Vector.ofKind("request")) {
            var error: String? = null
            var result: RequestResult? = null
            try {
                result = request(vector)
            } catch (refused: EndpointException) {
                error = refused.javaClass.simpleName.lowercase()
            }
            val written = (result as? RequestResult.Ready)?.request
            val expected = vector.content["request"]?.asJsonObject
            judge.compare(vector, "error", error, vector.text("error"))
            judge.compare(vector, "method", written?.method(), expected?.get("method")?.asString)
            judge.compare(vector, "url", written?.url(), expected?.get("url")?.asString)
            val headers = expected?.get("headers")?.asJsonArray?.associate { it.asJsonArray[0].asString to it.asJsonArray[1].asString }
            judge.compare(vector, "headers", written?.headers(), headers)
            judge.compare(vector, "body", written?.body()?.decodeToString(), expected?.get("body")?.asString)
            judge.compareFindings(vector, "violations", (result as? RequestResult.Invalid)?.report?.violations.orEmpty())
            judge.ran()
        }
        judge.finish(170)
    }

    private fun request(vector: Vector): RequestResult {
        val server = vector.content["server"].asJsonObject
        val (host, port, scheme) = Triple(server["host"].asString, server["port"]?.asInt, server["scheme"]?.asString)
        if (vector.interfaceOf == Interface.AGENT_SIGN_IN) {
            val gateway = Gateway(host, port, scheme)
            return when (val parsed = parseAgentSignIn(vector.body, vector.profile)) {
                is ParsedAgentSignIn.Valid -> parsed.content.request(gateway, vector.text("agentId")!!, vector.profile)
                is ParsedAgentSignIn.Invalid -> RequestResult.Invalid(parsed.report)
            }
        }
        val token = server["token"]?.let { Secret(it.asString) }
        val cloud = Cloud(host, token, server["appKey"]?.let { Secret(it.asString) }, port, scheme)
        val wrapped = vector.content["wrapped"]?.asBoolean ?: false
        val parsed = parsed(vector.interfaceOf, vector.body, vector.profile)
        return when (val message = parsed.message) {
            is AgentAccountCreate -> message.request(cloud, wrapped, vector.profile)
            is AgentInfoQuery -> message.request(cloud, vector.profile)
            is AgentSettingsCreate -> message.request(cloud, vector.profile)
            else -> RequestResult.Invalid(Report(parsed.violations, parsed.advice))
        }
    }

    @Test
    fun events() {
        val judge = Judge()
        for (vector in Vector.ofKind("events")) {
            val status = SignInStatus.entries.single { it.wireValue() == vector.content["value"].asLong }
            judge.compare(vector, "events", status.events().map { it.wireValue() }, vector.list("events").map { it.asString })
            judge.ran()
        }
        judge.finish(3)
    }

    @Test
    fun sentences() {
        val judge = Judge()
        for (vector in Vector.ofKind("sentence")) {
            for ((language, expected) in listOf(Language.ENGLISH to vector.text("en"), Language.CHINESE to vector.text("zh"))) {
                val report = check(vector.interfaceOf, vector.body, vector.profile, language)
                val found = (report.violations + report.advice).first { it.pointer == vector.text("pointer") && it.rule == vector.text("rule") }
                judge.compare(vector, language.name, found.sentence, expected)
            }
            judge.ran()
        }
        judge.finish(47)
    }

    private companion object {
        const val TYPED_FORMS = 333
        const val FORM_FIELDS = 216
        const val LEFT_OUT = 18
    }
}

/** What the outcomes of all interfaces have in common. */
private class Told(
    val name: String,
    val meaning: String,
    val code: String? = null,
    val action: String? = null,
    val json: String? = null,
    val advice: List<Finding> = emptyList(),
    val report: Report? = null,
    val session: Secret? = null,
) {
    constructor(name: String, answer: Answer) :
        this(name, answer.meaning, answer.code, answer.action, answer.json, answer.advice, session = answer.session)
}

private fun answer(outcome: AgentAccountCreateOutcome): Told =
    when (outcome) {
        is AgentAccountCreateOutcome.Success -> Told("success", outcome.answer)
        is AgentAccountCreateOutcome.Refusal -> Told("refusal", outcome.answer)
        is AgentAccountCreateOutcome.DocumentedStatus -> Told("documentedStatus", outcome.meaning, action = outcome.action)
        is AgentAccountCreateOutcome.UndocumentedStatus -> Told("undocumentedStatus", outcome.meaning)
        is AgentAccountCreateOutcome.Unreadable -> Told("unreadable", outcome.meaning, report = outcome.report)
    }

private fun answer(outcome: AgentInfoQueryOutcome): Told =
    when (outcome) {
        is AgentInfoQueryOutcome.Success -> Told("success", outcome.answer)
        is AgentInfoQueryOutcome.Refusal -> Told("refusal", outcome.answer)
        is AgentInfoQueryOutcome.DocumentedStatus -> Told("documentedStatus", outcome.meaning, action = outcome.action)
        is AgentInfoQueryOutcome.UndocumentedStatus -> Told("undocumentedStatus", outcome.meaning)
        is AgentInfoQueryOutcome.Unreadable -> Told("unreadable", outcome.meaning, report = outcome.report)
    }

private fun answer(outcome: AgentSettingsCreateOutcome): Told =
    when (outcome) {
        is AgentSettingsCreateOutcome.Success -> Told("success", outcome.answer)
        is AgentSettingsCreateOutcome.Refusal -> Told("refusal", outcome.answer)
        is AgentSettingsCreateOutcome.DocumentedStatus -> Told("documentedStatus", outcome.meaning, action = outcome.action)
        is AgentSettingsCreateOutcome.UndocumentedStatus -> Told("undocumentedStatus", outcome.meaning)
        is AgentSettingsCreateOutcome.Unreadable -> Told("unreadable", outcome.meaning, report = outcome.report)
    }

private fun answer(outcome: AgentSignInOutcome): Told =
    when (outcome) {
        is AgentSignInOutcome.Success -> Told("success", outcome.answer)
        is AgentSignInOutcome.Refusal -> Told("refusal", outcome.answer)
        is AgentSignInOutcome.DocumentedStatus -> Told("documentedStatus", outcome.meaning, action = outcome.action)
        is AgentSignInOutcome.UndocumentedStatus -> Told("undocumentedStatus", outcome.meaning)
        is AgentSignInOutcome.Unreadable -> Told("unreadable", outcome.meaning, report = outcome.report)
    }
