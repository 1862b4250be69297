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
            when (val parsed = vector.subject.parse(vector.body, vector.profile)) {
                is Parsed.Invalid -> judge.compareReport(vector, parsed.report)
                is Parsed.Valid -> {
                    valid += 1
                    judge.compareReport(vector, Report(emptyList(), parsed.advice))
                    val again = vector.subject.check(parsed.content!!, vector.profile)
                    judge.compare(vector, "checked again", again.violations, emptyList<Finding>())
                }
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
            val parsed = vector.subject.parse(vector.body, vector.profile) as? Parsed.Valid ?: continue
            val form = vector.subject.form(vector.profile)
            val fields = form.fields()
            val known = fields.map { it.pointer }
            val texts = texts(unwrapped(vector)).filter { it.first.replace(Regex("/[0-9]+"), "/*") in known }
            // What a person cannot type: an empty text that is not an absent field, and an element without members.
            if (texts.any { it.second.isEmpty() } || "{}" in vector.body.decodeToString() || "[]" in vector.body.decodeToString()) continue
            for (field in fields.filter { it.location == Location.PATH }) form.edit(field.pointer, "291")
            var state: FormState? = null
            for ((pointer, text) in texts) {
                state = form.edit(pointer, text)
                judge.compare(vector, pointer, state.state, FieldState.ACCEPTABLE)
            }
            judge.compare(vector, "can be submitted", state?.canBeSubmitted, true)
            judge.compare(vector, "message", (form.message() as? Parsed.Valid)?.content, parsed.content)
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
            val form = vector.subject.form(vector.profile)
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
            val outcome = vector.subject.read(status, body, headers, profile)
            val answer = answer(outcome)
            judge.compare(vector, "outcome", outcome.javaClass.simpleName.replaceFirstChar(Char::lowercase), vector.text("outcome"))
            judge.compare(vector, "code", answer?.code, vector.text("code"))
            judge.compare(vector, "action", outcome.action, vector.text("action"))
            if (isGivenOnce) judge.compare(vector, "session", answer?.session?.expose(), vector.text("session"))
            judge.compare(vector, "data", answer?.let { plain(JsonParser.parseString(it.json)) }, plain(vector.content["data"]))
            if (outcome is Outcome.Unreadable) {
                judge.compareFindings(vector, "violations", outcome.report.violations)
            } else {
                judge.compare(vector, "meaning", outcome.meaning, vector.text("meaning"))
                judge.compareFindings(vector, "advice", answer?.advice.orEmpty())
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

    private fun answer(outcome: Outcome<*>): Answer? =
        when (outcome) {
            is Outcome.Success -> outcome.answer
            is Outcome.Refusal -> outcome.answer
            is Outcome.DocumentedStatus, is Outcome.UndocumentedStatus, is Outcome.Unreadable -> null
        }

    private fun request(vector: Vector): RequestResult {
        val server = server(vector)
        return when (val parsed = vector.subject.parse(vector.body, vector.profile)) {
            is Parsed.Invalid -> RequestResult.Invalid(parsed.report)
            is Parsed.Valid -> {
                val wrapped = vector.content["wrapped"]?.asBoolean ?: false
                vector.subject.request(parsed.content!!, server, vector.text("agentId") ?: "", wrapped, vector.profile)
            }
        }
    }

    private fun server(vector: Vector): Any {
        val server = vector.content["server"].asJsonObject
        val (host, port, scheme) = Triple(server["host"].asString, server["port"]?.asInt, server["scheme"]?.asString)
        if (vector.subject.server == Gateway::class.java) return Gateway(host, port, scheme)
        val (token, appKey) = listOf("token", "appKey").map { name -> server[name]?.let { Secret(it.asString) } }
        return Cloud(host, token, appKey, port, scheme)
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
