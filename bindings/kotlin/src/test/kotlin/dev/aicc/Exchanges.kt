package dev.aicc

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser

/** A request to the sandbox. */
internal class Sent(val method: String, val target: String, val headers: List<Pair<String, String>>, val body: ByteArray)

/** A reply of the sandbox. */
internal class Received(val status: Int, val headers: Map<String, String>, val body: ByteArray)

/** A vector, and the request that it is about or whose reply it is. */
internal class Exchange(val vector: Vector, val sent: Sent)

/** The vectors that HTTP can carry, as exchanges with a sandbox. */
internal object Exchanges {
    private val headers = listOf(
        "Content-Type" to "application/json; charset=UTF-8",
        "Authorization" to "Bearer mF_9.B5f-4.1JqM",
        "X-APP-Key" to "0f1e2d",
    )

    private val name = Regex("[A-Za-z0-9!#$%&'*+.^_`|~-]+")

    // HTTP drops spaces and tabs at both ends of a value, and clients differ on characters beyond ASCII and on a name that occurs twice.
    private val value = Regex("([!-~]([ \\t!-~]*[!-~])?)?")
    private val segment = Regex("[0-9A-Za-z_~+,-]+")

    // A profile is a choice of the sandbox, so that a vector with one needs a sandbox of its own.
    private fun ofKind(kind: String): List<Vector> = Vector.ofKind(kind).filterNot { it.content.has("profile") }

    private val written: List<Vector> = ofKind("request").filter { it.content.has("request") }

    /** Every request: bodies, whole messages, and written requests. */
    fun requests(): List<Exchange> {
        val bodies = ofKind("body").map { Exchange(it, sent(it.text("interface")!!, it.body)) }
        val messages = ofKind("message").mapNotNull { vector ->
            val (headers, path) = pairs(vector, "headers") to pairs(vector, "path")
            val names = vector.subject.form().fields().filter { it.location == Location.PATH }.map { it.name }
            val canBeSent = areCarried(headers) && path.map { it.first } == names && path.all { segment.matches(it.second) }
            if (canBeSent) Exchange(vector, sent(vector.text("interface")!!, vector.body, headers, path)) else null
        }
        return bodies + messages + written.map { Exchange(it, asWritten(it)) }
    }

    /** Every reply, with a request that gets it. */
    fun replies(): List<Exchange> =
        ofKind("reply").mapNotNull { vector ->
            val (status, headers) = vector.content["status"].asInt to pairs(vector, "headers")
            val hasBody = status in 200..599 && status !in listOf(204, 304)
            if (hasBody && areCarried(headers)) Exchange(vector, sent(vector.text("interface")!!, "{}".toByteArray())) else null
        }

    /** The rules that give each exchange the reply of its vector, in their order. */
    fun faults(exchanges: List<Exchange>): String {
        val rules = JsonArray()
        for (vector in exchanges.map { it.vector }) {
            val action = JsonObject().apply {
                add("status", vector.content["status"])
                add("headers", JsonObject().apply { pairs(vector, "headers").forEach { addProperty(it.first, it.second) } })
                addProperty("bodyHex", vector.body.joinToString("") { "%02x".format(it) })
            }
            rules.add(
                JsonObject().apply {
                    add("do", action)
                    addProperty("times", 1)
                },
            )
        }
        return rules.toString()
    }

    /** The place, pointer and rule of each violation that the sandbox explains, or null if the header has no room for them. */
    fun violations(reply: Received): List<String>? {
        val explanation = reply.headers["x-aicc-explanation"]?.let { JsonParser.parseString(it).asJsonObject }
        return if (explanation?.has("see") == true) null else places(explanation)
    }

    fun places(explanation: JsonObject?): List<String> =
        explanation?.get("report")?.asJsonObject?.get("violations")?.asJsonArray?.map { place(it, it.asJsonObject["location"].asString) }.orEmpty()

    fun expected(vector: Vector): List<String> =
        vector.list("violations").map { place(it, it.asJsonObject["location"]?.asString ?: "body") }

    private fun place(finding: JsonElement, location: String): String =
        with(finding.asJsonObject) { "$location ${this["pointer"].asString} ${this["rule"].asString}" }

    private fun pairs(vector: Vector, name: String): List<Pair<String, String>> =
        vector.list(name).map { it.asJsonArray }.map { it[0].asString to it[1].asString }

    private fun areCarried(headers: List<Pair<String, String>>): Boolean {
        val isOnce = headers.map { it.first.lowercase() }.toSet().size == headers.size
        return isOnce && headers.all { name.matches(it.first) && value.matches(it.second) }
    }

    private fun asWritten(vector: Vector): Sent {
        val request = vector.content["request"].asJsonObject
        val headers = request["headers"].asJsonArray.map { it.asJsonArray }.map { it[0].asString to it[1].asString }
        val target = "/" + request["url"].asString.split("/", limit = 4)[3]
        return Sent(request["method"].asString, target, headers, request["body"].asString.toByteArray())
    }

    /** A request to an interface, with the method and path of a written one. */
    private fun sent(
        of: String,
        body: ByteArray,
        headers: List<Pair<String, String>> = this.headers,
        path: List<Pair<String, String>> = listOf(),
    ): Sent {
        val model = written.first { it.text("interface") == of }
        val (agent, like) = model.text("agentId") to asWritten(model)
        val other = path.firstOrNull()?.second
        val target = if (agent == null || other == null) like.target else like.target.replace("/$agent/", "/$other/")
        return Sent(like.method, target, headers, body)
    }
}
