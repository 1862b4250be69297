package dev.aicc

import java.lang.reflect.Method

/** The types and functions of an interface, found by its name, so that one test runs all interfaces. */
internal class Subject(of: Interface) {
    /** `AgentSignIn` for `AGENT_SIGN_IN`. */
    val name: String = of.name.split('_').joinToString("") { it.lowercase().replaceFirstChar(Char::uppercase) }

    val message: Class<*> = Class.forName("dev.aicc.$name")

    /** The type of the reply: the type argument of the returned `Outcome`. */
    val reply: Class<*> = raw(arguments(function(AICC, "read${name}Reply").genericReturnType).single())

    private val form = Class.forName("dev.aicc.${name}Form")

    /** `Cloud` or `Gateway`. */
    val server: Class<*> = function(form, "request").parameterTypes.single()

    fun parse(body: ByteArray, profile: Profile = Profile()): Parsed<*> =
        function(AICC, "parse$name").invoke(null, body, profile, null) as Parsed<*>

    fun read(status: Int, body: ByteArray, headers: Map<String, String> = emptyMap(), profile: Profile = Profile()): Outcome<*> =
        function(AICC, "read${name}Reply").invoke(null, status, body, headers, profile, null) as Outcome<*>

    fun check(message: Any, profile: Profile = Profile()): Report =
        function(this.message, "check").invoke(message, profile, null) as Report

    /** Writes the request. Each parameter of the interface's function gets the value of its type. */
    fun request(message: Any, vararg values: Any): RequestResult {
        val request = function(this.message, "request")
        val arguments = request.parameterTypes.map { type -> values.firstOrNull { type.kotlin.javaObjectType.isInstance(it) } }
        return request.invoke(message, *arguments.toTypedArray()) as RequestResult
    }

    fun form(profile: Profile = Profile()): Form =
        form.getConstructor(Profile::class.java, Language::class.java).newInstance(profile, null) as Form

    /** Returns the function with all its parameters. The other functions of the name are overloads for Java. */
    private fun function(of: Class<*>, name: String): Method = of.methods.filter { it.name == name }.maxBy { it.parameterCount }

    companion object {
        private val AICC = Class.forName("dev.aicc.Aicc")

        val all: List<Subject> = Interface.entries.map(::Subject)

        fun of(of: Interface): Subject = all[of.ordinal]
    }
}
