package dev.aicc

import java.lang.ref.WeakReference
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.Type
import kotlin.concurrent.thread
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/**
 * Passes each closeable object, in each of its states, to each parameter of each function of the package. The call returns the
 * right value or throws an [IllegalStateException]. It never reads freed memory or another object.
 */
class BorderTest {
    /** The types with a `close`. */
    private val closeable = PublicTypes.classes.filter { AutoCloseable::class.java.isAssignableFrom(it) && !it.isInterface }

    /** A parameter of a function, or its receiver, that can be or contain a closeable object. */
    private class Position(val method: Method, val index: Int, val what: Class<*>) {
        /** Calls the function with `planted` in this position only. */
        fun call(planted: Any, change: (Any) -> Any = { it }): Any? =
            invoke(method, types(method).mapIndexed { at, type -> if (at == index) change(Samples(planted).of(type)) else Samples(null).of(type) })

        /** Whether the function also works with a closed object. */
        val isReadable = Regex("get[A-Z].*|component\\d+|copy|toString|hashCode|equals|close|orThrow|method|url").matches(method.name)

        override fun toString() = "${method.declaringClass.simpleName}.${method.name}(${method.genericParameterTypes.joinToString { it.typeName }}) at $index with $what"
    }

    /** Every public function of the package, without those that only the package itself calls. */
    private val functions: List<Method> =
        (PublicTypes.classes + PublicTypes.classes.flatMap { it.declaredClasses.toList() })
            .flatMap { it.declaredMethods.toList() }
            .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic && '$' !in it.name && it.name != "valueOf" }

    private fun positions(what: Class<*>): List<Position> =
        functions.flatMap { function ->
            val types = types(function)
            types.indices.filter { holds(types[it], what) }.map { Position(function, it, what) }
        }

    private fun open(what: Class<*>): AutoCloseable = Samples(null).of(what) as AutoCloseable

    private fun outcome(call: () -> Any?): Result<Any?> =
        try {
            Result.success(call())
        } catch (failure: InvocationTargetException) {
            Result.failure(failure.targetException)
        }

    /** The number of requests that contain a secret of the samples. */
    private var written = 0

    /** Fails if a request does not contain the secret of its message or service. */
    private fun assertRight(position: Position, result: Any?) {
        if (result !is RequestResult.Ready || position.what != Secret::class.java || position.isReadable) return
        assertTrue("Hunter2+" in result.request.body().decodeToString() + result.request.headers(), "$position")
        written += 1
    }

    @Test
    fun `every object in every position and state`() {
        assertEquals(
            setOf("Secret", "WrittenRequest") + Subject.all.map { "${it.name}Form" },
            closeable.map { it.simpleName }.toSet(),
        )
        var called = 0
        for (position in closeable.flatMap(::positions)) {
            for (change in listOf<(Any) -> Any>({ it }, ::copied)) {
                assertOpen(position, change)
                assertClosed(position, change, 1)
                assertClosed(position, change, 2)
                assertClosedMeanwhile(position, change)
                called += 1
            }
        }
        assertTrue(called > 300 && written > 50, "$called, $written")
    }

    private fun assertOpen(position: Position, change: (Any) -> Any) {
        val result = outcome { position.call(open(position.what), change) }
        val failure = result.exceptionOrNull() ?: return assertRight(position, result.getOrThrow())
        assertTrue(failure is UnknownFieldException, "$position: $failure")
    }

    private fun assertClosed(position: Position, change: (Any) -> Any, times: Int) {
        val planted = open(position.what)
        repeat(times) { planted.close() }
        val result = outcome { position.call(planted, change) }
        if (position.isReadable) return assertTrue(result.isSuccess, "$position: $result")
        assertTrue(result.exceptionOrNull() is IllegalStateException, "$position: $result")
    }

    private fun assertClosedMeanwhile(position: Position, change: (Any) -> Any) =
        repeat(4) {
            val planted = open(position.what)
            val other = thread { planted.close() }
            val result = outcome { position.call(planted, change) }
            other.join()
            val failure = result.exceptionOrNull()
            assertTrue(failure == null || failure is IllegalStateException || failure is UnknownFieldException, "$position: $failure")
            assertRight(position, result.getOrNull())
        }

    @Test
    fun `results stay valid after the object is collected`() {
        val all = closeable.flatMap(::positions).filterNot { it.method.name == "close" }.map { it to made(it) }
        repeat(3) { System.gc() }
        assertTrue(all.any { (_, made) -> made.first.get() == null })
        repeat(1_000) { Secret("VICTIM1!").close() }
        for ((position, made) in all) {
            assertRight(position, made.second)
            assertEquals(made.second, made.second)
            "${made.second} ${made.second.hashCode()}"
        }
    }

    /** Calls the function. No reference to the object remains after it returns. */
    private fun made(position: Position): Pair<WeakReference<Any>, Any?> {
        val planted = open(position.what)
        return WeakReference<Any>(planted) to outcome { position.call(planted) }.getOrNull()
    }

    @Test
    fun `half of a surrogate pair is accepted everywhere`() {
        val functions = functions.filter { function -> types(function).any { holds(it, String::class.java) } }
        for (function in functions) {
            val values = types(function).map { Samples(null, "a\uD83D").of(it) }
            val result = outcome { invoke(function, values) }
            assertTrue(result.exceptionOrNull().let { it == null || it is UnknownFieldException || it is InvalidMessageException }, "$function: $result")
        }
        assertTrue(functions.count { it.name in listOf("request", "check", "edit", "checkField", "checkMessage") } > 20)
        assertEquals("a\uFFFD", Secret("a\uD83D").expose())
        assertEquals("\uFFFD\uFFFD😀", Secret("\uDE00\uD83D\uD83D\uDE00".toCharArray()).expose())
        val message = AgentSignIn(Secret("\uD83D"), phonenum = "1\uDE00")
        val body = message.request(Gateway("10.0.0.5"), "291").orThrow().body().decodeToString()
        assertTrue(body.startsWith("{\"password\":\"\uFFFD\",\"phonenum\":\"1\uFFFD\""), body)
        assertThrows(EndpointException.Host::class.java) { Gateway("a\uD83D") }
    }

    @Test
    fun `no text form, hash or comparison ever throws`() {
        for (type in PublicTypes.classes.filterNot { it.simpleName.endsWith("Exception") || it.simpleName in listOf("Aicc", "Languages", "Reports", "ReplyValues") }) {
            for (what in closeable) {
                for (times in 0..2) {
                    val (one, other) = List(2) { open(what).also { repeat(times) { _ -> it.close() } } }
                    val (mine, others) = Samples(one).of(type) to Samples(other).of(type)
                    assertEquals(mine, mine)
                    assertEquals(mine.hashCode(), mine.hashCode())
                    assertEquals(mine == others, others == mine)
                    assertTrue("Hunter2+" !in "$mine $others", "$mine")
                }
            }
        }
        assertEquals("***", Secret("Hunter2+").also { it.close() }.toString())
        assertTrue("***" in AgentSignIn(Secret("Hunter2+").also { it.close() }).toString())
    }

    @Test
    fun `a message never sends the secret of another`() {
        repeat(2_000) {
            val secret = Secret("AAAAAAAA")
            val first = AgentSignIn(secret)
            val second = first.copy(phonenum = "40038")
            secret.close()
            Secret("VICTIM1!").use {
                assertThrows(IllegalStateException::class.java) { first.check() }
                assertThrows(IllegalStateException::class.java) { second.request(Gateway("10.0.0.5"), "291") }
            }
        }
    }
}

/** Returns the types of the receiver, if there is one, and of the parameters of a function. */
private fun types(function: Method): List<Type> =
    (if (Modifier.isStatic(function.modifiers)) emptyList() else listOf<Type>(function.declaringClass)) + function.genericParameterTypes

private fun invoke(function: Method, values: List<Any>): Any? =
    if (Modifier.isStatic(function.modifiers)) function.invoke(null, *values.toTypedArray())
    else function.invoke(values.first(), *values.drop(1).toTypedArray())
