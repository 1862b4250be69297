package dev.aicc

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue

/** A conformance vector. `tests/README.md` explains the format. */
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

/** An entry of `tests/skips.json`. `tests/README.md` explains the format. */
private class Skip(entry: JsonObject) {
    private val runs = entry["runs"].asJsonArray.map { it.asString }
    private val conditions = entry["where"].asJsonObject.entrySet()

    fun leavesOut(run: String, vector: Vector): Boolean =
        run in runs && conditions.all { (condition, value) -> isFulfilled(condition, value, vector) }

    private fun isFulfilled(condition: String, value: JsonElement, vector: Vector): Boolean =
        when (condition) {
            "with" -> vector.content.has(value.asString)
            "is" -> value.asJsonObject.entrySet().all { (name, member) -> vector.content[name] == member }
            "body" -> value.asString in vector.body.decodeToString()
            else -> error("no run of this package has the condition $condition")
        }

    companion object {
        val all: List<Skip> by lazy {
            val file = JsonParser.parseString(File("../../tests/skips.json").readText()).asJsonObject
            file["skips"].asJsonArray.map { Skip(it.asJsonObject) }
        }
    }
}

/**
 * Runs a test for each vector of a kind, except those that `tests/skips.json` lists for this run. Reports all differences at
 * once.
 */
internal fun judge(run: String, kind: String, test: Judge.(Vector) -> Unit) {
    val vectors = Vector.ofKind(kind).filterNot { vector -> Skip.all.any { it.leavesOut(run, vector) } }
    assertTrue(vectors.isNotEmpty(), "$run has no vectors")
    val differences = vectors.flatMap { vector -> Judge(vector).apply { test(vector) }.differences() }
    assertEquals("", differences.joinToString("\n"), "${differences.size} differences in ${vectors.size} vectors")
}

/** Compares the results of the package with a vector. */
internal class Judge(private val vector: Vector) {
    private val differences = mutableListOf<String>()
    private var hasCompared = false

    fun differences(): List<String> =
        if (hasCompared) differences else listOf("${vector.id}: nothing was compared, and tests/skips.json does not say so")

    fun compare(what: String, actual: Any?, expected: Any?) {
        hasCompared = true
        if (actual != expected) differences += "${vector.id}: $what\n  expected $expected\n  actual   $actual"
    }

    fun compareFindings(what: String, actual: List<Finding>, location: String = "body") {
        val expected = vector.list(what)
        compare(what, described(actual, expected), completed(expected, location))
    }

    fun compareReport(report: Report) {
        compareFindings("violations", report.violations)
        compareFindings("advice", report.advice)
    }

    private fun described(findings: List<Finding>, expected: List<JsonElement>): List<Any?> {
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

/** Returns JSON as plain values, with integers as `Long`. */
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
