package dev.aicc

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals

/** The conformance vectors, which `tests/README.md` explains. */
internal class Vector(val content: JsonObject) {
    val id: String = content["id"].asString

    fun text(name: String): String? = content[name]?.takeUnless { it.isJsonNull }?.asString

    fun list(name: String): List<JsonElement> = content[name]?.asJsonArray?.toList() ?: emptyList()

    val interfaceOf: Interface
        get() = Interface.entries.single { it.wireName() == text("interface") }

    val subject: Subject
        get() = Subject.of(interfaceOf)

    val body: ByteArray
        get() {
            text("text")?.let { return it.toByteArray() }
            text("hex")?.let { hex -> return hex.filterNot(Char::isWhitespace).chunked(2).map { it.toInt(16).toByte() }.toByteArray() }
            content["repeat"]?.asJsonObject?.let {
                return (it["prefix"].asString + it["unit"].asString.repeat(it["count"].asInt) + it["suffix"].asString).toByteArray()
            }
            return content["json"]?.toString().orEmpty().toByteArray()
        }

    val profile: Profile
        get() {
            val choice = content["profile"]?.asJsonObject ?: return Profile()
            return Profile(
                edition = choice["edition"]?.let { Edition.valueOf("E" + it.asString.substringBefore('-')) },
                password = choice["password"]?.asJsonObject?.let {
                    PasswordPolicy(it["minimum"].asInt, it["maximum"].asInt, it["classes"].asInt)
                },
                maximumSize = choice["maximumSize"]?.asLong,
                skillQueues = choice["skillQueues"]?.asJsonObject?.entrySet()?.associate { it.key.toLong() to it.value.asLong },
            )
        }

    fun named(name: String): List<NamedValue> =
        list(name).map { it.asJsonArray }.map { NamedValue(it[0].asString, Secret(it[1].asString)) }

    companion object {
        private val folder = File("../../tests/vectors")

        fun ofKind(kind: String): List<Vector> =
            folder.listFiles { file -> file.extension == "json" }!!.sorted()
                .map { JsonParser.parseString(it.readText()).asJsonObject }
                .filter { it["kind"].asString == kind }
                .flatMap { file -> file["vectors"].asJsonArray.map { Vector(it.asJsonObject) } }
    }
}

/** The differences of all vectors, told at once. */
internal class Judge {
    private val failures = mutableListOf<String>()
    private var count = 0

    fun compare(vector: Vector, what: String, actual: Any?, expected: Any?) {
        if (actual != expected) failures += "${vector.id}: $what\n  expected $expected\n  actual   $actual"
    }

    fun compareFindings(vector: Vector, what: String, actual: List<Finding>, location: String = "body") {
        val expected = vector.list(what)
        compare(vector, what, told(actual, expected), completed(expected, location))
    }

    fun compareReport(vector: Vector, report: Report) {
        compareFindings(vector, "violations", report.violations)
        compareFindings(vector, "advice", report.advice)
    }

    fun ran() {
        count += 1
    }

    fun finish(expected: Int) {
        assertEquals("", failures.joinToString("\n"), "${failures.size} of $count vectors differ")
        assertEquals(expected, count, "vectors that ran")
    }

    private fun told(findings: List<Finding>, expected: List<JsonElement>): List<Any?> {
        val offsetIsJudged = expected.any { it.asJsonObject["params"]?.asJsonObject?.has("offset") == true }
        return findings.map { finding ->
            val params = finding.params.mapValues { plain(it.value) }
            mapOf(
                "location" to finding.location.name.lowercase(),
                "pointer" to finding.pointer,
                "rule" to finding.rule,
                "params" to if (finding.rule == "syntax" && !offsetIsJudged) params - "offset" else params,
            )
        }
    }

    private fun completed(expected: List<JsonElement>, location: String): List<Any?> =
        expected.map { it.asJsonObject }.map {
            mapOf(
                "location" to (it["location"]?.asString ?: location),
                "pointer" to it["pointer"].asString,
                "rule" to it["rule"].asString,
                "params" to (plain(it["params"]) ?: emptyMap<String, Any?>()),
            )
        }
}

private fun plain(value: ParamValue): Any? =
    when (value) {
        is ParamValue.Number -> value.number
        is ParamValue.Truth -> value.truth
        is ParamValue.Text -> value.text
        is ParamValue.Several -> value.values.map(::plain)
    }

/** JSON as plain values; integers as `Long`. */
internal fun plain(json: JsonElement?): Any? =
    when (json) {
        null, is JsonNull -> null
        is JsonObject -> json.entrySet().associate { it.key to plain(it.value) }
        is JsonArray -> json.map(::plain)
        is JsonPrimitive ->
            when {
                json.isBoolean -> json.asBoolean
                json.isString -> json.asString
                else -> json.asString.toLongOrNull() ?: json.asDouble
            }
        else -> error("no other JSON")
    }
