package dev.aicc

import com.google.gson.JsonElement
import com.google.gson.JsonParser
import org.junit.jupiter.api.Test

/** Every conformance vector through every entry point. */
class VectorsTest {
    @Test
    fun `bodies from bytes`() =
        judge("kotlin bytes", "body") { vector ->
            compareReport(check(vector.interfaceOf, vector.body, vector.profile))
        }

    @Test
    fun `bodies as typed messages`() =
        judge("kotlin typed", "body") { vector ->
            when (val parsed = vector.subject.parse(vector.body, vector.profile)) {
                is Parsed.Invalid -> compareReport(parsed.report)
                is Parsed.Valid -> {
                    compareReport(Report(emptyList(), parsed.advice))
                    val again = vector.subject.check(parsed.content!!, vector.profile)
                    compare("checked again", again.violations, emptyList<Finding>())
                }
            }
        }

    @Test
    fun `bodies typed into forms`() =
        judge("kotlin form", "body") { vector ->
            val parsed = vector.subject.parse(vector.body, vector.profile) as Parsed.Valid
            val form = vector.subject.form(vector.profile)
            val fields = form.fields()
            val known = fields.map { it.pointer }
            val texts = texts(unwrapped(vector)).filter { it.first.replace(Regex("/[0-9]+"), "/*") in known }
            for (field in fields.filter { it.location == Location.PATH }) form.edit(field.pointer, "291")
            var state: FormState? = null
            for ((pointer, text) in texts) {
                state = form.edit(pointer, text)
                compare(pointer, state.state, FieldState.ACCEPTABLE)
            }
            compare("can be submitted", state?.canBeSubmitted, true)
            compare("message", (form.message() as? Parsed.Valid)?.content, parsed.content)
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
    fun `whole messages`() =
        judge("kotlin message", "message") { vector ->
            val report = checkMessage(vector.interfaceOf, vector.named("path"), vector.named("headers"), vector.body, vector.profile)
            compareReport(report)
        }

    @Test
    fun `fields while they are typed`() =
        judge("kotlin field", "field") { vector ->
            val location = vector.text("location") ?: "body"
            val report = checkField(
                vector.interfaceOf,
                vector.text("pointer")!!,
                vector.text("text")!!,
                Location.valueOf(location.uppercase()),
                vector.profile,
            )
            compare("state", report.state.name.lowercase(), vector.text("state"))
            compareFindings("violations", report.findings, location)
        }

    @Test
    fun `fields of forms while they are typed`() =
        judge("kotlin form field", "field") { vector ->
            val form = vector.subject.form(vector.profile)
            val (pointer, text) = vector.text("pointer")!! to vector.text("text")!!
            val state = form.edit(pointer, text)
            val field = form.fields().single { it.pointer == pointer.replace(Regex("/[0-9]+"), "/*") }
            if (text.isEmpty()) {
                // An empty optional field is not sent, and an empty mandatory field is missing.
                val missing = field.mandatory && field.minimumLength != 0
                compare("state", state.state, if (missing) FieldState.INCOMPLETE else FieldState.ACCEPTABLE)
                compare("violations", state.findings.map { it.rule }, if (missing) listOf("required") else emptyList())
            } else {
                compare("state", state.state.name.lowercase(), vector.text("state"))
                compareFindings("violations", state.findings, vector.text("location") ?: "body")
            }
        }

    @Test
    fun replies() =
        judge("kotlin reply", "reply") { vector ->
            val (status, body, profile) = Triple(vector.content["status"].asInt, vector.body, vector.profile)
            val headers = vector.list("headers").map { it.asJsonArray }.associate { it[0].asString to it[1].asString }
            // A map holds each name once.
            val isGivenOnce = headers.keys.map(String::lowercase).toSet().size == vector.list("headers").size
            val outcome = vector.subject.read(status, body, headers, profile)
            val answer = answer(outcome)
            compare("outcome", outcome.javaClass.simpleName.replaceFirstChar(Char::lowercase), vector.text("outcome"))
            compare("code", answer?.code, vector.text("code"))
            compare("action", outcome.action, vector.text("action"))
            if (isGivenOnce) compare("session", answer?.session?.expose(), vector.text("session"))
            compare("data", answer?.let { plain(JsonParser.parseString(it.json)) }, plain(vector.content["data"]))
            if (outcome is Outcome.Unreadable) {
                compareFindings("violations", outcome.report.violations)
            } else {
                compare("meaning", outcome.meaning, vector.text("meaning"))
                compareFindings("advice", answer?.advice.orEmpty())
            }
        }

    @Test
    fun requests() =
        judge("kotlin request", "request") { vector ->
            var error: String? = null
            var result: RequestResult? = null
            try {
                result = request(vector)
            } catch (refused: EndpointException) {
                error = refused.javaClass.simpleName.lowercase()
            }
            val written = (result as? RequestResult.Ready)?.request
            val expected = vector.content["request"]?.asJsonObject
            compare("error", error, vector.text("error"))
            compare("method", written?.method(), expected?.get("method")?.asString)
            compare("url", written?.url(), expected?.get("url")?.asString)
            val headers = expected?.get("headers")?.asJsonArray?.associate { it.asJsonArray[0].asString to it.asJsonArray[1].asString }
            compare("headers", written?.headers(), headers)
            compare("body", written?.body()?.decodeToString(), expected?.get("body")?.asString)
            compareFindings("violations", (result as? RequestResult.Invalid)?.report?.violations.orEmpty())
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
    fun events() =
        judge("kotlin events", "events") { vector ->
            val status = SignInStatus.entries.single { it.wireValue() == vector.content["value"].asLong }
            compare("events", status.events().map { it.wireValue() }, vector.list("events").map { it.asString })
        }

    @Test
    fun sentences() =
        judge("kotlin sentence", "sentence") { vector ->
            for ((language, expected) in listOf(Language.ENGLISH to vector.text("en"), Language.CHINESE to vector.text("zh"))) {
                val report = check(vector.interfaceOf, vector.body, vector.profile, language)
                val found = (report.violations + report.advice).first { it.pointer == vector.text("pointer") && it.rule == vector.text("rule") }
                compare(language.name, found.sentence, expected)
            }
        }
}
