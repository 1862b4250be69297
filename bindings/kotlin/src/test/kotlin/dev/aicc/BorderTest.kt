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
 * Whatever can be closed, in every position of every function of the package and in every state: the answer is right, or an
 * [IllegalStateException]. Nothing is read that is gone, and nothing of another object.
 */
class BorderTest {
    /** What can be closed. */
    private val closeable = PublicTypes.classes.filter { AutoCloseable::class.java.isAssignableFrom(it) }

    /** A position of a function that takes, or can hold, something that can be closed. */
    private class Position(val method: Method, val index: Int, val what: Class<*>) {
        private val isStatic = Modifier.isStatic(method.modifiers)
        private val types: List<Type> = (if (isStatic) emptyList() else listOf(method.declaringClass)) + method.genericParameterTypes

        /** The function called with `planted` in this position, and in no other. */
        fun call(planted: Any, change: (Any) -> Any = { it }): Any? {
            val values = types.mapIndexed { at, type -> if (at == index) change(Samples(planted).of(type)) else Samples(null).of(type) }
            return if (isStatic) method.invoke(null, *values.toTypedArray()) else method.invoke(values[0], *values.drop(1).toTypedArray())
        }

        /** Whether the function hands out what it holds, or tells what is not secret: it needs nothing that is gone. */
        val isReadable = Regex("get[A-Z].*|component\\d+|copy|toString|hashCode|equals|close|orThrow|method|url").matches(method.name)

        override fun toString() = "${method.declaringClass.simpleName}.${method.name}(${method.genericParameterTypes.joinToString { it.typeName }}) at $index with $what"
    }

    private fun positions(what: Class<*>): List<Position> =
        (PublicTypes.classes + PublicTypes.classes.flatMap { it.declaredClasses.toList() })
            .flatMap { it.declaredMethods.toList() }
            .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic && '$' !in it.name }
            .flatMap { method ->
                val isStatic = Modifier.isStatic(method.modifiers)
                val types = (if (isStatic) emptyList() else listOf<Type>(method.declaringClass)) + method.genericParameterTypes
                types.indices.filter { holds(types[it], what) }.map { Position(method, it, what) }
            }

    private fun open(what: Class<*>): AutoCloseable = Samples(null).of(what) as AutoCloseable

    private fun outcome(call: () -> Any?): Result<Any?> =
        try {
            Result.success(call())
        } catch (failure: InvocationTargetException) {
            Result.failure(failure.targetException)
        }

    /** How many requests were written with a secret of the samples. */
    private var written = 0

    /** A request that was written has the secret that its message or service was given. */
    private fun assertRight(position: Position, result: Any?) {
        if (result !is RequestResult.Ready || position.what != Secret::class.java || position.isReadable) return
        assertTrue("Hunter2+" in result.request.body().decodeToString() + result.request.headers(), "$position")
        written += 1
    }

    @Test
    fun `every object in every position and state`() {
        assertEquals(
            setOf("Secret", "WrittenRequest", "AccountCreateForm", "InfoQueryForm", "SettingsCreateForm", "SignInForm"),
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
    fun `what is made of an object outlives it`() {
        for (position in closeable.flatMap(::positions).filterNot { it.method.name == "close" }) {
            val (collected, result) = made(position)
            for (attempt in 1..100) {
                if (collected.get() == null) break
                System.gc()
            }
            repeat(3) { Secret("VICTIM1!").close() }
            assertRight(position, result)
            "$result ${result.hashCode()}"
        }
    }

    /** In a function of its own, which leaves no reference to the object behind. */
    private fun made(position: Position): Pair<WeakReference<Any>, Any?> {
        val planted = open(position.what)
        return WeakReference<Any>(planted) to outcome { position.call(planted) }.getOrNull()
    }

    @Test
    fun `no text form, hash or comparison ever throws`() {
        for (type in PublicTypes.classes.filterNot { it.simpleName.endsWith("Exception") || it.simpleName in listOf("Aicc", "Reports", "ReplyValues") }) {
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
