package dev.aicc

import java.lang.reflect.Constructor
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.TypeVariable
import java.lang.reflect.WildcardType
import java.time.Instant

/** Returns the class of a type, without type arguments. */
internal fun raw(type: Type): Class<*> =
    when (type) {
        is ParameterizedType -> raw(type.rawType)
        is WildcardType -> raw(type.upperBounds.single())
        is TypeVariable<*> -> raw(type.bounds.first())
        else -> type as Class<*>
    }

internal fun arguments(type: Type): List<Type> =
    when (type) {
        is ParameterizedType -> type.actualTypeArguments.toList()
        is WildcardType -> arguments(type.upperBounds.single())
        else -> emptyList()
    }

private fun isOurs(type: Class<*>) = type.name.startsWith("dev.aicc.")

/** Returns the variants of a sealed class. */
private fun variants(type: Class<*>): List<Class<*>> = type.declaredClasses.filter { it.superclass == type && Modifier.isPublic(it.modifiers) }

/** Returns the constructor with the most parameters, which takes every part of a value. */
private fun constructor(type: Class<*>): Constructor<*>? =
    type.constructors.filterNot { it.isSynthetic }.maxByOrNull { it.parameterCount }

/** Returns whether a value of `type` can be or contain a `what`. */
internal fun holds(type: Type, what: Class<*>, seen: Set<Class<*>> = emptySet()): Boolean {
    val plain = raw(type)
    if (plain == what || arguments(type).any { holds(it, what, seen) }) return true
    if (!isOurs(plain) || plain in seen || plain.isEnum || plain.isInterface || plain in OPAQUE) return false
    val inside = variants(plain) + constructor(plain)?.genericParameterTypes.orEmpty()
    return inside.any { holds(it, what, seen + plain) }
}

/** Returns `type`, and the types of the package that its values can contain. */
internal fun parts(type: Type, seen: Set<Class<*>> = emptySet()): Set<Class<*>> {
    val plain = raw(type)
    val found = arguments(type).fold(seen) { types, argument -> parts(argument, types) }
    if (!isOurs(plain) || plain in found) return found
    val inside = variants(plain) + if (plain.isEnum) emptyList() else constructor(plain)?.genericParameterTypes.orEmpty().toList()
    return inside.fold(found + plain) { types, part -> parts(part, types) }
}

/** Types that share nothing with the values that they are created from. */
private val OPAQUE = setOf(Secret::class.java, WrittenRequest::class.java, PasswordPolicy::class.java, Gateway::class.java)

/** Creates values of any type, with `planted` in each place for its type, and with `text` in place of each text. */
internal class Samples(private val planted: Any?, private val text: String? = null) {
    private val secret = planted as? Secret ?: Secret(text ?: "Hunter2+")

    /** Types that need certain texts. */
    private val known: Map<Class<*>, () -> Any> = mapOf(
        Secret::class.java to { secret },
        WrittenRequest::class.java to { (AgentSignIn(Secret("Hunter2+")).request(Gateway("10.0.0.5"), "291") as RequestResult.Ready).request },
        Gateway::class.java to { Gateway("10.0.0.5") },
        Cloud::class.java to { Cloud("example.com", secret, secret) },
        PasswordPolicy::class.java to { PasswordPolicy(8, 8) },
        Profile::class.java to { Profile() },
    )

    fun of(type: Type): Any {
        val plain = raw(type)
        if (planted != null && plain.isInstance(planted) && isOurs(plain)) return planted
        known[plain]?.let { return it() }
        if (text == null) VALID[plain]?.let { return withSecret(it) }
        return when (plain) {
            String::class.java -> text ?: "291"
            ByteArray::class.java -> "{}".toByteArray()
            CharArray::class.java -> (text ?: "291").toCharArray()
            Int::class.java, java.lang.Integer::class.java -> 200
            Long::class.java, java.lang.Long::class.java -> 1L
            Boolean::class.java, java.lang.Boolean::class.java -> false
            Instant::class.java -> Instant.EPOCH
            List::class.java -> listOf(of(arguments(type).single()))
            Map::class.java -> arguments(type).let { (key, value) -> mapOf(of(key) to of(value)) }
            Any::class.java -> "291"
            else -> ours(plain)
        }
    }

    /** Returns a copy of a message with the secret in place of its own. */
    private fun withSecret(message: Any): Any = rebuilt(message) { type, part -> if (type == Secret::class.java) secret else part }

    private fun ours(type: Class<*>): Any {
        check(isOurs(type)) { "no sample of $type" }
        if (type.isEnum) return type.enumConstants.first()
        if (type.isInterface) return of(PublicTypes.classes.first { type in it.interfaces })
        variants(type).let { variants ->
            val holder = variants.firstOrNull { planted != null && holds(it, planted.javaClass) } ?: variants.firstOrNull()
            if (holder != null) return of(holder)
        }
        val constructor = constructor(type) ?: return type.getField("INSTANCE").get(null)
        return constructor.newInstance(*constructor.genericParameterTypes.map(::of).toTypedArray())
    }
}

/** A valid message of each interface: the first in the vectors. */
private val VALID: Map<Class<*>, Any> by lazy {
    val vectors = Vector.ofKind("body")
    Subject.all.associate { subject ->
        val own = vectors.filter { it.subject == subject }
        subject.message to own.firstNotNullOf { (subject.parse(it.body) as? Parsed.Valid)?.content }
    }
}

/** Returns a deep copy of a data class, and any other value unchanged. */
internal fun copied(value: Any): Any {
    if (value is List<*>) return value.map { copied(it!!) }
    return rebuilt(value) { _, part -> part?.let(::copied) }
}

/** Returns a copy of a data class with each part changed, and any other value unchanged. */
private fun rebuilt(value: Any, change: (Class<*>, Any?) -> Any?): Any {
    val copy = value.javaClass.methods.firstOrNull { it.name == "copy" && !it.isSynthetic } ?: return value
    val parts = copy.parameterTypes.mapIndexed { index, type -> change(type, value.javaClass.getMethod("component${index + 1}").invoke(value)) }
    return copy.invoke(value, *parts.toTypedArray())
}
